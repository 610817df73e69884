"""What leaves the register, in which form, and how early."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest
from django.utils.translation import override

from cms.core.refusals import Refused
from cms.register.entry import Entry
from cms.register.exchange.export import EXPORT_FORMATS, stream_export
from cms.register.exchange.labels import Labels
from cms.register.exchange.planning import empty_entry
from cms.register.exchange.shape import entry_shape, rows_of_entry
from tests.factories.register import entry_values
from tests.factories.register_exchange import parsed

WORDING = {"unit": {"it": {"name": "IT-Abteilung", "language": "de"}}}


def entry(**values: Any) -> Entry:
    return Entry({**empty_entry(), **entry_values(), "language": "de", **values}, WORDING)


def exported(entries: list[Entry], format_: str, language: str = "en") -> bytes:
    return b"".join(stream_export(entries, format_, language))


def table(entries: list[Entry], language: str = "en") -> list[list[str]]:
    content = exported(entries, "csv", language).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content, newline=""), delimiter="," if language == "en" else ";"))


def sheets(entries: list[Entry]) -> dict[str, list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(exported(entries, "xlsx")))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_columns_are_the_fields_in_the_words_of_the_reader() -> None:
    english, german = table([entry()])[0], table([entry()], "de")[0]
    assert english[:3] == ["Reference number", "Language", "Name"]
    assert len(english) == len(german) == len(entry_shape())
    assert english != german


def test_labels_are_different_within_a_row_in_every_language() -> None:
    for language in ("de", "en"):
        labels = Labels(language)
        for name, parts in labels.parts.items():
            nested = labels.parts["legal_bases"] if name == "purposes" else {}
            assert len({*parts.values(), *nested.values()}) == len(parts) + len(nested), (language, name)
        assert len(set(labels.headings.values())) == len(labels.headings), language
        assert len(set(labels.sheets.values())) == len(rows_of_entry_names()) + 2, language


def rows_of_entry_names() -> list[str]:
    return [rows.name for rows in rows_of_entry()]


def test_codes_come_with_their_names() -> None:
    row = dict(zip(*table([entry()]), strict=True))
    assert row["Responsible unit"] == "IT-Abteilung [it]"
    assert row["Social data"] == "No [no]"


def test_nothing_in_a_csv_file_is_a_formula() -> None:
    text = exported([entry(name="=1+1", note="@SUM(A1)", contact="+49 431 1")], "csv").decode("utf-8-sig")
    assert '"\'=1+1"' in text
    assert '"\'@SUM(A1)"' in text
    assert '"\'+49 431 1"' in text


def test_nothing_in_a_workbook_is_a_formula_not_even_after_editing() -> None:
    book = openpyxl.load_workbook(io.BytesIO(exported([entry(name="=1+1", note="harmlos")], "xlsx")))
    cell = book.worksheets[0]["C2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)
    assert not book.worksheets[0]["V2"].quotePrefix


def test_a_workbook_has_a_sheet_for_each_kind_of_row() -> None:
    purposes = entry_values()["purposes"]
    purposes[0]["legal_bases"].append({"basis": "gdpr-6-1-c", "note": ""})
    found = sheets([entry(purposes=purposes)])
    assert list(found) == [*("Register", *[str(rows.sheet) for rows in rows_of_entry()]), "Catalogues"]
    assert found["Purposes"][1:] == [
        ("VVT-001", "de", 1, "Die Website ausliefern", "[website]", None, "[gdpr-6-1-e]", "mit § 67a SGB X"),
        ("VVT-001", "de", 1, None, None, None, "[gdpr-6-1-c]", None),
    ]


def test_a_workbook_offers_what_can_be_chosen() -> None:
    book = openpyxl.load_workbook(io.BytesIO(exported([entry()], "xlsx")))
    offered = {str(each.sqref): each.formula1 for each in book.worksheets[0].data_validations.dataValidation}
    place = offered["F2:F502"]
    assert place.startswith("'Catalogues'!$D$")
    cell = place.rpartition("!")[2].split(":")[0].replace("$", "")
    assert book["Catalogues"][cell].value == "IT-Abteilung [it]"


def test_days_are_days_in_a_workbook_and_those_before_1900_are_text() -> None:
    book = openpyxl.load_workbook(io.BytesIO(exported([entry(started_on="2020-02-29", ended_on="1883-06-15")], "xlsx")))
    assert book.worksheets[0]["H2"].is_date
    assert book.worksheets[0]["I2"].value == "1883-06-15"


def test_a_text_that_fits_in_no_cell_is_refused_with_its_place() -> None:
    with pytest.raises(Refused, match=r"sheet “Register”, row 3, column “Internal note” has 40000 characters"):
        exported([entry(), entry(note="x" * 40_000)], "xlsx")
    assert "x" * 40_000 in exported([entry(note="x" * 40_000)], "json").decode()


@pytest.mark.parametrize("format_", EXPORT_FORMATS)
def test_the_public_part_has_no_internal_columns_and_cannot_be_imported(format_: str) -> None:
    secret = entry(note="Geheimnis", contact="Geheimnis", processors=[{"name": "A", "contract_on": "2020-01-01"}])
    content = exported([secret.public()], format_)
    text = str(sheets([secret.public()])) if format_ == "xlsx" else content.decode()
    assert "Geheimnis" not in text
    assert "2020-01-01" not in text.replace(secret.data["started_on"], "")
    assert "Internal note" not in text
    assert "Measures" not in text
    with override("en"), pytest.raises(Refused, match="public part of a register"):
        parsed(content, f"x.{format_}")


def test_json_says_what_its_codes_mean() -> None:
    content = json.loads(exported([entry()], "json"))
    assert (content["format"], content["version"], content["languages"]) == ("wagtail-privacy/register", 1, ["de"])
    assert content["entries"] == [entry().data]
    assert content["catalogues"]["unit"] == {"it": {"de": "IT-Abteilung"}}


@pytest.mark.parametrize("format_", ["csv", "json"])
def test_the_first_entries_leave_before_the_last_ones_are_read(format_: str) -> None:
    read = 0

    def entries() -> Iterator[Entry]:
        nonlocal read
        for number in range(1000):
            read += 1
            yield entry(reference=f"VVT-{number}")

    stream = stream_export(entries(), format_, "de")
    assert len([next(stream), next(stream)]) == 2
    assert read <= 2


@pytest.mark.parametrize("format_", EXPORT_FORMATS)
def test_an_empty_register_is_a_file_all_the_same(format_: str) -> None:
    assert exported([], format_)


def test_an_unknown_format_is_an_error_at_once() -> None:
    with pytest.raises(KeyError):
        stream_export([], "pdf", "de")
