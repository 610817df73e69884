"""The one exception of this package."""


class ImportRefused(Exception):  # noqa: N818  (it is an answer, not a fault)
    """The file cannot be read. `str()` is one translated sentence that says why and what to do."""
