"""What the history says about reading and exporting the complete register."""

from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry, LogFormatter

READ, EXPORT = "privacy.register.read", "privacy.register.export"


def _state(data: dict[str, Any]) -> str:
    return data["as_of"] or gettext("as it stood on that day")


class ReadFormatter(LogFormatter):
    """What the site's log says about reading."""

    label = _("Read the complete register")

    def format_message(self, log_entry: Any) -> str:
        count = log_entry.data["entries"]
        return ngettext(
            "Complete register read: %(count)d entry, %(state)s",
            "Complete register read: %(count)d entries, %(state)s",
            count,
        ) % {"count": count, "state": _state(log_entry.data)}


class ExportFormatter(LogFormatter):
    """What the site's log says about exporting."""

    label = _("Export the complete register")

    def format_message(self, log_entry: Any) -> str:
        data = log_entry.data
        return ngettext(
            "Complete register exported as %(format)s: %(count)d entry, %(state)s",
            "Complete register exported as %(format)s: %(count)d entries, %(state)s",
            data["entries"],
        ) % {"count": data["entries"], "state": _state(data), "format": data["format"].upper()}


def register(actions: LogActionRegistry) -> None:
    """Make the actions known; called by the hook ``register_log_actions``."""
    actions.register_action(READ)(ReadFormatter)
    actions.register_action(EXPORT)(ExportFormatter)
