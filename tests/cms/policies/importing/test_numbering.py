import pytest

from cms.policies.importing.items import Marker
from cms.policies.importing.numbering import follows, parse_marker, roman


def marker(text: str) -> Marker:
    found = parse_marker(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("1. Verantwortlicher", "1."),
        ("1.Verantwortlicher", "1."),
        ("1 Verantwortlicher", "1"),
        ("1.1 Logfiles", "1.1"),
        ("1.1.2. Dauer", "1.1.2."),
        ("§ 3 Zweck", "§ 3"),
        ("§3. Zweck", "§3."),
        ("IV. Rechte", "IV."),
        ("A. Allgemeines", "A."),
        ("a) Auskunft", "a)"),
        ("(a) access", "(a)"),
        ("aa) schriftlich", "aa)"),
        ("(2) Für Sozialdaten gilt", "(2)"),
        ("• Name", "•"),
        ("– Name", "–"),
        ("o Browser", "o"),
        ("1.\u00a0Zweck", "1."),
    ],
)
def test_marker_is_recognised(text: str, label: str) -> None:
    assert marker(text).label == label


@pytest.mark.parametrize(
    "text",
    [
        "1. Mai 2018 trat die Verordnung in Kraft",
        "25. Mai 2018",
        "01.05.2018 Fassung",
        "1. 5. 2018",
        "Art. 6 Abs. 1 lit. c DSGVO",
        "§ 25 TDDDG bleibt unberührt",
        "§ 284 Abs. 1 SGB V",
        "§§ 67 ff. SGB X",
        "10 Tage nach dem Antrag",
        "14 Monate",
        "1 lit. c DSGVO",
        "12345 Musterstadt",
        "2018 wurde",
        "030 1234567",
        "-fach",
        "o wie schön",
        "Dr. Beispiel",
    ],
)
def test_date_amount_and_citation_have_no_marker(text: str) -> None:
    assert parse_marker(text) is None


def test_roman_numbers_and_letters_go_on_in_their_own_way() -> None:
    h, i, ii, j = (marker(f"{label}. Text") for label in ("H", "I", "II", "J"))

    assert follows(h, i)
    assert follows(i, ii)
    assert follows(i, j)
    assert not follows(h, ii)


def test_malformed_roman_number_is_none() -> None:
    assert parse_marker("IIX. Text") is None
    assert [roman(value) for value in (1, 4, 9, 14, 40, 101)] == ["i", "iv", "ix", "xiv", "xl", ""]
