from django.apps import apps
from django.db.models.signals import pre_save
from wagtail_localize.models import Translation

from cms.localization.guard import check_live_text, is_guarded, keep_disabled
from cms.localization.untranslated import check_translated
from cms.versions.signals import version_published


def connect() -> None:
    """Connect the nets. Models are complete by now."""
    pre_save.connect(keep_disabled, sender=Translation, dispatch_uid="privacy_localization.keep_disabled")
    for model in apps.get_models():
        if is_guarded(model):
            pre_save.connect(check_live_text, sender=model, dispatch_uid=f"privacy_localization.{model._meta.label}")
    version_published.connect(check_translated, dispatch_uid="privacy_localization.check_translated")
