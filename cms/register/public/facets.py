"""The values by which the public register can be narrowed, and how many entries each of them leaves.

All facets of a language come in one grouped query, as sets of entries; the rest is arithmetic with sets. Counting in
the database would take a query of its own per kind that is narrowed already: the values of a kind are alternatives, so
their numbers go by the choices in the other kinds.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Aggregate, TextField

from cms.register.entry import Entry
from cms.register.models.public_entry import EntryFacet
from cms.register.public.questions import FACETS, Question
from cms.register.searching import normalise

SHOWN_AT_ONCE = 7

Key = tuple[str, str]
"""A facet: its kind and its code."""
Sets = dict[Key, frozenset[int]]


class JoinedIds(Aggregate):
    """All keys of a group as one text: ``"3,17,4"``. For SQLite and PostgreSQL."""

    name = "joined_ids"
    function = "GROUP_CONCAT"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        template = "STRING_AGG(CAST(%(expressions)s AS VARCHAR), ',')"
        return self.as_sql(compiler, connection, template=template, **extra)


def facet_rows(language: str) -> Any:
    """The facets of a language, grouped: kind, code, and the keys of the entries that have it."""
    return (
        EntryFacet.objects.filter(language=language)
        .order_by()
        .values("kind", "code")
        .annotate(joined=JoinedIds("entry_id"))
    )


def facet_set(joined: str) -> frozenset[int]:
    """The entries of a facet, from a row of `facet_rows`."""
    return frozenset(map(int, joined.split(",")))


@dataclass(frozen=True)
class Word:
    """A name as a reader sees it; ``language`` only where it is not the page's. ``note`` explains it."""

    text: str
    language: str = ""
    note: str = ""


@dataclass(frozen=True)
class FacetValue:
    """One value of a facet, with the number of entries that choosing it leaves."""

    code: str
    word: Word
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """One kind of value that the list can be narrowed by."""

    kind: str
    label: str
    values: list[FacetValue]

    @property
    def first(self) -> list[FacetValue]:
        """The values shown at once: the most frequent ones and whatever is chosen."""
        return [value for place, value in enumerate(self.values) if place < SHOWN_AT_ONCE or value.is_chosen]

    @property
    def more(self) -> list[FacetValue]:
        return [value for place, value in enumerate(self.values) if place >= SHOWN_AT_ONCE and not value.is_chosen]


class Narrowing:
    """The entries that a question leaves, and what each further choice would leave.

    Args:
        question: Whose choices count.
        matched: The entries that its words find.
        sets: The facets of the language.
    """

    def __init__(self, question: Question, matched: Iterable[int], sets: Sets) -> None:
        self.question = question
        self.sets = sets
        self._matched = frozenset(matched)
        self._chosen = {
            kind: frozenset().union(*(sets.get((kind, code), frozenset()) for code in codes))
            for kind in FACETS
            if (codes := question.codes(kind))
        }

    def left(self, *, apart_from: str = "") -> frozenset[int]:
        """The entries left by the words and by the choices in all kinds, apart from one."""
        return self._matched.intersection(*(found for kind, found in self._chosen.items() if kind != apart_from))

    def counts(self) -> dict[Key, int]:
        """How many entries each facet leaves, the ones that leave none included."""
        bases = {kind: self.left(apart_from=kind) for kind in FACETS}
        return {key: len(found & bases[key[0]]) for key, found in self.sets.items() if key[0] in bases}


def facets_shown(narrowing: Narrowing, words: dict[Key, Word]) -> list[Facet]:
    """The facets for the page: only values that leave an entry or are chosen, the most frequent ones first."""
    chosen = set(narrowing.question.chosen)
    values: dict[str, list[FacetValue]] = {kind: [] for kind in FACETS}
    keys = sorted(narrowing.sets, key=lambda key: (-len(narrowing.sets[key]), normalise(words[key].text)))
    counts = narrowing.counts()
    for key in keys:
        kind, code = key
        if kind in values and (counts[key] or key in chosen):
            values[kind].append(FacetValue(code, words[key], counts[key], key in chosen))
    return [Facet(kind, str(label), values[kind]) for kind, label in FACETS.items() if values[kind]]


def entries_with_words(sets: Sets, known: Iterable[int]) -> set[int]:
    """Entries whose wordings together name every facet, as few as is easily found.

    Args:
        sets: The facets.
        known: Entries that are read anyway.
    """
    chosen = set(known)
    for entries in sets.values():
        if chosen.isdisjoint(entries):
            chosen.add(max(entries))
    return chosen


def facet_words(sets: Sets, entries: dict[int, Entry]) -> dict[Key, Word]:
    """The names of the facets, taken from public entries that have them.

    Args:
        sets: The facets.
        entries: By key; those of `entries_with_words` at least.
    """
    words = {}
    for (kind, code), found in sets.items():
        entry = next((entries[pk] for pk in found.intersection(entries)), None)
        words[kind, code] = word_of(entry, kind, code) if entry else Word(code)
    return words


def word_of(entry: Entry, kind: str, code: str) -> Word:
    """A catalogue row by its name in the entry, marked where it is not translated."""
    known = entry.wording.get(kind, {}).get(code, {})
    language = known.get("language", entry.language)
    note = known.get("name", "") if known.get("citation") else ""
    return Word(entry.name_of(kind, code), "" if language == entry.language else language, note)
