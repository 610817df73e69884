"""The settings of all rooms: ``WAGTAIL_PRIVACY_<NAME>`` in the project's settings, read at call time.

docs/settings.md explains each of them to an administrator.
"""

from typing import Any

from django.conf import settings

PREFIX = "WAGTAIL_PRIVACY_"

DEFAULTS: dict[str, Any] = {
    # The template that public pages extend. It offers the blocks title, extra_css and content.
    "BASE_TEMPLATE": "base.html",
    # Hosts that are not external although no Wagtail Site names them.
    "INTERNAL_HOSTS": [],
    # Nobody publishes what they wrote. False: for teams of one; versions then say so.
    "FOUR_EYES": True,
    # Versions per page of the public archive.
    "ARCHIVE_PAGE_SIZE": 50,
    # Entries per page of the public register.
    "REGISTER_PAGE_SIZE": 25,
    # The language that policies are written in. The others are translations of it.
    "SOURCE_LANGUAGE": None,
    # The last day of the business year, (month, day): retention rules may start there.
    "BUSINESS_YEAR_END": (12, 31),
    # Where uploaded register files wait between the steps of an import: a folder that only the server's user can open,
    # shared by all servers. None: one in the folder for temporary files.
    "IMPORT_DIRECTORY": None,
    # Models ("app_label.Model") whose translations wagtail-localize's own views may publish. Never pages with versions.
    "LOCALIZE_PUBLISHES": [],
}


def get_setting(name: str) -> Any:
    """Return the project's value of a setting, or its default.

    Args:
        name: The name without prefix, e.g. ``"FOUR_EYES"``.

    Raises:
        KeyError: No such setting exists.
    """
    return getattr(settings, PREFIX + name, DEFAULTS[name])


def source_language() -> str:
    """The code of the language that policies are written in: the setting, else ``LANGUAGE_CODE``."""
    return get_setting("SOURCE_LANGUAGE") or settings.LANGUAGE_CODE
