"""From names and citations to codes."""

import pytest

from cms.register.exchange.matching import Matcher, Unmatched
from cms.register.exchange.shape import coded_values
from cms.register.wording import Words

GERMAN: Words = {
    "unit": {"it": {"name": "IT-Abteilung"}, "hr": {"name": "Personal"}, "hr2": {"name": "Personal"}},
    "recipient": {"tax": {"name": "Finanzbehörden"}, "none": {"name": "Keine Empfänger"}},
    "measure": {"roles": {"name": "Berechtigungen nach Rollen"}},
    "legal_basis": {
        "gdpr-6-1-e": {"name": "Öffentliche Aufgabe", "citation": "Art. 6 Abs. 1 Buchst. e DSGVO"},
        "sgb5-284": {"name": "Sozialdaten", "citation": "§ 284 Abs. 1 SGB V"},
    },
}
ENGLISH: Words = {
    "unit": {"it": {"name": "IT department"}},
    "legal_basis": {"gdpr-6-1-e": {"name": "Public task", "citation": "Art. 6(1)(e) GDPR"}},
}
VALUES = dict(coded_values())


def code(path: str, text: str, **options: bool) -> str:
    return Matcher({"de": GERMAN, "en": ENGLISH}, **options).code(path, VALUES[path], text)


@pytest.mark.parametrize("text", ["it", " it ", "IT-Abteilung", "it abteilung", "IT department", "Renamed since [it]"])
def test_a_row_is_found_by_code_or_name_in_any_language(text: str) -> None:
    assert code("unit", text) == "it"


@pytest.mark.parametrize(
    "text",
    [
        "Art. 6 Abs. 1 Buchst. e DSGVO",
        "Art. 6 Abs. 1 lit. e) DS-GVO",
        "Artikel 6 Absatz 1 Satz 1 Buchstabe e EU-DSGVO",
        "Art. 6 Abs. 1 S. 1 lit. e Datenschutz-Grundverordnung",
        "Art. 6 I lit. e DSGVO",
        "Art. 6(1)(e) GDPR",
        "article 6 (1) letter e GDPR",
        "Öffentliche Aufgabe",
        "Art. 6 Abs. 1 Buchst. e DSGVO – Öffentliche Aufgabe",
    ],
)
def test_a_legal_basis_is_found_however_it_is_cited(text: str) -> None:
    assert code("legal_bases.basis", text) == "gdpr-6-1-e"


@pytest.mark.parametrize("text", ["§ 284 Abs. 1 SGB V", "§284 I SGB V", "§ 284 Abs 1 SGB 5"])
def test_paragraphs_and_code_books_may_be_numbered_in_either_way(text: str) -> None:
    assert code("legal_bases.basis", text) == "sgb5-284"


def test_another_provision_is_not_taken_for_a_similar_one() -> None:
    for text in (
        "Art. 6 Abs. 1 Buchst. f DSGVO",
        "Art. 6 DSGVO",
        "§ 284 Abs. 1 Satz 1 Nr. 4 SGB V",
        "§ 285 Abs. 1 SGB V",
    ):
        with pytest.raises(Unmatched):
            code("legal_bases.basis", text)


def test_what_comes_near_is_suggested_as_it_would_be_written() -> None:
    with pytest.raises(Unmatched, match=r"“Finanzbehörde” is not in.*Did you mean: Finanzbehörden \[tax\]\?"):
        code("recipients.category", "Finanzbehörde")
    with pytest.raises(Unmatched, match=r"Did you mean: Berechtigungen nach Rollen \[roles\]\?"):
        code("measures.category", "Zugriffsberechtigungen")


def test_a_name_of_two_rows_needs_the_code() -> None:
    with pytest.raises(Unmatched, match=r"name of several: \[hr\], \[hr2\]"):
        code("unit", "Personal")


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("social_data", "ja", "yes"),
        ("social_data", "Nein", "no"),
        ("transfer_status", "keine", "none"),
        ("dpia_threshold", "nicht erforderlich", "not_required"),
        ("dpia_threshold", "true", "required"),
        ("role", "Auftragsverarbeiter", "processor"),
        ("status", "in Betrieb", "active"),
        ("publicity", "teilweise öffentlich", "partly"),
        ("transfers.country", "USA", "US"),
        ("transfers.country", "Schweiz", "CH"),
        ("transfers.country", "Switzerland [CH]", "CH"),
        ("internal_fields.field", "Categories of recipients", "recipients"),
    ],
)
def test_choices_are_found_in_usual_words(path: str, text: str, expected: str) -> None:
    assert code(path, text) == expected


def test_unknown_units_get_codes_of_their_own() -> None:
    matcher = Matcher({"de": GERMAN}, creates_units=True)
    unit = VALUES["unit"]
    assert matcher.code("unit", unit, "Fuhrpark & Post") == "fuhrpark-post"
    assert matcher.code("unit", unit, "Fuhrpark & Post") == "fuhrpark-post"
    assert matcher.code("unit", unit, "Fuhrpark / Post") == "fuhrpark-post-x"
    assert matcher.code("unit", unit, "IT") == "it-x"
    assert matcher.new_units == {"fuhrpark-post": "Fuhrpark & Post", "fuhrpark-post-x": "Fuhrpark / Post", "it-x": "IT"}
