"""An entry as a person reads it: sections, lines, items. Labels are in the active language, texts in the entry's."""

from dataclasses import dataclass

from cms.register.entry import Entry
from cms.register.entry_fields import BY_NAME, ENTRY_FIELDS, SECTIONS, EntryField
from cms.register.sheet_items import Item, Part, items_of

__all__ = ["Item", "Line", "Part", "Sheet", "SheetSection", "line_of", "sheet_of"]


@dataclass(frozen=True)
class Line:
    """One field of an entry: none, one or several items."""

    field: EntryField
    items: list[Item]

    @property
    def label(self) -> str:
        return str(self.field.label)

    @property
    def articles(self) -> str:
        return str(self.field.articles)


@dataclass(frozen=True)
class SheetSection:
    name: str
    label: str
    lines: list[Line]


@dataclass(frozen=True)
class Sheet:
    """A whole entry for templates.

    Attributes:
        entry: What it shows.
        sections: Its parts, in order.
    """

    entry: Entry
    sections: list[SheetSection]

    @property
    def language(self) -> str:
        return self.entry.language

    @property
    def lines(self) -> list[Line]:
        return [line for section in self.sections for line in section.lines]


def sheet_of(entry: Entry, *, keep_empty: bool = True) -> Sheet:
    """Lay out an entry.

    Args:
        entry: Complete or public; fields that it lacks have no line.
        keep_empty: Whether fields without a value have a line.
    """
    role = entry.data.get("role")
    lines = [
        Line(each, items_of(entry, each.name))
        for each in ENTRY_FIELDS
        if each.name in entry.data and (role is None or role in each.roles or entry.data[each.name])
    ]
    sections = []
    for name, label in SECTIONS.items():
        shown = [line for line in lines if line.field.section == name and (line.items or keep_empty)]
        if shown:
            sections.append(SheetSection(name, str(label), shown))
    return Sheet(entry, sections)


def line_of(entry: Entry, name: str) -> Line:
    """One field of an entry.

    Raises:
        KeyError: The entry has no such field.
    """
    return Line(BY_NAME[name], items_of(entry, name))
