"""Cutting a text into strings, in bulk.

wagtail-localize's ``refresh_segments`` takes more than seven queries per string and walks the whole text for each:
half a minute for a policy of 160 sections, inside a request. This one writes the same rows in a constant number of
queries per batch. It relies on wagtail-localize's tables (1.14); a test compares the rows with its own.
"""

import json
from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone
from modelcluster.models import ClusterableModel, get_serializable_data_for_fields
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    String,
    StringSegment,
    Template,
    TemplateSegment,
    TranslatableObject,
    TranslationContext,
    TranslationSource,
    get_schema_version,
)
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.extract import extract_segments

BATCH = 150  # SQLite takes 999 parameters a statement, a row has up to six


@transaction.atomic
def store_source(instance: Any) -> TranslationSource:
    """Keep the text of ``instance`` as the one to translate, cut into strings. Nothing happens if that is done."""
    translatable, _created = TranslatableObject.objects.get_or_create_from_instance(instance)
    content = _content(instance)
    source = TranslationSource.objects.filter(object=translatable, locale_id=instance.locale_id).first()
    if source and json.loads(source.content_json) == json.loads(content):
        return source
    source, _created = TranslationSource.objects.update_or_create(
        object=translatable,
        locale=instance.locale,
        specific_content_type=ContentType.objects.get_for_model(type(instance)),
        defaults={
            "object_repr": str(instance)[:200],
            "content_json": content,
            "schema_version": get_schema_version(instance._meta.app_label),
            "last_updated_at": timezone.now(),
        },
    )
    _store_segments(source, extract_segments(source.as_instance()))
    return source


def _content(instance: Any) -> str:
    if isinstance(instance, ClusterableModel):
        return instance.to_json()
    # A snippet without rows below it: a catalogue row, for example.
    return json.dumps(get_serializable_data_for_fields(instance), cls=DjangoJSONEncoder)


def _store_segments(source: TranslationSource, values: list[Any]) -> None:
    contexts = _contexts(source, {value.path for value in values})
    strings = _strings(source, {v.string.data for v in values if isinstance(v, StringSegmentValue)})
    templates = {v.template: Template.from_value(v) for v in _unique_templates(values)}
    rows: dict[type[models.Model], list[Any]] = {
        StringSegment: [],
        TemplateSegment: [],
        RelatedObjectSegment: [],
        OverridableSegment: [],
    }
    for value in values:
        place = {"source": source, "context": contexts[value.path], "order": value.order}
        if isinstance(value, TemplateSegmentValue):
            rows[TemplateSegment].append(TemplateSegment(**place, template=templates[value.template]))
        elif isinstance(value, RelatedObjectSegmentValue):
            rows[RelatedObjectSegment].append(RelatedObjectSegment(**place, object=_related(value)))
        elif isinstance(value, OverridableSegmentValue):
            data = json.dumps(value.data, cls=DjangoJSONEncoder)
            rows[OverridableSegment].append(OverridableSegment(**place, data_json=data))
        else:
            attrs = json.dumps(value.attrs, cls=DjangoJSONEncoder)
            rows[StringSegment].append(StringSegment(**place, string=strings[value.string.data], attrs=attrs))
    for model, wanted in rows.items():
        _replace(model, source, wanted)


def _replace(model: type[Any], source: TranslationSource, wanted: list[Any]) -> None:
    """Keep rows that are right already: open forms name them by their keys."""
    names = [field.attname for field in model._meta.concrete_fields if not field.primary_key]

    def key(row: Any) -> tuple[Any, ...]:
        return tuple(getattr(row, name) for name in names)

    existing = {key(row): row.pk for row in model.objects.filter(source=source)}
    kept = {key(row) for row in wanted}
    gone = [pk for each, pk in existing.items() if each not in kept]
    for batch in _batches(gone):
        model.objects.filter(pk__in=batch).delete()
    model.objects.bulk_create([row for row in wanted if key(row) not in existing], batch_size=BATCH)


def _contexts(source: TranslationSource, paths: set[str]) -> dict[str, TranslationContext]:
    def found() -> dict[str, TranslationContext]:
        return {each.path: each for each in TranslationContext.objects.filter(object_id=source.object_id)}

    missing = sorted(paths - set(found()))
    TranslationContext.objects.bulk_create(
        [
            TranslationContext(object_id=source.object_id, path=path, path_id=TranslationContext._get_path_id(path))
            for path in missing
        ],
        batch_size=BATCH,
    )
    return found()


def _strings(source: TranslationSource, texts: set[str]) -> dict[str, String]:
    hashes = {String._get_data_hash(text): text for text in texts}

    def found() -> dict[str, String]:
        rows: dict[str, String] = {}
        for batch in _batches(list(hashes)):
            for row in String.objects.filter(locale_id=source.locale_id, data_hash__in=batch):
                rows[hashes[row.data_hash]] = row
        return rows

    known = found()
    String.objects.bulk_create(
        [
            String(locale_id=source.locale_id, data=text, data_hash=key)
            for key, text in hashes.items()
            if text not in known
        ],
        batch_size=BATCH,
        ignore_conflicts=True,  # another translation may store the same string at this moment
    )
    return found()


def _unique_templates(values: list[Any]) -> Iterable[TemplateSegmentValue]:
    return {value.template: value for value in values if isinstance(value, TemplateSegmentValue)}.values()


def _related(value: RelatedObjectSegmentValue) -> TranslatableObject:
    return TranslatableObject.objects.get_or_create(
        content_type=value.content_type, translation_key=value.translation_key
    )[0]


def _batches(items: list[Any]) -> Iterable[list[Any]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]
