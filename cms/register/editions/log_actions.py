"""What the register page's history says about editions."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry, LogFormatter


class EditionFormatter(LogFormatter):
    """The steps of an edition; the sentence depends on the action."""

    label = _("Cut an edition of the register")
    messages = {
        "privacy.edition.request": _("%(edition)s requested"),
        "privacy.edition.withdraw": _("Request for %(edition)s withdrawn"),
        "privacy.edition.reject": _("Request for %(edition)s declined"),
        "privacy.edition": _("%(edition)s cut"),
        "privacy.edition.redaction.request": _("Redaction of entries requested: %(edition)s. Reason: %(reason)s"),
        "privacy.edition.redaction.withdraw": _("Request to redact entries withdrawn: %(edition)s"),
        "privacy.edition.redaction.reject": _("Request to redact entries declined: %(edition)s"),
        "privacy.edition.redaction": _("Entries redacted: %(edition)s. Reason: %(reason)s"),
    }

    def format_message(self, log_entry: Any) -> str:
        return str(self.messages[log_entry.action]) % log_entry.data


def register(actions: LogActionRegistry) -> None:
    """Make the actions known; called by the hook ``register_log_actions``."""
    for name in EditionFormatter.messages:
        actions.register_action(name)(EditionFormatter)
