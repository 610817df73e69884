"""Plain text: blocks between blank lines, hard-wrapped or not; the numbering and the length of lines tell the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .footnotes import starts_footnote
from .hard_wrapping import breaks_within_sentence, is_full, join, local_width, vocabulary_of, width_of
from .items import Heading, Paragraph, Placed, Reading
from .numbering import follows, parse_marker
from .outline import Table
from .rich_text import render, runs_of
from .shapes import goes_on, is_dated

_RULER = re.compile(r"\s*(?:[-=_*~#+]\s?){3,}\s*")
_UNDERLINE = re.compile(r"={3,}|-{3,}|~{3,}")
_PAGE_NUMBER = re.compile(r"(?:Seite|Page)\s+\d+(?:\s*(?:von|of|/)\s*\d+)?|[-–]\s*\d{1,3}\s*[-–]", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"[.:;?!,…][\"'”“»)]*$")
_LEADER = re.compile(r"(?:\.\s?){3,}\s*\d{1,3}$|…+\s*\d{1,3}$")
_LONG_LINE = 90
_FARTHEST_NEIGHBOUR = 20


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    text: str
    indent: int


def read_plain_text(text: str) -> Reading:
    """Items of a plain text. Lines underlined with "=" or "-" are headings, rows of "|" or tabs are tables."""
    reading = Reading()
    lines = text.splitlines()
    width = width_of([line.strip() for line in lines])
    vocabulary = vocabulary_of(text)
    for group in _groups(lines, reading):
        table = _table(group)
        if table is not None:
            reading.items.append(Placed(table, group[0].number))
            continue
        for start, end, heading_level in _underlined(group):
            part = [line for line in group[start:end] if not _RULER.fullmatch(line.text)]
            if not part:
                continue
            if heading_level:
                reading.items.append(_heading(part, heading_level, vocabulary))
            else:
                reading.items.extend(_paragraphs(part, width, vocabulary))
    return reading


def _groups(lines: list[str], reading: Reading) -> Iterator[list[Line]]:
    group: list[Line] = []
    for number, raw in enumerate(lines, start=1):
        expanded = raw.replace("\u2028", " ")
        stripped = expanded.strip(" \t\r\n\f\v\u200b\ufeff")
        if _PAGE_NUMBER.fullmatch(stripped):
            reading.leave_out(number, stripped, _("page number"))
            continue
        if stripped.strip("\u00a0\u00ad"):
            leading = expanded[: len(expanded) - len(expanded.lstrip(" \t"))]
            group.append(Line(number, stripped, len(leading.expandtabs(4))))
        elif group:
            yield group
            group = []
    if group:
        yield group


def _underlined(group: list[Line]) -> Iterator[tuple[int, int, int]]:
    """Parts of the group as (start, end, heading level): 0 is text, 1 underlined with "=", 2 with "-" or "~"."""
    start = 0
    for position in range(1, len(group)):
        underline = group[position].text
        above = group[position - 1].text
        if (
            position - 1 >= start
            and _UNDERLINE.fullmatch(underline)
            and not _RULER.fullmatch(above)
            and len(above) <= 120
        ):
            if position - 1 > start:
                yield start, position - 1, 0
            yield position - 1, position, 1 if underline[0] == "=" else 2
            start = position + 1
    if start < len(group):
        yield start, len(group), 0


def _heading(lines: list[Line], level: int, vocabulary: frozenset[str]) -> Heading:
    text = join([line.text for line in lines], vocabulary)
    return Heading("".join(run.text for run in runs_of(text)), level, parse_marker(text), line=lines[0].number)


def _paragraphs(group: list[Line], width: int, vocabulary: frozenset[str]) -> Iterator[Paragraph]:
    """The group cut where a new heading, list item or line of an address begins; wrapped lines joined."""
    own_width = local_width([line.text for line in group], width)
    logical: list[list[Line]] = []
    for line in group:
        if logical and not _begins_anew(line, logical, own_width):
            logical[-1].append(line)
        else:
            logical.append([line])
    previous = ""
    for position, lines in enumerate(logical):
        text = join([line.text for line in lines], vocabulary)
        marker = parse_marker(text)
        first = position == 0
        separate = first or _stands_alone(previous, text, width)
        yield Paragraph(
            runs_of(text),
            line=lines[0].number,
            marker=marker,
            attached=not separate,
            gap=first,
            indent=lines[0].indent,
        )
        previous = text


def _stands_alone(previous: str, text: str, width: int) -> bool:
    """After a long line the next one is its own paragraph even without a blank line; short ones make an address."""
    if width:
        return len(previous) > width and bool(_ENDS_SENTENCE.search(previous))
    return len(previous) > _LONG_LINE or len(text) > _LONG_LINE


def _begins_anew(line: Line, logical: list[list[Line]], width: int) -> bool:
    current = logical[-1]
    above = current[-1]
    if _LEADER.search(above.text) or _LEADER.search(line.text) or starts_footnote(line.text):
        return True
    if is_dated(line.text):
        return True
    open_end = bool(width) and goes_on(above.text) and not _is_short_heading(current, width)
    marker = parse_marker(line.text)
    if marker is not None:
        wrapped = (is_full(above.text, line.text, width) or open_end) and not _ENDS_SENTENCE.search(above.text)
        if not wrapped:
            return True
        earlier = [parse_marker(lines[0].text) for lines in logical[-_FARTHEST_NEIGHBOUR:]]
        if any(before is not None and follows(before, marker) for before in earlier):
            return True
        return marker.is_bullet and above.text.endswith(":")
    own_marker = parse_marker(current[0].text)
    if (
        own_marker is not None
        and line.indent > current[0].indent
        and (own_marker.is_bullet or not line.text[0].isupper())
    ):
        return False
    return not (open_end or breaks_within_sentence(above.text, line.text, width))


def _is_short_heading(lines: list[Line], width: int) -> bool:
    """ "1. Wer wir sind" above a text is complete, whatever its last word."""
    return len(lines) == 1 and len(lines[0].text) < width / 2 and parse_marker(lines[0].text) is not None


_CELL_BORDER = re.compile(r"\s*\|\s*|\t+")


def _table(group: list[Line]) -> Table | None:
    """Two or more lines with the same number of cells, separated by "|" or tabs. The first line is the header."""
    rows: list[tuple[str, ...]] = []
    for line in group:
        if re.fullmatch(r"[\s|+:=-]+", line.text):
            continue
        if "|" not in line.text and "\t" not in line.text:
            return None
        rows.append(tuple(_CELL_BORDER.split(line.text.removeprefix("|").removesuffix("|").strip(" "))))
    if len(rows) < 2 or len(rows[0]) < 2 or {len(row) for row in rows} != {len(rows[0])}:
        return None
    if parse_marker(group[0].text) is not None or any(_LEADER.search(line.text) for line in group):
        return None
    header, *body = rows
    return Table("", header, tuple(tuple(render(runs_of(cell)) for cell in row) for row in body))
