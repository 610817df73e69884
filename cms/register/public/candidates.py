"""What the words of a question find, in order, and the facets of a language: one query for both."""

from dataclasses import dataclass
from typing import Any

from django.db.models import DateTimeField, F, TextField, Value
from django.db.models.functions import Cast

from cms.core.conf import source_language
from cms.register.models.public_entry import PublicEntry
from cms.register.public.facets import Sets, facet_rows, facet_set
from cms.register.public.questions import Order, Question
from cms.register.searching import normalise

PLACES = {Order.REFERENCE: "reference", Order.NAME: "name", Order.CHANGED: "changed_at"}
"""The field that an order goes by."""


@dataclass(frozen=True)
class Candidates:
    """What the words of a question find, before any facet narrows it.

    Attributes:
        found: The entries of the language, in order.
        untranslated: Those that exist in the source language only, whatever the words.
        sets: All facets of the language.
    """

    found: list[int]
    untranslated: list[int]
    sets: Sets


def candidates_for(question: Question, language: str) -> Candidates:
    """Entries and facets in one query: the page around them takes most of those that a page may take."""
    entries = PublicEntry.objects.in_language(language).found_by(question.words)
    if language != source_language():
        # NOT IN, not NOT EXISTS: PostgreSQL without statistics of the table takes seconds for the latter.
        translated = PublicEntry.objects.in_language(language).values("activity_key")
        entries |= PublicEntry.objects.in_language(source_language()).exclude(activity_key__in=translated)
    place = PLACES[question.order]
    columns = ("kind", "code", "joined", "place", "then")
    listed = entries.order_by().annotate(
        kind=Value(""), code=F("language"), joined=Cast("pk", TextField()), place=F(place), then=F("reference")
    )
    nowhere = Cast(Value(None), DateTimeField() if question.order == Order.CHANGED else TextField())
    facets = facet_rows(language).annotate(place=nowhere, then=Value(""))
    rows = listed.values_list(*columns).union(facets.values_list(*columns), all=True)
    order = "-place" if question.order == Order.CHANGED else "place"
    found: list[int] = []
    untranslated: list[int] = []
    sets: Sets = {}
    for kind, code, joined, _place, _then in _sorted(list(rows.order_by(order, "then")), question.order):
        if kind:
            sets[kind, code] = facet_set(joined)
        else:
            (found if code == language else untranslated).append(int(joined))
    return Candidates(found, untranslated, sets)


def _sorted(rows: list[Any], order: Order) -> list[Any]:
    """By name as people sort: SQLite puts "Ä" behind "Z"."""
    return sorted(rows, key=lambda row: normalise(row[3] or "")) if order == Order.NAME else rows
