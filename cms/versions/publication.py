"""Who is publishing right now.

Wagtail's signals do not say it. Paths through ``page.publish()`` announce the person here; the edit view and the API
build the publishing action themselves, but run in the admin's log context, which knows the person.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from wagtail.log_actions import get_active_log_context

from cms.core.acting import acting_user


@dataclass(frozen=True)
class Publication:
    """One act of publishing.

    Attributes:
        user: Who approves. ``None``: nobody is named.
        emergency_reason: Why the rule of two persons is set aside; empty when it is not.
    """

    user: Any | None = None
    emergency_reason: str = ""


@dataclass(frozen=True)
class Approval:
    """What a version says about its approval: given now, or earlier when its publication was scheduled.

    Attributes:
        user: Who approved; ``None`` if nobody is named or the account is gone.
        approver: The person's name.
        is_self_approved: Whether an author approved (one-person team, or an emergency).
        emergency_reason: Why no second person approved.
    """

    user: Any | None
    approver: str
    is_self_approved: bool = False
    emergency_reason: str = ""


_current: ContextVar[Publication | None] = ContextVar("privacy_publication", default=None)


@contextmanager
def publication(user: Any | None, emergency_reason: str = "") -> Iterator[Publication]:
    """Announce who publishes until the block ends. An outer announcement holds inside where this one says nothing."""
    outer = current_publication()
    current = Publication(user or outer.user, emergency_reason or outer.emergency_reason)
    token = _current.set(current)
    try:
        yield current
    finally:
        _current.reset(token)


def current_publication() -> Publication:
    """The announced publication, else one by the person of the admin's log context or of the API's request."""
    return _current.get() or Publication(get_active_log_context().user or acting_user())


def person_name(user: Any | None) -> str:
    """The name that a version keeps of a person."""
    return (user.get_full_name() or user.get_username()) if user is not None else ""
