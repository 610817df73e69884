from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "cms.core"
    label = "privacy_core"
    verbose_name = _("Privacy: core")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms.core import checks  # noqa: F401
        from cms.core.groups import seed_groups
        from cms.core.roles import GROUP_NAMES, grant
        from cms.core.seeds import seeds

        for role in GROUP_NAMES:
            grant(role, model=("wagtailadmin.access_admin",))
        grant("editor", page=("add", "change"))
        grant("translator", page=("change",))
        grant("approver", page=("change", "publish"))
        seeds.register("groups", seed_groups, order=10)
