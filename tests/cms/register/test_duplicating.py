"""A new entry from an existing one."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from cms.register.duplicating import duplicate, next_reference
from cms.register.entry import entry_of
from cms.register.models import ActivityRecord, ProcessingActivity
from tests.factories.register import activity, published_activity, responsible_parties

pytestmark = pytest.mark.django_db

OWN = {"reference", "name", "status", "started_on", "next_review_on"}


@pytest.fixture(autouse=True)
def parties(home: object, english_home: object) -> None:
    responsible_parties()


def test_all_rows_and_texts_are_copied_but_no_history(editor: Any) -> None:
    # Given a published entry
    source = published_activity(dpia_threshold="required", dpia_on="2024-05-01")
    # When a new one is made from it
    new = duplicate(source, "VVT-002", "Zweite Website", editor)
    # Then everything is the same but what belongs to the one entry alone
    before, after = entry_of(source).data, entry_of(ProcessingActivity.objects.get(pk=new.pk)).data
    assert {key for key in before if before[key] != after[key]} == OWN | {"dpia_on"}
    assert (after["reference"], after["name"], after["status"]) == ("VVT-002", "Zweite Website", "draft")
    assert not new.live
    assert ActivityRecord.objects.filter(reference="VVT-002").count() == 0
    assert new.latest_revision.user == editor
    # And the entry copied from still has its rows
    assert source.purposes.get().legal_bases.count() == 1
    assert source.translation_key != new.translation_key


def test_the_latest_draft_is_copied_not_the_published_text(editor: Any) -> None:
    source = published_activity()
    source.summary = "Neuer Text"
    source.save_revision(user=editor)
    assert duplicate(ProcessingActivity.objects.get(), "VVT-002", "Neu", editor).summary == "Neuer Text"


@pytest.mark.parametrize("reference", ["VVT-001", "vvt 001", "", "!", "x" * 61])
def test_a_reference_number_that_is_taken_or_none_is_refused(reference: str, editor: Any) -> None:
    source = activity()
    with pytest.raises(ValidationError):
        duplicate(source, reference, "Neu", editor)
    assert ProcessingActivity.objects.count() == 1


def test_the_next_number_of_a_series_is_suggested() -> None:
    for reference in ("VVT-001", "VVT-009", "HR-3", "Archiv"):
        activity(reference)
    assert next_reference("VVT-001") == "VVT-010"
    assert next_reference("HR-3") == "HR-4"
    assert next_reference("Archiv") == ""
