"""A translated file laid beside the tree it translates: what belongs together, and what does not fit.

Sections are aligned with sections, blocks with blocks of their type, each level by itself and in order, so that the sum
of resemblances is largest (Needleman-Wunsch). A section too many or too few shifts nothing behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .locations import counted, excerpt, excerpt_of, location_of, numbers_of
from .outline import Block, Contact, ItemList, Notice, Outline, Section, Table, Text
from .resemblance import resemblance

LEAST_RESEMBLANCE = 0.3
"""Below this two blocks are not a pair, even in the same place."""

_POSITION_BONUS = 0.05


@dataclass(frozen=True, slots=True)
class Place:
    """A string in a tree: the positions of its block and the field in it.

    `field` is "title", "summary", "heading", "html", "caption", ("items", n), ("header", n) or ("rows", row, column).
    """

    path: tuple[int, ...]
    field: str
    indexes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """A string of the source and its translation."""

    place: Place
    source: str
    translation: str
    translation_place: Place


@dataclass(frozen=True, slots=True)
class Misfit:
    """`kind`: "missing" (in the translation), "extra" (only there), "length" or "kind". `location` is for people."""

    kind: str
    location: str
    message: str

    def __str__(self) -> str:
        return _("%(location)s: %(message)s") % {"location": self.location, "message": self.message}


@dataclass(frozen=True, slots=True)
class Alignment:
    pairs: tuple[Pair, ...]
    misfits: tuple[Misfit, ...]

    @property
    def fits(self) -> bool:
        return not self.misfits


def align(source: Outline, translation: Outline) -> Alignment:
    """Pairs of strings, and every place where the two trees differ."""
    aligner = _Aligner()
    aligner.strings((), (), [("title", (), source.title, translation.title)])
    if source.summary or translation.summary:
        if source.summary and translation.summary:
            aligner.strings((), (), [("summary", (), source.summary, translation.summary)])
        else:
            kind = "missing" if source.summary else "extra"
            aligner.report(kind, _("Summary"), excerpt(source.summary or translation.summary))
    aligner.blocks(source.blocks, translation.blocks, (), (), "", "")
    return Alignment(tuple(aligner.pairs), tuple(aligner.misfits))


class _Aligner:
    def __init__(self) -> None:
        self.pairs: list[Pair] = []
        self.misfits: list[Misfit] = []

    def strings(
        self, path: tuple[int, ...], other: tuple[int, ...], strings: Sequence[tuple[str, tuple[int, ...], str, str]]
    ) -> None:
        for field, indexes, source, translation in strings:
            if source or translation:
                self.pairs.append(Pair(Place(path, field, indexes), source, translation, Place(other, field, indexes)))

    def report(self, kind: str, location: str, text: str) -> None:
        message = (
            _("missing in the translation: “%(text)s”")
            if kind == "missing"
            else _("only in the translation: “%(text)s”")
        )
        self.misfits.append(Misfit(kind, location, message % {"text": text}))

    def blocks(
        self,
        source: Sequence[Block],
        translation: Sequence[Block],
        path: tuple[int, ...],
        other: tuple[int, ...],
        numbers: str,
        location: str,
    ) -> None:
        source_numbers = numbers_of(source, numbers)
        translation_numbers = numbers_of(translation, numbers)
        for left, right in best_pairs(source, translation):
            if left is not None and right is not None:
                self._pair(
                    source[left], translation[right], (*path, left), (*other, right), source_numbers[left], location
                )
            elif left is not None:
                where = location_of(source[left], source_numbers[left], location)
                self.report("missing", where, excerpt_of(source[left]))
            elif right is not None:
                where = location_of(translation[right], translation_numbers[right], location)
                self.report("extra", where, excerpt_of(translation[right]))

    def _pair(
        self,
        source: Block,
        translation: Block,
        path: tuple[int, ...],
        other: tuple[int, ...],
        number: str,
        location: str,
    ) -> None:
        where = location_of(source, number, location)
        match source, translation:
            case Section(), Section():
                self.strings(path, other, [("heading", (), source.heading, translation.heading)])
                self.blocks(source.blocks, translation.blocks, path, other, f"{number}.", where)
            case Text(), Text():
                self.strings(path, other, [("html", (), source.html, translation.html)])
                self._compare(where, source.html.count("<p>"), translation.html.count("<p>"), "paragraphs")
            case Notice(), Notice():
                self.strings(
                    path,
                    other,
                    [("heading", (), source.heading, translation.heading), ("html", (), source.html, translation.html)],
                )
                if source.kind != translation.kind:
                    self.misfits.append(Misfit("kind", where, _("one notice is important, the other is not")))
            case ItemList(), ItemList():
                items = zip(source.items, translation.items, strict=False)
                self.strings(path, other, [("items", (n,), left, right) for n, (left, right) in enumerate(items)])
                self._compare(where, len(source.items), len(translation.items), "items")
                self._rest(where, source.items, translation.items)
            case Table(), Table():
                self._table(source, translation, path, other, where)
            case Contact(), Contact() if source.role != translation.role:
                self.misfits.append(Misfit("kind", where, _("the contacts differ")))

    def _table(
        self, source: Table, translation: Table, path: tuple[int, ...], other: tuple[int, ...], where: str
    ) -> None:
        self.strings(path, other, [("caption", (), source.caption, translation.caption)])
        headings = zip(source.header, translation.header, strict=False)
        self.strings(path, other, [("header", (n,), left, right) for n, (left, right) in enumerate(headings)])
        for row, (left_row, right_row) in enumerate(zip(source.rows, translation.rows, strict=False)):
            cells = enumerate(zip(left_row, right_row, strict=False))
            self.strings(path, other, [("rows", (row, column), left, right) for column, (left, right) in cells])
        self._compare(where, len(source.header), len(translation.header), "columns")
        self._compare(where, len(source.rows), len(translation.rows), "rows")
        left_rows = tuple(" | ".join(row) for row in source.rows)
        self._rest(where, left_rows, tuple(" | ".join(row) for row in translation.rows))

    def _rest(self, where: str, source: Sequence[str], translation: Sequence[str]) -> None:
        common = min(len(source), len(translation))
        for html in source[common:]:
            self.report("missing", where, excerpt(html))
        for html in translation[common:]:
            self.report("extra", where, excerpt(html))

    def _compare(self, where: str, source: int, translation: int, what: str) -> None:
        if source != translation:
            message = _("%(source)s in the source, %(count)d in the translation")
            self.misfits.append(
                Misfit("length", where, message % {"source": counted(source, what), "count": translation})
            )


def best_pairs(source: Sequence[Block], translation: Sequence[Block]) -> list[tuple[int | None, int | None]]:
    """Positions that belong together, in order; None where one side has nothing."""
    rows, columns = len(source), len(translation)
    scores = [[0.0] * (columns + 1) for _row in range(rows + 1)]
    gains = [[_gain(source, translation, row, column) for column in range(columns)] for row in range(rows)]
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            paired = scores[row + 1][column + 1] + gains[row][column] if gains[row][column] else 0.0
            scores[row][column] = max(paired, scores[row + 1][column], scores[row][column + 1])
    pairs: list[tuple[int | None, int | None]] = []
    row = column = 0
    while row < rows or column < columns:
        if row < rows and column < columns:
            gain = gains[row][column]
            if gain and scores[row][column] == scores[row + 1][column + 1] + gain:
                pairs.append((row, column))
                row, column = row + 1, column + 1
                continue
        if row < rows and (column == columns or scores[row][column] == scores[row + 1][column]):
            pairs.append((row, None))
            row += 1
        else:
            pairs.append((None, column))
            column += 1
    return pairs


def _gain(source: Sequence[Block], translation: Sequence[Block], row: int, column: int) -> float:
    value = resemblance(source[row], translation[column])
    if value < LEAST_RESEMBLANCE:
        return 0.0
    same_place = row == column or len(source) - row == len(translation) - column
    return value + (_POSITION_BONUS if same_place else 0.0)
