"""The sheets of a workbook that hold rows of entries: one row per line, known by reference and language."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from cms.register.entry import Data
from cms.register.exchange.columns import Column, Section
from cms.register.exchange.headings import IGNORED
from cms.register.exchange.parsed import Key, Parsed
from cms.register.exchange.rows_reading import empty_row
from cms.register.exchange.shape import Rows, value_named
from cms.register.exchange.values import Unreadable, read_value

Read = Callable[[Rows], Data]


def add_rows(parsed: Parsed, rows: Rows, section: Section) -> None:
    """Give each entry its rows. An entry without a line has none."""
    for entry in parsed.entries.values():
        entry.data[rows.name] = []
    columns = {column.target: column for column in section.columns if column.target not in ("", IGNORED)}
    numbers: dict[Key, str] = {}
    reported = set(parsed.bad)
    for number, cells in section.rows:
        line = _Line(parsed, columns, number, cells, section.table.name)
        if not any(text.strip() for text in line.texts.values()):
            continue
        key = line.key()
        if key is None:
            continue
        if key in parsed.entries:
            line.add(parsed.entries[key].data[rows.name], rows, numbers)
        elif key not in reported:
            reason = _("The main sheet has no row for “%(reference)s” in this language (%(language)s).")
            line.say(value_named("reference").name, reason % {"reference": key[0], "language": key[1]})


class _Line:
    """One line of such a sheet."""

    def __init__(self, parsed: Parsed, columns: dict[str, Column], number: int, cells: list[str], sheet: str) -> None:
        self.parsed = parsed
        self.columns = columns
        self.number = number
        self.sheet = sheet
        self.texts = {target: column.cell(cells) for target, column in columns.items()}
        self.entry: Key | None = None

    def key(self) -> Key | None:
        """The entry that it belongs to; ``None`` where it does not say so, which is noted."""
        try:
            language = self.parsed.language(self.texts.get("language", ""))
        except Unreadable as error:
            self.say("language", str(error))
            return None
        self.entry = (self.texts["reference"].strip(), language)
        return self.entry

    def say(self, target: str, reason: str) -> None:
        heading = self.columns[target].heading if target in self.columns else target
        self.parsed.say(self.number, heading, reason, self.sheet, self.entry)

    def add(self, found: list[Data], rows: Rows, numbers: dict[Key, str]) -> None:
        """A purpose goes on in the next line for each further legal basis."""
        if rows.nested is None:
            found.append(self._read(rows))
            return
        assert self.entry is not None  # noqa: S101 - the caller asked for the key
        number = self.texts.get("number", "").strip()
        own = [value for value in rows.values if self.texts.get(value.name)]
        if found and (numbers.get(self.entry) == number if number else not own):
            again = self._read(rows)
            for value in own:
                if again[value.name] != found[-1][value.name]:
                    self.say(value.name, _("The line has the number of the purpose above, but another text."))
        else:
            found.append(self._read(rows))
        numbers[self.entry] = number
        if any(self.texts.get(value.name) for value in rows.nested.values):
            found[-1][rows.nested.name].append(self._read(rows.nested))

    def _read(self, rows: Rows) -> Data:
        row = empty_row(rows)
        for value in rows.values:
            if value.name in self.texts:
                try:
                    row[value.name] = read_value(
                        self.parsed.matcher, f"{rows.name}.{value.name}", value, self.texts[value.name]
                    )
                except Unreadable as error:
                    self.say(value.name, str(error))
        return row
