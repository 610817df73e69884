"""The register as a workbook: a main sheet, one sheet per kind of row, and the catalogues to choose from."""

import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from cms.core.refusals import Refused
from cms.register.entry import Data, Entry
from cms.register.exchange.cells import LONGEST_XLSX_CELL, coded, escape_xml, is_like_formula
from cms.register.exchange.labels import NUMBER, Labels
from cms.register.exchange.shape import CATALOGUE, DAY, Rows, Value, coded_values, rows_of_entry, values_of_entry
from cms.register.wording import Words

CHUNK = 64 * 1024
FIRST_DAY = date(1900, 3, 1)
"""Excel takes 1900 for a leap year; earlier days are written as text."""
DAY_FORMAT = "mm-dd-yy"
"""Number format 14: Excel shows it as the short date of the reader's country."""
CATALOGUE_COLUMNS = (
    Value("catalogue", gettext_lazy("Catalogue")),
    Value("code", gettext_lazy("Code")),
    Value("name", gettext_lazy("Name")),
    Value("written", gettext_lazy("Written in a cell as")),
)
WIDTHS = {DAY: 12, CATALOGUE: 32}


def stream_xlsx(
    entries: Iterable[Entry], labels: Labels, *, is_public: bool, catalogues: Words | None = None
) -> Iterator[bytes]:
    """Write the workbook to temporary files, sheet by sheet, then hand it out.

    Args:
        entries: Read once.
        labels: In the reader's language.
        is_public: Leave out the columns that visitors never see.
        catalogues: All rows to choose from; by default those that the entries use.

    Raises:
        Refused: A text is longer than a cell of a workbook can be.
    """
    with tempfile.TemporaryFile() as file:
        book = RegisterBook(labels, is_public)
        try:
            for entry in entries:
                book.add(entry)
        except BaseException:
            # Else the sheets begun stay behind as temporary files until the server stops.
            book.book.save(file)
            raise
        book.save(file, catalogues)
        file.seek(0)
        while chunk := file.read(CHUNK):
            yield chunk


class RegisterBook:
    """A workbook that is written row by row; memory does not grow with it."""

    def __init__(self, labels: Labels, is_public: bool) -> None:
        self.labels = labels
        self.book = Workbook(write_only=True)
        self.book.properties.creator = "wagtail-privacy"
        self.values = [each for each in values_of_entry() if each.is_public or not is_public]
        self.rows = [each for each in rows_of_entry() if each.is_public or not is_public]
        self.used: Words = {}
        self.main = self._main_sheet(is_public)
        self.sheets = {each.name: self._rows_sheet(each, is_public) for each in self.rows}

    def add(self, entry: Entry) -> None:
        """Write an entry to the main sheet, and its rows to theirs."""
        key = [entry.reference, entry.language]
        self.main.append([self._content(entry, each.name, each, entry.data.get(each.name)) for each in self.values])
        for rows in self.rows:
            sheet = self.sheets[rows.name]
            for number, row in enumerate(entry.data.get(rows.name) or [], 1):
                for line in self._lines(entry, rows, sheet, row, number):
                    sheet.append([*key, *line])
        for kind, words in entry.wording.items():
            self.used.setdefault(kind, {}).update(words)

    def _lines(self, entry: Entry, rows: Rows, sheet: "Sheet", row: Data, number: int) -> Iterator[list[Any]]:
        """One line; a purpose with several legal bases has one for each, under the same number."""
        own = [self._content(entry, f"{rows.name}.{each.name}", each, row.get(each.name)) for each in sheet.values]
        if rows.nested is None:
            yield own
            return
        below = row.get(rows.nested.name) or [{}]
        for position, basis in enumerate(below):
            path = f"{rows.nested.name}."
            nested = [self._content(entry, path + each.name, each, basis.get(each.name)) for each in rows.nested.values]
            yield [number, *(own if position == 0 else [None] * len(own)), *nested]

    def _content(self, entry: Entry, path: str, value: Value, content: Any) -> Any:
        if value.kind == DAY and content:
            day = date.fromisoformat(content)
            return day if day >= FIRST_DAY else content
        return self.labels.text(entry, path, value, content)

    def _main_sheet(self, is_public: bool) -> "Sheet":
        headings = [self.labels.headings[each.name] for each in self.values]
        if is_public:
            headings[0] = self.labels.public_reference
        return Sheet(self.book, self.labels.sheets[""], self.values, self.values, headings)

    def _rows_sheet(self, rows: Rows, is_public: bool) -> "Sheet":
        values = rows.public_values if is_public else rows.values
        key = list(self.main.values[:2])
        headings = [self.labels.headings[each.name] for each in key]
        columns = [*key, *values]
        if rows.nested is not None:
            number = Value("number", NUMBER)
            columns = [*key, number, *values, *rows.nested.values]
        headings += [self.labels.of(each.label) for each in columns[2:]]
        return Sheet(self.book, self.labels.sheets[rows.name], values, columns, headings)

    def save(self, file: Any, catalogues: Words | None) -> None:
        """Finish: what may be chosen is offered in each column that holds codes."""
        lists = self._write_catalogues(self.used if catalogues is None else catalogues)
        for path, value in coded_values():
            for sheet in (self.main, *self.sheets.values()):
                sheet.offer(value, lists.get(value.catalogue or path, ""))
        self.book.save(file)

    def _write_catalogues(self, catalogues: Words) -> dict[str, str]:
        """Codes and names; answers where each list stands, by catalogue or path."""
        with_labels = self.labels
        columns = list(CATALOGUE_COLUMNS)
        headings = [with_labels.of(each.label) for each in columns]
        sheet = Sheet(self.book, with_labels.sheets["#"], columns, columns, headings)
        places: dict[str, str] = {}
        for name, label, rows in self._lists(catalogues):
            first = sheet.count + 1
            for code, text in rows.items():
                sheet.append([label, code, text, coded(code, text)])
            if sheet.count >= first:
                places[name] = f"{quote_sheetname(sheet.title)}!$D${first}:$D${sheet.count}"
        return places

    def _lists(self, catalogues: Words) -> Iterator[tuple[str, str, dict[str, str]]]:
        seen = set()
        for path, value in coded_values():
            name = value.catalogue or path
            if name in seen:
                continue
            seen.add(name)
            if value.kind == CATALOGUE:
                words = catalogues.get(name, {})
                yield (
                    name,
                    self.labels.catalogue(name),
                    {code: word.get("citation") or word.get("name", "") for code, word in words.items()},
                )
            elif self._is_shown(value):
                yield name, self.labels.of(value.label), self.labels.choices(path)

    def _is_shown(self, value: Value) -> bool:
        return any(value in sheet.columns for sheet in (self.main, *self.sheets.values()))


class Sheet:
    """One sheet: headings, widths, and cells that are text whatever they begin with."""

    def __init__(
        self, book: Workbook, title: str, values: Iterable[Value], columns: Iterable[Value], headings: list[str]
    ) -> None:
        self.title = title
        self.values = list(values)
        self.columns = list(columns)
        self.headings = headings
        self.sheet = book.create_sheet(title)
        self.sheet.freeze_panes = "C2"
        self.count = 0
        for index, value in enumerate(self.columns, 1):
            width = max(WIDTHS.get(value.kind, 24), 14)
            self.sheet.column_dimensions[get_column_letter(index)].width = 50 if value.longest > 255 else width
        self._text, self._marked, self._day = (WriteOnlyCell(self.sheet) for _cell in range(3))
        for cell in (self._text, self._marked, self._day):
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        self._marked.quotePrefix = True
        self._day.number_format = DAY_FORMAT
        self._heading = WriteOnlyCell(self.sheet)
        self._heading.font = Font(bold=True)
        self._heading.alignment = Alignment(wrap_text=True, vertical="top")
        self.append(headings, self._heading)

    def append(self, contents: Iterable[Any], cell: Any = None) -> None:
        self.count += 1
        written = [self._written(index, content) for index, content in enumerate(contents)]
        # A generator: openpyxl writes each cell before it asks for the next, so that one cell serves them all.
        self.sheet.append(self._cell(content, cell) for content in written)

    def _cell(self, content: Any, cell: Any) -> Any:
        if content is None or isinstance(content, int):
            return content
        if isinstance(content, date):
            self._day.value = content
            return self._day
        found = cell or (self._marked if is_like_formula(content) else self._text)
        found.value = content
        # Never a formula, whatever the text begins with.
        found.data_type = "s"
        return found

    def _written(self, index: int, content: Any) -> Any:
        """A text as XML holds it; ``None`` for an empty cell.

        Raises:
            Refused: It is too long.
        """
        if not isinstance(content, str):
            return content
        text = escape_xml(content)
        if len(text) > LONGEST_XLSX_CELL:
            raise Refused(
                _(
                    "A workbook cannot hold this text: sheet “%(sheet)s”, row %(row)d, column “%(column)s” has "
                    "%(count)d characters, and %(limit)d fit. Export as JSON or CSV."
                )
                % {
                    "sheet": self.title,
                    "row": self.count,
                    "column": self.headings[index],
                    "count": len(text),
                    "limit": LONGEST_XLSX_CELL,
                }
            )
        return text or None

    def offer(self, value: Value, place: str) -> None:
        """Let people choose from a list in the columns of this value, and write something else all the same."""
        if not place or self.count < 1:
            return
        for index, each in enumerate(self.columns, 1):
            if each is value:
                letter = get_column_letter(index)
                offered = DataValidation(type="list", formula1=place, allow_blank=True, showErrorMessage=False)
                offered.add(f"{letter}2:{letter}{max(self.count, 2) + 500}")
                self.sheet.data_validations.append(offered)
