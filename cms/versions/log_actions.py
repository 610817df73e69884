"""What Wagtail's history and site history say about our actions."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter


class VersionFormatter(LogFormatter):
    label = gettext_lazy("Publish a version")

    def format_message(self, log_entry: object) -> str:
        data = log_entry.data  # type: ignore[attr-defined]
        if data.get("emergency_reason"):
            return _("Published as version %(label)s in an emergency: %(reason)s") % {
                "label": data["label"],
                "reason": data["emergency_reason"],
            }
        return _("Published as version %(label)s") % {"label": data["label"]}


class ArchiveFormatter(LogFormatter):
    label = gettext_lazy("Archive")

    def format_message(self, log_entry: object) -> str:
        reason = log_entry.data.get("reason")  # type: ignore[attr-defined]
        return _("Archived: %(reason)s") % {"reason": reason} if reason else _("Archived")


class ScheduleRefusedFormatter(LogFormatter):
    label = gettext_lazy("Refuse a scheduled publication")

    def format_message(self, log_entry: object) -> str:
        return _("Scheduled publication refused: %(reason)s") % {"reason": log_entry.data["reason"]}  # type: ignore[attr-defined]


def register(actions: LogActionRegistry) -> None:
    """Make the actions known; called by the hook ``register_log_actions``."""
    actions.register_action("privacy.version")(VersionFormatter)
    actions.register_action("privacy.archive")(ArchiveFormatter)
    actions.register_action("privacy.schedule.refused")(ScheduleRefusedFormatter)
