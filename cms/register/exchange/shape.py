"""What an entry is made of, in one description: writing, reading and comparing all go by it.

Names and labels come from `cms.register.entry_fields` and from the models, so that a new field is exchanged, too.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail_localize.fields import TranslatableField

from cms.register.countries import country_choices
from cms.register.entry_fields import ENTRY_FIELDS, PRIVATE_PARTS, publishable_choices
from cms.register.models.activity import ROWS, TEXTS, ProcessingActivity

TEXT, DAY, CATALOGUE, CHOICE = "text", "day", "catalogue", "choice"


@dataclass(frozen=True)
class Value:
    """One value of an entry or of one of its rows.

    Attributes:
        name: Its key in the data.
        label: What people read.
        kind: ``text``, ``day``, ``catalogue`` or ``choice``.
        catalogue: With ``catalogue``: which one.
        choices: With ``choice``: gives codes and labels in the active language.
        is_translated: Whether a translation has its own. The others are facts of the source language.
        is_public: Whether the public register may show it.
        longest: The most characters that fit; 0 for no limit.
        is_required: Whether it must not be empty, a draft's included.
    """

    name: str
    label: Any
    kind: str = TEXT
    catalogue: str = ""
    choices: Callable[[], list[tuple[str, Any]]] | None = field(default=None, compare=False)
    is_translated: bool = False
    is_public: bool = True
    longest: int = 0
    is_required: bool = False

    @property
    def is_coded(self) -> bool:
        return self.kind in {CATALOGUE, CHOICE}

    @property
    def empty(self) -> str | None:
        """What the data holds where nothing is given."""
        return None if self.kind == DAY else ""


@dataclass(frozen=True)
class Rows:
    """A field that is a list of rows.

    Attributes:
        name: Its key in the data.
        label: What people read.
        sheet: The name of its sheet in a workbook.
        values: The parts of a row; the first is what the row is known by and is written even when empty.
        nested: Rows below each row: the legal bases of a purpose.
        is_public: Whether the public register may show it.
    """

    name: str
    label: Any
    sheet: Any
    values: tuple[Value, ...]
    nested: "Rows | None" = None
    is_public: bool = True

    @property
    def public_values(self) -> tuple[Value, ...]:
        return tuple(value for value in self.values if value.is_public)


SHEETS: dict[str, Any] = {
    "joint_controllers": _("Joint controllers"),
    "controllers_served": _("Controllers served"),
    "purposes": _("Purposes"),
    "legal_bases": _("Legal bases"),
    "data_subjects": _("Data subjects"),
    "data_categories": _("Data categories"),
    "recipients": _("Recipients"),
    "processors": _("Processors"),
    "transfers": _("Transfers"),
    "measures": _("Measures"),
    "systems": _("Systems"),
    "internal_fields": _("Internal fields"),
}
LANGUAGE = Value("language", _("Language"))


@cache
def entry_shape() -> dict[str, Value | Rows]:
    """Everything in an entry, in the order of the columns: reference and language first."""
    shape: dict[str, Value | Rows] = {}
    for each in ENTRY_FIELDS:
        is_public = each.publishable
        if each.name in ROWS:
            shape[each.name] = _rows(ProcessingActivity, each.name, each.label, is_public)
        else:
            is_translated = each.name in TEXTS
            shape[each.name] = _value(ProcessingActivity, each.name, each.label, is_translated, is_public)
        if each.name == "reference":
            shape["language"] = LANGUAGE
    return shape


def values_of_entry() -> Iterator[Value]:
    """What the main sheet of a workbook has columns for."""
    return (each for each in entry_shape().values() if isinstance(each, Value))


def rows_of_entry() -> Iterator[Rows]:
    """What has a sheet of its own in a workbook."""
    return (each for each in entry_shape().values() if isinstance(each, Rows))


def _rows(parent: Any, name: str, label: Any, is_public: bool) -> Rows:
    model = parent._meta.get_field(name).related_model
    texts = {each.field_name for each in model.translatable_fields if isinstance(each, TranslatableField)}
    order = [each.name for each in model._meta.fields]
    # A purpose is known by its text; the other rows begin with what they are known by.
    names = sorted((*model.KEYS, *model.VALUES), key=lambda each: (each != "text", order.index(each)))
    private = PRIVATE_PARTS.get(name, frozenset())
    values = tuple(
        _value(model, each, capfirst(model._meta.get_field(each).verbose_name), each in texts, each not in private)
        for each in names
    )
    nested = _rows(model, "legal_bases", _("Legal bases"), is_public) if name == "purposes" else None
    return Rows(name, label, SHEETS[name], values, nested, is_public)


def _value(model: Any, name: str, label: Any, is_translated: bool, is_public: bool) -> Value:
    known = model._meta.get_field(name)
    kind, catalogue, choices = TEXT, "", None
    if isinstance(known, models.ForeignKey):
        kind, catalogue = CATALOGUE, str(getattr(known.related_model, "kind", ""))
    elif isinstance(known, models.DateField):
        kind = DAY
    elif name == "country":
        kind, choices = CHOICE, country_choices
    elif model._meta.model_name == "internalfield" and name == "field":
        kind, choices = CHOICE, publishable_choices
    elif known.choices:
        kind, choices = CHOICE, lambda: [(str(code), label) for code, label in known.flatchoices]
    longest = (known.max_length or 0) if kind == TEXT else 0
    return Value(name, label, kind, catalogue, choices, is_translated, is_public, longest, not known.blank)


def coded_values() -> list[tuple[str, Value]]:
    """Every coded value with its path: ``unit``, ``data_categories.source``, ``legal_bases.basis``."""
    found: list[tuple[str, Value]] = []
    for each in entry_shape().values():
        if isinstance(each, Rows):
            for rows in filter(None, (each, each.nested)):
                found += [(f"{rows.name}.{value.name}", value) for value in rows.values if value.is_coded]
        elif each.is_coded:
            found.append((each.name, each))
    return found


def value_named(name: str) -> Value:
    """A field that is one value.

    Raises:
        KeyError: There is none of that name.
    """
    found = entry_shape()[name]
    if not isinstance(found, Value):
        raise KeyError(name)
    return found


def rows_named(name: str) -> Rows:
    """A field that is a list of rows.

    Raises:
        KeyError: There is none of that name.
    """
    found = entry_shape()[name]
    if not isinstance(found, Rows):
        raise KeyError(name)
    return found
