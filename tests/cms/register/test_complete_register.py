"""The complete register for the supervisory authority: as it stands, and as it stood."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from cms.register import complete_register
from cms.register.complete_document import document
from cms.register.complete_register import CompleteRegister, end_of, history_begins_on
from cms.register.models import ActivityRecord, ProcessingActivity
from cms.register.writing import write_data
from site_settings.models import PrivacySettings
from tests.cms.register.test_rewording import translated  # noqa: F401
from tests.factories.contacts import contact
from tests.factories.register import activity, published_activity, responsible_parties

pytestmark = pytest.mark.django_db

MONDAY, TUESDAY, WEDNESDAY = (datetime.date(2026, 3, day) for day in (2, 3, 4))


@pytest.fixture(autouse=True)
def parties(home: object, english_home: object) -> None:
    responsible_parties()


@pytest.fixture
def clock(monkeypatch: Any) -> Any:
    """Publishing happens at a moment of the test's choice."""

    def set_to(day: datetime.date, hour: int = 12, minute: int = 0) -> None:
        moment = timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour, minute)))
        monkeypatch.setattr("cms.register.recording.timezone.now", lambda: moment)

    return set_to


def republish(entry: ProcessingActivity, **values: Any) -> None:
    write_data(ProcessingActivity.objects.get(pk=entry.pk), values).save_revision().publish()


def names(register: CompleteRegister) -> list[str]:
    return [recorded.entry.data["name"] for recorded in register.entries()]


def test_it_holds_what_is_and_was_carried_out_but_no_drafts() -> None:
    published_activity("VVT-1")
    published_activity("VVT-2", status="retired", ended_on="2026-01-31")
    published_activity("VVT-3", status="draft")
    activity("VVT-4")
    published_activity("VVT-5", publicity="no", publicity_reason="Sicherheit")
    published_activity("VVT-6").unpublish()
    register = CompleteRegister("de")
    assert [heading.reference for heading in register.headings] == ["VVT-1", "VVT-2", "VVT-5"]
    assert [recorded.entry.reference for recorded in register.entries()] == ["VVT-1", "VVT-2", "VVT-5"]
    assert [heading.is_retired for heading in register.headings] == [False, True, False]


def test_an_entry_is_complete_with_its_internal_fields() -> None:
    published_activity(publicity="partly", internal_fields=[{"field": "unit", "reason": "klein"}])
    data = next(CompleteRegister("de").entries()).entry.data
    assert data["systems"] == [{"name": "nginx", "access": "Administratoren"}]
    assert data["unit"] == "it"


def test_a_draft_of_a_published_entry_is_not_shown() -> None:
    entry = published_activity()
    write_data(entry, {"name": "Entwurf"}).save_revision()
    assert names(CompleteRegister("de")) == ["Betrieb der Website"]


def test_it_shows_the_state_at_the_end_of_an_earlier_day(clock: Any) -> None:
    clock(MONDAY, 9)
    entry = published_activity()
    clock(TUESDAY, 9)
    republish(entry, name="Zweiter Name")
    clock(TUESDAY, 23, 59)
    republish(entry, name="Dritter Name")
    clock(WEDNESDAY, 0, 0)
    republish(entry, name="Vierter Name")
    assert names(CompleteRegister("de", MONDAY - datetime.timedelta(days=1))) == []
    assert names(CompleteRegister("de", MONDAY)) == ["Betrieb der Website"]
    assert names(CompleteRegister("de", TUESDAY)) == ["Dritter Name"]
    assert names(CompleteRegister("de", WEDNESDAY)) == names(CompleteRegister("de")) == ["Vierter Name"]
    assert [heading.name for heading in CompleteRegister("de", TUESDAY).headings] == ["Dritter Name"]
    assert history_begins_on() == MONDAY


def test_an_entry_belongs_to_the_days_until_it_was_taken_out(clock: Any) -> None:
    clock(MONDAY)
    entry = published_activity()
    clock(TUESDAY)
    entry.unpublish()
    assert len(names(CompleteRegister("de", MONDAY))) == 1
    assert names(CompleteRegister("de", TUESDAY)) == []


def test_an_earlier_state_names_the_controller_of_that_time(clock: Any) -> None:
    clock(MONDAY)
    published_activity()
    settings = PrivacySettings.objects.get()
    settings.controller = contact("Südlicht")
    settings.save()
    assert CompleteRegister("de", MONDAY).parties["controller"][0]["name"] == "Nordlicht Krankenkasse"
    assert CompleteRegister("de").parties["controller"][0]["name"] == "Südlicht"


def test_a_day_ends_in_the_time_zone_of_the_site() -> None:
    assert end_of(MONDAY).astimezone(datetime.UTC).isoformat() == "2026-03-02T22:59:59.999999+00:00"
    assert end_of(datetime.date(2026, 3, 29)).astimezone(datetime.UTC).hour == 21


def test_what_is_not_translated_is_named_and_not_mixed_in(translated: Any) -> None:  # noqa: F811
    published_activity("VVT-002", name="Nur auf Deutsch")
    for register in (CompleteRegister("en"), CompleteRegister("en", timezone.localdate())):
        assert names(register) == ["Running the website"]
        assert [heading.name for heading in register.untranslated] == ["Nur auf Deutsch"]
    assert CompleteRegister("de").untranslated == []
    html = "".join(document(CompleteRegister("en")))
    assert "1 entry of the register exists in German only" in html
    assert '<span lang="de">Nur auf Deutsch</span>' in html


@pytest.mark.parametrize(("language", "words"), [("de", "Verantwortlicher"), ("en", "Controller")])
def test_the_document_is_in_the_language_of_the_register(language: str, words: str, translated: Any) -> None:  # noqa: F811
    html = "".join(document(CompleteRegister(language)))
    assert f'<html lang="{language}">' in html
    assert words in html


def test_the_document_has_cover_contents_and_every_sheet() -> None:
    settings = PrivacySettings.objects.get()
    settings.supervisory_authority = contact("BfDI")
    settings.save()
    for number in range(1, 4):
        published_activity(f"VVT-{number}", name=f"Name {number}")
    html = "".join(document(CompleteRegister("de")))
    for text in ("Nordlicht Krankenkasse", "Datenschutzbeauftragte", "BfDI", 'href="#vvt-2"', 'id="vvt-2"'):
        assert text in html
    assert html.count("<article") == 3
    assert html.count("nginx") == 3


def test_parts_cover_everything_once(monkeypatch: Any) -> None:
    monkeypatch.setattr(complete_register, "PART", 2)
    for number in range(1, 6):
        published_activity(f"VVT-{number}")
    register = CompleteRegister("de")
    found = [[recorded.entry.reference for recorded in register.entries(part)] for part in register.parts]
    assert found == [["VVT-1", "VVT-2"], ["VVT-3", "VVT-4"], ["VVT-5"]]
    assert [(part.first, part.last) for part in register.parts] == [
        ("VVT-1", "VVT-2"),
        ("VVT-3", "VVT-4"),
        ("VVT-5", "VVT-5"),
    ]
    html = "".join(document(register, register.parts[1]))
    assert "VVT-3" in html
    assert 'id="vvt-1"' not in html


def test_both_sources_tell_the_same_of_today() -> None:
    for number in range(1, 4):
        published_activity(f"VVT-{number}")
    today = CompleteRegister("de", timezone.localdate())
    now = CompleteRegister("de")
    assert [each.entry for each in today.entries()] == [each.entry for each in now.entries()]
    assert today.headings == now.headings
    assert ActivityRecord.objects.count() == 3
