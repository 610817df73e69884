"""The words of an export in one language, looked up once: headings, names of choices, names of sheets."""

from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from cms.register.entry import Entry
from cms.register.exchange.cells import coded
from cms.register.exchange.shape import CATALOGUE, CHOICE, Value, coded_values, entry_shape, rows_of_entry
from cms.register.wording import catalogue_of

MAIN_SHEET = gettext_lazy("Register")
CATALOGUE_SHEET = gettext_lazy("Catalogues")
NUMBER = gettext_lazy("No.")
LONGEST_SHEET_NAME = 31


class Labels:
    """Everything that an export says in the language of its reader.

    Args:
        language: The language of headings and choices. Names of catalogue rows come with the entries.
    """

    def __init__(self, language: str) -> None:
        self.language = language

    def of(self, label: str | Promise) -> str:
        with override(self.language):
            return str(label)

    @cached_property
    def headings(self) -> dict[str, str]:
        """The heading of each column by the name of the field."""
        with override(self.language):
            return {name: str(each.label) for name, each in entry_shape().items()}

    @cached_property
    def public_reference(self) -> str:
        """The first heading of a public export. By it, an import knows that the file does not hold everything."""
        with override(self.language):
            return _("Reference number (public part)")

    @cached_property
    def parts(self) -> dict[str, dict[str, str]]:
        """The label of each part of a row, by the names of field and part."""
        with override(self.language):
            rows = [*rows_of_entry(), *(each.nested for each in rows_of_entry() if each.nested)]
            return {each.name: {value.name: str(value.label) for value in each.values} for each in rows}

    @cached_property
    def sheets(self) -> dict[str, str]:
        """The names of the sheets of a workbook by field; ``""`` is the main one."""
        with override(self.language):
            names = {"": MAIN_SHEET, **{each.name: each.sheet for each in rows_of_entry()}, "#": CATALOGUE_SHEET}
            return {name: str(label)[:LONGEST_SHEET_NAME] for name, label in names.items()}

    @cached_property
    def _choices(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        with override(self.language):
            for path, value in coded_values():
                if value.kind == CHOICE and value.choices is not None:
                    found[path] = {code: str(label) for code, label in value.choices() if code}
        return found

    def choices(self, path: str) -> dict[str, str]:
        """The labels of a choice by code."""
        return self._choices[path]

    def catalogue(self, kind: str) -> str:
        """The name of a catalogue."""
        with override(self.language):
            return str(capfirst(catalogue_of(kind)._meta.verbose_name_plural))

    def text(self, entry: Entry, path: str, value: Value, content: Any) -> str:
        """What a cell says for a value.

        Args:
            entry: Whose value it is; knows the names of catalogue rows.
            path: ``name`` of a field or ``field.name`` of a part.
            value: Its description.
            content: What the data holds.
        """
        if not content:
            return ""
        if value.kind == CATALOGUE:
            return coded(content, entry.name_of(value.catalogue, content))
        if value.kind == CHOICE:
            return coded(content, self._choices[path].get(content, ""))
        return str(content)
