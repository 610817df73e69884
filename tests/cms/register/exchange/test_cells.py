"""Cells that spreadsheets do not run, and texts that come out of them unharmed."""

import pytest
from hypothesis import given

from cms.register.exchange.cells import code_in, coded, escape_xml, guard, is_like_formula, unescape_xml, unguard
from tests.factories.register_exchange import texts


@given(texts())
def test_a_guarded_cell_is_no_formula_and_gives_its_text_back(text: str) -> None:
    cell = guard(text)
    assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert not cell.startswith(("\t", "\r", "\n"))
    assert unguard(cell) == text


@given(texts())
def test_what_xml_cannot_hold_is_written_so_that_it_can_be_read_again(text: str) -> None:
    written = escape_xml(text)
    assert not any(char < " " and char not in "\t\n" for char in written)
    assert unescape_xml(written) == text


@pytest.mark.parametrize("text", ["=1+1", "+49 431 1", "-", "@SUM(A1)", "\t=1", "\r1", " =1", "\xa0=1", "＝1", "'=1"])
def test_what_a_spreadsheet_could_run_gets_an_apostrophe(text: str) -> None:
    assert guard(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Betrieb der Website", "0431 - 1", "a=b", "l'heure", "ja/nein"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert guard(text) == text


def test_an_apostrophe_of_somebody_elses_file_stays() -> None:
    assert unguard("'s-Hertogenbosch") == "'s-Hertogenbosch"
    assert is_like_formula("'s-Hertogenbosch")


def test_a_code_stands_behind_its_name() -> None:
    assert coded("it", "IT  services\n") == "IT services [it]"
    assert coded("", "IT") == ""
    assert coded("xyz", "") == "[xyz]"
    assert code_in("Name [with] brackets [a.b-c]") == "a.b-c"
    assert code_in("Beschäftigte [intern] und andere") == ""
