r"""A list of rows in one cell, as a person can read and write it: one line per row, its parts labelled.

    Purpose: Deliver the website | Category: Website [website] | Legal basis: Art. 6(1)(e) GDPR [gdpr-6-1-e]
    Purpose: Find faults | Legal basis: § 284 SGB V [sgb5-284] | In conjunction with: no. 1

Parts stand between ``|``; a label ends with the first ``:``. Within a text, ``\|`` is a bar, ``\n`` a line break,
``\r`` and ``\t`` are carriage return and tab, ``\\`` is a backslash, and ``\_`` a space at its beginning or end. Empty
parts are left out, but for the leading one. Legal bases follow their purpose, each one's note follows it.
"""

import re
from collections.abc import Iterator

from cms.register.entry import Data, Entry
from cms.register.exchange.labels import Labels
from cms.register.exchange.shape import Rows

ESCAPES = {"\\": "\\\\", "|": "\\|", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
UNESCAPES = {"\\": "\\", "|": "|", "n": "\n", "r": "\r", "t": "\t", "_": " "}
_ESCAPED = re.compile(r"\\(.)")
_BAR = re.compile(r"(?<!\\)((?:\\\\)*)\|")


def escape(text: str) -> str:
    """A text as it stands in a part."""
    written = "".join(ESCAPES.get(char, char) for char in text)
    if written.startswith(" "):
        written = "\\_" + written[1:]
    if written.endswith(" "):
        written = written[:-1] + "\\_"
    return written


def unescape(text: str) -> str:
    """The text of a part. A backslash before any other character stays one."""
    return _ESCAPED.sub(lambda match: UNESCAPES.get(match[1], match[0]), text.strip(" \t"))


def write_rows(entry: Entry, rows: Rows, data: list[Data], labels: Labels) -> str:
    """A list field as one cell."""
    return "\n".join(" | ".join(_parts(entry, rows, row, labels)) for row in data)


def _parts(entry: Entry, rows: Rows, row: Data, labels: Labels) -> Iterator[str]:
    names = labels.parts[rows.name]
    for position, value in enumerate(rows.values):
        text = labels.text(entry, f"{rows.name}.{value.name}", value, row.get(value.name))
        if text or position == 0:
            yield f"{_in_line(names[value.name])}: {escape(text)}".rstrip(" ")
    if rows.nested is not None:
        for below in row.get(rows.nested.name, []):
            yield from _parts(entry, rows.nested, below, labels)


def _in_line(label: str) -> str:
    """A label without what ends it: "Datenschutzbeauftragte:r" has a colon."""
    return label.replace(":", "/").replace("|", "/")


def split_lines(cell: str) -> list[str]:
    """The rows of a cell. Only real line breaks count: other separators may be part of a text."""
    return [line for line in re.split(r"\r\n|\n|\r", cell) if line.strip(" \t")]


def split_parts(line: str) -> list[tuple[str, str]]:
    """The parts of a line as pairs of label and text, both still escaped; the label is empty where there is none."""
    found, start = [], 0
    for bar in _BAR.finditer(line):
        found.append(line[start : bar.end() - 1])
        start = bar.end()
    return [_labelled(part) for part in (*found, line[start:])]


def _labelled(part: str) -> tuple[str, str]:
    label, colon, text = part.partition(":")
    return (label.strip(), text) if colon else ("", part)
