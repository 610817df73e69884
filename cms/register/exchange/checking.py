"""Rules for the data of an entry that a file asks for. They hold for drafts, too; what an active entry needs is told by
`cms.register.completeness` when somebody publishes it."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.register.entry import Data
from cms.register.exchange.shape import Rows, Value, entry_shape
from cms.register.models.activity import ProcessingActivity, reference_slug

Finding = tuple[str, str]
"""The name of a field, and what is wrong with it."""


def findings(data: Data) -> Iterator[Finding]:
    """What keeps an entry from being stored as a draft."""
    yield from _reference(data["reference"])
    for each in entry_shape().values():
        if isinstance(each, Rows):
            yield from ((each.name, reason) for reason in _rows(each, data.get(each.name, [])))
        elif each.is_required and not data.get(each.name):
            yield each.name, _("The field is empty.")
    if data.get("started_on") and data.get("ended_on") and data["ended_on"] < data["started_on"]:
        yield "ended_on", _("The end lies before the beginning.")


def _reference(reference: str) -> Iterator[Finding]:
    try:
        ProcessingActivity._meta.get_field("reference").run_validators(reference)
    except ValidationError as error:
        yield from (("reference", message) for message in error.messages)
        return
    if not reference_slug(reference):
        yield "reference", _("The reference number needs a letter or a digit.")


def _rows(rows: Rows, data: list[Data]) -> Iterator[str]:
    for number, row in enumerate(data, 1):
        for value in rows.values:
            if value.is_required and not row.get(value.name):
                yield _("Row %(number)d: “%(label)s” is empty.") % {"number": number, "label": value.label}
        if rows.nested is not None:
            yield from _rows(rows.nested, row.get(rows.nested.name, []))


def facts_of_translation(data: Data, source: Data, current: Data | None) -> tuple[Data, list[Finding]]:
    """A translation's data with the facts of its source, and where the file says other facts.

    Facts are dates, codes and choices: they belong to the source text and are the same in every language. A file that
    repeats what the translation says now is no contradiction, even if the source has changed since.

    Args:
        data: What the file says; may lack fields.
        source: The data of the source language.
        current: What the translation says now, if there is one.
    """
    found, wrong = dict(data), []
    for each in entry_shape().values():
        if each.name in ("reference", "language"):
            continue
        if isinstance(each, Rows):
            problem = _rows_of_translation(each, found, source, current)
        else:
            problem = _value_of_translation(each, found, source, current)
        if problem:
            wrong.append((each.name, problem))
    return found, wrong


def _value_of_translation(value: Value, found: Data, source: Data, current: Data | None) -> str:
    name = value.name
    if value.is_translated:
        found.setdefault(name, current[name] if current else value.empty)
        return ""
    said = found.get(name)
    found[name] = source[name]
    if not said or said == source[name] or (current and said == current[name]):
        return ""
    return _("This is a fact of the entry. Change it in the row of the source language (%(language)s).") % {
        "language": source["language"]
    }


def _rows_of_translation(rows: Rows, found: Data, source: Data, current: Data | None) -> str:
    name = rows.name
    if name not in found:
        found[name] = current[name] if current else [_without_texts(rows, row) for row in source[name]]
        return ""
    said = [_facts(rows, row) for row in found[name]]
    allowed = [[_facts(rows, row) for row in each[name]] for each in (source, current) if each]
    if said in allowed:
        return ""
    return _(
        "A translation has the rows of the source language (%(language)s), in the same order and with the same codes."
    ) % {"language": source["language"]}


def _facts(rows: Rows, row: Data) -> dict[str, Any]:
    """What a row and its translation have in common."""
    facts: dict[str, Any] = {value.name: row.get(value.name) for value in rows.values if not value.is_translated}
    if rows.nested is not None:
        facts[rows.nested.name] = [_facts(rows.nested, below) for below in row.get(rows.nested.name, [])]
    return facts


def _without_texts(rows: Rows, row: Data) -> Data:
    empty: Data = {value.name: value.empty if value.is_translated else row.get(value.name) for value in rows.values}
    if rows.nested is not None:
        empty[rows.nested.name] = [_without_texts(rows.nested, below) for below in row.get(rows.nested.name, [])]
    return empty
