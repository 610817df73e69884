"""Fixtures for tests that commit. Import them into the module: ``from tests.databases import migrated_rows``."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from wagtail.models import Locale


@pytest.fixture(scope="module", autouse=True)
def migrated_rows(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Tests that commit leave empty tables behind; others, and the next run, expect what the migrations filled in."""
    yield
    with django_db_blocker.unblock():
        if not Locale.objects.exists():
            call_command("flush", interactive=False, verbosity=0, reset_sequences=False, inhibit_post_migrate=True)
            connection.creation.deserialize_db_from_string(connection._test_serialized_contents)  # type: ignore[attr-defined]
