from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VersionsConfig(AppConfig):
    name = "cms.versions"
    label = "privacy_versions"
    verbose_name = _("Privacy: published versions")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms.core.roles import Role, grant
        from cms.versions import signal_handlers  # noqa: F401

        readers: tuple[Role, ...] = ("editor", "translator", "approver", "auditor")
        for role in readers:
            grant(role, model=("privacy_versions.view_publishedversion",))
        grant("approver", model=("privacy_versions.redact_version",))
