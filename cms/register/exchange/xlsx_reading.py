"""Reading a workbook: sheet by sheet, cell by cell, as text. Days come as ``2026-01-31``.

Own reading instead of openpyxl's, because that takes a workbook's word for how large it is, parses with the slow safe
parser, and loses how ``_x000B_`` was meant (docs/decisions/).
"""

import posixpath
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import IO, Any
from xml.sax import SAXException

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from defusedxml.expatreader import DefusedExpatParser
from django.utils.translation import gettext as _
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from cms.core.refusals import Refused
from cms.register.exchange.archive import ROW, STRING, count_within, open_archive, part_chunks, too_many_rows
from cms.register.exchange.headings import find, sheet_names
from cms.register.exchange.limits import MEGABYTE, Limits
from cms.register.exchange.tables import Table
from cms.register.exchange.xlsx_handlers import Handler, RowHandler, StringHandler

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
        for text in _parse(self.archive, found[0][1], StringHandler()):
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


def _parse(archive: zipfile.ZipFile, part: str, handler: "Handler") -> Iterator[Any]:
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


def _rows(
    archive: zipfile.ZipFile, part: str, book: _Book, strings: list[str], most: int
) -> Iterator[tuple[int, list[str]]]:
    for count, row in enumerate(_parse(archive, part, RowHandler(strings, book.day_styles, book.epoch))):
        if count >= most:
            raise too_many_rows(most)
        yield row


def _too_much_text() -> Refused:
    return Refused(_("The workbook holds more text than an import takes. Import it in several parts."))


def _unreadable(error: Exception) -> Refused:
    if isinstance(error, DefusedXmlException):
        return Refused(_("The workbook defines its own XML entities, as attacks do. It was not read."))
    return Refused(_("The workbook is damaged or not complete. Open it in a spreadsheet and save it again as XLSX."))
