"""Reading a workbook: sheet by sheet, cell by cell, as text. Days come as ``2026-01-31``.

Own reading instead of openpyxl's, because that takes a workbook's word for how large it is, parses with the slow safe
parser, and loses how ``_x000B_`` was meant (docs/decisions/).
"""

import posixpath
import zipfile
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import IO, Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from defusedxml.expatreader import DefusedExpatParser
from django.utils.translation import gettext as _
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from cms.core.refusals import Refused
from cms.register.exchange.archive import ROW, STRING, count_within, open_archive, part_chunks, too_many_rows
from cms.register.exchange.cells import unescape_xml
from cms.register.exchange.headings import find, sheet_names
from cms.register.exchange.limits import MEGABYTE, MOST_COLUMNS, Limits
from cms.register.exchange.tables import FaultyCell, Table

LARGEST_SMALL_PART = 2 * MEGABYTE
LARGEST_STRINGS = 100 * MEGABYTE
MOST_SHEETS = 60
LONGEST_FORMAT = 255


def read_xlsx(file: IO[bytes], size: int, limits: Limits) -> list[Table]:
    """All sheets of a workbook.

    Args:
        file: The workbook; must be seekable.
        size: Its length in bytes.
        limits: What is taken.

    Raises:
        Refused: It is no harmless, whole workbook within the limits.
    """
    with open_archive(file, size, limits) as archive:
        book = _Book(archive)
        places = book.sheets()
        for _name, part in places:
            if not count_within(archive, part, ROW, limits.rows, limits.elements):
                raise too_many_rows(limits.rows)
        strings = book.strings(limits)
        return [Table(name, list(_rows(archive, part, book, strings, _most(name, limits)))) for name, part in places]


def _most(name: str, limits: Limits) -> int:
    """Only the sheets with rows of entries may be longer than there may be entries."""
    return limits.rows if find(sheet_names(), name) else limits.lines


class _Book:
    """The small parts of a workbook: which sheets there are, what is a string, what is a day."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.names = {name.lower(): name for name in archive.namelist()}
        self.path = self._targets("").get("officedocument", [("", "xl/workbook.xml")])[0][1]
        self.workbook = self._xml(self.path)
        self.parts = self._targets(self.path)
        self.epoch = self._epoch()
        self.day_styles = self._day_styles()

    def sheets(self) -> list[tuple[str, str]]:
        """Name and part of each sheet, in the order of the tabs."""
        parts = dict(self.parts.get("worksheet", []))
        found = []
        for sheet in _all(self.workbook, "sheet"):
            key = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")
            if key in parts:
                found.append((sheet.get("name", ""), parts[key]))
        if not found or len(found) > MOST_SHEETS:
            raise Refused(_("The workbook has no sheet with rows."))
        return found

    def strings(self, limits: Limits) -> list[str]:
        """The texts that cells share."""
        found = self.parts.get("sharedstrings", [])
        if not found or found[0][1] not in self.archive.NameToInfo:
            return []
        if not count_within(self.archive, found[0][1], STRING, limits.strings, limits.elements):
            raise _too_much_text()
        strings: list[str] = []
        size = 0
        for text in _parse(self.archive, found[0][1], _Strings()):
            strings.append(text)
            size += len(text)
            if len(strings) > limits.strings or size > LARGEST_STRINGS:
                raise _too_much_text()
        return strings

    def _targets(self, path: str) -> dict[str, list[tuple[str, str]]]:
        """The parts that a part names, by kind: key and path."""
        folder, name = posixpath.split(path)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        found: dict[str, list[tuple[str, str]]] = {}
        for each in _all(self._xml(relations), "Relationship"):
            if each.get("TargetMode", "").lower() == "external":
                continue
            target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", "").replace("\\", "/")))
            kind = each.get("Type", "").rpartition("/")[2].lower()
            found.setdefault(kind, []).append((each.get("Id", ""), self._real(target.lstrip("/"))))
        return found

    def _real(self, path: str) -> str:
        return self.names.get(path.lower(), path)

    def _xml(self, path: str) -> Any:
        name = self._real(path)
        if name not in self.archive.NameToInfo:
            raise Refused(_("This is no workbook: it lacks “%(part)s”. Save it as XLSX or CSV.") % {"part": path})
        if self.archive.NameToInfo[name].file_size > LARGEST_SMALL_PART:
            raise Refused(_("The workbook's description is larger than any table needs. It was not opened."))
        try:
            return fromstring(b"".join(part_chunks(self.archive, name)), forbid_dtd=True)
        except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
            raise _unreadable(error) from error

    def _epoch(self) -> datetime:
        properties = next(iter(_all(self.workbook, "workbookPr")), None)
        is_1904 = properties is not None and properties.get("date1904", "0").lower() in {"1", "true"}
        return CALENDAR_MAC_1904 if is_1904 else CALENDAR_WINDOWS_1900

    def _day_styles(self) -> list[bool]:
        found = self.parts.get("styles", [])
        if not found:
            return []
        styles = self._xml(found[0][1])
        formats = dict(BUILTIN_FORMATS)
        for each in _all(styles, "numFmt"):
            if each.get("numFmtId", "").isdigit():
                formats[int(each.get("numFmtId"))] = each.get("formatCode", "")[:LONGEST_FORMAT]
        cells = next(iter(_all(styles, "cellXfs")), ())
        ids = [each.get("numFmtId", "0") for each in cells]
        return [number.isdigit() and bool(is_date_format(formats.get(int(number)))) for number in ids]


def _all(root: Any, name: str) -> list[Any]:
    return [each for each in root.iter() if each.tag == name or each.tag.endswith(f"}}{name}")]


def _parse(archive: zipfile.ZipFile, part: str, handler: "_Handler") -> Iterator[Any]:
    """Feed a part to a handler; hand out what it found after each piece."""
    parser = DefusedExpatParser(forbid_dtd=True)
    parser.setContentHandler(handler)
    try:
        for chunk in part_chunks(archive, part):
            parser.feed(chunk)
            yield from handler.take()
        parser.close()
    except (SAXException, DefusedXmlException, LookupError) as error:
        raise _unreadable(error) from error
    yield from handler.take()


class _Handler(ContentHandler):
    """Collects what lies between the tags that matter; prefixes of names are left out of account."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Any] = []
        self.text: list[str] | None = None

    def take(self) -> list[Any]:
        """What was completed since the last time."""
        found, self.found = self.found, []
        return found

    def characters(self, content: str) -> None:
        if self.text is not None:
            self.text.append(content)


class _Strings(_Handler):
    """The texts of the part "sharedStrings"."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.is_phonetic = False

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802 - the library's name
        name = name.rpartition(":")[2]
        if name == "si":
            self.pieces = []
        elif name == "rPh":
            self.is_phonetic = True
        elif name == "t" and not self.is_phonetic:
            self.text = []

    def endElement(self, name: str) -> None:  # noqa: N802 - the library's name
        name = name.rpartition(":")[2]
        if name == "t" and self.text is not None:
            self.pieces.append("".join(self.text))
            self.text = None
        elif name == "rPh":
            self.is_phonetic = False
        elif name == "si":
            self.found.append(unescape_xml("".join(self.pieces)))


class _Rows(_Handler):
    """The rows of a sheet."""

    def __init__(self, book: _Book, strings: list[str]) -> None:
        super().__init__()
        self.book = book
        self.strings = strings
        self.row = self.column = 0
        self.cells: list[str] = []
        self.kind = self.style = ""
        self.pieces: list[str] = []
        self.is_formula = self.is_phonetic = False

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802 - the library's name
        name = name.rpartition(":")[2]
        if name in ("v", "t"):
            self.text = None if self.is_phonetic else []
        elif name == "c":
            self._start_cell(attrs)
        elif name == "row":
            number = attrs.get("r", "")
            self.row = int(number) if number.isdecimal() and len(number) < 10 else self.row + 1
            self.cells, self.column = [], 0
        elif name == "f":
            self.is_formula = True
        elif name == "rPh":
            self.is_phonetic = True

    def _start_cell(self, attrs: Any) -> None:
        self.column = _column(attrs.get("r", "")) or self.column + 1
        self.kind, self.style = attrs.get("t", "n"), attrs.get("s", "0")
        self.pieces, self.is_formula = [], False

    def endElement(self, name: str) -> None:  # noqa: N802 - the library's name
        name = name.rpartition(":")[2]
        if name in ("v", "t") and self.text is not None:
            self.pieces.append("".join(self.text))
            self.text = None
        elif name == "c":
            self._end_cell()
        elif name == "row":
            if any(self.cells):
                self.found.append((self.row, self.cells))
            self.cells = []
        elif name == "rPh":
            self.is_phonetic = False

    def _end_cell(self) -> None:
        content = self._content("".join(self.pieces))
        if not content:
            return
        if self.column > MOST_COLUMNS:
            raise Refused(
                _("Row %(row)d has something in column %(column)d; %(limit)d columns are read.")
                % {"row": self.row, "column": self.column, "limit": MOST_COLUMNS}
            )
        self.cells.extend([""] * (self.column - len(self.cells)))
        self.cells[self.column - 1] = content

    def _content(self, text: str) -> str:
        if self.kind == "s":
            position = int(text) if text.isdecimal() and len(text) < 10 else -1
            return self.strings[position] if 0 <= position < len(self.strings) else ""
        if self.kind in ("inlineStr", "str"):
            text = unescape_xml(text)
        elif self.kind == "e":
            return FaultyCell(text, _("The cell shows an error: %(error)s.") % {"error": text[:40]})
        elif self.kind == "b":
            return "true" if text.strip() == "1" else "false"
        elif self.kind == "d":
            return text[:10]
        elif text:
            return self._number(text.strip())
        if self.is_formula and not text:
            return FaultyCell(
                "=", _("The cell holds a formula without a result. Open the file in a spreadsheet, save it.")
            )
        return text

    def _number(self, text: str) -> str:
        try:
            number = float(text)
            is_day = self.style.isdecimal() and int(self.style) < len(self.book.day_styles)
            if is_day and self.book.day_styles[int(self.style)]:
                return _day(number, self.book.epoch)
        except (ValueError, OverflowError):
            return FaultyCell(text, _("“%(text)s” is no number and no day.") % {"text": text[:40]})
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 else text


def _rows(
    archive: zipfile.ZipFile, part: str, book: _Book, strings: list[str], most: int
) -> Iterator[tuple[int, list[str]]]:
    for count, row in enumerate(_parse(archive, part, _Rows(book, strings))):
        if count >= most:
            raise too_many_rows(most)
        yield row


def _day(number: float, epoch: datetime) -> str:
    found = from_excel(number, epoch)
    if isinstance(found, time | timedelta):
        raise ValueError(number)
    return found.date().isoformat() if isinstance(found, datetime) else found.isoformat()


def _column(place: str) -> int:
    """ "AB12" is column 28; 0 where the place is not given."""
    number = 0
    for char in place[:8].upper():
        if not "A" <= char <= "Z":
            break
        number = number * 26 + ord(char) - 64
    return number


def _too_much_text() -> Refused:
    return Refused(_("The workbook holds more text than an import takes. Import it in several parts."))


def _unreadable(error: Exception) -> Refused:
    if isinstance(error, DefusedXmlException):
        return Refused(_("The workbook defines its own XML entities, as attacks do. It was not read."))
    return Refused(_("The workbook is damaged or not complete. Open it in a spreadsheet and save it again as XLSX."))
