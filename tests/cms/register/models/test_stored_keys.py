"""Reading a draft whose catalogue rows are gone."""

from typing import Any

import pytest

from cms.register.models import RecipientCategory, RetentionRule
from tests.factories.register import activity, entry_values, responsible_parties

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def parties(home: object, english_home: object) -> None:
    responsible_parties()


def draft(entry: Any) -> Any:
    return entry.latest_revision.as_object()


def test_a_draft_is_read_with_one_query_per_catalogue(django_assert_max_num_queries: Any) -> None:
    values = entry_values()
    few = activity("VVT-001")
    many = activity("VVT-002", data_categories=values["data_categories"] * 30, recipients=values["recipients"] * 30)
    for entry in (few, many):
        assert entry.latest_revision.content_object.locale
        # Eight catalogues, and the entry's own language.
        with django_assert_max_num_queries(9):
            assert draft(entry).data_categories.count() == (1 if entry is few else 30)


def test_a_row_that_needs_what_is_gone_goes_and_an_optional_key_is_emptied() -> None:
    # Given a draft that points to a recipient and a retention rule
    entry = activity()
    kept = {"data_categories": 1, "recipients": 0}
    # When both are gone, past all protection
    entry.recipients.all().delete()
    type(entry.data_categories.first()).objects.update(retention=None)
    RecipientCategory.objects.filter(code="none").delete()
    RetentionRule.objects.filter(code="logs").delete()
    # Then the draft can be read all the same
    read = draft(entry)
    assert {name: getattr(read, name).count() for name in kept} == kept
    assert read.data_categories.get().retention is None
