"""The demo's register as it is after the first start."""

from pathlib import Path
from typing import Any

import pytest
from django.db import models
from wagtail.models import ReferenceIndex

from cms.demo.loading import load_demo
from cms.demo.register_texts import entry_data, references
from cms.home.models import FooterLink
from cms.localization.route import required_translation
from cms.localization.strings import missing_strings
from cms.register.completeness import checklist
from cms.register.entry import entry_of
from cms.register.models import ActivityRecord, ProcessingActivity, PublicEntry, RegisterPage, Unit

INTERNAL, PARTLY, PROCESSOR, PLANNED, RETIRED = "VVT-017", "VVT-018", "VVT-019", "VVT-020", "VVT-021"


@pytest.fixture
def demo(db: None, settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    settings.ALLOWED_HOSTS = ["*"]
    load_demo(lambda line: None)


def test_register_is_published_in_both_languages_and_loads_once(demo: None) -> None:
    # Then every entry reads as its file says, but for the planned one, which nobody has approved or translated yet
    stored = {(entry.reference, entry.locale.language_code): entry for entry in _entries()}
    assert set(stored) == {(reference, "de") for reference in references()} | {
        (reference, "en") for reference in references() if reference != PLANNED
    }
    for (reference, language), activity in stored.items():
        assert activity.live == (reference != PLANNED)
        assert entry_of(activity).data == entry_data(reference, language)

    # And active entries lack nothing at all, in either language
    for activity in stored.values():
        if activity.status == "active":
            unmet = [str(each.demand.label) for each in checklist(entry_of(activity)) if not each.is_met]
            assert unmet == [], activity

    # And everything that English readers see is translated, catalogues and units included
    for activity in stored.values():
        if activity.locale.language_code == "en":
            assert missing_strings(required_translation(activity, activity.locale)) == []
            for rows in entry_of(activity).wording.values():
                assert {row["language"] for row in rows.values()} == {"en"}

    # And the public sees what it may see
    public = {(entry.reference, entry.language): entry.entry["data"] for entry in PublicEntry.objects.all()}
    shown = set(references()) - {INTERNAL, PLANNED, RETIRED}
    assert set(public) == {(reference, language) for reference in shown for language in ("de", "en")}
    assert "recipients" not in public[PARTLY, "de"]
    assert public[PROCESSOR, "en"]["controllers_served"][0]["name"].startswith("Long-term care insurer")

    # And the history tells what the register was like before
    records = ActivityRecord.objects.filter(reference="VVT-001", language="en").order_by("pk")
    assert ["14 days" in each.entry["data"]["summary"] for each in records] == [True, False]

    # And deleting a catalogue row tells where it is used
    unit = Unit.objects.get(code="it", locale__language_code="de")
    assert ReferenceIndex.get_references_to(unit).values("object_id").distinct().count() >= 3

    # When the site is started again
    before = _counts()
    load_demo(lambda line: None)

    # Then nothing has changed
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
        FooterLink,
    ]
    return {model.__name__: model._default_manager.count() for model in counted}
