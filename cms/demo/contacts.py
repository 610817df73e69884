"""Who is responsible at the demo insurer."""

from typing import Any

from wagtail.models import Page, Site

from cms.demo.site_pages import locales
from cms.demo.texts import SOURCE, TARGET, load
from site_settings.models import Contact, PrivacySettings


def create_contacts() -> dict[str, Contact]:
    """The contacts of all roles in German, each with its English translation."""
    german, english = locales()
    created = {}
    for role, texts in load("contacts").items():
        original = Contact(locale=german, **_values(texts[SOURCE]))
        original.save()
        original.save_revision().publish()
        translation = original.copy_for_translation(english)
        for name, value in _values(texts[TARGET]).items():
            setattr(translation, name, value)
        translation.save()
        translation.save_revision().publish()
        created[role] = original
    return created


def save_settings(contacts: dict[str, Contact], policy_page: Page | None = None) -> None:
    """The privacy settings of the default site."""
    settings = PrivacySettings.for_site(Site.objects.get(is_default_site=True))
    for role, contact in contacts.items():
        setattr(settings, role, contact)
    settings.policy_page = policy_page
    settings.prevailing_language = SOURCE
    settings.save()


def _values(texts: dict[str, Any]) -> dict[str, Any]:
    return {**texts, "address": "\n".join(texts["address"])}
