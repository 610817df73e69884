"""Visitors and the history follow the names of catalogues and contacts."""

import gc
import tracemalloc
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse

from cms.localization.route import draft_translation, fill_translation, start_translation
from cms.register import rewording
from cms.register.models import ActivityRecord, DataCategory, ProcessingActivity, PublicEntry, RetentionRule, Unit
from cms.register.rewording import refresh
from site_settings.models import Contact, PrivacySettings
from tests.cms.register.test_recording import ENGLISH
from tests.cms.versions.editing import said, signed_in
from tests.factories.contacts import contact
from tests.factories.register import catalogue_row, published_activity, responsible_parties

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def parties(home: object, english_home: object) -> None:
    responsible_parties()


@pytest.fixture
def translated(english: Any, approver: Any) -> ProcessingActivity:
    """A published entry with its published translation."""
    source = published_activity()
    start_translation(source, english, approver)
    fill_translation(source, english, ENGLISH, approver)
    draft_translation(source, english, approver).publish()
    return source


def row(model: Any, language: str = "de") -> Any:
    return model.objects.get(locale__language_code=language, code__in=("it", "ip", "logs"))


def public(language: str = "de") -> dict[str, Any]:
    return PublicEntry.objects.get(language=language).entry


def events(language: str = "de") -> list[str]:
    return list(ActivityRecord.objects.filter(language=language).values_list("event", flat=True))


def publish_name(instance: Any, name: str) -> None:
    instance.name = name
    instance.save_revision().publish()


def test_a_published_name_reaches_visitors_and_history() -> None:
    published_activity()
    before = PublicEntry.objects.get()
    publish_name(row(Unit), "Informationstechnik")
    after = PublicEntry.objects.get()
    assert after.unit == "Informationstechnik"
    assert after.entry["wording"]["unit"]["it"]["name"] == "Informationstechnik"
    assert events() == ["published", "wording"]
    assert after.changed_at == before.changed_at


def test_a_draft_reaches_nobody() -> None:
    published_activity()
    unit = row(Unit)
    unit.name = "Entwurf"
    unit.save_revision()
    assert public()["wording"]["unit"]["it"]["name"] == "IT"
    assert events() == ["published"]


def test_a_translated_name_reaches_the_translation_only(translated: Any) -> None:
    publish_name(row(DataCategory, "en"), "Internet address")
    assert public("en")["wording"]["data_category"]["ip"]["name"] == "Internet address"
    assert (events("de"), events("en")) == (["published"], ["published", "wording"])


def test_a_period_that_changes_counts_in_every_language_at_once(translated: Any) -> None:
    rule = row(RetentionRule)
    rule.duration = "P30D"
    rule.save_revision().publish()
    assert row(RetentionRule, "en").duration == "P30D"
    assert public("en")["wording"]["retention"]["logs"]["duration"] == "P30D"


def test_an_earlier_draft_of_a_translation_does_not_bring_back_an_earlier_period(translated: Any) -> None:
    translation = row(RetentionRule, "en")
    translation.name = "Server logs"
    translation.save_revision()
    rule = row(RetentionRule)
    rule.duration = "P30D"
    rule.save_revision().publish()
    row(RetentionRule, "en").get_latest_revision().publish()
    assert (row(RetentionRule, "en").name, row(RetentionRule, "en").duration) == ("Server logs", "P30D")


def test_a_translation_that_is_unpublished_gives_way_to_the_source_name(translated: Any) -> None:
    row(Unit, "en").unpublish()
    assert public("en")["wording"]["unit"]["it"]["language"] == "de"


def test_entries_that_do_not_use_a_row_stay() -> None:
    published_activity()
    publish_name(catalogue_row(Unit, "other"), "Andere")
    assert events() == ["published"]


def test_a_changed_contact_reaches_all_entries(django_capture_on_commit_callbacks: Any) -> None:
    published_activity()
    with django_capture_on_commit_callbacks(execute=True):
        publish_name(PrivacySettings.objects.get().controller, "Südlicht")
    assert public()["parties"]["controller"][0]["name"] == "Südlicht"


def test_another_contact_in_the_settings_reaches_all_entries(django_capture_on_commit_callbacks: Any) -> None:
    published_activity()
    settings = PrivacySettings.objects.get()
    settings.dpo = contact("Neue DSB")
    with django_capture_on_commit_callbacks(execute=True):
        settings.save()
    assert public()["parties"]["dpo"][0]["name"] == "Neue DSB"
    assert events() == ["published", "wording"]


def test_a_contact_that_nobody_names_changes_nothing(django_capture_on_commit_callbacks: Any) -> None:
    published_activity()
    other: Contact = contact("Pressestelle")
    with django_capture_on_commit_callbacks(execute=True):
        publish_name(other, "Presse")
    assert events() == ["published"]


def test_an_internal_entry_is_recorded_but_stays_internal() -> None:
    published_activity(publicity="no", publicity_reason="Sicherheit")
    publish_name(row(Unit), "Informationstechnik")
    assert events() == ["published", "wording"]
    assert not PublicEntry.objects.exists()


def test_an_unpublished_entry_stays_out() -> None:
    published_activity().unpublish()
    publish_name(row(Unit), "Informationstechnik")
    assert events() == ["published", "unpublished"]


def test_many_entries_are_left_to_the_command(monkeypatch: Any, capsys: Any) -> None:
    for number in range(3):
        published_activity(f"VVT-{number}")
    monkeypatch.setattr(rewording, "AT_ONCE", 2)
    publish_name(row(Unit), "Informationstechnik")
    assert list(PublicEntry.objects.order_by("reference").values_list("unit", flat=True)) == [
        "Informationstechnik",
        "Informationstechnik",
        "IT",
    ]
    call_command("refresh_register")
    assert "3 published entries read, 1 reworded." in capsys.readouterr().out
    assert set(PublicEntry.objects.values_list("unit", flat=True)) == {"Informationstechnik"}
    call_command("refresh_register")
    assert "3 published entries read, 0 reworded." in capsys.readouterr().out


def test_rebuilding_writes_public_entries_anew_without_a_record() -> None:
    published_activity()
    PublicEntry.objects.update(search_text="")
    assert refresh(ProcessingActivity.objects.all(), rebuild=True).changed == 0
    assert "website" in PublicEntry.objects.get().search_text
    assert events() == ["published"]


def test_the_person_is_told_in_the_admin(monkeypatch: Any, approver: Any) -> None:
    for number in range(3):
        published_activity(f"VVT-{number}")
    monkeypatch.setattr(rewording, "AT_ONCE", 2)
    unit = row(Unit)
    response = signed_in(approver).post(
        reverse(Unit.snippet_viewset.get_url_name("edit"), args=[unit.pk]),
        {"name": "Informationstechnik", "code": "it", "description": "", "email": "", "dpv": "", "action-publish": "1"},
    )
    assert "2 published entries of the register now read accordingly." in said(response)
    assert "1 more published entry follows" in said(response)
    assert ActivityRecord.objects.filter(event="wording").values_list("recorded_by", flat=True)[0] == "Dora"


def test_memory_does_not_grow_with_the_register() -> None:
    source = published_activity()
    copies = [
        ProcessingActivity(reference=f"X-{n:04}", slug=f"x-{n}", name="x" * 200, locale=source.locale, note="y" * 5000)
        for n in range(500)
    ]
    ProcessingActivity.objects.bulk_create(copies)
    del copies
    gc.collect()
    tracemalloc.start()
    refresh(ProcessingActivity.objects.all())
    peak = tracemalloc.get_traced_memory()[1]
    gc.collect()
    kept = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert ActivityRecord.objects.filter(event="wording").count() == 500
    # Entries and their rows point at each other: Python clears them away some batches later.
    assert peak < 50_000_000
    assert kept < 2_000_000
