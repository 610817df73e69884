"""How much an import takes. What is larger is refused before it is read."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024
LARGEST_CELL = 1_000_000
"""Characters in one cell of a CSV file or one entry of a JSON file."""
MOST_COLUMNS = 256


@dataclass(frozen=True)
class Limits:
    """Bounds of one import.

    Attributes:
        file: Bytes of the file.
        unpacked: Bytes of everything in a workbook, unpacked.
        rows: Rows of one sheet.
        entries: Rows of the main sheet: entries, each language counted.
    """

    file: int
    unpacked: int
    rows: int
    entries: int


IN_REQUEST = Limits(file=10 * MEGABYTE, unpacked=80 * MEGABYTE, rows=50_000, entries=2_000)
"""What the admin takes: it is read and compared while somebody waits."""

BY_COMMAND = Limits(file=200 * MEGABYTE, unpacked=400 * MEGABYTE, rows=300_000, entries=25_000)
"""What `import_register` takes: 10,000 entries in two languages."""
