"""How far the translations of snippets are.

They have no versions: what counts is whether the text that was translated is the one that is live.
"""

import json
from collections.abc import Sequence
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Max
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel, get_all_child_relations, get_serializable_data_for_fields
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import TranslationLog, TranslationSource

from cms.localization.rows import Row, say


def fill_snippets(rows: Sequence[Row]) -> None:
    """Snippets have no versions: what counts is whether the text that was translated is the one that is live."""
    keys = [row.source.translation_key for row in rows]
    sources = {(each.object_id, each.locale_id): each for each in TranslationSource.objects.filter(object_id__in=keys)}
    logs = {
        (source_id, locale_id): at
        for source_id, locale_id, at in TranslationLog.objects.filter(source__object_id__in=keys)
        .order_by()
        .values("source_id", "locale_id")
        .annotate(at=Max("created_at"))
        .values_list("source_id", "locale_id", "at")
    }
    complete = _with_children(rows)
    for row in rows:
        row.source = complete.get(row.source.pk, row.source)
        source = sources.get((row.source.translation_key, row.source.locale_id))
        drafted_at = logs.get((source.pk, row.locale.pk)) if source else None
        _describe_snippet(row, source, drafted_at)


def _describe_snippet(row: Row, source: TranslationSource | None, drafted_at: Any) -> None:
    if not row.source.live:
        say(row, _("Not published"), _("The source text has not been published yet."), "edit_source")
    elif row.target is None:
        say(row, _("Missing"), _("Not translated."), "start", due=True)
    elif source is None:
        _describe_unlinked(row)
    elif not _holds(source, row.source):
        say(row, _("Outdated"), _("The source text was changed."), "update", due=True)
    elif drafted_at is None or drafted_at < source.last_updated_at:
        say(row, _("In translation"), _("The text is being translated."), "translate", due=True)
    elif row.target.has_unpublished_changes or not row.target.live:
        say(row, _("Draft waiting"), _("The draft translates the current text."), "edit_target", due=True)
    else:
        say(row, _("Current"), _("Translates the current text."), "edit_target")


def _describe_unlinked(row: Row) -> None:
    """A translation that never went through the route: shipped with the software, imported, or written by hand."""
    at, translated_at = row.source.last_published_at, row.target.last_published_at
    if not row.target.live:
        say(row, _("Draft waiting"), _("Written by hand, not published."), "edit_target", due=True)
    elif at is not None and (translated_at is None or translated_at < at):
        say(row, _("Outdated"), _("The source text was published after its translation."), "start", due=True)
    else:
        say(row, _("Current"), _("Written by hand, not older than the source text."), "edit_target")


def _holds(source: TranslationSource, instance: Any) -> bool:
    """Whether the stored source is what the live object says, the rows below it included."""
    names = [each.field_name for each in get_translatable_fields(type(instance))]
    if isinstance(instance, ClusterableModel):
        live = json.loads(json.dumps(instance.serializable_data(), cls=DjangoJSONEncoder))
    else:
        live = json.loads(json.dumps(get_serializable_data_for_fields(instance), cls=DjangoJSONEncoder))
    stored = json.loads(source.content_json)
    return all(stored.get(name) == live.get(name) for name in names)


def _with_children(rows: Sequence[Row]) -> dict[Any, Any]:
    """The sources again, with all rows below them: one query per kind of row, however many sources."""
    model = type(rows[0].source)
    found = model._default_manager.filter(pk__in={row.source.pk for row in rows})
    return {each.pk: each for each in found.prefetch_related(*_child_paths(model))}


def _child_paths(model: Any) -> list[str]:
    paths = []
    if issubclass(model, ClusterableModel):
        for relation in get_all_child_relations(model):
            name = relation.get_accessor_name()
            paths += [name, *(f"{name}__{below}" for below in _child_paths(relation.related_model))]
    return paths
