"""Headings of registers kept elsewhere."""

import pytest
from django.utils.translation import override

from cms.core.refusals import Refused
from cms.register.exchange.columns import layout_of
from cms.register.exchange.headings import (
    find,
    legacy_headings,
    main_headings,
    part_headings,
    sheet_names,
)
from cms.register.exchange.shape import entry_shape, rows_of_entry
from cms.register.exchange.tables import Table

TEMPLATES = {
    "lfd. Nr.:": "reference",
    "1. Bezeichnung der Verarbeitungstätigkeit": "name",
    "BEZEICHNUNG  DER\nVERARBEITUNGSTÄTIGKEIT*": "name",
    "Benennung der Verarbeitungstaetigkeit": "name",
    "Verantwortliche Fachabteilung\nAnsprechpartner\nTelefon\nE-Mail-Adresse\n(Art. 30 Abs. 1 S. 2 lit. a)": "contact",
    "Verantwortliche Fachabteilung": "unit",
    "Ansprechpartner": "contact",
    "Zwecke der Verarbeitung (Art. 30 Abs. 1 S. 2 lit. b)": "purposes",
    "Zweckbestimmung": "purposes",
    "Rechtsgrundlage": "legal_bases",
    "Beschreibung der Kategorien betroffener Personen gem. Art. 30 Abs. 1 lit. c DSGVO": "data_subjects",
    "Betroffene Personengruppen": "data_subjects",
    "Beschreibung der Kategorien von personenbezogenen Daten": "data_categories",
    "Kategorie von personenbez. Daten": "data_categories",
    "Kategorien von Empfängern, gegenüber denen die personenbezogenen Daten offengelegt worden sind oder noch werden": (
        "recipients"
    ),
    "extern (Empfängerkategorie)": "recipients",
    "ggf. Übermittlungen von personenbezogenen Daten an ein Drittland oder an eine internationale Organisation": (
        "transfers"
    ),
    "Drittlandtransfer": "transfers",
    "vorgesehene Fristen für die Löschung der verschiedenen Datenkategorien (Art. 30 Abs. 1 S. 2 lit. f)": "retention",
    "Löschfristen": "retention",
    "Loeschfrist": "retention",
    "Allgemeine Beschreibung der technischen und organisatorischen Maßnahmen nach Art. 32 Abs. 1 DSGVO": "measures",
    "TOM": "measures",
    "Datum der Einführung": "started_on",
    "Datum der letzten Änderung": "-",
    "Name und Kontaktdaten des Verantwortlichen": "-",
    "Datenschutz-Folgenabschätzung erforderlich?": "dpia_threshold",
    "Lawful basis": "legal_bases",
    "Categories of individuals": "data_subjects",
    "General description of technical and organisational security measures": "measures",
}


@pytest.mark.parametrize("heading", TEMPLATES)
def test_headings_of_templates_are_recognised(heading: str) -> None:
    assert find(main_headings(), heading) == TEMPLATES[heading]


@pytest.mark.parametrize(
    "heading", ["", "   ", "Raumnummer", "Art. 30", "§ 284 SGB V", "x" * 5000, "(nur intern)", "2024"]
)
def test_other_headings_are_unknown(heading: str) -> None:
    assert find(main_headings(), heading) == ""


def test_every_listed_heading_leads_where_it_says() -> None:
    ours = set(entry_shape()) | {"legal_bases", "retention", "safeguards", "-"}
    assert set(legacy_headings()) <= ours
    wrong = {
        heading: (target, found)
        for target, headings in legacy_headings().items()
        for heading in headings
        if (found := find(main_headings(), heading)) not in (target, _also(target))
    }
    assert wrong == {}


def _also(target: str) -> str:
    """Our own label counts more, where it reads like one of them."""
    return {"transfers": "transfer_status"}.get(target, target)


def test_our_own_words_are_recognised_in_both_languages() -> None:
    for language in ("de", "en"):
        with override(language):
            for name, each in entry_shape().items():
                assert find(main_headings(), str(each.label)) == name
            for rows in rows_of_entry():
                assert find(sheet_names(), str(rows.sheet)[:31]) == rows.name
                for value in rows.values:
                    assert find(part_headings(rows.name), str(value.label)) == value.name


def table(*rows: list[str]) -> list[Table]:
    return [Table("", list(enumerate(rows, 1)))]


def test_titles_above_the_headings_are_passed_over() -> None:
    layout = layout_of(table(["Verzeichnis der Kasse"], ["Stand 2024"], ["Nr.", "Bezeichnung"], ["1", "Post"]))
    assert [column.target for column in layout.main.columns] == ["reference", "name"]
    assert layout.main.rows == [(4, ["1", "Post"])]


def test_unknown_columns_are_named_with_an_example_unless_they_are_empty() -> None:
    layout = layout_of(
        table(["Nr.", "Bezeichnung", "Raum", "Leer"], ["1", "Post", "", "", "ohne Überschrift"], ["2", "", "A 1"])
    )
    assert [(column.heading, column.sample) for column in layout.unknown] == [
        ("Raum", "A 1"),
        ("column E", "ohne Überschrift"),
    ]


def test_a_mapping_says_what_a_column_holds() -> None:
    rows = (["Nr.", "Bezeichnung", "Raum", "Stand"], ["1", "Post", "A 1", "2024"])
    layout = layout_of(table(*rows), {"raum": "note", "Stand": "ended_on"})
    assert [column.target for column in layout.main.columns] == ["reference", "name", "note", "ended_on"]
    with pytest.raises(Refused, match="no column “Zimmer”"):
        layout_of(table(*rows), {"Zimmer": "note"})
    with pytest.raises(Refused, match="no field “notes”"):
        layout_of(table(*rows), {"Raum": "notes"})


def test_two_columns_with_the_same_are_refused_unless_they_add_up() -> None:
    with pytest.raises(Refused, match="“Bezeichnung” and “Benennung” both hold “Name”"):
        layout_of(table(["Nr.", "Bezeichnung", "Benennung"], ["1", "a", "b"]))
    layout = layout_of(table(["Nr.", "Empfänger intern", "Empfänger extern"], ["1", "a", "b"]))
    assert [column.target for column in layout.main.columns][1:] == ["recipients", "recipients"]
