"""Whatever a file says, it is read or told: never an error of ours."""

import json
from contextlib import suppress
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.core.refusals import Refused
from cms.register.exchange.checking import findings
from cms.register.exchange.headings import legacy_headings
from cms.register.exchange.limits import IN_REQUEST
from cms.register.exchange.parsed import Parsed, Reading
from cms.register.exchange.parsing import parse
from cms.register.exchange.planning import empty_entry
from cms.register.exchange.shape import entry_shape
from cms.register.exchange.tables import Contents, Table
from tests.factories.register_exchange import AWKWARD, matcher, parsed, texts

HEADINGS = [heading for headings in legacy_headings().values() for heading in headings] + list(entry_shape())
COLUMNS = [
    *("Nr.", "Sprache", "Bezeichnung", "Abteilung", "Beginn", "Zweck", "Rechtsgrundlage", "Betroffene", "Daten"),
    *("Löschfristen", "Empfänger", "Drittland", "Garantien", "Auftragsverarbeiter", "TOM", "Systeme", "DSFA", "Notiz"),
]
CELLS = texts() | st.sampled_from(
    [
        "first",
        "Name [first]",
        "ja",
        "keine",
        "USA",
        "01.02.2019",
        "2020-01-31",
        "Art. 6 I e",
        "de",
        "first; second-1",
        "x | y: z",
    ]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(HEADINGS) | texts(), inner, max_size=4),
    max_leaves=10,
)
FEW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def read(table: list[list[str]], **reading: Any) -> Parsed:
    rows = [(number, cells) for number, cells in enumerate(table, 1) if any(cells)]
    return parse(Contents(tables=[Table("", rows)]), matcher(), Reading(**reading), IN_REQUEST)


@FEW
@given(st.lists(st.fixed_dictionaries(dict.fromkeys(COLUMNS, CELLS)), max_size=5), st.booleans())
def test_any_row_is_read_or_told(rows: list[dict[str, str]], keeps_unmatched: bool) -> None:
    table = [COLUMNS, *(["VVT-1" if name == "Nr." else row[name] for name in COLUMNS] for row in rows)]
    found = read(table, keeps_unmatched=keeps_unmatched)
    assert len(found.entries) <= 1
    for entry in found.entries.values():
        list(findings({**empty_entry(), **entry.data}))


@FEW
@given(st.lists(st.lists(st.sampled_from(HEADINGS) | CELLS, max_size=8), max_size=6))
def test_any_table_is_read_or_refused(table: list[list[str]]) -> None:
    with suppress(Refused):
        read(table)


@FEW
@given(st.lists(st.dictionaries(st.sampled_from([*entry_shape()]) | texts(), JSON, max_size=6), max_size=3))
def test_any_json_is_read_or_told(entries: list[dict[str, Any]]) -> None:
    try:
        found = parsed(json.dumps({"entries": entries}).encode(), "x.json")
    except Refused:
        return
    for entry in found.entries.values():
        list(findings({**empty_entry(), **entry.data}))


@FEW
@given(AWKWARD, st.sampled_from([*entry_shape()]))
def test_any_cell_in_any_column_is_read_or_told(cell: str, name: str) -> None:
    if name == "reference":
        return
    found = read([["reference", name], ["VVT-1", cell]])
    assert found.problems or ("VVT-1", found.entries and next(iter(found.entries))[1]) in found.entries


def test_a_character_that_cannot_be_stored_is_told() -> None:
    found = read([["Nr.", "Name"], ["VVT-1", "a\x00b"]])
    assert [problem.reason for problem in found.problems] == [
        "The text holds a character that cannot be stored (NUL or half of a pair)."
    ]
