"""An entry as plain data: there and back, its public part, its names in the reader's language."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Locale

from cms.register.entry import Entry, entries_of, entry_of
from cms.register.entry_fields import ENTRY_FIELDS
from cms.register.models import DataCategory, ProcessingActivity
from cms.register.searching import normalise, search_text, words_of
from cms.register.sheet import sheet_of
from cms.register.wording import Wording
from cms.register.writing import write_data
from tests.factories.register import activity, published_activity, responsible_parties, small_catalogues

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def parties(home: object) -> None:
    responsible_parties()


def test_data_written_and_read_again_are_the_same(german: Locale) -> None:
    data = entry_of(activity(internal_fields=[{"field": "unit", "reason": "Grund"}], publicity="partly")).data
    copy = ProcessingActivity(locale=german)
    write_data(copy, {**data, "reference": "VVT-002"})
    copy.save()
    assert entry_of(ProcessingActivity.objects.get(pk=copy.pk)).data == {**data, "reference": "VVT-002"}


def test_unknown_codes_and_dates_are_named_by_field(german: Locale) -> None:
    small_catalogues()
    values = {"unit": "nobody", "started_on": "31.01.2026", "recipients": [{"category": "martians"}]}
    with pytest.raises(ValidationError) as caught:
        write_data(ProcessingActivity(locale=german), values)
    assert set(caught.value.message_dict) == {"unit", "started_on", "recipients"}
    assert "“martians” is not in the catalogue" in caught.value.message_dict["recipients"][0]


def test_the_public_part_holds_listed_fields_only() -> None:
    public = entry_of(
        activity(processors=[{"name": "Hoster", "task": "Betrieb", "contract_on": "2026-01-01"}])
    ).public()
    allowed = {each.name for each in ENTRY_FIELDS if each.publishable} | {"language"}
    assert set(public.data) <= allowed
    assert public.data["processors"] == [{"name": "Hoster", "task": "Betrieb"}]
    assert "measure" not in public.wording, "names of internal rows do not come along"


def test_a_partly_public_entry_lacks_its_internal_fields_and_what_would_reveal_them() -> None:
    hidden = [
        {"field": "transfers", "reason": "x"},
        {"field": "purposes", "reason": "y"},
        {"field": "name", "reason": "z"},
    ]
    public = entry_of(activity(publicity="partly", internal_fields=hidden)).public()
    assert not {"transfers", "transfer_status", "purposes", "internal_fields"} & set(public.data)
    assert "legal_basis" not in public.wording
    assert public.data["name"] == "Betrieb der Website", "an entry that is public has a name"


def test_an_internal_entry_has_no_public_part_but_its_name() -> None:
    public = entry_of(activity(publicity="no", publicity_reason="x")).public()
    assert set(public.data) == {"language", "reference", "name", "role", "status"}


def test_untranslated_names_come_in_the_source_language_and_are_marked(english: Locale, german: Locale) -> None:
    small_catalogues()
    DataCategory.objects.filter(code="ip", locale=english).update(live=False)
    source = activity()
    translated = source.copy_for_translation(english)
    translated.save()
    entry = entry_of(ProcessingActivity.objects.get(pk=translated.pk))
    items = {line.field.name: line.items[0] for line in sheet_of(entry).lines if line.items}
    assert (items["data_categories"].text, items["data_categories"].language) == ("IP-Adresse", "de")
    assert (items["data_subjects"].text, items["data_subjects"].language) == ("Visitors", "")


def test_entries_are_read_with_the_same_number_of_queries_however_many_there_are(
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    for number in range(6):
        activity(f"VVT-{number}")
    with django_assert_max_num_queries(35):
        assert len(list(entries_of(ProcessingActivity.objects.all(), "de"))) == 6


def test_wording_of_all_catalogues_takes_nine_queries(django_assert_num_queries: Callable[..., Any]) -> None:
    small_catalogues()
    with django_assert_num_queries(9):
        wording = Wording("en")
        assert wording.rows("unit")["it"]["name"] == "IT services"
        assert wording.rows("data_subject")["visitors"]["name"] == "Visitors"


def test_sheet_leaves_out_empty_lines_when_asked() -> None:
    entry = entry_of(activity(note=""))
    assert "note" in [line.field.name for line in sheet_of(entry).lines]
    assert "note" not in [line.field.name for line in sheet_of(entry, keep_empty=False).lines]


def test_an_entry_of_a_later_release_still_reads() -> None:
    stored = entry_of(activity()).to_json()
    stored["data"]["social_data"] = "sometimes"
    del stored["data"]["systems"]
    lines = {line.field.name: [item.text for item in line.items] for line in sheet_of(Entry.from_json(stored)).lines}
    assert lines["social_data"] == ["sometimes"]
    assert "systems" not in lines


@pytest.mark.parametrize(
    ("query", "text"),
    [("beitrag", "Krankenkassenbeiträge"), ("STRASSE", "Straße"), ("muller", "Müller"), ("ﬁrma", "Firma"), ("ß", "SS")],
)
def test_words_are_found_in_compounds_without_umlauts_and_in_any_case(query: str, text: str) -> None:
    assert words_of(query)[0] in normalise(text)


def test_search_finds_names_of_catalogues_but_not_codes() -> None:
    text = search_text(entry_of(published_activity()).public())
    assert "offentliche aufgabe" in text
    assert "gdpr-6-1-e" not in text
    assert "controller" not in text.split("nordlicht")[0]


def test_rows_written_again_stay_the_same_rows_so_that_their_translations_do(german: Locale) -> None:
    entry = ProcessingActivity.objects.get(pk=activity().pk)
    data = entry_of(entry).data
    purpose, datum = entry.purposes.get(), entry.data_categories.get()
    basis = purpose.legal_bases.get()
    write_data(
        entry,
        {
            "purposes": [{**data["purposes"][0], "text": "Anders gesagt"}, {"text": "Neu dazu"}],
            "data_categories": [{**data["data_categories"][0], "note": "voll"}],
        },
    )
    entry.save()
    entry = ProcessingActivity.objects.get(pk=entry.pk)
    first, second = entry.purposes.order_by("sort_order")
    assert (first.translation_key, first.text) == (purpose.translation_key, "Anders gesagt")
    assert first.legal_bases.get().translation_key == basis.translation_key
    assert (second.text, second.legal_bases.count()) == ("Neu dazu", 0)
    kept = entry.data_categories.get()
    assert (kept.translation_key, kept.note, kept.consequence) == (datum.translation_key, "voll", datum.consequence)
