"""Who uses a catalogue row: counted for lists, named for people."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.register.models import CATALOGUES, DataCategory, LegalBasis, ProcessingActivity, RetentionRule, Unit
from cms.register.usages import Usage, Usages, is_used, keys_to, usage_counts, usage_sources, usages_of
from cms.register.writing import write_data
from tests.factories.register import activity, catalogue_row, published_activity, responsible_parties, small_catalogues

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def parties(home: object, english_home: object) -> None:
    responsible_parties()


def row(model: Any, language: str = "de") -> Any:
    return model.objects.exclude(code="other").get(locale__language_code=language)


@pytest.mark.parametrize("model", CATALOGUES)
def test_every_catalogue_knows_the_entries_that_use_it(model: Any) -> None:
    published_activity()
    usages = usages_of(row(model))
    assert [(usage.kind, usage.label) for usage in usages.shown] == [
        ("processing activity", "VVT-001 Betrieb der Website")
    ]
    assert usage_counts(model, [row(model)]) == {row(model).translation_key: 1}
    assert keys_to(model.kind)


def test_a_use_counts_for_all_languages_of_a_row() -> None:
    activity()
    assert is_used(row(Unit, "en"))
    assert usage_counts(Unit, [row(Unit, "en")]) == {row(Unit).translation_key: 1}


def test_an_entry_counts_once_however_often_and_in_how_many_languages_it_uses_a_row(english: Any) -> None:
    purpose = {"category": "website", "text": "a", "legal_bases": [{"basis": "gdpr-6-1-e"}] * 2}
    source = activity(purposes=[purpose, {**purpose, "text": "b"}])
    copy = source.copy_for_translation(english)
    copy.save()
    assert usage_counts(LegalBasis, [row(LegalBasis)]) == {row(LegalBasis).translation_key: 1}
    assert usages_of(row(LegalBasis)).total == 1


def test_the_next_draft_of_a_published_entry_counts_when_its_row_would_be_deleted() -> None:
    entry = published_activity()
    small_catalogues()
    other = catalogue_row(DataCategory, "other")
    draft = write_data(entry, {"data_categories": [{"category": "other"}]})
    draft.save_revision()
    assert usages_of(other).shown[0].label == str(entry)
    assert is_used(row(DataCategory))
    assert not is_used(catalogue_row(RetentionRule, "other", duration="P1Y", trigger="collection"))


def test_a_successor_is_used_by_the_provision_that_it_succeeds() -> None:
    new = catalogue_row(LegalBasis, "tdddg-25", citation="§ 25 TDDDG")
    old = catalogue_row(LegalBasis, "ttdsg-25", citation="§ 25 TTDSG", is_repealed=True, successor=new)
    assert [usage.label for usage in usages_of(new).shown] == [str(old)]
    assert usage_counts(LegalBasis, [new, old]) == {new.translation_key: 1, old.translation_key: 0}


def test_only_the_first_users_are_named_but_all_are_counted() -> None:
    for number in range(5):
        activity(f"VVT-{number}")
    usages = usages_of(row(Unit), limit=2)
    assert (usages.total, usages.more) == (5, 3)
    assert [usage.label.split()[0] for usage in usages.shown] == ["VVT-0", "VVT-1"]


def test_the_number_of_queries_does_not_grow_with_the_rows() -> None:
    for number in range(3):
        activity(f"VVT-{number}")
    rows = [catalogue_row(Unit, f"unit-{number}") for number in range(30)]
    with CaptureQueriesContext(
        connection,
    ) as one:
        usage_counts(Unit, rows[:1])
    with CaptureQueriesContext(connection) as many:
        usage_counts(Unit, rows)
    assert len(many) == len(one)


def test_another_room_adds_its_users() -> None:
    class Forms:
        def counts(self, model: Any, keys: Any) -> dict[Any, int]:
            return dict.fromkeys(keys, 2) if model is ProcessingActivity else {}

        def usages(self, instance: Any, limit: int) -> Usages:
            named = Usages(2, [Usage("form", "Gewinnspiel", "/forms/1/")][:limit])
            return named if isinstance(instance, ProcessingActivity) else Usages()

    entry = activity()
    usage_sources.register("forms", Forms())
    try:
        assert usages_of(entry).total == 2
        assert usages_of(entry).shown[0].label == "Gewinnspiel"
        assert usage_counts(ProcessingActivity, [entry]) == {entry.translation_key: 2}
    finally:
        usage_sources.unregister("forms")
