"""Lists of rows in one cell, as people write and change them."""

from typing import Any

from cms.register.entry import Entry
from cms.register.exchange.labels import Labels
from cms.register.exchange.notation import split_lines, write_rows
from cms.register.exchange.rows_reading import read_rows
from cms.register.exchange.shape import rows_named
from tests.factories.register_exchange import matcher, words

PURPOSES = [
    {
        "text": "Ausliefern | zeigen",
        "category": "first",
        "legitimate_interest": "",
        "legal_bases": [{"basis": "a.b", "note": "Nr. 1"}, {"basis": "first", "note": ""}],
    },
    {"text": "Fehler\nfinden", "category": "", "legitimate_interest": "Betrieb", "legal_bases": []},
]


def cell(name: str, rows: list[dict[str, Any]], language: str = "en") -> str:
    return write_rows(Entry({"language": language}, words()), rows_named(name), rows, Labels(language))


def read(name: str, text: str) -> tuple[list[dict[str, Any]], list[str]]:
    report = read_rows(matcher(), rows_named(name), text)
    return report.rows, [reason for _text, reason in report.reasons]


def test_a_row_is_a_line_with_labelled_parts() -> None:
    assert cell("purposes", PURPOSES).split("\n") == [
        (
            r"Purpose: Ausliefern \| zeigen | Category: Erste: Zeile \| mit „Strich“ [first] | "
            "Legal basis: Name [mit Klammer] [a.b] | In conjunction with: Nr. 1 | "
            r"Legal basis: Erste: Zeile \| mit „Strich“ [first]"
        ),
        r"Purpose: Fehler\nfinden | Legitimate interest: Betrieb",
    ]


def test_what_was_written_is_read_in_every_language() -> None:
    for language in ("de", "en"):
        assert read("purposes", cell("purposes", PURPOSES, language)) == (PURPOSES, [])


def test_people_may_leave_out_the_leading_label_and_the_names_of_codes() -> None:
    rows, reasons = read("data_subjects", "[first] | note: nur online\r\n\r\n  second-1 |Note :x  ")
    assert [list(row.values()) for row in rows] == [["first", "nur online"], ["second-1", "x"]]
    assert reasons == []


def test_a_name_with_a_colon_needs_no_label() -> None:
    rows, _reasons = read("systems", "SAP: Modul FI | Access groups: Buchhaltung")
    assert rows == [{"name": "SAP: Modul FI", "access": "Buchhaltung"}]


def test_a_part_that_does_not_exist_is_told_with_those_that_do() -> None:
    _rows, reasons = read("systems", "System: nginx | Zugang: alle")
    assert reasons == ["“Zugang” is none of: System, Access groups. Within a text write \\| for a bar."]


def test_only_real_line_breaks_part_rows() -> None:
    assert split_lines("a\u2028b\x0bc\r\nd\x85e\n \nf") == ["a\u2028b\x0bc", "d\x85e", "f"]


def test_free_text_becomes_one_row_per_line_bullet_or_semicolon() -> None:
    assert [row["text"] for row in read("purposes", "- Prüfen\n• Zahlen; Mahnen\n2) Archivieren")[0]] == [
        *("Prüfen", "Zahlen", "Mahnen", "Archivieren")
    ]


def test_names_are_parted_by_commas_only_where_that_makes_known_ones() -> None:
    rows, reasons = read("data_subjects", "first, second-1, Unbekannte; Name [mit Klammer]")
    assert [row["category"] for row in rows] == ["first", "second-1", "a.b"]
    assert reasons == ["“Unbekannte” is not in the catalogue “categories of data subjects”."]


def test_addresses_stay_with_their_names() -> None:
    rows, _reasons = read("joint_controllers", "Kasse A\nWeg 1\n24103 Kiel\n\nKasse B")
    assert [(row["name"], row["address"]) for row in rows] == [("Kasse A", "Weg 1\n24103 Kiel"), ("Kasse B", "")]
