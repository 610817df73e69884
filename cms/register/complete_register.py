"""The complete internal register for the supervisory authority (Art. 30(4)), as it stands or as it stood.

As it stands, it is read from the published entries; for an earlier day, from their history at the end of that day.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol
from uuid import UUID

from django.db.models.fields.json import KT
from django.utils import timezone
from wagtail.models import Locale, Site

from cms.core.conf import source_language
from cms.register.entry import BATCH, Entry, Parties, contact_data, entries_of, register_parties
from cms.register.enums import Status
from cms.register.models import ActivityRecord, ProcessingActivity
from cms.register.models.activity import reference_slug
from site_settings.contacts import site_contacts
from site_settings.enums import ContactRole

PART = 500
"""Entries in one printable document: more of them make it too long for a browser and for a folder."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the table of contents."""

    key: UUID
    reference: str
    name: str
    status: str

    @property
    def anchor(self) -> str:
        return reference_slug(self.reference)

    @property
    def is_retired(self) -> bool:
        return self.status == Status.RETIRED


@dataclass(frozen=True)
class Part:
    """A stretch of the register that is one document."""

    number: int
    headings: list[Heading]

    @property
    def first(self) -> str:
        return self.headings[0].reference

    @property
    def last(self) -> str:
        return self.headings[-1].reference


@dataclass(frozen=True)
class Recorded:
    """An entry and since when it reads so."""

    entry: Entry
    since: datetime.datetime | None


class _Source(Protocol):
    def headings(self, language: str) -> Iterator[Heading]: ...
    def entries(self, language: str, first: str, last: str) -> Iterator[Recorded]: ...
    def parties(self, language: str) -> Parties: ...


@dataclass(frozen=True)
class CompleteRegister:
    """All entries of processing that is or was carried out, in one language.

    Attributes:
        language: Entries that are not published in it are named in `untranslated`, not shown in another one.
        as_of: The state at the end of this day; ``None``: as it stands.
    """

    language: str
    as_of: datetime.date | None = None

    @cached_property
    def headings(self) -> list[Heading]:
        """The table of contents, by reference number."""
        return list(self._source.headings(self.language))

    @cached_property
    def parts(self) -> list[Part]:
        starts = range(0, len(self.headings), PART)
        return [Part(number, self.headings[i : i + PART]) for number, i in enumerate(starts, start=1)]

    @cached_property
    def untranslated(self) -> list[Heading]:
        """Entries that the register holds in the source language only."""
        if self.language == source_language():
            return []
        keys = {heading.key for heading in self.headings}
        return [heading for heading in self._source.headings(source_language()) if heading.key not in keys]

    def entries(self, part: Part | None = None) -> Iterator[Recorded]:
        """The entries, in batches: memory does not grow with the register."""
        if not self.headings:
            return iter(())
        first, last = (part.first, part.last) if part else (self.headings[0].reference, self.headings[-1].reference)
        return self._source.entries(self.language, first, last)

    @cached_property
    def parties(self) -> Parties:
        """Controller, joint controllers, representative and DPO as they were then."""
        return self._source.parties(self.language)

    @cached_property
    def authority(self) -> list[dict[str, str]]:
        """For whom the register is kept ready: the supervisory authority of today."""
        site = Site.objects.filter(is_default_site=True).first() or Site.objects.first()
        shown = site_contacts(site, Locale.objects.get(language_code=self.language))
        return [contact_data(each) for each in shown.get(ContactRole.SUPERVISORY_AUTHORITY, [])]

    @cached_property
    def _source(self) -> _Source:
        return _Published() if self.as_of is None else _History(end_of(self.as_of))


def end_of(day: datetime.date) -> datetime.datetime:
    """The last moment of a day in the site's time zone."""
    after = datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time())
    return timezone.make_aware(after) - datetime.timedelta(microseconds=1)


def history_begins_on() -> datetime.date | None:
    """The first day for which the register can be shown as it stood."""
    first = ActivityRecord.objects.order_by("pk").values_list("recorded_at", flat=True).first()
    return timezone.localdate(first) if first else None


class _Published:
    """The register as it stands."""

    def headings(self, language: str) -> Iterator[Heading]:
        rows = ProcessingActivity.objects.in_register().in_language(language).order_by("reference")
        values = rows.values_list("translation_key", "reference", "name", "status")
        return (Heading(*each) for each in values)

    def entries(self, language: str, first: str, last: str) -> Iterator[Recorded]:
        rows: Any = ProcessingActivity.objects.in_register().filter(reference__gte=first, reference__lte=last)
        return (Recorded(entry, activity.last_published_at) for activity, entry in entries_of(rows, language))

    def parties(self, language: str) -> Parties:
        return register_parties(Locale.objects.get(language_code=language))


@dataclass(frozen=True)
class _History:
    """The register as it stood at a moment."""

    moment: datetime.datetime

    def _records(self, language: str) -> Any:
        return ActivityRecord.objects.as_of(self.moment, language).exclude(entry__data__status=Status.DRAFT.value)

    def headings(self, language: str) -> Iterator[Heading]:
        name, status = KT("entry__data__name"), KT("entry__data__status")
        values = self._records(language).values_list("activity_key", "reference", name, status)
        return (Heading(*each) for each in values)

    def entries(self, language: str, first: str, last: str) -> Iterator[Recorded]:
        records = self._records(language).filter(reference__gte=first, reference__lte=last)
        pks = list(records.values_list("pk", flat=True))
        for start in range(0, len(pks), BATCH):
            batch = ActivityRecord.objects.in_bulk(pks[start : start + BATCH])
            for pk in pks[start : start + BATCH]:
                yield Recorded(Entry.from_json(batch[pk].entry), batch[pk].recorded_at)

    def parties(self, language: str) -> Parties:
        records = ActivityRecord.objects.filter(recorded_at__lte=self.moment, language=language).order_by("-pk")
        entry = records.values_list("entry", flat=True).first()
        return entry["parties"] if entry else {}
