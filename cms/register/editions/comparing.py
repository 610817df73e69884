"""What changed between two states of the register: by entry and language, from frozen facts and texts alone.

Which entries differ is told by digests, without reading a text: two passes over rows of a few hundred bytes. Texts are
read for the few entries that somebody looks at.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar

from cms.register.editions.state import COLUMNS, RowFacts
from cms.register.entry import Entry
from cms.register.entry_fields import ENTRY_FIELDS
from cms.register.models.editions import EditionRow, EditionRowContent, RegisterEdition
from cms.register.sheet import Item, line_of

T = TypeVar("T")


class Kind(StrEnum):
    """What became of an entry. ``PARTIES``: only those who answer for the register, or how to reach them."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    PARTIES = "parties"


@dataclass(frozen=True, slots=True)
class Difference:
    """An entry that is not the same in both states; the side on which it is missing is ``None``."""

    kind: Kind
    now: RowFacts | None
    before: RowFacts | None

    @property
    def row(self) -> RowFacts:
        row = self.now or self.before
        assert row is not None  # noqa: S101
        return row

    @property
    def reference(self) -> str:
        return self.row.reference


@dataclass(frozen=True)
class Comparison:
    """The differences of one language, or of all, in the order of the newer state; what was removed comes last."""

    differences: list[Difference] = field(default_factory=list)

    def of_kind(self, kind: Kind) -> list[Difference]:
        return [each for each in self.differences if each.kind == kind]

    @property
    def added(self) -> list[Difference]:
        return self.of_kind(Kind.ADDED)

    @property
    def changed(self) -> list[Difference]:
        return self.of_kind(Kind.CHANGED)

    @property
    def removed(self) -> list[Difference]:
        return self.of_kind(Kind.REMOVED)

    @property
    def parties(self) -> list[Difference]:
        return self.of_kind(Kind.PARTIES)

    def in_language(self, language: str) -> "Comparison":
        return Comparison([each for each in self.differences if each.row.language == language])


def compare_rows(now: Iterable[RowFacts], before: Iterable[RowFacts]) -> Comparison:
    """Compare two states by entry and language. Takes one pass over each."""
    earlier = {(row.key, row.language): row for row in before}
    differences = []
    for row in now:
        other = earlier.pop((row.key, row.language), None)
        if other is None:
            differences.append(Difference(Kind.ADDED, row, None))
        elif other.text_digest != row.text_digest:
            differences.append(Difference(Kind.CHANGED, row, other))
        elif other.digest != row.digest:
            differences.append(Difference(Kind.PARTIES, row, other))
    return Comparison([*differences, *(Difference(Kind.REMOVED, None, row) for row in earlier.values())])


def rows_of_edition(edition: RegisterEdition, language: str = "") -> list[RowFacts]:
    """The facts of an edition's rows, without their texts."""
    rows = EditionRow.objects.filter(edition=edition, **({"language": language} if language else {}))
    return [RowFacts(str(key), *rest) for key, *rest in rows.order_by("position").values_list(*COLUMNS)]


def compare_editions(now: RegisterEdition, before: RegisterEdition, language: str) -> Comparison:
    """Compare two editions in one language."""
    return compare_rows(rows_of_edition(now, language), rows_of_edition(before, language))


@dataclass(frozen=True)
class FieldChange:
    """What changed in one field, as lines of the sheet.

    Attributes:
        label: Of the field, in the active language.
        before: The items that are no longer there, or read differently now: of these the details that differ.
        now: The items that are new, or read differently from before.
        unchanged: How many items stayed.
    """

    label: str
    articles: str
    before: list[Item]
    now: list[Item]
    unchanged: int

    @property
    def is_reordered(self) -> bool:
        return not self.before and not self.now


@dataclass(frozen=True)
class EntryChange:
    """A difference with the texts behind it.

    Attributes:
        difference: What is different.
        now: The entry in the newer state; ``None`` where it is not in it or was redacted.
        before: The same in the older state.
    """

    difference: Difference
    now: Entry | None
    before: Entry | None

    @property
    def kind(self) -> Kind:
        return self.difference.kind

    @property
    def name(self) -> str:
        """The entry's name now, else the one before; empty where both are redacted."""
        named = self.now or self.before
        return named.data.get("name", "") if named else ""

    @property
    def is_redacted_now(self) -> bool:
        return self.difference.now is not None and self.now is None

    @property
    def is_redacted_before(self) -> bool:
        return self.difference.before is not None and self.before is None

    @property
    def fields(self) -> list[FieldChange]:
        """What changed in a changed entry, as far as both texts are there."""
        if self.kind != Kind.CHANGED or self.now is None or self.before is None:
            return []
        return field_changes(self.before, self.now)


def entry_changes(
    differences: Sequence[Difference], now: RegisterEdition, before: RegisterEdition
) -> list[EntryChange]:
    """Read the texts behind some differences, two queries for all of them. Labels come in the active language."""
    new, old = (
        _entries(now, [each.now for each in differences]),
        _entries(before, [each.before for each in differences]),
    )
    return [EntryChange(each, _found(each.now, new), _found(each.before, old)) for each in differences]


def _entries(edition: RegisterEdition, rows: Iterable[RowFacts | None]) -> dict[tuple[str, str], Entry]:
    wanted = [row for row in rows if row is not None]
    contents = EditionRowContent.objects.filter(
        row__edition=edition, row__key__in={row.key for row in wanted}, row__language__in={r.language for r in wanted}
    )
    columns = contents.values_list("row__key", "row__language", "entry")
    return {(str(key), language): Entry.from_json(stored) for key, language, stored in columns}


def _found(row: RowFacts | None, entries: dict[tuple[str, str], Entry]) -> Entry | None:
    return entries.get((row.key, row.language)) if row else None


def field_changes(before: Entry, now: Entry) -> list[FieldChange]:
    """What a reader sees to be different, field by field."""
    changes = []
    for each in ENTRY_FIELDS:
        old, new = _items(before, each.name), _items(now, each.name)
        if [repr(item) for item in old] == [repr(item) for item in new]:
            continue
        gone, come = _without(old, new), _without(new, old)
        unchanged = len(new) - len(come)
        changes.append(FieldChange(str(each.label), each.articles, *_shortened(gone, come), unchanged))
    return changes


def _items(entry: Entry, name: str) -> list[Item]:
    return line_of(entry, name).items if name in entry.data else []


def _shortened(before: list[Item], now: list[Item]) -> tuple[list[Item], list[Item]]:
    """Items that go by the same name on both sides, each with the details only that differ."""
    # A name that occurs twice does not tell which items belong together.
    old, new = _by_unique_name(before), _by_unique_name(now)
    return [_beside(item, old, new) for item in before], [_beside(item, new, old) for item in now]


def _by_unique_name(items: list[Item]) -> dict[str, Item]:
    counts = Counter(item.text for item in items)
    return {item.text: item for item in items if counts[item.text] == 1}


def _beside(item: Item, own: dict[str, Item], others: dict[str, Item]) -> Item:
    if item.text not in own or item.text not in others:
        return item
    return replace(item, parts=_without(item.parts, others[item.text].parts))


def _without(items: Sequence[T], others: Sequence[T]) -> list[T]:
    """The items that have no equal among the others, as often as they occur. They hold lists: compared as written."""
    left = Counter(repr(item) for item in others)
    found = []
    for item in items:
        if left[repr(item)]:
            left[repr(item)] -= 1
        else:
            found.append(item)
    return found
