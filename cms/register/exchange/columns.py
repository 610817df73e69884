"""The layout of a file: which sheet holds what, which row has the headings, what each column means."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from cms.core.refusals import Refused
from cms.register.exchange.headings import (
    IGNORED,
    find,
    fold,
    key_headings,
    main_headings,
    part_headings,
    public_marks,
    sheet_names,
)
from cms.register.exchange.json_reading import public_part
from cms.register.exchange.shape import rows_of_entry
from cms.register.exchange.tables import Table
from cms.register.exchange.targets import label_of, may_repeat, targets

ROWS_SEARCHED = 20
KEYS = ("reference", "language")


@dataclass(frozen=True)
class Column:
    """A column with something in it.

    Attributes:
        sheet: The field whose rows the sheet holds; empty on the main sheet.
        index: Its position, from 0.
        heading: What the file calls it.
        target: What it holds: a field, a part of a row, ``-`` for nothing that is taken over, or empty if unknown.
        sample: The first content in it.
    """

    sheet: str
    index: int
    heading: str
    target: str = ""
    sample: str = ""

    @property
    def key(self) -> str:
        """By what a mapping names it."""
        return f"{self.sheet}/{self.heading}" if self.sheet else self.heading

    def cell(self, cells: list[str]) -> str:
        """What a row has in this column."""
        return cells[self.index] if self.index < len(cells) else ""


@dataclass
class Section:
    """A sheet and its columns.

    Attributes:
        table: The sheet.
        start: How many of its rows come before the first one that counts.
        columns: Those with a heading or content.
    """

    table: Table
    start: int = 0
    columns: list[Column] = field(default_factory=list)

    @property
    def rows(self) -> list[tuple[int, list[str]]]:
        return self.table.rows[self.start :]

    def targets(self) -> set[str]:
        return {column.target for column in self.columns}


@dataclass
class Layout:
    """What is where in a file.

    Attributes:
        main: The sheet with one row per entry.
        children: The sheets with rows of entries, by field.
        left_out: The names of the other sheets.
    """

    main: Section
    children: dict[str, Section] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)

    @property
    def unknown(self) -> list[Column]:
        """Columns that hold something, and nobody knows what."""
        sections = (self.main, *self.children.values())
        return [column for section in sections for column in section.columns if not column.target]


def layout_of(tables: list[Table], mapping: dict[str, str] | None = None) -> Layout:
    """Recognise sheets and columns.

    Args:
        tables: As read.
        mapping: What people say about columns: heading, or ``field/heading``, to target.

    Raises:
        Refused: No sheet is a register, it is the public part of one, or two columns hold the same.
    """
    said = _said(mapping or {})
    main: Section | None = None
    best = -1
    children: dict[str, Section] = {}
    others: list[str] = []
    for table in tables:
        name = find(sheet_names(), table.name) if table.name else ""
        if name == "#":
            continue
        if name and len(tables) > 1 and (child := _child(table, name, said)) is not None:
            children[name] = child
            continue
        section = _main(table, said)
        score = len(section.targets() - {"", IGNORED})
        if score > best:
            if main is not None:
                others.append(main.table.name)
            main, best = section, score
        else:
            others.append(table.name)
    if main is None or not main.columns:
        raise Refused(_("The file has no row of headings with anything below it."))
    layout = Layout(main, children, [name for name in others if name])
    _check(layout)
    _check_mapping(layout, mapping or {})
    return layout


def _said(mapping: dict[str, str]) -> dict[str, str]:
    """A mapping as it is compared: a heading folded, but for the field before the slash."""
    found = {}
    for key, target in mapping.items():
        sheet, heading = _split(key)
        found[f"{sheet}/{fold(heading)}" if sheet else fold(heading)] = target
    return found


def _split(key: str) -> tuple[str, str]:
    sheet, slash, heading = key.partition("/")
    return (sheet, heading) if slash and sheet in {rows.name for rows in rows_of_entry()} else ("", key)


def _check_mapping(layout: Layout, mapping: dict[str, str]) -> None:
    """Refuse what would have no effect: a slip of the pen."""
    for key, target in mapping.items():
        sheet, heading = _split(key)
        section = layout.children.get(sheet) if sheet else layout.main
        if section is None or fold(heading) not in {fold(column.heading) for column in section.columns}:
            raise Refused(_("The file has no column “%(heading)s”.") % {"heading": key})
        known = {*part_headings(sheet).values(), "-"} if sheet else {name for name, _label in targets()}
        if target not in known:
            raise Refused(
                _("There is no field “%(field)s”. There are: %(names)s.")
                % {"field": target, "names": ", ".join(sorted(known))}
            )


def _main(table: Table, said: dict[str, str]) -> Section:
    known = main_headings()

    def target(heading: str) -> str:
        return said.get(fold(heading)) or find(known, heading)

    start = _heading_row(table, target)
    section = _section(table, start, "", target)
    first = table.rows[start][1][0] if table.rows and table.rows[start][1] else ""
    if first.strip().casefold() in public_marks():
        raise public_part()
    return section


def _child(table: Table, name: str, said: dict[str, str]) -> Section | None:
    parts, keys = part_headings(name), key_headings()

    def target(heading: str) -> str:
        return said.get(f"{name}/{fold(heading)}") or find(parts, heading) or find(keys, heading)

    section = _section(table, _heading_row(table, target), name, target)
    return section if "reference" in section.targets() else None


def _heading_row(table: Table, target: Callable[[str], str]) -> int:
    """The row with the most headings that are known: registers often begin with a title."""
    scores = [len([1 for cell in cells if cell and target(cell)]) for _number, cells in table.rows[:ROWS_SEARCHED]]
    return scores.index(max(scores)) if any(scores) else 0


def _section(table: Table, start: int, sheet: str, target: Callable[[str], str]) -> Section:
    if not table.rows:
        return Section(table)
    headings = table.rows[start][1]
    rows = table.rows[start + 1 :]
    samples: dict[int, str] = {}
    for _number, cells in rows:
        for index, cell in enumerate(cells):
            if cell and index not in samples:
                samples[index] = cell
    columns = []
    width = max(len(headings), max(samples, default=-1) + 1)
    for index in range(width):
        heading = headings[index].strip() if index < len(headings) else ""
        name = heading or _("column %(letter)s") % {"letter": get_column_letter(index + 1)}
        found = target(name)
        if found or index in samples:
            columns.append(Column(sheet, index, name, found, samples.get(index, "")[:200]))
    return Section(table, start + 1, columns)


def _check(layout: Layout) -> None:
    """Refuse what is there twice: one of the two would be lost."""
    taken: dict[str, str] = {}
    for column in layout.main.columns:
        if column.target in taken and not may_repeat(column.target):
            raise Refused(
                _("The columns “%(one)s” and “%(other)s” both hold “%(label)s”. Leave one of them out.")
                % {"one": taken[column.target], "other": column.heading, "label": label_of(column.target)}
            )
        taken[column.target] = column.heading
    for name, section in layout.children.items():
        if name in taken:
            raise Refused(
                _("The column “%(column)s” and the sheet “%(sheet)s” hold the same. Leave one of them out.")
                % {"column": taken[name], "sheet": section.table.name}
            )
