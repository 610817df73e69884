"""Files as people, spreadsheets and databases write them."""

import datetime
import io
import os
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from cms.core.refusals import Refused
from cms.register.exchange.limits import IN_REQUEST
from cms.register.exchange.reading import read_file
from cms.register.exchange.tables import Contents, FaultyCell
from tests.factories.hostile_files import HOSTILE, MAIN, workbook

ROWS = [["lfd. Nr.", "Bezeichnung"], ["VVT-1", "Prüfung „Öffnung“\nzweite Zeile; mit, allem"], ["VVT-2", "Straße €"]]


def read(content: bytes, name: str) -> Contents:
    return read_file(io.BytesIO(content), name, IN_REQUEST)


def csv_file(encoding: str, separator: str) -> bytes:
    lines = ['"{}"{}"{}"'.format(row[0], separator, row[1].replace("„", "").replace("“", "")) for row in ROWS]
    return "\r\n".join(lines).encode(encoding)


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encoding_and_separator_are_found_out(encoding: str, separator: str) -> None:
    table = read(csv_file(encoding, separator), "x.csv").tables[0]
    assert table.rows[1] == (2, ["VVT-1", "Prüfung Öffnung\nzweite Zeile; mit, allem"])
    assert table.rows[2] == (3, ["VVT-2", "Straße €"])


def test_latin_1_without_the_characters_of_windows_is_read() -> None:
    assert (
        read("lfd. Nr.;Bezeichnung\n1;Prüfung\x81".encode("latin-1"), "x.txt").tables[0].rows[1][1][1] == "Prüfung\x81"
    )


def test_separators_inside_of_lists_do_not_mislead() -> None:
    content = b'Referenz;Zwecke der Verarbeitung\n1;"a, b, c, d, e"\n2;"f, g, h, i, j"\n'
    assert read(content, "x.csv").tables[0].rows[1][1] == ["1", "a, b, c, d, e"]


def test_a_workbook_of_a_spreadsheet_is_read_as_it_looks() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["lfd. Nr.", "Datum der Einführung", "Sozialdaten", "Bemerkung", "Zahl"])
    sheet.append([1, datetime.date(2020, 2, 29), True, "=1+1", 2.5])
    sheet.append([])
    sheet.append(
        ["2", datetime.datetime.fromisoformat("2021-01-01T12:30:00"), False, "zwei\nZeilen _x000B_", 12345678901]
    )
    file = io.BytesIO()
    book.save(file)
    rows = read(file.getvalue(), "x.xlsx").tables[0].rows
    assert rows[1][1][:3] == ["1", "2020-02-29", "true"]
    assert isinstance(rows[1][1][3], FaultyCell)
    assert rows[1][1][4] == "2.5"
    assert rows[2] == (4, ["2", "2021-01-01", "false", "zwei\nZeilen \x0b", "12345678901"])


def test_prefixes_rich_text_and_phonetics_are_read() -> None:
    cells = (
        '<x:c r="B2" t="s"><x:v>0</x:v></x:c><x:c t="str"><x:f>A1</x:f><x:v>berechnet</x:v></x:c>'
        '<x:c t="e"><x:v>#REF!</x:v></x:c><x:c r="F2" t="s"><x:v>7</x:v></x:c>'
    )
    sheet = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="2">{cells}</x:row></x:sheetData></x:worksheet>'
    text = '<si><r><t>fett</t></r><r><t xml:space="preserve"> und _x005F_x000B_</t></r><rPh><t>x</t></rPh></si>'
    rows = read(workbook(sheet, f'<sst xmlns="{MAIN}">{text}</sst>'), "x.xlsx").tables[0].rows
    assert rows == [(2, ["", "fett und _x000B_", "berechnet", "#REF!"])]
    assert rows[0][1][3].reason == "The cell shows an error: #REF!."


def test_days_of_a_macintosh_are_the_same_days() -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(["Datum der Einführung", datetime.date(2020, 2, 29)])
    file = io.BytesIO()
    book.save(file)
    assert read(file.getvalue(), "x.xlsx").tables[0].rows[0][1][1] == "2020-02-29"


@pytest.mark.parametrize(
    "content", ['[{"reference": "1"}]', ' {"entries":\n[{"reference": "1"} ] , "x": 1.5e3}', "\ufeff[]"]
)
def test_json_is_read_with_or_without_a_head(content: str) -> None:
    assert read(content.encode(), "x.json").entries in ([(1, {"reference": "1"})], [])


def test_long_json_is_read_piece_by_piece() -> None:
    entries = [{"reference": str(number), "note": "ä" * 3_000} for number in range(300)]
    content = str({"entries": entries}).replace("'", '"').encode()
    assert len(content) > 1_000_000
    assert [entry for _number, entry in read(content, "x.json").entries or []] == entries


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{}", "lacks a list"),
        ('{"format": "other", "entries": []}', "lacks a list"),
        ('{"version": 99, "entries": []}', "newer release"),
        ('{"entries": [{"reference": "1"}', "damaged"),
        ('{"entries": [1]}', "Entry 1 is no register entry"),
        ('{"entries": [{"reference": "1"},]}', "damaged"),
        ('{"entries": [{"purposes": [[]]}]}', "Entry 1 is no register entry"),
        ('"text"', "lacks a list"),
        ("", "empty"),
    ],
)
def test_json_that_is_no_register_is_refused(content: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        read(content.encode(), "x.json")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_made_to_harm_is_refused_in_one_sentence(name: str) -> None:
    file, make, reason = HOSTILE[name]
    with pytest.raises(Refused, match=reason):
        read(make(), file)


def test_random_damage_is_refused_or_read_but_never_an_error() -> None:
    content = workbook()
    for position in range(0, len(content), 7):
        damaged = bytearray(content)
        damaged[position] ^= 0xFF
        _try(bytes(damaged), "x.xlsx")
    for length in range(0, len(content), 41):
        _try(content[:length], "x.xlsx")
    for _turn in range(50):
        _try(b"PK\x03\x04" + os.urandom(300), "x.xlsx")


def _try(content: bytes, name: str) -> Any:
    try:
        return read(content, name)
    except Refused:
        return None
