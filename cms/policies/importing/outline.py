"""The clean tree an imported policy becomes: sections up to three levels deep, and the blocks in them.

Strings called `html` hold Wagtail's rich text: `<b> <i> <a href> <br/> <ul> <ol> <li>`, and `<p>` in texts, notices and
the summary. List items and table cells are without `<p>`; a nested list stays inside the item it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

CONTACT_ROLES = ("controller", "joint_controllers", "representative", "dpo", "supervisory_authority")
DEEPEST_LEVEL = 3


@dataclass(frozen=True, slots=True)
class Text:
    html: str


@dataclass(frozen=True, slots=True)
class ItemList:
    ordered: bool
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    kind: str  # "info" or "important"
    heading: str
    html: str


@dataclass(frozen=True, slots=True)
class Table:
    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Contact:
    role: str  # one of CONTACT_ROLES


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    anchor: str = ""
    blocks: tuple[Block, ...] = ()


Block: TypeAlias = Section | Text | ItemList | Notice | Table | Contact


@dataclass(frozen=True, slots=True)
class Outline:
    title: str
    summary: str = ""
    blocks: tuple[Block, ...] = ()

    def walk(self) -> Iterator[tuple[tuple[int, ...], Block]]:
        """Every block with its path (positions from the top), in reading order."""
        yield from _walk(self.blocks, ())

    def sections(self) -> Iterator[tuple[str, Section]]:
        """Every section with the number that the site will print before it: "2", "2.1", "2.1.3"."""
        yield from _sections(self.blocks, "")


def _walk(blocks: tuple[Block, ...], path: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], Block]]:
    for position, block in enumerate(blocks):
        yield (*path, position), block
        if isinstance(block, Section):
            yield from _walk(block.blocks, (*path, position))


def _sections(blocks: tuple[Block, ...], prefix: str) -> Iterator[tuple[str, Section]]:
    number = 0
    for block in blocks:
        if isinstance(block, Section):
            number += 1
            yield f"{prefix}{number}", block
            yield from _sections(block.blocks, f"{prefix}{number}.")
