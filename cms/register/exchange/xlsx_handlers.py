"""From the XML of a workbook to texts and rows, tag by tag."""

from datetime import datetime, time, timedelta
from typing import Any
from xml.sax.handler import ContentHandler

from django.utils.translation import gettext as _
from openpyxl.utils.datetime import from_excel

from cms.core.refusals import Refused
from cms.register.exchange.cells import unescape_xml
from cms.register.exchange.limits import MOST_COLUMNS
from cms.register.exchange.tables import FaultyCell


class Handler(ContentHandler):
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


class StringHandler(Handler):
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


class RowHandler(Handler):
    """The rows of a sheet."""

    def __init__(self, strings: list[str], day_styles: list[bool], epoch: datetime) -> None:
        super().__init__()
        self.strings = strings
        self.day_styles = day_styles
        self.epoch = epoch
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
            is_day = self.style.isdecimal() and int(self.style) < len(self.day_styles)
            if is_day and self.day_styles[int(self.style)]:
                return _day(number, self.epoch)
        except (ValueError, OverflowError):
            return FaultyCell(text, _("“%(text)s” is no number and no day.") % {"text": text[:40]})
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 else text


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
