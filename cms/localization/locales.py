"""The languages of the site as `setup_privacy` registers them."""

from django.conf import settings
from wagtail.models import Locale


def seed_locales() -> list[str]:
    """Register the languages of ``WAGTAIL_CONTENT_LANGUAGES`` that are missing, without making pages in them."""
    if not getattr(settings, "WAGTAIL_I18N_ENABLED", False):
        return []
    created = []
    for code, name in settings.WAGTAIL_CONTENT_LANGUAGES:
        _locale, is_new = Locale.objects.get_or_create(language_code=code)
        if is_new:
            created.append(f"Language “{name}”")
    return created
