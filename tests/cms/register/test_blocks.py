"""The register in the policy: the section says what the entries say, and is frozen with the text."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AbstractUser
from wagtail.models import Locale

from cms.home.models import HomePage
from cms.localization.route import draft_translation, fill_translation, start_translation
from cms.policies.models import PolicyPage
from cms.register.models import ProcessingActivity
from cms.register.writing import write_data
from cms.versions.drift import reads_differently
from cms.versions.models import PublishedVersion
from tests.cms.register.test_recording import ENGLISH
from tests.factories.policies import policy_page
from tests.factories.register import published_activity, responsible_parties

pytestmark = pytest.mark.django_db

SECTION = {
    "type": "register_section",
    "id": "11111111-0000-4000-8000-000000000001",
    "value": {
        "heading": "Besuch der Website",
        "anchor": "",
        "introduction": "<p>Aus unserem Verzeichnis:</p>",
        "entries": ["vvt-001"],
        "parts": ["purposes", "data_categories"],
    },
}
POLICY_TEXTS = {
    "Datenschutzerklärung": "Privacy policy",
    "datenschutz": "privacy",
    "Besuch der Website": "Visiting the website",
    "Aus unserem Verzeichnis:": "From our register:",
}


@pytest.fixture(autouse=True)
def parties(home: HomePage, english_home: HomePage) -> None:
    responsible_parties()


@pytest.fixture
def page(home: HomePage, editor: AbstractUser) -> PolicyPage:
    return policy_page(home, SECTION, user=editor)


def test_the_section_is_numbered_and_shows_the_chosen_parts(page: PolicyPage, publish: Callable[..., Any]) -> None:
    published_activity()
    html = publish(page).content.html
    assert "1.</a> Besuch der Website" in html
    assert "Die Website ausliefern" in html
    assert "technisch nötig" in html
    assert "Keine</span>" not in html, "recipients were not chosen"
    assert "nginx" not in html, "systems are never public"


def test_what_was_published_stays_when_the_entry_changes_and_the_editor_is_told(
    page: PolicyPage, publish: Callable[..., Any]
) -> None:
    entry = published_activity()
    version = publish(page)
    changed = write_data(ProcessingActivity.objects.get(pk=entry.pk), {"name": "Neuer Name"})
    changed.save_revision().publish()
    live = PolicyPage.objects.get(pk=page.pk)
    assert "Neuer Name" not in PublishedVersion.objects.get(pk=version.pk).content.html
    assert reads_differently(live, version)


def test_the_english_policy_shows_the_english_entry(
    page: PolicyPage, publish: Callable[..., Any], english: Locale, approver: AbstractUser, translator: AbstractUser
) -> None:
    entry = published_activity()
    start_translation(entry, english, translator)
    fill_translation(entry, english, ENGLISH, translator)
    draft_translation(entry, english, translator).publish()
    html = _english_html(page, publish, english, translator)
    assert "Delivering the website" in html
    assert "Die Website ausliefern" not in html


def test_an_untranslated_entry_is_marked_on_the_english_policy(
    page: PolicyPage, publish: Callable[..., Any], english: Locale, translator: AbstractUser
) -> None:
    published_activity()
    html = _english_html(page, publish, english, translator)
    before, marked = html.split("Betrieb der Website")[0], html
    assert before.rindex('lang="de"') > before.rindex("<section"), marked


def _english_html(page: PolicyPage, publish: Callable[..., Any], english: Locale, translator: AbstractUser) -> str:
    publish(page)
    source = PolicyPage.objects.get(pk=page.pk)
    start_translation(source, english, translator)
    fill_translation(
        source, english, {**POLICY_TEXTS, source.title: "Privacy policy", source.slug: "privacy"}, translator
    )
    draft_translation(source, english, translator)
    return publish(source.get_translation(english)).content.html


def test_entries_that_are_not_public_are_left_out(page: PolicyPage, publish: Callable[..., Any]) -> None:
    published_activity(publicity="no", publicity_reason="Sicherheit")
    assert "Die Website ausliefern" not in publish(page).content.html
