"""What visitors read of editions: constant numbers of queries, and nothing but frozen rows."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from wagtail.models import Page

from cms.core.conf import get_setting
from cms.register.editions.comparing import Comparison, Difference, EntryChange, Kind, compare_editions, entry_changes
from cms.register.editions.listing import ListedEdition, edition_before, listed_editions
from cms.register.editions.verification import text_of
from cms.register.entry import Entry
from cms.register.models.editions import EditionRow, RegisterEdition
from cms.register.sheet_rendering import Party, parties_of, render_parties, render_sheet

NOT_IN_SHEET = frozenset({"name", "summary", "status"})
"""The page's head shows name and summary, and every public entry was active."""


@dataclass(frozen=True)
class EditionShelf:
    """All editions of a register, for a reader of one language.

    Attributes:
        language: The reader's.
        all: The newest first.
    """

    language: str
    all: list[ListedEdition]

    @classmethod
    def of(cls, key: UUID, language: str) -> "EditionShelf":
        return cls(language, listed_editions(key, language))

    def find(self, label: str) -> ListedEdition | None:
        """The edition with this label in addresses, if it has entries in the reader's language."""
        found = (each for each in self.all if each.slug == label and each.language == self.language)
        return next(found, None)

    def comparable(self, edition: ListedEdition) -> list[ListedEdition]:
        """What an edition is compared with: the year before, and for a correction what it corrects."""
        editions = [each.edition for each in self.all]
        before = edition_before(edition.edition, editions)
        corrected = [
            each
            for each in self.all
            if each.year == edition.year and each.edition.version.correction == edition.edition.version.correction - 1
        ]
        return [*(each for each in self.all if each.edition == before), *corrected]

    @property
    def page(self) -> Page:
        """The register page that carries the editions."""
        return self.all[0].edition.version.page


def reading_pages(carrier: Page, language: str) -> list[Page]:
    """The register page in a language, else the one that carries the editions: its restrictions hold for them."""
    if carrier.locale.language_code == language:
        return [carrier]
    own = Page.objects.filter(translation_key=carrier.translation_key, locale__language_code=language)
    return list(own.select_related("locale")) or [carrier]


def list_page(edition: RegisterEdition, language: str, number: str | int) -> ListPage:
    """The entries of an edition in a language, with ``name`` and ``summary`` (``None`` where redacted).

    Raises:
        InvalidPage: There is no such page.
    """
    return Paginator(rows_with_names(edition, language), get_setting("REGISTER_PAGE_SIZE")).page(number)


def rows_with_names(edition: RegisterEdition, language: str) -> QuerySet[Any]:
    """The rows in order, without their texts, but for what a list shows of them."""
    data = KeyTransform("data", "content__entry")
    rows: QuerySet[Any] = EditionRow.objects.filter(edition=edition, language=language).order_by("position")
    return rows.select_related("redaction_record").annotate(
        name=KeyTextTransform("name", data), summary=KeyTextTransform("summary", data)
    )


@dataclass(frozen=True)
class FrozenEntry:
    """One entry of an edition, as its page shows it.

    Attributes:
        row: With its text, unless that was redacted.
        previous: The row before it in the list, with ``name``.
        next: The row after it.
        elsewhere: The same entry in other editions and languages.
    """

    row: EditionRow
    previous: Any | None
    next: Any | None
    elsewhere: list[EditionRow] = field(default_factory=list)

    @cached_property
    def entry(self) -> Entry | None:
        content = text_of(self.row)
        return Entry.from_json(content.entry) if content else None

    @property
    def name(self) -> str:
        return self.entry.data.get("name", "") if self.entry else ""

    @property
    def summary(self) -> str:
        return self.entry.data.get("summary", "") if self.entry else ""

    @property
    def sheet(self) -> SafeString:
        return sheet_of_frozen(self.entry) if self.entry else SafeString("")

    @property
    def parties(self) -> SafeString:
        return render_parties(self.entry) if self.entry else SafeString("")

    @property
    def redaction(self) -> Any | None:
        return getattr(self.row, "redaction_record", None)


def sheet_of_frozen(entry: Entry, heading: str = "h2") -> SafeString:
    """The fields that were filled, without those that stand above them."""
    data = {name: value for name, value in entry.data.items() if name not in NOT_IN_SHEET}
    return render_sheet(Entry(data, entry.wording, entry.parties), keep_empty=False, heading=heading)


def frozen_entry(shelf: EditionShelf, edition: ListedEdition, slug: str) -> FrozenEntry | None:
    """An entry of an edition in the reader's language; ``None`` if there is none with this slug."""
    rows = EditionRow.objects.filter(edition=edition.edition, language=shelf.language)
    row = rows.filter(slug=slug.lower()).select_related("content", "redaction_record").first()
    if row is None:
        return None
    neighbours = rows_with_names(edition.edition, shelf.language)
    around = {each.position: each for each in neighbours.filter(position__in=(row.position - 1, row.position + 1))}
    others = EditionRow.objects.filter(edition__in=[each.edition for each in shelf.all], key=row.key)
    return FrozenEntry(row, around.get(row.position - 1), around.get(row.position + 1), list(others.exclude(pk=row.pk)))


@dataclass(frozen=True)
class ChangesPage:
    """One page of a comparison.

    Attributes:
        comparison: All differences, without texts.
        page: Those on this page.
        changes: The same with what changed in them.
        parties: Who answered for the register before and now, if that changed.
    """

    comparison: Comparison
    page: ListPage
    changes: list[EntryChange]
    parties: tuple[list[Party], list[Party]] | None


def changes_page(now: RegisterEdition, before: RegisterEdition, language: str, number: str | int) -> ChangesPage:
    """Compare two editions in one language: changed entries first, then added, then removed ones.

    Raises:
        InvalidPage: There is no such page.
    """
    comparison = compare_editions(now, before, language)
    listed = [*comparison.changed, *comparison.added, *comparison.removed]
    page = Paginator(listed, get_setting("REGISTER_PAGE_SIZE")).page(number)
    shown = list(page.object_list)
    sample = _parties_sample(comparison)
    changes = entry_changes([*shown, *sample], now, before)
    parties = _parties(changes[-1]) if sample else None
    return ChangesPage(comparison, page, changes[: len(shown)], parties)


def _parties_sample(comparison: Comparison) -> list[Difference]:
    """One entry that tells how those who answer for the register changed."""
    return comparison.of_kind(Kind.PARTIES)[:1]


def _parties(change: EntryChange) -> tuple[list[Party], list[Party]] | None:
    if change.before is None or change.now is None:
        return None
    before, now = parties_of(change.before), parties_of(change.now)
    gone = [party for party in before if party not in now]
    come = [party for party in now if party not in before]
    return gone, come
