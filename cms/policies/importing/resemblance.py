"""How much a block resembles one in another language: by what translation leaves alone, not by words."""

from __future__ import annotations

import re
from collections import Counter

from .outline import Block, Contact, ItemList, Notice, Section, Table, Text
from .rich_text import link_targets, visible_text

_TOKEN = re.compile(r"\b\d+(?:[.,:/-]\d+)*\b|\b[A-Z]{2,}[A-Za-z]*\b|[\w.+-]+@[\w.-]+|§")
_MOST_TOKENS = 400


def resemblance(left: Block, right: Block) -> float:
    """0 for blocks of different types, else 0.2 to 1: anchors, structure, length, links, numbers, abbreviations."""
    if type(left) is not type(right):
        return 0.0
    if isinstance(left, Contact) and isinstance(right, Contact):
        return 1.0 if left.role == right.role else 0.2
    score = 0.2 + 0.35 * _overlap(_marks(left), _marks(right)) + 0.2 * _length_ratio(_size(left), _size(right))
    if isinstance(left, Section) and isinstance(right, Section):
        if left.anchor and left.anchor == right.anchor:
            return 1.0
        score += 0.1 * (left.heading.endswith("?") == right.heading.endswith("?"))
        score += 0.15 * _overlap(_signature(left), _signature(right))
    elif isinstance(left, Notice) and isinstance(right, Notice):
        score += 0.25 * (left.kind == right.kind)
    elif isinstance(left, ItemList) and isinstance(right, ItemList):
        score += 0.1 * (left.ordered == right.ordered) + 0.15 * _length_ratio(len(left.items), len(right.items))
    elif isinstance(left, Table) and isinstance(right, Table):
        score += 0.15 * (len(left.header) == len(right.header)) + 0.1 * _length_ratio(len(left.rows), len(right.rows))
    else:
        score += 0.25
    return min(score, 1.0)


def _overlap(left: Counter[str], right: Counter[str]) -> float:
    total = (left | right).total()
    return (left & right).total() / total if total else 0.5


def _length_ratio(left: int, right: int) -> float:
    return min(left, right) / max(left, right) if left and right else float(left == right)


def _marks(block: Block) -> Counter[str]:
    """What a translator keeps: numbers, abbreviations, addresses, the languages of links aside."""
    html = " ".join(html_of(block))
    tokens = _TOKEN.findall(visible_text(html))[:_MOST_TOKENS]
    targets = (re.sub(r"/(?:de|en)/", "/", target) for target in link_targets(html))
    return Counter([*tokens, *targets])


def _size(block: Block) -> int:
    return sum(len(visible_text(html)) for html in html_of(block))


def _signature(section: Section) -> Counter[str]:
    return Counter(type(block).__name__ for block in section.blocks)


def html_of(block: Block) -> list[str]:
    """All strings of a block, those of its inner blocks included."""
    match block:
        case Section(heading, _anchor, blocks):
            return [heading, *(html for child in blocks for html in html_of(child))]
        case Text(html):
            return [html]
        case Notice(_kind, heading, html):
            return [heading, html]
        case ItemList(_ordered, items):
            return list(items)
        case Table(caption, header, rows):
            return [caption, *header, *(cell for row in rows for cell in row)]
    return []
