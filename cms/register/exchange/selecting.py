"""Which entries an export holds."""

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from wagtail.models import Locale

from cms.register.complete_register import CompleteRegister
from cms.register.entry import Entry, entries_of, register_parties, used_codes
from cms.register.exchange.stored import draft_data
from cms.register.models import ProcessingActivity, PublicEntry
from cms.register.wording import Wording

BATCH = 200


def published_entries(languages: Iterable[str]) -> Iterator[Entry]:
    """The complete register as it stands: published entries, those of ended processing included."""
    for language in languages:
        for _activity, entry in entries_of(ProcessingActivity.objects.in_register(), language):
            yield entry


def entries_as_of(languages: Iterable[str], day: datetime.date) -> Iterator[Entry]:
    """The complete register at the end of an earlier day."""
    for language in languages:
        for recorded in CompleteRegister(language, as_of=day).entries():
            yield recorded.entry


def public_entries(languages: Iterable[str]) -> Iterator[Entry]:
    """What visitors read."""
    for language in languages:
        rows = PublicEntry.objects.in_language(language).order_by("pk")
        last = 0
        while batch := list(rows.filter(pk__gt=last)[:BATCH]):
            yield from (Entry.from_json(row.entry) for row in batch)
            last = batch[-1].pk


def draft_entries(activities: Any, languages: Iterable[str]) -> Iterator[Entry]:
    """The latest drafts of a selection: what editors work with, and what an import compares with.

    Args:
        activities: A queryset.
        languages: Which of them.
    """
    for language in languages:
        locale = Locale.objects.filter(language_code=language).first()
        if locale is None:
            continue
        wording, parties = Wording(language), register_parties(locale)
        rows = activities.in_language(language).select_related("locale", "latest_revision").order_by("reference")
        last = ""
        while batch := list(rows.filter(reference__gt=last)[:BATCH]):
            for activity in batch:
                data = draft_data(activity, wording)
                yield Entry(data, wording.of(used_codes(data)), parties)
            last = batch[-1].reference
