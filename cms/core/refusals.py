"""Refusals: an action that the rules do not allow, told to the person in one sentence."""

from collections.abc import Iterable

from django.db.models import Model, ProtectedError, RestrictedError
from django.utils.text import capfirst
from django.utils.translation import gettext as _


class Refused(Exception):  # noqa: N818 - a decision, not an error
    """An action is refused; nothing of it has happened.

    Not a ``PermissionDenied``: Wagtail's admin answers that one with a redirect before the surrounding transaction is
    rolled back, which would leave half of the action done. `AdminTransactionMiddleware` rolls back and shows the
    message.

    Attributes:
        message: A translated sentence for the person: what is wrong and what to do.
        redirect_to: Where the person can do something about it, if not on the page they came from.
        keeps_changes: What the same request has stored before stays: a draft saved on the way to a refused approval.
            Only
            for a refusal that is raised before the action itself has begun.
    """

    def __init__(self, message: str, redirect_to: str | None = None, *, keeps_changes: bool = False) -> None:
        super().__init__(message)
        self.message = str(message)
        self.redirect_to = redirect_to
        self.keeps_changes = keeps_changes


def refusal_of(error: Exception) -> Refused | None:
    """The refusal behind an exception, if it is one: what the database protects from deletion is one, too."""
    if isinstance(error, Refused):
        return error
    if isinstance(error, ProtectedError):
        return Refused(_still_needed(error.protected_objects))
    if isinstance(error, RestrictedError):
        return Refused(_still_needed(error.restricted_objects))
    return None


def _still_needed(users: Iterable[Model]) -> str:
    named = sorted(
        {_("%(kind)s “%(name)s”") % {"kind": capfirst(user._meta.verbose_name), "name": user} for user in users}
    )
    return _("Not deleted, because it is still needed by: %(users)s. Choose something else there first.") % {
        "users": ", ".join(named[:5]) + (", …" if len(named) > 5 else "")
    }
