"""Django system checks of the ground floor."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, register
from django.utils.module_loading import import_string

TRANSACTION_MIDDLEWARE = "cms.core.middleware.AdminTransactionMiddleware"
OUTER_MIDDLEWARE = (
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
)


@register
def check_transaction_middleware(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Publishing is all or nothing only where the admin's changes run in a transaction."""
    place = next((index for index, path in enumerate(settings.MIDDLEWARE) if _is_transaction_middleware(path)), None)
    if place is None:
        return [
            Error(
                "AdminTransactionMiddleware is missing: a failure could leave live text without a version.",
                hint=f"Add {TRANSACTION_MIDDLEWARE!r} as the last entry of MIDDLEWARE.",
                id="wagtail_privacy.E001",
            )
        ]
    inside = [path for path in OUTER_MIDDLEWARE if path in settings.MIDDLEWARE[place:]]
    if inside:
        return [
            checks.Warning(
                "AdminTransactionMiddleware stands before the middleware of sessions or messages: what it takes back "
                "would include the sentence that explains why.",
                hint=f"Move {TRANSACTION_MIDDLEWARE!r} to the end of MIDDLEWARE, below {', '.join(inside)}.",
                id="wagtail_privacy.W001",
            )
        ]
    return []


def _is_transaction_middleware(path: str) -> bool:
    """Whether a dotted path names the middleware or a class that a project derived from it."""
    from cms.core.middleware import AdminTransactionMiddleware

    if path == TRANSACTION_MIDDLEWARE:
        return True
    try:
        middleware = import_string(path)
    except ImportError:
        return False
    return isinstance(middleware, type) and issubclass(middleware, AdminTransactionMiddleware)
