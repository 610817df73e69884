"""What Wagtail's history and site history say about our actions."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
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


class ScheduleFailedFormatter(LogFormatter):
    label = gettext_lazy("Fail to publish as scheduled")

    def format_message(self, log_entry: object) -> str:
        return _("Scheduled publication failed and will be tried again: %(reason)s") % {
            "reason": log_entry.data["reason"]  # type: ignore[attr-defined]
        }


class ScheduleApprovedFormatter(LogFormatter):
    label = gettext_lazy("Approve a scheduled publication")

    def format_message(self, log_entry: object) -> str:
        data = log_entry.data  # type: ignore[attr-defined]
        when = date_format(localtime(datetime.fromisoformat(data["go_live_at"])), "DATETIME_FORMAT")
        if data["emergency_reason"]:
            return _("Publication on %(when)s approved in an emergency: %(reason)s") % {
                "when": when,
                "reason": data["emergency_reason"],
            }
        return _("Publication on %(when)s approved") % {"when": when}


class HistoricFormatter(LogFormatter):
    label = gettext_lazy("Archive a text of the past")

    def format_message(self, log_entry: object) -> str:
        return _("Text of the past archived as version %(label)s") % log_entry.data  # type: ignore[attr-defined]


class RestoreFormatter(LogFormatter):
    label = gettext_lazy("Restore a version as a draft")

    def format_message(self, log_entry: object) -> str:
        return _("Text of version %(label)s restored as a draft") % log_entry.data  # type: ignore[attr-defined]


class RedactionFormatter(LogFormatter):
    """The steps of a redaction; the sentence depends on the action."""

    label = gettext_lazy("Redact a version")
    messages = {
        "privacy.redaction.request": gettext_lazy("Redaction of version %(label)s requested: %(reason)s"),
        "privacy.redaction.withdraw": gettext_lazy("Request to redact version %(label)s withdrawn"),
        "privacy.redaction.reject": gettext_lazy("Request to redact version %(label)s declined"),
        "privacy.redaction": gettext_lazy("Version %(label)s redacted: %(reason)s"),
    }

    def format_message(self, log_entry: object) -> str:
        return str(self.messages[log_entry.action]) % log_entry.data  # type: ignore[attr-defined]


def register(actions: LogActionRegistry) -> None:
    """Make the actions known; called by the hook ``register_log_actions``."""
    actions.register_action("privacy.version")(VersionFormatter)
    actions.register_action("privacy.archive")(ArchiveFormatter)
    actions.register_action("privacy.schedule.approve")(ScheduleApprovedFormatter)
    actions.register_action("privacy.schedule.refused")(ScheduleRefusedFormatter)
    actions.register_action("privacy.schedule.failed")(ScheduleFailedFormatter)
    actions.register_action("privacy.version.historic")(HistoricFormatter)
    actions.register_action("privacy.restore")(RestoreFormatter)
    for name in RedactionFormatter.messages:
        actions.register_action(name)(RedactionFormatter)
