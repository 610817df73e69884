"""From the tables of a workbook or CSV file to the data of entries."""

from django.utils.translation import gettext as _

from cms.core.refusals import Refused
from cms.register.entry import Data
from cms.register.exchange.columns import Column, Layout, Section, layout_of
from cms.register.exchange.entries_parsing import DEFAULTED, add_entry
from cms.register.exchange.headings import IGNORED, LEGAL_BASES, RETENTION, SAFEGUARDS
from cms.register.exchange.legacy import Legacy
from cms.register.exchange.limits import Limits
from cms.register.exchange.matching import Matcher
from cms.register.exchange.parsed import Parsed, ParsedEntry, Problem, Reading
from cms.register.exchange.rows_reading import read_rows
from cms.register.exchange.rows_sheets import add_rows
from cms.register.exchange.shape import Rows, entry_shape, rows_named
from cms.register.exchange.tables import Contents
from cms.register.exchange.values import Unreadable, read_value


def parse(contents: Contents, matcher: Matcher, reading: Reading, limits: Limits) -> Parsed:
    """Read the entries of a file.

    Raises:
        Refused: The file as a whole is not what can be imported.
    """
    parsed = Parsed(matcher, reading, limits)
    if contents.entries is not None:
        for number, given in contents.entries:
            add_entry(parsed, number, given)
    else:
        _add_tables(parsed, layout_of(contents.tables, reading.mapping))
    return parsed


def _add_tables(parsed: Parsed, layout: Layout) -> None:
    if "reference" not in layout.main.targets():
        raise Refused(
            _("No column holds the reference number. Say which one does, or add one: every entry needs a number.")
        )
    if not parsed.reading.ignores_unknown:
        parsed.unknown = layout.unknown
    for number, cells in layout.main.rows:
        _add_row(parsed, layout.main, number, cells)
    for name, section in layout.children.items():
        add_rows(parsed, rows_named(name), section)


def _add_row(parsed: Parsed, section: Section, number: int, cells: list[str]) -> None:
    columns = [column for column in section.columns if column.target not in ("", IGNORED)]
    texts = {column: column.cell(cells) for column in columns}
    if not any(text.strip() for text in texts.values()):
        return
    key = {column.target: text for column, text in texts.items() if column.target in ("reference", "language")}
    sheet = section.table.name
    entry = parsed.start(number, sheet, key["reference"].strip(), key.get("language", ""))
    if entry is None:
        return
    legacy = Legacy(parsed.matcher)
    for column, text in texts.items():
        if column.target not in key:
            for found, reason in _read_column(parsed.matcher, entry.data, column, text, legacy):
                parsed.refuse(entry, column.heading, found, reason)
    for heading, found, reason in legacy.finish(entry.data):
        parsed.refuse(entry, heading, found, reason)
    for heading, notice in legacy.notices:
        parsed.notices.append(Problem(number, heading, notice, sheet, entry.key))


def _read_column(matcher: Matcher, data: Data, column: Column, text: str, legacy: Legacy) -> list[tuple[str, str]]:
    """Take one cell over; answers what could not be read, and why."""
    target = column.target
    if target in (LEGAL_BASES, RETENTION, SAFEGUARDS):
        legacy.keep(target, column.heading, text)
        return []
    shape = entry_shape()[target]
    if isinstance(shape, Rows):
        found = data.setdefault(target, [])
        if legacy.takes(shape, column.heading, text):
            return []
        report = read_rows(matcher, shape, text)
        found.extend(report.rows)
        return report.reasons
    if target in DEFAULTED and not text.strip():
        return []
    try:
        content = read_value(matcher, target, shape, text)
    except Unreadable as error:
        return [(text, str(error))]
    if target == "note":
        # Several columns may go there; what our own export wrote is taken over as it is.
        content = "\n".join(filter(None, (data.get("note"), content)))
    data[target] = content
    return []


__all__ = ["Parsed", "ParsedEntry", "Problem", "Reading", "parse"]
