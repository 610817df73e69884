"""The demo's register as it is after the first start."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import models, transaction
from django.test import Client, override_settings
from wagtail.models import ReferenceIndex

from cms.demo.loading import load_demo
from cms.demo.register_texts import entry_data, references
from cms.home.models import FooterLink
from cms.localization.route import required_translation
from cms.localization.strings import missing_strings
from cms.register.completeness import checklist
from cms.register.editions.comparing import compare_editions
from cms.register.entry import entry_of
from cms.register.models import ActivityRecord, ProcessingActivity, PublicEntry, RegisterEdition, RegisterPage, Unit

INTERNAL, PARTLY, PROCESSOR, PLANNED, RETIRED = "VVT-017", "VVT-018", "VVT-019", "VVT-020", "VVT-021"
PAGES = {
    "de": ("/de/verarbeitungsverzeichnis/", "Verzeichnis von Verarbeitungstätigkeiten"),
    "en": ("/en/processing-register/", "Register of processing activities"),
}

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[None]:
    """Loaded once for all tests of this file."""
    changed = override_settings(VAR_DIR=tmp_path_factory.mktemp("var"), ALLOWED_HOSTS=["*"])
    with django_db_blocker.unblock(), changed, transaction.atomic():
        load_demo(lambda line: None)
        yield
        transaction.set_rollback(True)


def test_every_entry_reads_as_its_file_says() -> None:
    stored = {(entry.reference, entry.locale.language_code): entry for entry in _entries()}
    # Nobody has approved or translated the planned one yet.
    expected = {(reference, "de") for reference in references()}
    expected |= {(reference, "en") for reference in references() if reference != PLANNED}
    assert set(stored) == expected
    for (reference, language), activity in stored.items():
        assert activity.live == (reference != PLANNED)
        assert entry_of(activity).data == entry_data(reference, language)


def test_active_entries_lack_nothing() -> None:
    for activity in _entries():
        if activity.status == "active":
            unmet = [str(each.demand.label) for each in checklist(entry_of(activity)) if not each.is_met]
            assert unmet == [], activity


def test_english_readers_meet_no_german_word() -> None:
    for activity in ProcessingActivity.objects.in_language("en").with_rows():
        assert missing_strings(required_translation(activity, activity.locale)) == []
        for rows in entry_of(activity).wording.values():
            assert {row["language"] for row in rows.values()} == {"en"}


def test_public_sees_what_it_may_see() -> None:
    public = {(entry.reference, entry.language): entry.entry["data"] for entry in PublicEntry.objects.all()}
    shown = set(references()) - {INTERNAL, PLANNED, RETIRED}
    assert set(public) == {(reference, language) for reference in shown for language in PAGES}
    assert "recipients" not in public[PARTLY, "de"]
    assert public[PROCESSOR, "en"]["controllers_served"][0]["name"].startswith("Long-term care insurer")


@pytest.mark.parametrize("language", PAGES)
def test_visitors_find_every_public_entry_and_no_internal_one(language: str) -> None:
    address, title = PAGES[language]
    client = Client(headers={"host": "localhost"})
    page = client.get(address)
    assert page.status_code == 200
    html = page.content.decode()
    assert title in html
    assert INTERNAL.lower() not in html.lower()
    for entry in PublicEntry.objects.in_language(language):
        assert f'href="{address}{entry.slug}/"' in html
        shown = client.get(f"{address}{entry.slug}/")
        assert shown.status_code == 200
        assert entry.name in shown.content.decode()
    assert client.get(f"{address}{INTERNAL.lower()}/").status_code == 404
    # The page is reached from the home page: menu, card and foot.
    assert client.get(f"/{language}/").content.decode().count(f'href="{address}"') == 3


def test_history_tells_what_the_register_was_like_before() -> None:
    records = ActivityRecord.objects.filter(reference="VVT-001", language="en").order_by("pk")
    assert ["14 days" in each.entry["data"]["summary"] for each in records] == [True, False]


@pytest.mark.parametrize("language", PAGES)
def test_two_editions_show_what_has_changed_within_a_year(language: str) -> None:
    now, before = (RegisterEdition.objects.get(year=year) for year in (2026, 2025))
    comparison = compare_editions(now, before, language)
    assert [each.reference for each in comparison.added] == ["VVT-003", "VVT-013"]
    assert [each.reference for each in comparison.changed] == ["VVT-001", PROCESSOR]
    assert [each.reference for each in comparison.removed] == [RETIRED]


def test_units_know_where_they_are_used() -> None:
    unit = Unit.objects.get(code="it", locale__language_code="de")
    assert ReferenceIndex.get_references_to(unit).values("object_id").distinct().count() >= 3


def test_a_second_start_changes_nothing() -> None:
    before = _counts()
    load_demo(lambda line: None)
    assert _counts() == before


def _entries() -> list[ProcessingActivity]:
    return list(ProcessingActivity.objects.with_rows())


def _counts() -> dict[str, int]:
    counted: list[type[models.Model]] = [
        ProcessingActivity,
        ActivityRecord,
        PublicEntry,
        Unit,
        RegisterPage,
        RegisterEdition,
        FooterLink,
    ]
    return {model.__name__: model._default_manager.count() for model in counted}
