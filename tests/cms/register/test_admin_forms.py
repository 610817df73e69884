"""What the editor of an entry locks."""

from typing import Any

import pytest
from wagtail.models import Locale

from cms.localization.route import start_translation
from cms.register.entry import entry_of
from cms.register.models import ProcessingActivity
from tests.cms.register.admin_views.pages import address, draft_of, form_of, press
from tests.cms.versions.editing import signed_in
from tests.factories.register import activity, published_activity, responsible_parties

pytestmark = pytest.mark.django_db


@pytest.fixture
def translation(home: object, english: Locale, approver: Any) -> ProcessingActivity:
    responsible_parties()
    return start_translation(published_activity(), english, approver)


def test_in_a_translation_texts_can_be_changed_and_facts_cannot(translation: Any, translator: Any) -> None:
    before = entry_of(draft_of(translation)).data
    # When a translator writes texts, and a request tries to change facts besides
    texts = {"name": "Running the website", "purposes-0-text": "Delivering it"}
    facts = {
        "status": "retired",
        "unit": "",
        "publicity": "no",
        "next_review_on": "2040-01-01",
        "data_categories-0-source": "other",
        "purposes-0-legal_bases-0-DELETE": "on",
        "recipients-0-DELETE": "on",
        "measures-0-ORDER": "7",
    }
    press(signed_in(translator), translation, "edit", **texts, **facts)
    # Then the texts are there and every fact is as it was
    after = entry_of(draft_of(translation)).data
    assert (after["name"], after["purposes"][0]["text"]) == ("Running the website", "Delivering it")
    changed = {key for key in before if before[key] != after[key]}
    assert changed == {"name", "purposes"}
    assert after["purposes"][0]["legal_bases"] == before["purposes"][0]["legal_bases"]


def test_a_translation_gets_no_rows_of_its_own(translation: Any, translator: Any) -> None:
    browser = signed_in(translator)
    row = {"systems-TOTAL_FORMS": "2", "systems-1-id": "", "systems-1-name": "Neu", "systems-1-access": ""}
    press(browser, translation, "edit", **row, **{"systems-1-ORDER": "2"})
    assert draft_of(translation).systems.count() == 1


def test_a_translation_names_the_entry_that_it_translates(translation: Any, translator: Any) -> None:
    source = ProcessingActivity.objects.get(locale__language_code="de")
    html = signed_in(translator).get(address("edit", translation)).content.decode()
    assert "A translation: texts can be changed here" in html
    assert f'<a href="{address("edit", source)}">VVT-001 Betrieb der Website</a>' in html


def test_the_number_of_a_published_entry_is_kept_and_a_drafts_is_not(editor: Any) -> None:
    responsible_parties()
    published, draft = published_activity("VVT-001"), activity("VVT-002")
    for entry in (published, draft):
        press(signed_in(editor), entry, "edit", reference=f"{entry.reference}-neu")
    assert (draft_of(published).reference, draft_of(draft).reference) == ("VVT-001", "VVT-002-neu")


def test_an_untouched_form_of_a_translation_changes_nothing(translation: Any, translator: Any) -> None:
    browser, before = signed_in(translator), entry_of(draft_of(translation)).data
    browser.post(address("edit", translation), {**form_of(browser, translation), "action-edit": "1"})
    assert entry_of(draft_of(translation)).data == before
