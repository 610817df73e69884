"""What is kept from being published by wagtail-localize.

wagtail-localize publishes what it translates: with source strings where a translation is missing, past drafts, workflow
and the rule of two persons. What has drafts is therefore translated by the route of `cms.localization.route`, and
wagtail-localize's records stay disabled: its views then neither take over the editor nor find anything to publish.
"""

from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.models import DraftStateMixin, TranslatableMixin
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import Translation, TranslationSource

from cms.core.conf import get_setting
from cms.core.refusals import Refused
from cms.versions.models import VersionedPageMixin


def is_guarded(model: type[Model] | None) -> bool:
    """Whether translations of this model take our route: all with drafts, but for the setting LOCALIZE_PUBLISHES."""
    if model is None or not (issubclass(model, TranslatableMixin) and issubclass(model, DraftStateMixin)):
        return False
    return issubclass(model, VersionedPageMixin) or model._meta.label not in get_setting("LOCALIZE_PUBLISHES")


def keep_disabled(sender: Any, instance: Translation, raw: bool = False, **kwargs: Any) -> None:
    """Receiver of ``pre_save``: a record about a guarded object stays disabled, whoever saves it."""
    if not raw and instance.enabled and is_guarded(instance.source.specific_content_type.model_class()):
        instance.enabled = False
        update_fields = kwargs.get("update_fields")
        if update_fields is not None and "enabled" not in update_fields:
            Translation.objects.filter(pk=instance.pk).update(enabled=False)


def disable_records(instance: Any) -> None:
    """Disable records from before this plug-in was installed."""
    enabled = Translation.objects.filter(source__object_id=instance.translation_key, enabled=True)
    if enabled.exists():
        enabled.update(enabled=False)


def check_live_text(sender: Any, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Receiver of ``pre_save``, the last net: the live text of a translation changes only by publishing a revision.

    wagtail-localize's ``save_target`` stores drafts in the live row, and ``sync_alias`` the source's text.

    Raises:
        Refused: The text would change, or go live, without a new live revision.
    """
    if raw or not instance.pk or instance._state.adding or not is_guarded(type(instance)):
        return
    fields = kwargs.get("update_fields")
    names = _text_fields(type(instance), fields)
    watches_live = fields is None or "live" in fields
    if not (names or watches_live) or not _is_translation(instance):
        return
    stored = type(instance)._base_manager.filter(pk=instance.pk).first()
    if stored is None or stored.live_revision_id != instance.live_revision_id:
        return
    goes_live = watches_live and instance.live and not stored.live
    if goes_live or (stored.live and any(_value(stored, name) != _value(instance, name) for name in names)):
        raise Refused(
            _(
                "Nothing was changed: the text of the translation “%(title)s” only changes when a draft of it is "
                "published. Create a draft from the translation and submit it to the workflow."
            )
            % {"title": stored}
        )


def _text_fields(model: type[Any], update_fields: Any) -> list[str]:
    names = {field.field_name for field in get_translatable_fields(model)}
    concrete = [field.name for field in model._meta.concrete_fields if field.name in names and field.editable]
    concrete = [name for name in concrete if name not in {"first_published_at", "go_live_at", "expire_at"}]
    return concrete if update_fields is None else [name for name in concrete if name in update_fields]


def _is_translation(instance: Any) -> bool:
    sources = TranslationSource.objects.filter(object_id=instance.translation_key)
    return sources.exclude(locale_id=instance.locale_id).exists()


def _value(instance: Any, name: str) -> Any:
    field = instance._meta.get_field(name)
    return field.get_prep_value(field.value_from_object(instance))
