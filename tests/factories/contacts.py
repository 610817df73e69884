"""Contacts and the settings that point to them."""

from typing import Any

from wagtail.models import Locale, Site

from site_settings.models import Contact, PrivacySettings


def contact(name: str = "Nordlicht Krankenkasse", language: str = "de", **values: Any) -> Contact:
    values = {"address": "Leuchtturmallee 12\n24103 Kiel", "email": "service@nordlicht.example", **values}
    return Contact.objects.create(name=name, locale=Locale.objects.get(language_code=language), **values)


def privacy_settings(**values: Any) -> PrivacySettings:
    """The default site's settings, saved with ``values``."""
    settings = PrivacySettings.for_site(Site.objects.get(is_default_site=True))
    for name, value in values.items():
        setattr(settings, name, value)
    settings.save()
    return settings
