"""The one exception of this package."""


class ImportRefused(Exception):
    """The file cannot be read. `str()` is one translated sentence that says why and what to do."""
