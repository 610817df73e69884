"""From plain data to a stored entry: the way back of `cms.register.entry`, for imports, demo and duplicates."""

from datetime import date
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from wagtail.models import Locale

from cms.core.conf import source_language
from cms.register.entry import PLAIN, Data
from cms.register.entry_fields import BY_NAME
from cms.register.models.activity import ROWS, ProcessingActivity
from cms.register.models.catalogues import CATALOGUES


class Codes:
    """The rows that entries may point to, by catalogue and code: read once, for one entry or for ten thousand."""

    @cached_property
    def _ids(self) -> dict[str, dict[str, int]]:
        return {
            model.kind: dict(
                model._default_manager.filter(locale__language_code=source_language()).values_list("code", "pk")
            )
            for model in CATALOGUES
        }

    def pk(self, kind: str, code: str) -> int | None:
        """The key of a row; ``None`` for an empty code.

        Raises:
            ValidationError: The catalogue has no such row.
        """
        if not code:
            return None
        if code not in self._ids[kind]:
            raise ValidationError(
                _("“%(code)s” is not in the catalogue “%(catalogue)s”."),
                code="unknown_code",
                params={"code": code, "catalogue": _catalogue_name(kind)},
            )
        return self._ids[kind][code]


def _catalogue_name(kind: str) -> str:
    return next(str(model._meta.verbose_name_plural) for model in CATALOGUES if model.kind == kind)


def write_data(activity: ProcessingActivity, data: Data, codes: Codes | None = None) -> ProcessingActivity:
    """Set an entry's fields and rows from plain data. Nothing is stored: save it, or save a revision of it.

    Args:
        activity: The entry, new or stored, with its ``locale``.
        data: As in `cms.register.entry.Entry.data`; fields that it lacks stay as they are.
        codes: The catalogues, if read already.

    Raises:
        ValidationError: By field: an unknown code, a date that is none. Nothing was changed in the database.
    """
    codes = codes or Codes()
    errors: dict[str, Any] = {}
    for name in PLAIN:
        if name in data:
            try:
                setattr(activity, name, _value(ProcessingActivity, name, data[name]))
            except ValidationError as error:
                errors[name] = error
    if "unit" in data:
        try:
            activity.unit_id = codes.pk("unit", data["unit"])
        except ValidationError as error:
            errors["unit"] = error
    for name in ROWS:
        if name in data:
            try:
                _write_rows(activity, name, data[name], codes)
            except ValidationError as error:
                errors[name] = error
    if errors:
        raise ValidationError(errors)
    return activity


def _write_rows(parent: Any, name: str, rows: list[Data], codes: Codes) -> None:
    model = parent._meta.get_field(name).related_model
    kept = _kept_rows(list(getattr(parent, name).all()), [_identity(model, row, codes) for row in rows])
    setattr(parent, name, [_row(model, row, parent.locale, kept.get(at), at, codes) for at, row in enumerate(rows)])


def _identity(model: Any, data: Data, codes: Codes) -> Any:
    """What makes a row the same as before: its catalogue row, else its name."""
    for name, kind in model.KEYS.items():
        return codes.pk(kind, data.get(name) or "")
    return data.get(model.VALUES[0])


def _kept_rows(existing: list[Any], identities: list[Any]) -> dict[int, Any]:
    """Which stored row goes on at which place, so that its translations do: first what is the same, then by place."""

    def identity_of(row: Any) -> Any:
        return next((getattr(row, f"{name}_id") for name in row.KEYS), None) or getattr(row, row.VALUES[0])

    kept: dict[int, Any] = {}
    left = sorted(existing, key=lambda row: row.sort_order or 0)
    for at, identity in enumerate(identities):
        same = next((row for row in left if identity and identity_of(row) == identity), None)
        if same is not None:
            kept[at] = same
            left.remove(same)
    for at in range(len(identities)):
        if at not in kept and left:
            kept[at] = left.pop(0)
    return kept


def _row(model: Any, data: Data, locale: Locale, stored: Any, order: int, codes: Codes) -> Any:
    row = stored if stored is not None else model(locale=locale)
    row.sort_order = order
    for name, kind in model.KEYS.items():
        setattr(row, f"{name}_id", codes.pk(kind, data.get(name) or ""))
    for name in model.VALUES:
        setattr(row, name, _value(model, name, data.get(name)))
    if hasattr(model, "legal_bases"):
        _write_rows(row, "legal_bases", data.get("legal_bases", []), codes)
    return row


def _value(model: Any, name: str, value: Any) -> Any:
    field = model._meta.get_field(name)
    if isinstance(field, models.DateField):
        return _day(value)
    return "" if value is None else value


def _day(value: str | None) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise ValidationError(_("“%(value)s” is no date; write 2026-01-31.") % {"value": value}) from error


def label_of(name: str) -> str:
    """What people call a field."""
    return str(BY_NAME[name].label) if name in BY_NAME else name
