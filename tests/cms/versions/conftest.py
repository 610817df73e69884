"""Fixtures for the rules of publishing."""

from collections.abc import Iterator

import pytest
from django.utils.translation import override


@pytest.fixture
def speaking_english() -> Iterator[None]:
    """Messages to programs come in the active language; tests compare the original."""
    with override("en"):
        yield
