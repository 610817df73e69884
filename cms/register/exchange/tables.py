"""What a file holds before anybody asks what it means: tables of text, or entries."""

from dataclasses import dataclass, field
from typing import Any


class FaultyCell(str):
    """The text of a cell that has no usable value. ``reason`` says why."""

    __slots__ = ("reason",)
    reason: str

    def __new__(cls, text: str, reason: str) -> "FaultyCell":
        cell = super().__new__(cls, text)
        cell.reason = reason
        return cell


@dataclass
class Table:
    """A sheet.

    Attributes:
        name: What the file calls it; empty for a CSV file.
        rows: Number in the file and cells, blank rows left out. Short rows are not filled up.
    """

    name: str
    rows: list[tuple[int, list[str]]] = field(default_factory=list)


@dataclass
class Contents:
    """A file that was read.

    Attributes:
        tables: Of a workbook or CSV file.
        entries: Of a JSON file: position and data.
        remark: What was guessed about the file, for people: its encoding and separator.
    """

    tables: list[Table] = field(default_factory=list)
    entries: list[tuple[int, dict[str, Any]]] | None = None
    remark: str = ""
