"""A web address of its own for a translated contact."""

import pytest
from wagtail.models import Locale

from cms.localization.overrides import override_field
from cms.localization.route import draft_translation, fill_translation, start_translation
from site_settings.models import Contact


@pytest.fixture
def contact(german: Locale) -> Contact:
    contact = Contact(
        name="Kasse", address="Kiel", email="kasse@example.org", url="https://example.org/de", locale=german
    )
    contact.save()
    contact.save_revision().publish()
    return contact


def test_translation_takes_over_what_was_overridden_only(contact: Contact, english: Locale) -> None:
    start_translation(contact, english)
    fill_translation(contact, english, {"Kasse": "Insurer", "Kiel": "Kiel"})

    assert override_field(contact, english, "url", "https://example.org/xx")
    assert override_field(contact, english, "url", "https://example.org/en")
    assert not override_field(contact, english, "name", "Fund")
    draft_translation(contact, english).publish()

    translated = Contact.objects.get(locale=english)
    assert translated.live
    assert (translated.name, translated.email, translated.url) == (
        "Insurer",
        "kasse@example.org",
        "https://example.org/en",
    )
