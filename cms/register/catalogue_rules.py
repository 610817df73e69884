"""What holds for the rows of all catalogues: codes are for ever, and facts are the same in every language."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail_localize.fields import SynchronizedField

from cms.core.conf import source_language
from cms.register.usages import is_used


def fact_fields(model: type[Any]) -> tuple[str, ...]:
    """The fields of a catalogue that are the source language's in every language: codes, flags, periods, order."""
    names = [each.field_name for each in model.translatable_fields if isinstance(each, SynchronizedField)]
    return tuple(model._meta.get_field(name).attname for name in names)


def is_translation(row: Any) -> bool:
    return bool(row.locale.language_code != source_language())


def keeps_its_code(row: Any) -> bool:
    """Whether others may know the row by its code: it was published in some language, or something uses it."""
    rows = type(row)._base_manager.filter(translation_key=row.translation_key)
    published = rows.filter(live=True) | rows.filter(first_published_at__isnull=False)
    return published.exists() or is_used(row)


def check_row(row: Any) -> None:
    """Validate what concerns more than one row.

    Raises:
        ValidationError: The code is another row's, or must not change any more; a provision succeeds itself.
    """
    errors: dict[str, str] = {}
    twins = type(row)._base_manager.filter(code=row.code, locale_id=row.locale_id).exclude(pk=row.pk)
    if twin := twins.first():
        errors["code"] = _("“%(other)s” has this code already.") % {"other": twin}
    stored = type(row)._base_manager.filter(pk=row.pk).first() if row.pk else None
    if stored is not None and stored.code != row.code and keeps_its_code(stored):
        errors["code"] = _(
            "The code stays “%(code)s”: the row was published or is in use, and exports and imports know it by that."
        ) % {"code": stored.code}
    successor = getattr(row, "successor", None)
    if successor is not None and successor.translation_key == row.translation_key:
        errors["successor"] = _("A provision cannot succeed itself.")
    if errors:
        raise ValidationError(errors)


def share_facts(row: Any) -> None:
    """Write a source row's facts into its translations: a period that changed counts in every language at once."""
    facts = {name: getattr(row, name) for name in fact_fields(type(row))}
    type(row)._base_manager.filter(translation_key=row.translation_key).exclude(pk=row.pk).update(**facts)


def keep_facts(row: Any, draft: Any) -> Any:
    """A draft never brings back an earlier place in the order, nor a translation's facts that the source has changed.

    Args:
        row: As it is stored.
        draft: What a revision makes of it.
    """
    names = fact_fields(type(row)) if is_translation(row) else ("sort_order",)
    for name in names:
        setattr(draft, name, getattr(row, name))
    return draft
