"""Choosing a catalogue row in a form: one query per catalogue and page, however many rows the form has.

An entry with twenty rows holds sixty select boxes over the same few catalogues. Django's own field reads the catalogue
anew for each of them, and once more for each when the form comes back.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.core.conf import source_language


@dataclass(frozen=True)
class CatalogueChoices:
    """One catalogue as read for a form.

    Attributes:
        rows: The rows that entries may point to, by primary key.
        choices: Pairs of key and label; in named groups where the catalogue has a field to group by. A label is the
            translation into the reader's language where there is one.
    """

    rows: dict[Any, Any]
    choices: list[tuple[Any, Any]]


def read_choices(model: Any) -> CatalogueChoices:
    """Read a catalogue with its translation into the active language, in one query."""
    source, active = source_language(), get_language() or source_language()
    found = model.objects.filter(locale__language_code__in={source, active}).select_related("locale")
    rows = list(found.order_by("sort_order", "name", "pk"))
    translated = {row.translation_key: row for row in rows if row.locale.language_code != source and row.live}
    sources = {row.pk: row for row in rows if row.locale.language_code == source}
    groups: dict[str, list[tuple[Any, str]]] = {}
    for key, row in sources.items():
        label = _label(translated.get(row.translation_key, row), row)
        groups.setdefault(_group_of(row), []).append((key, label))
    if len(groups) < 2:
        return CatalogueChoices(sources, [choice for choices in groups.values() for choice in choices])
    return CatalogueChoices(sources, list(groups.items()))


def _label(shown: Any, row: Any) -> str:
    label = str(shown)
    if getattr(row, "is_repealed", False):
        label = _("%(name)s (repealed)") % {"name": label}
    return label if row.live else _("%(name)s (draft)") % {"name": label}


def _group_of(row: Any) -> str:
    for name in ("act", "goal"):
        if hasattr(row, name):
            return str(getattr(row, f"get_{name}_display")())
    return ""


_shared: ContextVar[dict[Any, CatalogueChoices] | None] = ContextVar("privacy_catalogue_choices", default=None)


@contextmanager
def shared_choices() -> Iterator[None]:
    """Inside the block, each catalogue is read once. For one request: what is read stays as it was."""
    token = _shared.set({})
    try:
        yield
    finally:
        _shared.reset(token)


def choices_of(model: Any) -> CatalogueChoices:
    """The choices of a catalogue, from the surrounding `shared_choices` if there is one."""
    shared = _shared.get()
    if shared is None:
        return read_choices(model)
    if model not in shared:
        shared[model] = read_choices(model)
    return shared[model]


def is_shared_choice(model: Any, key: Any) -> bool:
    """Whether a key is among the choices that were read for the request; ``False`` where nothing was."""
    shared = _shared.get()
    return shared is not None and model in shared and key in shared[model].rows


def existing_keys(model: Any, keys: set[Any]) -> set[Any]:
    """Those of the keys that a catalogue has, from what was read for the request if they stand there."""
    shared = _shared.get()
    if shared is not None and keys <= set(choices_of(model).rows):
        return keys
    return set(model.objects.filter(pk__in=keys).values_list("pk", flat=True))


class CatalogueChoiceIterator(forms.models.ModelChoiceIterator):
    """What the select box offers."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        yield from choices_of(self.queryset.model).choices

    def __len__(self) -> int:
        return len(choices_of(self.queryset.model).rows) + (1 if self.field.empty_label is not None else 0)

    def __bool__(self) -> bool:
        return True


class CatalogueChoiceField(forms.ModelChoiceField):
    """A select box over a catalogue."""

    iterator = CatalogueChoiceIterator

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        key = value.pk if hasattr(value, "pk") else value
        catalogue: Any = self.queryset
        row = choices_of(catalogue.model).rows.get(int(key) if str(key).isdecimal() else None)
        if row is None:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": key})
        return row
