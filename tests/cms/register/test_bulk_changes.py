"""The same change to many entries."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.register.admin_views.bulk_changing import EntryBulkAction
from cms.register.bulk_changes import BulkOutcome, change_many
from cms.register.models import ProcessingActivity, Unit
from tests.factories.register import activity, catalogue_row, published_activity, responsible_parties
from tests.factories.register_bulk import bulk_activities

pytestmark = pytest.mark.django_db

DAY = date(2031, 1, 31)


@pytest.fixture(autouse=True)
def parties(home: object, english_home: object) -> None:
    responsible_parties()


def change(name: str, value: Any, user: Any, *entries: ProcessingActivity) -> BulkOutcome:
    keys = [entry.pk for entry in entries] or ProcessingActivity.objects.values_list("pk", flat=True)
    return change_many(EntryBulkAction.get_queryset(ProcessingActivity, list(keys)), name, value, user)


def draft(entry: ProcessingActivity) -> Any:
    return ProcessingActivity.objects.get(pk=entry.pk).get_latest_revision_as_object()


def test_each_entry_gets_a_draft_in_the_persons_name_and_nothing_goes_live(editor: Any) -> None:
    # Given a published entry and a draft
    catalogue_row(Unit, "law", "Recht")
    law = Unit.objects.get(code="law")
    published, unpublished = published_activity("VVT-001"), activity("VVT-002")
    # When both get another unit
    outcome = change("unit", law, editor)
    # Then both drafts have it, in the editor's name, with all their rows
    assert [entry.reference for entry in outcome.changed] == ["VVT-001", "VVT-002"]
    for entry in (published, unpublished):
        assert draft(entry).unit == law
        assert draft(entry).latest_revision.user == editor
        assert draft(entry).purposes.get().legal_bases.count() == 1
    # And visitors still read the old one
    published.refresh_from_db()
    assert published.unit.code == "it"
    assert published.public_entry.entry["data"]["unit"] == "it"


def test_a_change_that_waits_for_approval_is_kept(editor: Any) -> None:
    entry = published_activity()
    entry.name = "Neuer Name"
    entry.save_revision(user=editor)
    change("next_review_on", DAY, editor)
    assert (draft(entry).name, draft(entry).next_review_on) == ("Neuer Name", DAY)


def test_locked_moderated_scheduled_and_unchanged_entries_and_translations_are_left_as_they_are(
    editor: Any, approver: Any, english: Any
) -> None:
    locked, moderated, scheduled, same = (activity(f"VVT-00{number}") for number in range(1, 5))
    translation = same.copy_for_translation(english)
    translation.save()
    ProcessingActivity.objects.filter(pk=locked.pk).update(locked=True, locked_by=approver)
    moderated.get_workflow().start(moderated, editor)
    scheduled.save_revision(approved_go_live_at=timezone.now())
    same.next_review_on = DAY
    same.save()
    same.save_revision(user=approver)
    outcome = change("next_review_on", DAY, editor)
    assert outcome.changed == []
    assert {each.activity.pk: each.reason for each in outcome.skipped} == {
        locked.pk: "locked",
        moderated.pk: "in moderation",
        scheduled.pk: "scheduled for publishing",
        same.pk: "has this value already",
        translation.pk: "a translation; the fact belongs to the entry that it translates",
    }
    assert not any(entry.revisions.filter(user=editor).exists() for entry in (locked, scheduled, same, translation))


def test_the_queries_for_each_entry_do_not_grow(editor: Any) -> None:
    bulk_activities(40)
    entries = list(ProcessingActivity.objects.sources().order_by("pk"))
    with CaptureQueriesContext(connection) as captured:
        change("next_review_on", DAY, editor, *entries[:10])
    few = len(captured)
    with CaptureQueriesContext(connection) as captured:
        change("next_review_on", DAY, editor, *entries[10:40])
    assert len(captured) <= few * 3
    assert few <= 10 * 25
