"""What an import would do, told before it does it."""

import io
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import AbstractUser
from wagtail.models import Locale, Revision

from cms.core.refusals import Refused
from cms.localization.route import draft_translation, fill_translation, start_translation
from cms.register.exchange.export import EXPORT_FORMATS
from cms.register.models import ProcessingActivity, Unit
from tests.cms.register.exchange.conftest import csv_of, exported, plan_of, reasons
from tests.cms.register.test_recording import ENGLISH
from tests.factories.register import activity, published_activity

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]


def translated(english: Locale, user: AbstractUser, reference: str = "VVT-001") -> ProcessingActivity:
    source = published_activity(reference)
    start_translation(source, english, user)
    fill_translation(source, english, ENGLISH, user)
    draft_translation(source, english, user).publish()
    return source


@pytest.mark.parametrize("format_", EXPORT_FORMATS)
def test_an_export_of_the_register_says_nothing_new(format_: str, english: Locale, approver: AbstractUser) -> None:
    translated(english, approver)
    activity("VVT-002", note="=1+1\nzweite Zeile | mit Strich")
    plan = plan_of(exported(format_), f"x.{format_}")
    assert plan.is_clean
    assert sorted(plan.skipped) == [("VVT-001", "de"), ("VVT-001", "en"), ("VVT-002", "de")]
    assert not plan.changes


def test_the_latest_draft_counts_not_what_is_published(editor: AbstractUser) -> None:
    draft = published_activity()
    draft.name = "Neuer Name"
    draft.save_revision(user=editor)
    assert plan_of(exported()[:], "x.xlsx").skipped == [("VVT-001", "de")]
    plan = plan_of(csv_of({"Nr.": "VVT-001", "Bezeichnung": "Betrieb der Website"}))
    assert [(each.before, each.after) for each in plan.changed[0].differences] == [
        ("Neuer Name", "Betrieb der Website")
    ]


def test_planning_stores_nothing() -> None:
    activity()
    before = Revision.objects.count()
    plan = plan_of(csv_of({"Nr.": "VVT-001", "Bezeichnung": "Neu", "Abteilung": "Fuhrpark"}), creates_units=True)
    assert (len(plan.changed), plan.new_units) == (1, {"fuhrpark": "Fuhrpark"})
    assert (Revision.objects.count(), ProcessingActivity.objects.count(), Unit.objects.count()) == (before, 1, 2)


def test_fields_without_a_column_stay_and_empty_cells_empty_them() -> None:
    activity()
    plan = plan_of(csv_of({"Nr.": "VVT-001", "Kurzbeschreibung": "", "Status": ""}))
    assert [each.name for each in plan.changed[0].differences] == ["summary"]
    assert plan.changed[0].data["name"] == "Betrieb der Website"
    assert plan.changed[0].data["status"] == "active"


def test_of_a_list_only_the_rows_that_differ_are_shown() -> None:
    activity(systems=[{"name": "nginx", "access": ""}, {"name": "Matomo", "access": ""}])
    plan = plan_of(csv_of({"Nr.": "VVT-001", "IT-Systeme": "nginx\nPostfix"}))
    difference = plan.changed[0].differences[0]
    assert (difference.before, difference.after) == ("System: Matomo", "System: Postfix")


def test_a_register_kept_elsewhere_is_understood() -> None:
    plan = plan_of(
        csv_of(
            {
                "lfd. Nr.": "17",
                "Bezeichnung der Verarbeitungstätigkeit": "Betrieb der Website",
                "Verantwortliche Fachabteilung": "it",
                "Ansprechpartner": "Frau Möller, Tel. 0431 1",
                "Datum der Einführung": "01.02.2019",
                "Datum der letzten Änderung": "irgendwann",
                "Zwecke der Verarbeitung (Art. 30 Abs. 1 S. 2 lit. b)": "- Website ausliefern\n- Fehler finden",
                "Rechtsgrundlage": "Art. 6(1)(e) i. V. m. § 3 BDSG",
                "Beschreibung der Kategorien betroffener Personen": "Besucher",
                "Beschreibung der Kategorien personenbezogener Daten": "IP-Adresse",
                "Kategorien von Empfängern": "keine",
                "Übermittlungen an ein Drittland": "nein",
                "vorgesehene Fristen für die Löschung der verschiedenen Datenkategorien": "nach sieben Tagen",
                "Allgemeine Beschreibung der technischen und organisatorischen Maßnahmen": "Verschlüsselte Übertragung",
            }
        )
    )
    assert reasons(plan) == []
    data = plan.created[0].data
    assert (data["reference"], data["unit"], data["started_on"]) == ("17", "it", "2019-02-01")
    assert [purpose["text"] for purpose in data["purposes"]] == ["Website ausliefern", "Fehler finden"]
    assert data["purposes"][1]["legal_bases"] == [{"basis": "gdpr-6-1-e", "note": "i. V. m. § 3 BDSG"}]
    assert data["data_categories"][0]["retention_note"] == "nach sieben Tagen"
    assert data["recipients"] == [{"category": "none", "note": ""}]
    assert (data["transfer_status"], data["transfers"]) == ("none", [])
    assert data["measures"] == [{"category": "tls", "note": ""}]
    assert (data["status"], data["publicity"]) == ("draft", "no")
    assert [notice.column for notice in plan.notices] == [
        "Rechtsgrundlage",
        "vorgesehene Fristen für die Löschung der verschiedenen Datenkategorien",
    ]


def test_what_cannot_be_taken_over_is_told_with_row_column_and_reason() -> None:
    good = {"Nr.": "VVT-1", "Bezeichnung": "Post", "Abteilung": "IT", "Beginn": "2020-01-31", "Empfänger": "Keine"}
    plan = plan_of(
        csv_of(
            good,
            {**good, "Nr.": "VVT-2", "Abteilung": "Fuhrpark"},
            {**good, "Nr.": "VVT-3", "Beginn": "31.02.2020"},
            {**good, "Nr.": ""},
            {**good, "Nr.": "VVT-1"},
            {**good, "Nr.": "V&T"},
            {**good, "Nr.": "VVT-4", "Bezeichnung": "x" * 300},
            {**good, "Nr.": "VVT-5", "Bezeichnung": ""},
            {**good, "Nr.": "VVT-6", "Empfänger": "Kene"},
        )
    )
    assert [change.reference for change in plan.created] == []
    assert reasons(plan) == [
        (3, "Abteilung", "“Fuhrpark” is no unit. Add it to the catalogue, or let the import create units."),
        (4, "Beginn", "“31.02.2020” is no day. Write 2026-01-31 or 31.01.2026."),
        (5, "Reference number", "The row has no reference number."),
        (6, "Reference number", "Row 2 has the same reference number and language."),
        (7, "Reference number", "Use letters, digits, and . / - between them."),
        (8, "Bezeichnung", "The text has 300 characters; 255 characters fit."),
        (9, "Name", "The field is empty."),
        (10, "Empfänger", "“Kene” is not in the catalogue “categories of recipients”. Did you mean: None [none]?"),
    ]


def test_what_no_catalogue_knows_may_go_into_the_internal_note_once() -> None:
    content = csv_of({"Nr.": "VVT-1", "Bezeichnung": "Post", "Empfänger": "Keine; Postamt", "Bemerkung": "alt"})
    plan = plan_of(content, keeps_unmatched=True)
    assert plan.is_clean
    assert plan.created[0].data["note"] == "alt\nEmpfänger: Postamt"
    assert plan.created[0].data["recipients"] == [{"category": "none", "note": ""}]
    activity("VVT-2", recipients=[{"category": "none", "note": ""}], note="Empfänger: Postamt")
    again = csv_of({"Nr.": "VVT-2", "Empfänger": "Keine; Postamt"})
    assert plan_of(again, keeps_unmatched=True).skipped == [("VVT-2", "de")]


def test_unknown_columns_stop_the_import_until_somebody_says_what_they_hold() -> None:
    content = csv_of({"Nr.": "VVT-1", "Bezeichnung": "Post", "Raum": "A 1"})
    assert [column.heading for column in plan_of(content).unknown] == ["Raum"]
    assert plan_of(content, mapping={"Raum": "note"}).created[0].data["note"] == "A 1"
    assert plan_of(content, mapping={"Raum": "-"}).is_clean
    assert plan_of(content, ignores_unknown=True).is_clean


def test_numbers_with_the_same_address_are_refused() -> None:
    activity("VVT-1")
    rows = [{"Nr.": number, "Bezeichnung": "Post"} for number in ("VVT 1", "VVT 2", "VVT-2")]
    assert [(row, reason[:40]) for row, _column, reason in reasons(plan_of(csv_of(*rows)))] == [
        (2, "The number is too much like “VVT-1”: bot"),
        (4, "The number is too much like “VVT 2”: bot"),
    ]


def test_a_locked_entry_is_left_alone(editor: AbstractUser, approver: AbstractUser) -> None:
    entry = activity()
    entry.locked, entry.locked_by = True, approver
    entry.save()
    content = csv_of({"Nr.": "VVT-001", "Bezeichnung": "Neu"})
    assert "locked" in reasons(plan_of(content, user=editor))[0][2]
    assert "locked" in reasons(plan_of(content))[0][2]
    assert plan_of(content, user=approver).is_clean


def test_a_translation_needs_its_source_in_the_register_or_in_the_file() -> None:
    alone = {"Nr.": "VVT-9", "Sprache": "en", "Bezeichnung": "Mail"}
    assert "not there in the source language" in reasons(plan_of(csv_of(alone)))[0][2]
    both = plan_of(csv_of(alone, {**alone, "Sprache": "Deutsch", "Bezeichnung": "Post"}))
    assert [change.key for change in both.changes] == [("VVT-9", "de"), ("VVT-9", "en")]


def test_a_new_translation_takes_its_facts_from_the_source_and_lacks_texts_that_the_file_lacks() -> None:
    activity(purposes=[], data_categories=[{"category": "ip", "note": "gekürzt"}])
    row = {"Nr.": "VVT-001", "Sprache": "en", "Bezeichnung": "Website", "Status": "", "Abteilung": ""}
    change = plan_of(csv_of(row)).created[0]
    assert (change.data["status"], change.data["unit"], change.data["note"]) == ("active", "it", "")
    assert change.data["data_categories"][0]["category"] == "ip"
    assert change.data["data_categories"][0]["note"] == ""
    assert "Betrieb" not in str(change.data)


def test_a_new_translation_needs_the_texts_that_no_entry_is_without() -> None:
    activity()
    plan = plan_of(csv_of({"Nr.": "VVT-001", "Sprache": "en", "Bezeichnung": "Website"}))
    assert reasons(plan) == [(2, "Purposes and their legal bases", "Row 1: “Purpose” is empty.")]


def test_a_translation_cannot_change_facts(english: Locale, approver: AbstractUser) -> None:
    translated(english, approver)
    book = openpyxl.load_workbook(io.BytesIO(exported(language="en")))
    main, systems = book["Register"], book["Data subjects"]
    row = next(row for row in main.iter_rows(min_row=2) if row[1].value == "en")
    row[2].value, row[17].value = "New name", "Retired"
    systems.append(["VVT-001", "en", "Visitors [visitors]", "twice"])
    plan = plan_of(_saved(book), "x.xlsx")
    found = {error.column: error.reason for error in plan.errors}
    assert list(found) == ["Categories of data subjects", "Status"]
    assert "has the rows of the source language (de)" in found["Categories of data subjects"]
    assert "fact of the entry" in found["Status"]


def test_rows_of_no_entry_are_told() -> None:
    activity()
    book = openpyxl.load_workbook(io.BytesIO(exported(language="en")))
    book["Systems"].append(["VVT-404", "de", "nginx"])
    assert [(each.sheet, each.row, each.reason) for each in plan_of(_saved(book), "x.xlsx").errors] == [
        ("Systems", 3, "The main sheet has no row for “VVT-404” in this language (de).")
    ]


def test_a_purpose_goes_on_in_the_next_line_for_each_legal_basis() -> None:
    activity()
    book = openpyxl.load_workbook(io.BytesIO(exported(language="en")))
    sheet = book["Purposes"]
    sheet.append(["VVT-001", "de", None, None, None, None, "gdpr-6-1-e", "zweite"])
    sheet.append(["VVT-001", "de", None, "Fehler finden", None, None, "gdpr-6-1-e"])
    sheet.append(["VVT-001", "de", 7, "Zählen"])
    sheet.append(["VVT-001", "de", 7, "Zählen", None, None, "gdpr-6-1-e"])
    plan = plan_of(_saved(book), "x.xlsx")
    assert reasons(plan) == []
    purposes = plan.changed[0].data["purposes"]
    assert [(purpose["text"], len(purpose["legal_bases"])) for purpose in purposes] == [
        ("Die Website ausliefern", 2),
        ("Fehler finden", 1),
        ("Zählen", 1),
    ]


def test_a_sheet_that_is_deleted_leaves_its_rows_as_they_are() -> None:
    activity()
    book = openpyxl.load_workbook(io.BytesIO(exported(language="en")))
    del book["Systems"]
    assert plan_of(_saved(book), "x.xlsx").skipped == [("VVT-001", "de")]


def test_a_file_without_reference_numbers_is_refused() -> None:
    with pytest.raises(Refused, match="No column holds the reference number"):
        plan_of(csv_of({"Bezeichnung": "Post", "Zweck": "x"}))


def test_queries_grow_by_batches_not_by_entries(django_assert_max_num_queries: Any) -> None:
    content = csv_of(*({"Nr.": f"VVT-{number}", "Bezeichnung": "Post", "Abteilung": "it"} for number in range(199)))
    with django_assert_max_num_queries(30):
        assert len(plan_of(content).created) == 199


def _saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
