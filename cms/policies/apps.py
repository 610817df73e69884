from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PoliciesConfig(AppConfig):
    name = "cms.policies"
    label = "privacy_policies"
    verbose_name = _("Privacy: policies")
    default_auto_field = "django.db.models.BigAutoField"
