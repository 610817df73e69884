from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from cms.core.roles import grant


class SiteSettingsConfig(AppConfig):
    name = "site_settings"
    label = "privacy_site_settings"
    verbose_name = _("Privacy: site settings")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        label = self.label
        grant("editor", model=(f"{label}.add_contact", f"{label}.change_contact"))
        grant("translator", model=(f"{label}.change_contact",))
        grant(
            "approver", model=(f"{label}.change_contact", f"{label}.publish_contact", f"{label}.change_privacysettings")
        )
        grant("auditor", model=(f"{label}.view_contact",))
