"""Reading CSV as spreadsheets and databases write it: encoding and separator are found out."""

import codecs
import csv
import io
from collections.abc import Iterator
from typing import IO

from django.utils.translation import gettext as _

from cms.core.refusals import Refused
from cms.register.exchange.archive import too_many_rows
from cms.register.exchange.cells import unguard
from cms.register.exchange.headings import find, main_headings
from cms.register.exchange.limits import LARGEST_CELL, MOST_COLUMNS, Limits
from cms.register.exchange.tables import Table

CHUNK = 256 * 1024
SEPARATORS = ",;\t"
SAMPLE_ROWS = 20
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

# Python's default of 131,072 is less than a long list in one cell; the limit is one for the whole process.
csv.field_size_limit(max(csv.field_size_limit(), LARGEST_CELL))


def read_csv(file: IO[bytes], limits: Limits) -> tuple[Table, str]:
    """Read a CSV file.

    Returns:
        The table, and what was found out about the file.

    Raises:
        Refused: It is no text, or larger than the limits.
    """
    encoding = find_encoding(file)
    separator = find_separator(file, encoding)
    table = Table("")
    try:
        for number, cells in enumerate(_lines(file, encoding, separator), 1):
            if number > limits.rows or len(table.rows) > limits.lines:
                raise too_many_rows(limits.lines)
            if len(cells) > MOST_COLUMNS:
                raise Refused(
                    _("Row %(row)d has %(count)d columns; %(limit)d are read. Is the separator right?")
                    % {"row": number, "count": len(cells), "limit": MOST_COLUMNS}
                )
            if any(cells):
                table.rows.append((number, [unguard(cell) for cell in cells]))
    except csv.Error as error:
        raise Refused(
            _("Row %(row)d cannot be read: a cell is too long. Is a quotation mark missing?") % {"row": number + 1}
        ) from error
    except UnicodeError as error:
        raise Refused(_("The file is no text in %(encoding)s.") % {"encoding": encoding}) from error
    names = {"\t": _("tab"), ";": _("semicolon"), ",": _("comma")}
    return table, _("Read as %(encoding)s; separator: %(separator)s.") % {
        "encoding": encoding.removesuffix("-sig").upper(),
        "separator": names[separator],
    }


def _lines(file: IO[bytes], encoding: str, separator: str) -> Iterator[list[str]]:
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    try:
        yield from csv.reader(text, delimiter=separator)
    finally:
        text.detach()


def find_encoding(file: IO[bytes]) -> str:
    """By the byte order mark; else UTF-16 where every second byte is zero, UTF-8 where it is valid, else Windows."""
    file.seek(0)
    start = file.read(4096)
    for mark, name in BOMS:
        if start.startswith(mark):
            return name
    if start[1:64:2].count(0) > len(start[1:64:2]) // 2:
        return "utf-16-le"
    if start[0:64:2].count(0) > len(start[0:64:2]) // 2:
        return "utf-16-be"
    if b"\0" in start:
        raise Refused(_("The file is no text. Save it as XLSX or as CSV."))
    return "utf-8" if _is_valid(file, "utf-8") else "cp1252" if _is_valid(file, "cp1252") else "latin-1"


def _is_valid(file: IO[bytes], encoding: str) -> bool:
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while chunk := file.read(CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def find_separator(file: IO[bytes], encoding: str) -> str:
    """The separator that makes known headings; else the one that splits the first rows into the most equal columns."""
    scores = {}
    for separator in SEPARATORS:
        try:
            rows = _first(_lines(file, encoding, separator))
        except (csv.Error, UnicodeError):
            rows = []
        widths = [len(cells) for cells in rows if len(cells) > 1]
        widest = max(widths, default=1)
        known = max(
            (sum(bool(find(main_headings(), cell)) for cell in cells[:MOST_COLUMNS]) for cells in rows), default=0
        )
        scores[separator] = (known, widths.count(widest), widest)
    return max(SEPARATORS, key=lambda each: scores[each])


def _first(lines: Iterator[list[str]]) -> list[list[str]]:
    return [cells for cells, _number in zip(lines, range(SAMPLE_ROWS), strict=False)]
