"""The list of the public register: what a question finds, in two queries, however many entries there are."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.core.paginator import Page, Paginator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from cms.core.conf import get_setting, source_language
from cms.register.entry import Entry
from cms.register.enums import Role
from cms.register.models.public_entry import PublicEntry
from cms.register.public.candidates import candidates_for
from cms.register.public.facets import (
    Facet,
    Key,
    Narrowing,
    Word,
    entries_with_words,
    facet_words,
    facets_shown,
    word_of,
)
from cms.register.public.questions import FACETS, Order, Question

FURTHER_SHOWN = 25


@dataclass(frozen=True)
class ListedEntry:
    """One entry of the list."""

    row: PublicEntry

    @cached_property
    def entry(self) -> Entry:
        return Entry.from_json(self.row.entry)

    @property
    def is_processor_record(self) -> bool:
        return self.entry.data.get("role") == Role.PROCESSOR

    @property
    def unit(self) -> Word | None:
        code = self.entry.data.get("unit")
        return word_of(self.entry, "unit", code) if code else None

    @property
    def purposes(self) -> list[Word]:
        """The categories of its purposes, each once."""
        codes = dict.fromkeys(row.get("category") or "" for row in self.entry.data.get("purposes", []))
        return [word_of(self.entry, "purpose", code) for code in codes if code]


@dataclass(frozen=True)
class Filter:
    """A part of the question that can be taken back: ``query`` is the address without it."""

    label: str
    word: Word
    query: str


@dataclass(frozen=True)
class Further:
    """Entries of the source language that are not published in the reader's: their number and the first of them."""

    language: str
    count: int = 0
    rows: list[PublicEntry] = field(default_factory=list)


@dataclass(frozen=True)
class OrderChoice:
    """A way to sort the list, and the address that does it."""

    label: str
    query: str
    is_current: bool


@dataclass(frozen=True)
class Listing:
    """The answer to a question.

    Attributes:
        page: Where the answer stands in the list: numbers only.
        entries: The entries on that page.
    """

    question: Question
    page: Page
    entries: list[ListedEntry]
    facets: list[Facet]
    filters: list[Filter]
    further: Further

    @property
    def count(self) -> int:
        return self.page.paginator.count

    @property
    def previous_query(self) -> str:
        return self.question.query(self.page.previous_page_number())

    @property
    def next_query(self) -> str:
        return self.question.query(self.page.next_page_number())

    @property
    def orders(self) -> list[OrderChoice]:
        return [
            OrderChoice(str(order.label), replace(self.question, order=order).query(), order == self.question.order)
            for order in Order
        ]


def listing_of(question: Question, language: str, number: str | int = 1) -> Listing:
    """Answer a question in a language.

    Args:
        question: What is asked.
        language: Of the entries.
        number: The page of the list.

    Raises:
        InvalidPage: The list has no such page.
    """
    candidates = candidates_for(question, language)
    sets = candidates.sets
    narrowing = Narrowing(question, candidates.found, sets)
    left = narrowing.left()
    paginator = Paginator([pk for pk in candidates.found if pk in left], get_setting("REGISTER_PAGE_SIZE"))
    page = paginator.page(number)
    on_page, further = list(page.object_list), candidates.untranslated[:FURTHER_SHOWN]
    rows = _rows({*entries_with_words(sets, on_page), *further})
    entries = {pk: Entry.from_json(row.entry) for pk, row in rows.items() if row.language == language}
    words = facet_words(sets, entries)
    return Listing(
        question,
        page,
        _listed(on_page, rows),
        facets_shown(narrowing, words),
        list(_filters(question, words)),
        Further(source_language(), len(candidates.untranslated), [rows[pk] for pk in further if pk in rows]),
    )


def _rows(keys: set[int]) -> dict[int, PublicEntry]:
    return PublicEntry.objects.defer("search_text").in_bulk(keys)


def _listed(keys: Sequence[int], rows: dict[int, PublicEntry]) -> list[ListedEntry]:
    # An entry may have been taken back between the two queries.
    return [ListedEntry(rows[pk]) for pk in keys if pk in rows]


def _filters(question: Question, words: dict[Key, Word]) -> "list[Filter]":
    filters = []
    if question.text:
        filters.append(Filter(_("Search"), Word(question.text), question.without_text().query()))
    for kind, code in question.chosen:
        # Not the code itself: an address must not be able to put words into the page's mouth.
        word = words.get((kind, code)) or Word(_("a value that no entry has"))
        filters.append(Filter(str(FACETS[kind]), word, question.without(kind, code).query()))
    return filters
