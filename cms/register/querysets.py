"""Questions asked of the register."""

import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from cms.core.conf import source_language
from cms.register.enums import Publicity, RecordedEvent, Status
from cms.versions.querysets import FrozenQuerySet


class ProcessingActivityQuerySet(models.QuerySet):
    """Entries of the register."""

    def in_language(self, language: str) -> Self:
        return self.filter(locale__language_code=language)

    def sources(self) -> Self:
        """The entries in the language that they are written in."""
        return self.in_language(source_language())

    def in_register(self) -> Self:
        """What the register records: published entries, those of ended processing included."""
        return self.filter(live=True).exclude(status=Status.DRAFT)

    def public(self) -> Self:
        """What the public register shows: published entries of processing that is carried out."""
        return self.filter(live=True, status=Status.ACTIVE).exclude(publicity=Publicity.NO)

    def due_for_review(self, on: datetime.date) -> Self:
        """Entries whose review date has come, but for those whose processing has ended."""
        return self.filter(next_review_on__lte=on).exclude(status=Status.RETIRED)

    def incomplete(self) -> Self:
        return self.exclude(gaps=[])

    def with_rows(self) -> Self:
        """With everything that `cms.register.entry` reads: one query per kind of row, however many entries."""
        from cms.register.models.activity import ROWS

        return self.select_related("locale").prefetch_related(*ROWS, "purposes__legal_bases")


class PublicEntryQuerySet(models.QuerySet):
    """The public part of the register."""

    def in_language(self, language: str) -> Self:
        return self.filter(language=language)

    def found_by(self, words: list[str]) -> Self:
        """Entries that hold every word, also as part of a longer one: German compounds are found by their parts.

        Args:
            words: Normalised by `cms.register.searching.normalise`.
        """
        found = self
        for word in words:
            found = found.filter(search_text__contains=word)
        return found

    def with_facet(self, kind: str, code: str) -> Self:
        from cms.register.models.public_entry import EntryFacet

        return self.filter(pk__in=EntryFacet.objects.filter(kind=kind, code=code).values("entry_id"))


class RecordQuerySet(FrozenQuerySet):
    """The history of the register: rows that are written once."""

    def as_of(self, moment: datetime.datetime, language: str | None = None) -> Self:
        """The last record of each entry up to a moment; entries unpublished by then are left out."""
        past = self.filter(recorded_at__lte=moment)
        if language:
            past = past.filter(language=language)
        last = past.order_by().values("activity_key", "language").annotate(last=models.Max("pk")).values("last")
        return self.filter(Q(pk__in=last)).exclude(event=RecordedEvent.UNPUBLISHED).order_by("reference", "language")
