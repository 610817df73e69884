"""Publishing an entry leaves a record and a public part."""

import pytest
from django.contrib.auth.models import AbstractUser
from wagtail.models import Locale

from cms.core.refusals import Refused
from cms.localization.route import draft_translation, fill_translation, start_translation
from cms.register.models import ActivityRecord, ProcessingActivity, PublicEntry
from tests.factories.register import activity, published_activity, responsible_parties

pytestmark = pytest.mark.django_db

ENGLISH = {
    "Betrieb der Website": "Running the website",
    "Unser Server protokolliert Zugriffe.": "Our server logs requests.",
    "IT-Leitung, Telefon 0431 123": "Head of IT, phone 0431 123",
    "Die Website ausliefern": "Delivering the website",
    "mit § 67a SGB X": "with section 67a SGB X",
    "gekürzt": "shortened",
    "technisch nötig": "technically necessary",
    "Die Website kann nicht gezeigt werden.": "The website cannot be shown.",
    "Administratoren": "Administrators",
    "geringes Risiko": "low risk",
}


@pytest.fixture(autouse=True)
def parties(home: object, english_home: object) -> None:
    responsible_parties()


def test_publishing_records_the_whole_entry_and_shows_visitors_the_public_part() -> None:
    published_activity()
    record, public = ActivityRecord.objects.get(), PublicEntry.objects.get()
    assert record.entry["data"]["systems"] == [{"name": "nginx", "access": "Administratoren"}]
    assert "systems" not in public.entry["data"]
    assert public.entry["data"]["name"] == "Betrieb der Website"


def test_an_incomplete_active_entry_is_not_published_and_says_what_is_missing() -> None:
    draft = activity(purposes=[], recipients=[])
    with pytest.raises(Refused, match=r"Purposes \(Art\. 30\(1\)\(b\)\).*recipients"):
        draft.get_latest_revision().publish()
    assert not ProcessingActivity.objects.get().live
    assert not ActivityRecord.objects.exists()


def test_a_draft_of_a_processing_may_lack_everything() -> None:
    published_activity(status="draft", purposes=[], data_categories=[], measures=[])
    assert not PublicEntry.objects.exists()
    assert ProcessingActivity.objects.get().gaps == ["purposes", "data_categories", "measures"]


def test_whoever_wrote_an_entry_does_not_publish_it(approver: AbstractUser) -> None:
    draft = activity(user=approver)
    with pytest.raises(Refused, match="Another person"):
        draft.get_latest_revision().publish(user=approver)


def test_an_internal_entry_is_recorded_but_not_public() -> None:
    published_activity(publicity="no", publicity_reason="Sicherheit")
    assert ActivityRecord.objects.count() == 1
    assert not PublicEntry.objects.exists()


def test_a_translation_shows_rows_and_catalogues_in_its_language(english: Locale, approver: AbstractUser) -> None:
    source = published_activity()
    start_translation(source, english, approver)
    fill_translation(source, english, ENGLISH, approver)
    draft_translation(source, english, approver).publish()
    data = PublicEntry.objects.get(language="en").entry
    assert data["data"]["purposes"][0]["legal_bases"] == [{"basis": "gdpr-6-1-e", "note": "with section 67a SGB X"}]
    assert data["wording"]["data_category"]["ip"]["name"] == "IP address"
    assert data["wording"]["data_category"]["ip"]["language"] == "en"


def test_unpublishing_takes_the_entry_from_visitors_but_not_from_history() -> None:
    published_activity().unpublish()
    assert not PublicEntry.objects.exists()
    assert [record.event for record in ActivityRecord.objects.all()] == ["published", "unpublished"]
