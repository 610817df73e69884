from django.apps import AppConfig, apps
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
        grant("approver", page=("change", "publish", "lock", "unlock"))
        _grant_files()
        seeds.register("groups", seed_groups, order=10)


def _grant_files() -> None:
    """Editors upload documents and images, the others choose among them. The host project may have its own models."""
    from cms.core.roles import grant

    models = []
    if apps.is_installed("wagtail.documents"):
        from wagtail.documents import get_document_model

        models.append(get_document_model())
    if apps.is_installed("wagtail.images"):
        from wagtail.images import get_image_model

        models.append(get_image_model())
    for model in models:
        options = model._meta
        names = {action: f"{options.app_label}.{action}_{options.model_name}" for action in ("add", "change", "choose")}
        grant("editor", collection=tuple(names.values()))
        grant("translator", collection=(names["choose"],))
        grant("approver", collection=(names["choose"],))
