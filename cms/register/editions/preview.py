"""What an edition would hold if it were cut now: for the person who requests it and for the one who approves it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, Subquery
from wagtail.models import Locale, Page

from cms.core.conf import source_language
from cms.register.editions.comparing import Comparison, Difference, Kind, compare_rows, rows_of_edition
from cms.register.editions.listing import edition_before, editions_of_page
from cms.register.editions.state import RowFacts, counts_of, current_state, state_digest
from cms.register.models.editions import EditionRequest, EditionRowContent, RegisterEdition
from cms.register.models.public_entry import PublicEntry

SHOWN = 25


@dataclass(frozen=True)
class Named:
    """An entry in a list for people."""

    reference: str
    name: str
    language: str


@dataclass(frozen=True)
class Some:
    """The first of many."""

    count: int
    shown: list[Named]

    @property
    def more(self) -> int:
        return self.count - len(self.shown)


@dataclass(frozen=True)
class Changes:
    """How the register differs from an earlier state of it.

    Attributes:
        parties: In how many entries nothing changed but who answers for the register.
    """

    changed: Some
    added: Some
    removed: Some
    parties: int

    @property
    def are_none(self) -> bool:
        return not (self.changed.count or self.added.count or self.removed.count or self.parties)


@dataclass(frozen=True)
class Preview:
    """The register as it stands, beside the edition before.

    Attributes:
        counts: Public entries by language, the source language first.
        digest: Of this very state; approving it names it.
        before: The edition that it is compared with: one of the same year, else of the year before.
        changes: Since ``before``; ``None`` for a first edition.
        since_request: Since the request was made; ``None`` while nobody has requested anything.
        untranslated: By language: public entries of the source language that it lacks.
        behind: By language: translations whose source's facts changed since.
    """

    counts: dict[str, int]
    digest: str
    before: RegisterEdition | None
    changes: Changes | None
    since_request: Changes | None
    untranslated: dict[str, Some]
    behind: dict[str, Some]


def preview_of(page: Page, year: int, request: EditionRequest | None = None) -> Preview:
    """Look at what an edition of a year would be now.

    Args:
        page: The register page in the source language.
        year: Of the edition.
        request: That somebody made.
    """
    rows = current_state()
    editions = editions_of_page(page)
    before = next((each for each in editions if each.year == year), None)
    if before is None and editions:
        before = edition_before(RegisterEdition(year=year), editions)
    counts = counts_of(row.language for row in rows)
    source = source_language()
    others = [code for code in Locale.objects.values_list("language_code", flat=True) if code != source]
    return Preview(
        counts,
        state_digest(rows),
        before,
        _changes(compare_rows(rows, rows_of_edition(before)), before) if before else None,
        _changes(compare_rows(rows, map(RowFacts.from_json, request.rows)), None) if request else None,
        {code: some for code in sorted(others) if (some := _untranslated(code)).count},
        {code: some for code in sorted(others) if (some := _behind(code)).count},
    )


def _changes(comparison: Comparison, before: RegisterEdition | None) -> Changes:
    return Changes(
        _named_now(comparison.changed),
        _named_now(comparison.added),
        _named_before(comparison.removed, before),
        len(comparison.of_kind(Kind.PARTIES)),
    )


def _named_now(differences: Sequence[Difference]) -> Some:
    rows = [each.row for each in differences[:SHOWN]]
    found = PublicEntry.objects.filter(activity_key__in={row.key for row in rows})
    names = {
        (str(key), language): name for key, language, name in found.values_list("activity_key", "language", "name")
    }
    return _some(differences, names)


def _named_before(differences: Sequence[Difference], before: RegisterEdition | None) -> Some:
    """Of entries that are gone only an edition keeps the name."""
    keys = {each.row.key for each in differences[:SHOWN]}
    found = EditionRowContent.objects.filter(row__edition=before, row__key__in=keys) if before else None
    texts = found.values_list("row__key", "row__language", "entry__data__name") if found is not None else []
    return _some(differences, {(str(key), language): name for key, language, name in texts})


def _some(differences: Sequence[Difference], names: dict[tuple[str, str], str]) -> Some:
    rows = [each.row for each in differences[:SHOWN]]
    shown = [Named(row.reference, names.get((row.key, row.language), ""), row.language) for row in rows]
    return Some(len(differences), shown)


def _untranslated(language: str) -> Some:
    there = PublicEntry.objects.in_language(language).values("activity_key")
    return _entries(PublicEntry.objects.in_language(source_language()).exclude(activity_key__in=there))


def _behind(language: str) -> Some:
    source = PublicEntry.objects.filter(language=source_language(), activity_key=OuterRef("activity_key"))
    rows = PublicEntry.objects.in_language(language).annotate(changed=Subquery(source.values("facts_changed_at")[:1]))
    return _entries(rows.filter(changed__gt=F("changed_at")))


def _entries(rows: Any) -> Some:
    shown = rows.order_by("reference").values_list("reference", "name", "language")[:SHOWN]
    return Some(rows.count(), [Named(*row) for row in shown])
