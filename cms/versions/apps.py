from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VersionsConfig(AppConfig):
    name = "cms.versions"
    label = "privacy_versions"
    verbose_name = _("Privacy: published versions")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms.core.roles import Role, grant
        from cms.core.seeds import seeds
        from cms.versions import checks, signal_handlers  # noqa: F401
        from cms.versions.workflow import seed_workflow

        seeds.register("workflow", seed_workflow, order=20)

        readers: tuple[Role, ...] = ("editor", "translator", "approver", "auditor")
        for role in readers:
            grant(role, model=("privacy_versions.view_publishedversion",))
        grant("approver", model=("privacy_versions.redact_version",))
