"""The text that is being translated: a copy of the published version, cut into strings by wagtail-localize."""

import json
from collections import Counter
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Locale, Page, Revision
from wagtail_localize.models import Translation, TranslationSource

from cms.core.conf import source_language
from cms.core.refusals import Refused
from cms.localization.extraction import store_source
from cms.versions.models import PublishedVersion, VersionedPageMixin


def source_of(instance: Any) -> Any:
    """The object in the source language that ``instance`` translates; the object itself if it is the source."""
    if isinstance(instance, Page):
        instance = instance.specific
    if instance.locale.language_code == source_language():
        return instance
    locale = Locale.objects.filter(language_code=source_language()).first()
    source = instance.get_translation_or_none(locale) if locale else None
    if source is None:
        return instance
    return source.specific if isinstance(source, Page) else source


def current_version(instance: Any) -> PublishedVersion | None:
    """The version in force of a versioned page; ``None`` for anything else."""
    return PublishedVersion.objects.of(instance).current() if isinstance(instance, VersionedPageMixin) else None


def published_text(instance: Any, *, allow_draft: bool = False) -> Any:
    """The object as it was last published, whatever the drafts since then say.

    Args:
        instance: A page or snippet with drafts.
        allow_draft: Take the latest draft where nothing has been published yet.

    Raises:
        Refused: Nothing has been published yet.
    """
    instance = type(instance)._base_manager.get(pk=instance.pk)  # the caller may have published it since
    version = current_version(instance)
    number = version.revision_number if version else instance.live_revision_id
    revision = Revision.objects.for_instance(instance).filter(pk=number).first() if number else None
    if revision:
        text = revision.as_object()
    elif instance.live or version:  # revisions may have been purged; the row holds what was published last
        text = instance
    elif allow_draft:
        text = instance.get_latest_revision_as_object()
    else:
        raise Refused(
            _("“%(title)s” has not been published yet. Publish it first; then it can be translated.")
            % {"title": instance}
        )
    if isinstance(text, VersionedPageMixin):
        text.based_on = version.sequence if version else 0
    return text


def basis(source: TranslationSource) -> int | None:
    """The place in the chain of the version that the strings were taken from; ``None`` if it was a draft or has no
    versions.

    Publishing writes it into the revision (``based_on``), so it travels with the text that wagtail-localize keeps.
    """
    return json.loads(source.content_json).get("based_on") or None


def basis_version(source: TranslationSource) -> PublishedVersion | None:
    """The version that the strings were taken from."""
    sequence = basis(source)
    return PublishedVersion.objects.filter(sequence=sequence).first() if sequence else None


@transaction.atomic
def update_source(instance: Any, *, allow_draft: bool = False) -> TranslationSource:
    """Take over the published text of ``instance`` as the text to translate. Nothing happens if that is done already.

    Raises:
        Refused: Nothing has been published yet (and ``allow_draft`` is not given).
    """
    text = with_stable_items(published_text(instance, allow_draft=allow_draft))
    return store_source(text)


def with_stable_items(instance: Any) -> Any:
    """Store list items with ids: wagtail-localize overlooks items in Wagtail's older form, which has none."""
    for field in instance._meta.get_fields():
        if isinstance(field, StreamField):
            stream = field.value_from_object(instance)
            _read(stream)
            setattr(instance, field.name, field.stream_block.to_python(field.stream_block.get_prep_value(stream)))
    return instance


def _read(value: Any, place: str = "") -> None:
    """Parse a stream to its end: what is not parsed is written back in the form in which it was stored.

    Items get ids that only depend on their place and text; chance ones would lose the translations at every update.
    """
    if isinstance(value, blocks.StreamValue):
        for child in value:
            _read(child.value, child.id or place)
    elif isinstance(value, blocks.StructValue):
        for name, child in value.items():
            _read(child, f"{place}.{name}")
    elif isinstance(value, blocks.list_block.ListValue):
        texts: Counter[str] = Counter()
        for child in value.bound_blocks:
            if getattr(child, "original_id", child.id) is None:
                text = json.dumps(child.block.get_prep_value(child.value), default=str)
                texts[text] += 1
                child.id = str(uuid5(NAMESPACE_URL, f"{place}/{text}/{texts[text]}"))
            _read(child.value, child.id)


def find_translation(instance: Any, locale: Locale) -> Translation | None:
    """wagtail-localize's record of the translation of ``instance`` (source or target) into ``locale``."""
    source = source_of(instance)
    return (
        Translation.objects.filter(
            source__object_id=source.translation_key, source__locale=source.locale, target_locale=locale
        )
        .select_related("source__locale", "source__specific_content_type", "target_locale")
        .first()
    )


def target_of(translation: Translation) -> Any | None:
    """The translated object as it is stored, or ``None`` after it was deleted."""
    try:
        return translation.get_target_instance()
    except ObjectDoesNotExist:
        return None


def other_locale(source: Any, instance: Any) -> Locale | None:
    """The language to translate into: the one of ``instance``, else the first that is still missing, else any."""
    if instance.locale_id != source.locale_id:
        return instance.locale
    others = list(Locale.objects.exclude(pk=source.locale_id).order_by("language_code"))
    missing = [locale for locale in others if find_translation(source, locale) is None]
    return next(iter(missing or others), None)
