"""The flat sequence of items to which every format is reduced before the tree is built."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from .outline import Contact, ItemList, Notice, Table
from .report import UnplacedLine
from .rich_text import Runs, plain


@dataclass(frozen=True, slots=True)
class Marker:
    """What stands before a heading or list item: "1.1", "§ 3", "IV.", "a)", "•".

    `readings` are the ways to read it: "I." is a Roman one and the ninth letter. A reading is a style and a path of
    numbers; only decimals have longer paths. `width` is the number of characters it takes in the text, 0 when the word
    processor counted. `bare` is a single number without a full stop.
    """

    label: str
    readings: tuple[tuple[str, tuple[int, ...]], ...]
    width: int = 0
    bare: bool = False

    @property
    def is_bullet(self) -> bool:
        return self.readings[0][0] == "bullet"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or a line of one, that may still turn out to be a heading or a list item.

    `attached`: no more than a line break separates it from the one before. `gap`: there was a blank line or the like.
    `indent` tells list levels apart; `bold` is true when the whole line is.
    """

    runs: Runs
    line: int | None = None
    marker: Marker | None = None
    bold: bool = False
    attached: bool = False
    gap: bool = True
    indent: int = 0
    anchor: str = ""

    @property
    def text(self) -> str:
        return plain(self.runs)


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 0 is a document title, 1 to 6 as in the source, None where only words or numbers made it a heading."""

    text: str
    level: int | None = None
    marker: Marker | None = None
    anchor: str = ""
    line: int | None = None
    is_capitals: bool = False


@dataclass(frozen=True, slots=True)
class Footnote:
    mark: str
    html: str


@dataclass(frozen=True, slots=True)
class Summary:
    html: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A block that is finished already, with the line it began on."""

    block: ItemList | Table | Notice | Contact
    line: int | None = None


Item: TypeAlias = Paragraph | Heading | Footnote | Summary | Placed


def marker_of(item: Item) -> Marker | None:
    """The marker of a paragraph that may be a heading or a list item."""
    return item.marker if isinstance(item, Paragraph) else None


def line_of(item: Item) -> int | None:
    return item.line if isinstance(item, (Paragraph, Heading, Placed)) else None


@dataclass(slots=True)
class Reading:
    """What a reader hands over: the items, what it left out, and remarks for the report."""

    items: list[Item] = field(default_factory=list)
    unplaced: list[UnplacedLine] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    title: str = ""

    def leave_out(self, line: int | None, text: str, reason: str) -> None:
        shortened = " ".join(text.split())
        if shortened:
            self.unplaced.append(UnplacedLine(line, shortened, reason))
