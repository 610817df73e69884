"""Which request is changing something, for code that is not handed it.

Wagtail's admin keeps the person in its log context. The write API of Wagtail 8 does not: it finds the person behind a
token in the middle of the request and tells nobody.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.http import HttpRequest

_request: ContextVar[HttpRequest | None] = ContextVar("privacy_acting_request", default=None)


@contextmanager
def acting(request: HttpRequest) -> Iterator[None]:
    """Remember the request until the block ends."""
    token = _request.set(request)
    try:
        yield
    finally:
        _request.reset(token)


def acting_request() -> HttpRequest | None:
    """The request that is being answered, if it may change something in the admin."""
    return _request.get()


def acting_user() -> Any | None:
    """The signed-in person of the request that is being answered; asked late, because a token is resolved late."""
    user = getattr(_request.get(), "user", None)
    return user if user is not None and user.is_authenticated else None
