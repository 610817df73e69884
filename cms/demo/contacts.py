"""Who is responsible at the demo insurer."""

from typing import Any

from wagtail.models import Locale, Page, Site
from wagtail_localize.strings import StringValue

from cms.demo.site_pages import locales
from cms.demo.texts import SOURCE, TARGET, load
from cms.localization.overrides import override_field
from cms.localization.route import draft_translation, fill_translation, start_translation
from site_settings.models import Contact, PrivacySettings

TRANSLATED = ("name", "organisation", "address")
SYNCHRONISED = ("email", "phone", "url")


def create_contacts() -> dict[str, Contact]:
    """The contacts of all roles in German, each with its English translation."""
    german, english = locales()
    created = {}
    for role, texts in load("contacts").items():
        original = Contact(locale=german, **_values(texts[SOURCE]))
        original.save()
        original.save_revision().publish()
        _translate(original, english, _values(texts[SOURCE]), _values(texts[TARGET]))
        created[role] = original
    return created


def _translate(original: Contact, locale: Locale, source: dict[str, str], target: dict[str, str]) -> None:
    """By the same way as anybody's translation, so that the overview knows whether it is current."""
    start_translation(original, locale)
    fill_translation(original, locale, {_string(source[name]): _string(target[name]) for name in TRANSLATED})
    for name in SYNCHRONISED:
        if source[name] != target[name]:
            override_field(original, locale, name, target[name])
    draft_translation(original, locale).publish()


def _string(text: str) -> str:
    return StringValue.from_plaintext(text).data


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
