from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegisterConfig(AppConfig):
    name = "cms.register"
    label = "privacy_register"
    verbose_name = _("Privacy: register of processing activities")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import cms.register.signal_handlers  # noqa: F401
        from blocks.streams import body_blocks
        from cms.core.seeds import seeds
        from cms.register import deletion
        from cms.register.blocks import RegisterSectionBlock
        from cms.register.editions.document import register_document
        from cms.register.roles import grant_roles
        from cms.register.seeds import seed_catalogues
        from cms.register.workflow_seed import seed_workflow

        body_blocks.register("register_section", RegisterSectionBlock)
        seeds.register("register", seed_catalogues, order=40)
        seeds.register("register_workflow", seed_workflow, order=45)
        grant_roles()
        deletion.connect()
        register_document()
