"""Entries as plain data, full of what spreadsheets and separators trip over."""

import io
from typing import Any

from hypothesis import strategies as st

from cms.register.entry import Entry
from cms.register.exchange.export import stream_export
from cms.register.exchange.limits import BY_COMMAND
from cms.register.exchange.matching import Matcher
from cms.register.exchange.parsed import Parsed, Reading
from cms.register.exchange.parsing import parse
from cms.register.exchange.reading import read_file
from cms.register.exchange.shape import CATALOGUE, DAY, Rows, Value, coded_values, entry_shape
from cms.register.wording import Words

NAMES = {
    "first": "Erste: Zeile | mit „Strich“",
    "second-1": "=Formel; Komma, 'Apostroph'",
    "a.b": "Name [mit Klammer]",
}
AWKWARD = st.sampled_from(
    [
        *(
            "=1+1",
            "+49 431",
            "-",
            "- Punkt",
            "@SUM(A1)",
            "\tTab",
            "\rWagen",
            "\nZeile",
            "'",
            "''",
            "'=x",
            "' =x",
            " =x",
        ),
        *(
            "a | b",
            "|",
            "\\",
            "\\|",
            "\\n",
            "a\\",
            "\\_",
            ": ",
            "Note: x",
            "[first]",
            "Name [first]",
            '"',
            '""',
            ";",
            ",",
        ),
        *(
            "_x000B_",
            "_x005F_x000B_",
            "_x000B",
            "\x0b",
            "\x1f",
            "_\x0b",
            "_x000B\x0b",
            "\ufffe",
            "\u2028",
            "\x85",
            "\xa0",
        ),
        *(
            " ",
            "  führend",
            "folgend  ",
            "\xa0NBSP\xa0",
            "Zeile 1\nZeile 2\r\nZeile 3\rZeile 4",
            "👩‍💻 Ärztin ß ẞ ﬁ",
            "＝1",
        ),
        *("true", "0123", "1e5", "2026-01-31", "#NAME?", "None", "null", "\ufeffBOM", "a\tb", "Zweck: x | Hinweis: y"),
    ]
)
CHARACTERS = st.characters(exclude_categories=("Cs",), exclude_characters="\x00")
DAYS = st.none() | st.dates().map(lambda day: day.isoformat())


def words() -> Words:
    """Catalogues in which every kind has the same three rows."""
    kinds = {value.catalogue for _path, value in coded_values() if value.catalogue}
    return {kind: {code: {"name": name, "language": "de"} for code, name in NAMES.items()} for kind in kinds}


def matcher() -> Matcher:
    return Matcher({"de": words()})


def texts(longest: int = 0) -> st.SearchStrategy[str]:
    """Texts that fit; every third or so is one that something trips over."""
    text = st.text(CHARACTERS, max_size=20)
    mixed = AWKWARD | text | st.builds("{}{}{}".format, text, AWKWARD, text)
    return st.just("") | mixed.filter(lambda each: not longest or len(each) <= longest)


def _values(value: Value) -> st.SearchStrategy[Any]:
    if value.kind == DAY:
        return DAYS
    if value.kind == CATALOGUE:
        return st.sampled_from(["", *NAMES])
    if value.choices is not None:
        return st.sampled_from(["", *(code for code, _label in value.choices() if code)])
    return texts(value.longest)


def _rows(rows: Rows) -> st.SearchStrategy[list[dict[str, Any]]]:
    parts = {value.name: _values(value) for value in rows.values}
    if "basis" in parts:
        # A legal basis without a basis cannot be stored.
        parts["basis"] = _never_empty(parts["basis"])
    if rows.nested is not None:
        parts[rows.nested.name] = _rows(rows.nested)
    return st.lists(st.fixed_dictionaries(parts), max_size=3)


def _never_empty(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return strategy.filter(bool)


def data() -> st.SearchStrategy[dict[str, Any]]:
    """The data of a complete entry."""
    parts: dict[str, st.SearchStrategy[Any]] = {}
    for each in entry_shape().values():
        parts[each.name] = _rows(each) if isinstance(each, Rows) else _values(each)
    for name in ("role", "status", "publicity"):
        parts[name] = _never_empty(parts[name])
    parts["reference"] = st.from_regex(r"[A-Za-zÄ0-9][A-Za-zÄ0-9 ./-]{0,10}[A-Za-z0-9]", fullmatch=True)
    parts["language"] = st.sampled_from(["de", "en"])
    return st.fixed_dictionaries(parts)


def registers() -> st.SearchStrategy[list[dict[str, Any]]]:
    """The data of several entries."""
    return st.lists(data(), max_size=4, unique_by=lambda each: (each["reference"], each["language"]))


def exported(entries: list[dict[str, Any]], format: str, language: str) -> bytes:  # noqa: A002
    return b"".join(stream_export([Entry(each, words()) for each in entries], format, language, is_public=False))


def parsed(content: bytes, name: str, **reading: Any) -> Parsed:
    contents = read_file(io.BytesIO(content), name, BY_COMMAND)
    return parse(contents, matcher(), Reading(**reading), BY_COMMAND)
