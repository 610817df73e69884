"""How far the translation of a snippet is, the rows below it included."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AbstractUser
from wagtail.models import Locale

from cms.localization.route import draft_translation, fill_translation, start_translation
from cms.localization.states import all_rows, with_states
from cms.register.models import ProcessingActivity, Unit
from cms.register.writing import write_data
from tests.cms.register.test_recording import ENGLISH
from tests.factories.register import published_activity, responsible_parties

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def parties(home: object, english_home: object) -> None:
    responsible_parties()


def state_of(instance: Any, user: Any) -> tuple[str, bool]:
    rows = [row for row in all_rows(user) if row.source == instance]
    (row,) = with_states(rows)
    return str(row.state), row.is_due


def translate(source: Any, english: Locale, user: Any) -> None:
    start_translation(source, english, user)
    fill_translation(source, english, ENGLISH, user)
    draft_translation(source, english, user).publish()


def test_a_change_in_a_row_below_the_entry_makes_the_translation_outdated(
    superuser: AbstractUser, english: Locale
) -> None:
    entry = published_activity()
    translate(entry, english, superuser)
    assert state_of(entry, superuser) == ("Current", False)
    changed = write_data(ProcessingActivity.objects.get(pk=entry.pk), {"systems": []})
    changed.save_revision().publish()
    assert state_of(entry, superuser) == ("Outdated", True)


def test_what_was_shipped_in_both_languages_is_current_until_the_source_is_published(superuser: AbstractUser) -> None:
    published_activity()
    unit = Unit.objects.get(code="it", locale__language_code="de")
    assert state_of(unit, superuser) == ("Current", False)
    unit.name = "Informatik"
    unit.save_revision().publish()
    assert state_of(Unit.objects.get(pk=unit.pk), superuser) == ("Outdated", True)


@pytest.mark.parametrize("count", [2, 6])
def test_the_number_of_queries_does_not_grow(
    superuser: AbstractUser, count: int, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for number in range(count):
        published_activity(f"VVT-{number}")
    rows = [row for row in all_rows(superuser) if isinstance(row.source, ProcessingActivity)]
    with django_assert_max_num_queries(17):
        with_states(rows)
