"""The order of a catalogue's rows: one for all languages, set by dragging."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from wagtail.snippets.views.snippets import ReorderView

from cms.core.conf import source_language


@transaction.atomic
def move(row: Any, position: int) -> None:
    """Put a row at another place among those of its language and number all of them anew, in every language.

    Numbering anew instead of shifting: rows that were imported or created elsewhere may share a number.

    Args:
        row: In the source language.
        position: Counted from 0; outside of the list: the end.
    """
    model = type(row)
    rows = model._default_manager.filter(locale_id=row.locale_id).order_by("sort_order", "name", "pk")
    keys = list(rows.values_list("translation_key", flat=True))
    keys.remove(row.translation_key)
    keys.insert(position if 0 <= position < len(keys) else len(keys), row.translation_key)
    places = {key: place for place, key in enumerate(keys)}
    changed = []
    for each in model._default_manager.filter(translation_key__in=keys).only("pk", "translation_key", "sort_order"):
        if each.sort_order != places[each.translation_key]:
            each.sort_order = places[each.translation_key]
            changed.append(each)
    # Not save(): the order is no part of the text that drafts, workflow and history are about.
    model._default_manager.bulk_update(changed, ["sort_order"], batch_size=200)


class ReorderRowsView(ReorderView):
    """Answers Wagtail's drag and drop in a list."""

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(locale__language_code=source_language())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row = get_object_or_404(self.get_queryset(), pk=kwargs["pk"])
        position = request.GET.get("position", "")
        move(row, int(position) if position.isdecimal() else -1)
        return JsonResponse({"success": True})
