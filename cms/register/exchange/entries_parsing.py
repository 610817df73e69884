"""From an entry of a JSON file to its data: the same, once every value is known to be one."""

from typing import Any

from django.utils.translation import gettext as _

from cms.register.entry import Data
from cms.register.exchange.parsed import Parsed, ParsedEntry
from cms.register.exchange.rows_reading import empty_row
from cms.register.exchange.shape import Rows, Value, entry_shape
from cms.register.exchange.values import Unreadable, read_value

DEFAULTED = frozenset({"role", "status", "publicity"})
"""Fields that are never empty: nothing in the file leaves them as they are."""


def add_entry(parsed: Parsed, number: int, given: dict[str, Any]) -> None:
    """Take over an entry."""
    reference, language = given.get("reference") or "", given.get("language") or ""
    if not isinstance(reference, str) or not isinstance(language, str):
        parsed.say(number, "reference", _("A text in quotation marks is expected."))
        return
    entry = parsed.start(number, "", reference, language)
    if entry is None:
        return
    for name, content in given.items():
        shape = entry_shape().get(name)
        if name in ("reference", "language") or (name in DEFAULTED and not content):
            continue
        if shape is None:
            parsed.say(number, name, _("There is no such field."), key=entry.key)
        elif isinstance(shape, Rows):
            entry.data[name] = _rows(parsed, entry, shape, content, (shape.label,))
        else:
            entry.data[name] = _value(parsed, entry, name, shape, content, (shape.label,))


# Labels are put together where there is a problem: looking up half a million of them takes longer than all the rest.
Where = tuple[Any, ...]


def _rows(parsed: Parsed, entry: ParsedEntry, rows: Rows, content: Any, where: Where) -> list[Data]:
    if not isinstance(content, list) or not all(isinstance(row, dict) for row in content):
        _say(parsed, entry, where, _("A list of rows in braces is expected."))
        return []
    known = {value.name: value for value in rows.values}
    found = []
    for given in content:
        row = empty_row(rows)
        for name, part in given.items():
            if name in known:
                path = f"{rows.name}.{name}"
                row[name] = _value(parsed, entry, path, known[name], part, (*where, known[name].label))
            elif rows.nested is not None and name == rows.nested.name:
                row[name] = _rows(parsed, entry, rows.nested, part, (*where, rows.nested.label))
            else:
                _say(parsed, entry, (*where, name), _("There is no such field."))
        found.append(row)
    return found


def _value(parsed: Parsed, entry: ParsedEntry, path: str, value: Value, content: Any, where: Where) -> str | None:
    if content is None:
        return value.empty
    if not isinstance(content, str):
        _say(parsed, entry, where, _("A text in quotation marks is expected."))
        return value.empty
    try:
        return read_value(parsed.matcher, path, value, content)
    except Unreadable as error:
        _say(parsed, entry, where, str(error))
        return value.empty


def _say(parsed: Parsed, entry: ParsedEntry, where: Where, reason: str) -> None:
    parsed.say(entry.row, ": ".join(map(str, where)), reason, key=entry.key)
