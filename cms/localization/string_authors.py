"""Who translated single strings of a page: they wrote its text, whoever turns the strings into a draft."""

from datetime import datetime
from typing import Any

from wagtail.models import TranslatableMixin
from wagtail_localize.models import SegmentOverride, StringTranslation


def string_authors(page: Any, since: datetime | None) -> set[int]:
    """The ids of everybody whose strings or addresses were stored for the page's language. One query.

    Uploaded PO files and machine translations count for the person who ordered them.

    Args:
        page: The translation; a source text has no translated strings.
        since: The moment of the last publication; what was stored earlier does not count. ``None``: everything does.
    """
    if not isinstance(page, TranslatableMixin) or not page.pk:
        return set()
    people = [_people(model, page, since) for model in (StringTranslation, SegmentOverride)]
    return set(people[0].union(people[1]))


def _people(model: Any, page: Any, since: datetime | None) -> Any:
    rows = model.objects.filter(
        context__object_id=page.translation_key, locale_id=page.locale_id, last_translated_by__isnull=False
    )
    if since is not None:
        rows = rows.filter(updated_at__gt=since)
    return rows.order_by().values_list("last_translated_by_id", flat=True)
