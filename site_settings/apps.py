from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SiteSettingsConfig(AppConfig):
    name = "site_settings"
    label = "privacy_site_settings"
    verbose_name = _("Privacy: site settings")
    default_auto_field = "django.db.models.BigAutoField"
