"""Imports become drafts: all of them or none."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import AbstractUser
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision

from cms.core.refusals import Refused
from cms.register.exchange.applying import Applied, apply_plan
from cms.register.exchange.export import EXPORT_FORMATS
from cms.register.models import ActivityRecord, ProcessingActivity, Unit
from tests.cms.register.exchange.conftest import csv_of, exported, plan_of
from tests.factories.register import activity, entry_values, published_activity

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]


def apply(content: bytes, name: str = "register.csv", user: Any = None, **options: Any) -> Applied:
    given = {key: options.pop(key) for key in ("skips_bad_rows", "publishes") if key in options}
    return apply_plan(plan_of(content, name, user, **options), user, **given)


def entry(reference: str = "VVT-001", language: str = "de") -> ProcessingActivity:
    return ProcessingActivity.objects.get(reference=reference, locale__language_code=language)


def draft(reference: str = "VVT-001", language: str = "de") -> Any:
    return entry(reference, language).get_latest_revision_as_object()


def test_a_new_entry_is_a_draft_by_the_person_who_imports(editor: AbstractUser) -> None:
    applied = apply(csv_of({"Nr.": "VVT-001", "Bezeichnung": "Post", "Zweck": "Briefe; Pakete"}), user=editor)
    stored = entry()
    assert (applied.created, applied.changed, applied.count) == ([stored.pk], [], 1)
    assert (stored.live, stored.has_unpublished_changes, stored.slug) == (False, True, "vvt-001")
    assert [purpose.text for purpose in draft().purposes.all()] == ["Briefe", "Pakete"]
    assert stored.latest_revision.user == editor
    assert "data_categories" in stored.gaps
    assert ModelLogEntry.objects.for_instance(stored).filter(action="wagtail.create", user=editor).exists()


def test_a_changed_entry_gets_a_draft_and_stays_as_published(editor: AbstractUser) -> None:
    published_activity()
    apply(csv_of({"Nr.": "VVT-001", "Bezeichnung": "Neuer Name"}), user=editor)
    assert (entry().name, draft().name, entry().live) == ("Betrieb der Website", "Neuer Name", True)
    assert entry().has_unpublished_changes
    assert ActivityRecord.objects.count() == 1


def test_importing_the_same_file_again_changes_nothing(editor: AbstractUser) -> None:
    content = csv_of({"Nr.": "VVT-001", "Bezeichnung": "Post", "Abteilung": "IT", "Empfänger": "Keine"})
    apply(content, user=editor)
    before = Revision.objects.count()
    plan = plan_of(content)
    assert plan.skipped == [("VVT-001", "de")]
    assert apply_plan(plan, editor).count == 0
    assert Revision.objects.count() == before


@pytest.mark.parametrize("format_", EXPORT_FORMATS)
def test_a_register_comes_back_from_its_export_in_an_empty_site(format_: str, editor: AbstractUser) -> None:
    activity(systems=[{"name": "=nginx", "access": "Admins\nund | mehr"}])
    activity("VVT-002", role="processor", controllers_served=[{"name": "Kasse", "contact": "Weg 1\n24103 Kiel"}])
    german = json.loads(exported("json"))["entries"][0]
    apply(json.dumps([{**german, "language": "en", "name": "Running the website"}]).encode(), "x.json", editor)
    content, before = exported(format_), json.loads(exported("json"))["entries"]
    assert [(each["reference"], each["language"]) for each in before] == [
        ("VVT-001", "de"),
        ("VVT-002", "de"),
        ("VVT-001", "en"),
    ]
    ProcessingActivity.objects.all().delete()
    applied = apply(content, f"x.{format_}", editor)
    assert len(applied.created) == 3
    assert json.loads(exported("json"))["entries"] == before
    assert entry(language="en").translation_key == entry().translation_key
    assert not ProcessingActivity.objects.filter(live=True).exists()


def test_a_new_translation_belongs_to_its_source_row_by_row(editor: AbstractUser) -> None:
    published_activity()
    row = {
        "Nr.": "VVT-001",
        "Sprache": "en",
        "Bezeichnung": "Website",
        "Zweck": "Purpose: Deliver it | Category: website",
    }
    row["Zweck"] += " | Legal basis: gdpr-6-1-e"
    apply(csv_of(row), user=editor)
    source, translation = entry(), entry(language="en")
    assert (translation.live, translation.first_published_at, translation.live_revision) == (False, None, None)
    assert translation.translation_key == source.translation_key
    purpose = translation.purposes.get()
    assert purpose.translation_key == source.purposes.get().translation_key
    assert {purpose.locale.language_code, purpose.legal_bases.get().locale.language_code} == {"en"}
    assert draft(language="en").purposes.all()[0].text == "Deliver it"
    assert not ActivityRecord.objects.filter(language="en").exists()


def test_rows_that_stay_keep_their_translations(editor: AbstractUser) -> None:
    published_activity(systems=[{"name": "nginx", "access": ""}, {"name": "Matomo", "access": ""}])
    keys = {row.name: row.translation_key for row in entry().systems.all()}
    apply(csv_of({"Nr.": "VVT-001", "Systeme": "Matomo; Postfix"}), user=editor)
    assert {row.name: row.translation_key for row in draft().systems.all()}["Matomo"] == keys["Matomo"]


def test_one_bad_row_keeps_all_others_out_unless_one_says_so(editor: AbstractUser) -> None:
    content = csv_of({"Nr.": "VVT-1", "Bezeichnung": "Post"}, {"Nr.": "VVT-2", "Bezeichnung": ""})
    with pytest.raises(Refused, match="Nothing was imported, because rows have errors"):
        apply(content, user=editor)
    assert not ProcessingActivity.objects.exists()
    assert apply(content, user=editor, skips_bad_rows=True).count == 1
    assert [each.reference for each in ProcessingActivity.objects.all()] == ["VVT-1"]


def test_unknown_columns_keep_everything_out(editor: AbstractUser) -> None:
    with pytest.raises(Refused, match="unknown columns"):
        apply(csv_of({"Nr.": "VVT-1", "Bezeichnung": "Post", "Raum": "A"}), user=editor, skips_bad_rows=True)


def test_an_error_in_the_middle_leaves_nothing_half_imported(
    editor: AbstractUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    activity("VVT-1")
    before = Revision.objects.count()
    content = csv_of(*({"Nr.": f"VVT-{number}", "Bezeichnung": "Post"} for number in (1, 2, 3)))
    plan = plan_of(content, user=editor)
    saved = ProcessingActivity.save_revision
    calls: list[Any] = []

    def failing(self: Any, *args: Any, **kwargs: Any) -> Any:
        calls.append(self)
        if len(calls) == 3:
            raise RuntimeError("no space left on the device")
        return saved(self, *args, **kwargs)

    monkeypatch.setattr(ProcessingActivity, "save_revision", failing)
    with pytest.raises(RuntimeError):
        apply_plan(plan, editor)
    assert (Revision.objects.count(), ProcessingActivity.objects.count()) == (before, 1)


def test_what_somebody_saved_meanwhile_is_not_overwritten(editor: AbstractUser) -> None:
    entry_ = activity("VVT-1")
    plan = plan_of(csv_of({"Nr.": "VVT-1", "Bezeichnung": "Post"}), user=editor)
    entry_.save_revision(user=editor)
    with pytest.raises(Refused, match="“VVT-1 Post” has changed since"):
        apply_plan(plan, editor)


def test_unknown_units_are_created_as_drafts_when_asked_for(editor: AbstractUser) -> None:
    apply(
        csv_of({"Nr.": "VVT-1", "Bezeichnung": "Post", "Abteilung": "Fuhrpark & Post"}), user=editor, creates_units=True
    )
    unit = Unit.objects.get(code="fuhrpark-post")
    assert (unit.name, unit.live, draft("VVT-1").unit) == ("Fuhrpark & Post", False, unit)


def test_what_an_entry_refers_to_is_known_to_the_index_of_references(editor: AbstractUser) -> None:
    apply(csv_of({"Nr.": "VVT-1", "Bezeichnung": "Post", "Abteilung": "it"}), user=editor)
    assert ReferenceIndex.get_references_to(Unit.objects.get(code="it", locale__language_code="de")).exists()


def test_commands_may_publish_and_say_which_entries_are_incomplete() -> None:
    complete = json.dumps(
        {"entries": [{**entry_values(), "language": "de"}, {**entry_values("VVT-002", purposes=[]), "language": "de"}]}
    )
    with pytest.raises(Refused, match=r"cannot be published:\n“VVT-002 .*Purposes"):
        apply(complete.encode(), "x.json", publishes=True)
    assert not ProcessingActivity.objects.exists()
    good = json.dumps({"entries": [{**entry_values(), "language": "de"}]})
    assert apply(good.encode(), "x.json", publishes=True).published == 1
    assert entry().live
    assert ActivityRecord.objects.count() == 1
