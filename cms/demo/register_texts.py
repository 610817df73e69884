"""The demo's register as it stands in `cms/demo/texts/register/`: one file per entry, its texts in both languages.

A value ``{de = "…", en = "…"}`` is a text; anything else is the same in every language. ``2025.toml`` says what the
register was like a year ago.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import DateField

from cms.demo.texts import FOLDER, SOURCE, TARGET, load
from cms.register.entry import Data
from cms.register.entry_fields import BY_NAME
from cms.register.models.activity import ROWS, ProcessingActivity

LANGUAGES = frozenset({SOURCE, TARGET})


def references() -> list[str]:
    """The reference numbers of all entries, retired ones and drafts included."""
    return sorted(path.stem.upper() for path in (FOLDER / "register").glob("vvt-*.toml"))


def references_in_2025() -> list[str]:
    """Those of them that existed at the end of 2025."""
    absent = load("register/2025")["absent"]
    return [reference for reference in references() if reference not in absent]


def changed_since_2025() -> list[str]:
    """Those of them that read differently then."""
    return list(load("register/2025")["changed"])


def unit_rows() -> list[dict[str, Any]]:
    """The organisational units: code, e-mail, and name and description by language."""
    rows: list[dict[str, Any]] = load("register/units")["row"]
    return rows


def entry_data(reference: str, language: str, *, in_2025: bool = False) -> Data:
    """An entry in one language, complete as `cms.register.entry.Entry.data` is.

    Args:
        reference: Its reference number.
        language: ``de`` or ``en``.
        in_2025: As it was at the end of 2025.

    Raises:
        ValueError: The file has a value that entries do not have.
    """
    raw, codes = load(f"register/{reference.lower()}"), {}
    if in_2025:
        changes = dict(load("register/2025")["changed"].get(reference, {}))
        codes = changes.pop("codes", {})
        raw = {**raw, **changes}
    read = _read(raw, language, codes)
    if unknown := read.keys() - BY_NAME.keys():
        raise ValueError(f"{reference}: {', '.join(sorted(unknown))}")
    values = {name: read.get(name, [] if name in ROWS else "") for name in BY_NAME}
    for name in ROWS:
        values[name] = _rows(ProcessingActivity, name, values[name])
    days = [field.name for field in ProcessingActivity._meta.get_fields() if isinstance(field, DateField)]
    return {"language": language, **values, **{name: values[name] or None for name in days if name in values}}


def translations(source: Any, target: Any) -> dict[str, str]:
    """The texts of an entry in one language, each with what it is called in the other."""
    if isinstance(source, dict):
        pairs = [translations(source[key], target[key]) for key in source if key != "language"]
    elif isinstance(source, list):
        pairs = [translations(one, other) for one, other in zip(source, target, strict=True)]
    else:
        return {source: target} if source and isinstance(source, str) else {}
    return {text: translated for each in pairs for text, translated in each.items()}


def _read(value: Any, language: str, codes: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        if value.keys() == LANGUAGES:
            return value[language]
        return {key: _read(part, language, codes) for key, part in value.items()}
    if isinstance(value, list):
        return [_read(part, language, codes) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    return codes.get(value, value)


def _rows(parent: Any, name: str, given: list[Data]) -> list[Data]:
    model = parent._meta.get_field(name).related_model
    return [_row(model, row) for row in given]


def _row(model: Any, given: Data) -> Data:
    empty: Data = dict.fromkeys(model.KEYS, "")
    for name in model.VALUES:
        empty[name] = None if isinstance(model._meta.get_field(name), DateField) else ""
    if unknown := given.keys() - empty.keys() - {"legal_bases"}:
        raise ValueError(f"{model._meta.verbose_name}: {', '.join(sorted(unknown))}")
    row = {**empty, **given}
    if "legal_bases" in given:
        row["legal_bases"] = _rows(model, "legal_bases", given["legal_bases"])
    return row
