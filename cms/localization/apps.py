from django.apps import AppConfig, apps
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _


class LocalizationConfig(AppConfig):
    name = "cms.localization"
    label = "privacy_localization"
    verbose_name = _("Privacy: translation")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        if not apps.is_installed("wagtail_localize"):
            raise ImproperlyConfigured(
                "cms.localization needs wagtail_localize and wagtail_localize.locales in INSTALLED_APPS."
            )
        from cms.core.roles import grant
        from cms.core.seeds import seeds
        from cms.localization import signal_handlers
        from cms.localization.locales import seed_locales
        from cms.localization.route import translate_from_stream
        from cms.localization.string_authors import string_authors
        from cms.policies.registries import translation_drafters
        from cms.versions.authors import author_sources

        grant("editor", model=("wagtail_localize.submit_translation",))
        grant("translator", model=("wagtail_localize.submit_translation",))
        seeds.register("locales", seed_locales, order=5)
        translation_drafters.register("localization", translate_from_stream)
        author_sources.register("localization", string_authors)
        signal_handlers.connect()
