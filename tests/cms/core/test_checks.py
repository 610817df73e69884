"""A project that lacks something is told what, and what to do."""

from typing import Any

import pytest

from cms.core.checks import TRANSACTION_MIDDLEWARE, check_transaction_middleware
from cms.core.middleware import AdminTransactionMiddleware


class OwnMiddleware(AdminTransactionMiddleware):
    """A project's own variant."""


def test_shipped_settings_pass() -> None:
    assert check_transaction_middleware(None) == []


def test_missing_middleware_is_an_error(settings: Any) -> None:
    settings.MIDDLEWARE = [path for path in settings.MIDDLEWARE if path != TRANSACTION_MIDDLEWARE]

    (message,) = check_transaction_middleware(None)

    assert message.id == "wagtail_privacy.E001"
    assert TRANSACTION_MIDDLEWARE in str(message.hint)


def test_middleware_outside_of_sessions_is_a_warning(settings: Any) -> None:
    settings.MIDDLEWARE = [
        TRANSACTION_MIDDLEWARE,
        *(path for path in settings.MIDDLEWARE if path != TRANSACTION_MIDDLEWARE),
    ]

    (message,) = check_transaction_middleware(None)

    assert message.id == "wagtail_privacy.W001"


@pytest.mark.parametrize("more", [["django.middleware.gzip.GZipMiddleware"], []])
def test_own_middleware_counts_and_need_not_be_the_last(settings: Any, more: list[str]) -> None:
    others = [path for path in settings.MIDDLEWARE if path != TRANSACTION_MIDDLEWARE]
    settings.MIDDLEWARE = [*others, f"{__name__}.OwnMiddleware", *more]

    assert check_transaction_middleware(None) == []
