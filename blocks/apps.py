from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BlocksConfig(AppConfig):
    name = "blocks"
    label = "privacy_blocks"
    verbose_name = _("Privacy: blocks")

    def ready(self) -> None:
        from blocks import adapters  # noqa: F401
