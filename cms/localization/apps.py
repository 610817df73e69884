from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LocalizationConfig(AppConfig):
    name = "cms.localization"
    label = "privacy_localization"
    verbose_name = _("Privacy: translation")
    default_auto_field = "django.db.models.BigAutoField"
