"""Django system checks of the ground floor."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

TRANSACTION_MIDDLEWARE = "cms.core.middleware.AdminTransactionMiddleware"


@register
def check_transaction_middleware(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Publishing is all or nothing only where the admin's changes run in a transaction."""
    if TRANSACTION_MIDDLEWARE in settings.MIDDLEWARE:
        return []
    return [
        Error(
            "AdminTransactionMiddleware is missing: a failure during publishing could leave live text without a version.",
            hint=f"Add {TRANSACTION_MIDDLEWARE!r} as the last entry of MIDDLEWARE.",
            id="wagtail_privacy.E001",
        )
    ]
