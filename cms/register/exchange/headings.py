"""Which column holds what. Our own headings in every language, our names, and those of the authorities' templates.

Compared without case, accents, punctuation, numbering, and what stands in brackets or after "gem. Art. …". The table
for people is in docs/register-import.md.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from django.conf import settings
from django.utils.translation import override

from cms.register.exchange.limits import LONGEST_HEADING
from cms.register.exchange.shape import Rows, Value, entry_shape, rows_of_entry
from cms.register.searching import normalise

IGNORED = "-"
"""The target of columns that are left out."""
LEGAL_BASES, RETENTION, SAFEGUARDS = "legal_bases", "retention", "safeguards"
"""Columns of older registers for what we keep below purposes, data categories and transfers."""

_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_CITATION = re.compile(
    r"(?<=\w)\W+(?:(?:gem(?:ass|äß|\.)?|nach|laut|lt\.?|i\.?\s?s\.?\s?d\.?|im sinne (?:von|des|der))\s+)?"
    r"(?:art(?:ikel|icle)?\b\.?|§+)\s*\d.*$",
    re.DOTALL,
)
_LEADING = re.compile(r"^(?:(?:\d{1,2}|[a-h]|optional|ggf|zu)\s+)+(?=\w)")
_NO_WORD = re.compile(r"[\W_]+")
_UMLAUTS = str.maketrans({"ä": "a", "ö": "o", "ü": "u"})


def fold(text: str) -> str:
    """What of a heading is compared: letters and digits. "ue" counts as "ü", and both as "u"."""
    text = normalise(text.casefold().translate(_UMLAUTS))
    for written, letter in (("ae", "a"), ("oe", "o"), ("ue", "u")):
        text = text.replace(written, letter)
    return _NO_WORD.sub(" ", text).strip()


def keys_of(heading: str) -> Iterator[str]:
    """What a heading may be known by, the most exact first."""
    plain = heading.replace("-\n", "").casefold()
    short = _IN_BRACKETS.sub(" ", plain)
    cut = _CITATION.sub("", short)
    for text in (plain, short, _CITATION.sub("", plain), cut):
        yield fold(text)
    yield _LEADING.sub("", fold(cut))


def find(known: dict[str, str], heading: str) -> str:
    """What a heading means, in one of the lists below; empty for an unknown one."""
    if len(heading) > LONGEST_HEADING:
        return ""
    return next((known[key] for key in keys_of(heading) if key and key in known), "")


@cache
def legacy_headings() -> dict[str, list[str]]:
    """Headings of registers kept elsewhere, by what they hold."""
    text = files("cms.register.exchange").joinpath("legacy_headings.toml").read_text(encoding="utf-8")
    found: dict[str, list[str]] = tomllib.loads(text)
    return found


@cache
def main_headings() -> dict[str, str]:
    """The columns of a register: folded heading -> name of a field, or one of the targets above."""
    known: dict[str, str] = {}
    for target, headings in legacy_headings().items():
        for heading in headings:
            known.setdefault(fold(heading), target)
    # Ours count most.
    for name, label in _all_labels(entry_shape().values()):
        known[fold(label)] = name
    return known


@cache
def part_headings(name: str) -> dict[str, str]:
    """The columns of a sheet of rows, and the labels in a cell of rows."""
    rows = entry_shape()[name]
    assert isinstance(rows, Rows)  # noqa: S101 - asked for rows only
    nested = rows.nested.values if rows.nested else ()
    return {fold(label): part for part, label in _all_labels([*nested, *rows.values])}


@cache
def key_headings() -> dict[str, str]:
    """The columns of a sheet of rows that say which entry a row belongs to."""
    from cms.register.exchange.labels import NUMBER

    number = Value("number", NUMBER)
    known = {fold(label): name for name, label in _all_labels([number])}
    main = main_headings()
    return {**known, **{key: name for key, name in main.items() if name in ("reference", "language")} | known}


@cache
def sheet_names() -> dict[str, str]:
    """The sheets of a workbook: folded name -> field."""
    from cms.register.exchange.labels import CATALOGUE_SHEET, LONGEST_SHEET_NAME

    known: dict[str, str] = {}
    sheets = {"#": CATALOGUE_SHEET, **{each.name: each.sheet for each in rows_of_entry()}}
    for language in _languages():
        with override(language):
            for name, label in sheets.items():
                known[fold(str(label)[:LONGEST_SHEET_NAME])] = name
    return {**known, **{fold(each.name): each.name for each in rows_of_entry()}}


@cache
def public_marks() -> frozenset[str]:
    """The first heading of a file that holds the public part only."""
    from cms.register.exchange.labels import Labels

    return frozenset(Labels(language).public_reference.casefold() for language in _languages())


def _all_labels(values: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """Name and label of each in every language, and the name itself."""
    values = list(values)
    for language in _languages():
        with override(language):
            for each in values:
                yield each.name, str(each.label)
    for each in values:
        yield each.name, each.name


def _languages() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]
