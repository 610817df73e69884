"""Which paragraphs are headings, though the file does not call them so: numbered lines, questions, lines in bold or
in capitals, short lines between paragraphs. What stands at a place where only a list makes sense stays out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .items import Heading, Item, Paragraph
from .numbered_headings import find_numbered_headings
from .rich_text import drop_leading, plain
from .shapes import (
    ends_open,
    is_capitals,
    is_dated,
    is_heading_shaped,
    is_indirect_question,
    is_part_of_sentence,
    looks_like_contact_line,
)

_SHORT_LINE = 60


def promote_headings(items: list[Item]) -> list[Item]:
    """The items with headings in place of the paragraphs that are headings."""
    chosen = find_numbered_headings(items)
    explicit = any(isinstance(item, Heading) for item in items)
    for position in range(len(items) - 1, -1, -1):
        if position not in chosen and _is_unnumbered_heading(items, position, explicit, chosen):
            chosen.add(position)
    return [
        heading_from(item) if position in chosen and isinstance(item, Paragraph) else item
        for position, item in enumerate(items)
    ]


def heading_from(paragraph: Paragraph) -> Heading:
    runs = drop_leading(paragraph.runs, paragraph.marker.width) if paragraph.marker else paragraph.runs
    text = plain(runs).replace("\n", " ")
    return Heading(
        text.removesuffix(":").rstrip() or text,
        marker=paragraph.marker,
        anchor=paragraph.anchor,
        line=paragraph.line,
        is_capitals=is_capitals(text),
    )


def _is_unnumbered_heading(items: Sequence[Item], position: int, explicit: bool, chosen: set[int]) -> bool:
    """Seen from the end, so that what follows is known: a heading needs something below it."""
    item = items[position]
    if not isinstance(item, Paragraph) or item.marker is not None:
        return False
    text = item.text
    if (
        not is_heading_shaped(text)
        or is_dated(text)
        or looks_like_contact_line(text)
        or (ends_open(text.rstrip(":")) and not is_indirect_question(text))
    ):
        return False
    following = items[position + 1] if position + 1 < len(items) else None
    if following is None or not _is_body(following, position + 1 in chosen):
        return False
    if item.bold:
        return not (item.attached and _is_short_line(items[position - 1]))
    if explicit or item.attached or text.endswith(":"):
        return False
    if text.endswith("?"):
        return True
    if is_part_of_sentence(text) or _starts_in_mid_sentence(following):
        return False
    return _allows_heading_after(items[position - 1] if position else None)


def _is_body(following: Item, is_heading: bool) -> bool:
    if not isinstance(following, Paragraph) or is_heading:
        return True
    if following.attached and (following.marker is None or following.marker.bare):
        # the second line of an address, or a text set right below its heading
        return len(following.text) > _SHORT_LINE or bool(re.search(r"[.:;!?]$", following.text))
    return True


def _is_short_line(item: Item) -> bool:
    return isinstance(item, Paragraph) and item.marker is None and len(item.text) <= _SHORT_LINE and not item.bold


def _starts_in_mid_sentence(following: Item) -> bool:
    """A list whose first item begins small or ends in a comma goes on with the sentence above it."""
    if not isinstance(following, Paragraph) or following.marker is None:
        return False
    text = following.text[following.marker.width :].strip()
    return text[:1].islower() or text.endswith((",", ";"))


def _allows_heading_after(previous: Item | None) -> bool:
    """A sentence that goes on ("Verantwortlich ist die") or announces something leaves no room for a heading."""
    return not (isinstance(previous, Paragraph) and ends_open(previous.text))
