"""How much an import takes. What is larger is refused before it is read."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024
LARGEST_CELL = 1_000_000
"""Characters in one cell of a CSV file or one entry of a JSON file."""
MOST_COLUMNS = 256
MOST_ITEMS = 1_000
"""Rows in one cell, or of one field of an entry."""
LONGEST_HEADING = 300


@dataclass(frozen=True)
class Limits:
    """Bounds of one import.

    Attributes:
        file: Bytes of the file.
        unpacked: Bytes of everything in a workbook, unpacked.
        elements: XML elements of one sheet; a cell with a text has three.
        rows: Rows of one sheet.
        entries: Rows of the main sheet: entries, each language counted.
        changes: Drafts that are written at once.
    """

    file: int
    unpacked: int
    elements: int
    rows: int
    entries: int
    changes: int

    @property
    def lines(self) -> int:
        """Rows of a sheet of entries, with titles and remarks above and below."""
        return self.entries + 100

    @property
    def lookups(self) -> int:
        """Names and codes that are looked up; an entry has some sixty."""
        return self.entries * 200

    @property
    def strings(self) -> int:
        """Different texts in a workbook."""
        return self.rows * 4


IN_REQUEST = Limits(
    file=10 * MEGABYTE, unpacked=80 * MEGABYTE, elements=2_000_000, rows=50_000, entries=2_000, changes=500
)
"""What the admin takes: it is read and compared while somebody waits."""

BY_COMMAND = Limits(
    file=200 * MEGABYTE, unpacked=400 * MEGABYTE, elements=20_000_000, rows=300_000, entries=25_000, changes=25_000
)
"""What `import_register` takes: 10,000 entries in two languages."""
