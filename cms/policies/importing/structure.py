"""The flat sequence of items becomes the tree, the same way for every format."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from .captions import take_captions
from .contents import leave_out_contents
from .footnotes import footnote_section, gather_footnotes
from .headings import promote_headings
from .items import Footnote, Heading, Item, Paragraph, Placed, Reading, Summary
from .levels import label_of, levels_of
from .lists import gather_lists
from .outline import CONTACT_ROLES, DEEPEST_LEVEL, Block, Contact, Outline, Section, Text
from .report import ImportReport, describe
from .rich_text import Run, render_paragraph, tidy
from .shapes import is_dated
from .titles import take_title

_CONTACT = re.compile(r"\{\{\s*contact:\s*(\w+)\s*\}\}")


@dataclass(slots=True)
class _Draft:
    """A section, or the document, while it is read."""

    heading: str = ""
    anchor: str = ""
    blocks: list[Block | _Draft] = field(default_factory=list)

    def finished(self) -> tuple[Block, ...]:
        merged: list[Block] = []
        for part in self.blocks:
            block = Section(part.heading, part.anchor, part.finished()) if isinstance(part, _Draft) else part
            if isinstance(block, Text) and merged and isinstance(merged[-1], Text):
                merged[-1] = Text(merged[-1].html + block.html)
            else:
                merged.append(block)
        return tuple(merged)


def build(reading: Reading, language: str) -> tuple[Outline, ImportReport]:
    """The tree and the report of what a reader read. `language` names the last section if there are footnotes."""
    notes = list(reading.notes)
    title = take_title(reading, language, notes)
    leave_out_contents(reading)
    items = gather_footnotes([_contact(item, notes) for item in reading.items])
    dated = _date_of(items, notes)
    items = gather_lists(promote_headings(take_captions(items, notes)), notes)
    items = _joined_lines(items)
    footnotes = [item for item in items if isinstance(item, Footnote)]
    root, labels = _tree(items, notes)
    blocks = root.finished()
    if footnotes:
        blocks = (*blocks, footnote_section(footnotes, language))
        labels.append("")
    summary = "".join(item.html for item in items if isinstance(item, Summary))
    outline = Outline(title, summary, blocks)
    unplaced = sorted(reading.unplaced, key=lambda line: line.line_number or 0)
    report = describe(outline, footnotes=len(footnotes), dated=dated, labels=labels, notes=notes, unplaced=unplaced)
    return outline, report


def _contact(item: Item, notes: list[str]) -> Item:
    match = _CONTACT.fullmatch(item.text.strip()) if isinstance(item, Paragraph) else None
    if match is None or not isinstance(item, Paragraph):
        return item
    if match[1] in CONTACT_ROLES:
        return Placed(Contact(match[1]), item.line)
    notes.append(
        _("There is no contact “%(role)s”; it stays as text. Contacts are: %(roles)s.")
        % {"role": match[1], "roles": ", ".join(CONTACT_ROLES)}
    )
    return item


def _date_of(items: Sequence[Item], notes: list[str]) -> str:
    for item in items:
        if isinstance(item, Paragraph) and is_dated(item.text):
            notes.append(_("The text says of its date: “%(text)s”. It stays in the text.") % {"text": item.text})
            return item.text
    return ""


def _joined_lines(items: Sequence[Item]) -> list[Item]:
    """Lines that a mere line break divides are one paragraph again; numbers that lead nowhere are text."""
    joined: list[Item] = []
    lines: list[Run] = []  # of the last paragraph, if it has more than one line
    for item in items:
        if isinstance(item, Paragraph):
            if item.marker is not None and item.marker.width == 0:
                item = replace(item, runs=tidy([Run(f"{item.marker.label} "), *item.runs]))
            previous = joined[-1] if joined else None
            if item.attached and isinstance(previous, Paragraph):
                lines = lines or list(previous.runs)
                lines += [Run("\n"), *item.runs]
                continue
        if lines:
            joined[-1] = _with_lines(joined[-1], lines)
            lines = []
        joined.append(item)
    if lines:
        joined[-1] = _with_lines(joined[-1], lines)
    return joined


def _with_lines(item: Item, lines: list[Run]) -> Item:
    return replace(item, runs=tidy(lines)) if isinstance(item, Paragraph) else item


def _tree(items: Sequence[Item], notes: list[str]) -> tuple[_Draft, list[str]]:
    headings = [item for item in items if isinstance(item, Heading)]
    levels = dict(zip(map(id, headings), levels_of(headings), strict=True))
    root = _Draft()
    open_sections = [root]
    labels: list[str] = []
    for item in items:
        if isinstance(item, Heading):
            level = levels[id(item)]
            if level > DEEPEST_LEVEL:
                notes.append(
                    _("The heading “%(heading)s” was on level %(level)d; it is on level %(deepest)d now.")
                    % {"heading": item.text, "level": level, "deepest": DEEPEST_LEVEL}
                )
            del open_sections[min(level, DEEPEST_LEVEL) :]
            section = _Draft(item.text, item.anchor)
            open_sections[-1].blocks.append(section)
            open_sections.append(section)
            labels.append(label_of(item.marker))
        elif isinstance(item, Paragraph):
            if html := render_paragraph(item.runs):
                open_sections[-1].blocks.append(Text(html))
        elif isinstance(item, Placed):
            open_sections[-1].blocks.append(item.block)
    return root, labels
