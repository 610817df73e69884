"""Who is publishing right now.

Wagtail's signals do not say it. Paths through ``page.publish()`` announce the person here; the edit view and the API build the
publishing action themselves, but run in the admin's log context, which knows the person.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from wagtail.log_actions import get_active_log_context


@dataclass(frozen=True)
class Publication:
    """One act of publishing.

    Attributes:
        user: Who approves. ``None``: nobody is named.
        emergency_reason: Why the rule of two persons is set aside; empty when it is not.
    """

    user: Any | None = None
    emergency_reason: str = ""


_current: ContextVar[Publication | None] = ContextVar("privacy_publication", default=None)


@contextmanager
def publication(user: Any | None, emergency_reason: str = "") -> Iterator[Publication]:
    """Announce who publishes until the block ends. An outer announcement of an emergency holds inside."""
    outer = _current.get()
    current = Publication(
        user or (outer.user if outer else None), emergency_reason or (outer.emergency_reason if outer else "")
    )
    token = _current.set(current)
    try:
        yield current
    finally:
        _current.reset(token)


def current_publication() -> Publication:
    """The announced publication, else one by the person of the admin's log context."""
    return _current.get() or Publication(get_active_log_context().user)
