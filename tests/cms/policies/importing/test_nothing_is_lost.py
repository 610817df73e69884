"""Whatever stands in a file: no crash, and every word in the tree or in the report."""

import contextlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.policies.importing.reading import read_policy
from cms.policies.importing.refusal import ImportRefused
from cms.policies.importing.streams import from_stream, to_stream
from tests.cms.policies.importing.words import lost_words


def any_of(*lines: str, separator: str = " ") -> st.SearchStrategy[str]:
    return st.sampled_from([part for line in lines for part in line.split(separator)])


WORDS = any_of(
    "Daten Zweck Rechte wir speichern Auskunft Cookies Größe Online- Welche? info@kk.de www.kk.de Ende. Stand: Mai der",
    "ist Straße 2018 12345 „Muster“ Daten\u00adschutz A&B <Name> sid | [1] ¹ {{contact:dpo}} Inhalt ..... 7",
)
STARTS = any_of(
    ",,,1. ,2. ,1.1 ,2.1 ,§ 1 ,§ 2 ,I. ,II. ,A. ,a) ,b) ,(1) ,- ,• ,  - ,# ,## ,> ,[1] ,\t,    ,Art. 6 ,1. Mai ,| ",
    separator=",",
)
LINES = st.builds(lambda start, words: start + " ".join(words), STARTS, st.lists(WORDS, max_size=12))
TEXTS = st.lists(st.one_of(LINES, LINES, st.just("")), min_size=1, max_size=25).map("\n".join)
FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("suffix", [".txt", ".md"])
@FUZZ
@given(text=TEXTS)
def test_no_word_is_lost(suffix: str, text: str) -> None:
    try:
        outline, report = read_policy(f"a{suffix}", text.encode(), "de")
    except ImportRefused:
        assert not any(char.isalpha() for char in text)
        return

    assert lost_words(text, outline, report) == []
    assert from_stream(to_stream(outline), outline.title, outline.summary) == outline


HTML_PARTS = any_of(
    "<p> </p> <b> </b> <h2> </h2> <ul> <li> </ul> <ol> </li> <table> <tr> <td> </table> <br> <div> </div> <nav> </nav>",
    "<a> <sup> <blockquote> </blockquote> <footer> <dl> <dt> <dd> <article> Daten Zweck Rechte Auskunft Größe Ende.",
)


@FUZZ
@given(parts=st.lists(HTML_PARTS, max_size=40))
def test_no_word_of_html_is_lost(parts: list[str]) -> None:
    words = [part for part in parts if part[:1] != "<"]
    try:
        outline, report = read_policy("a.html", " ".join(parts).encode(), "de")
    except ImportRefused:
        return

    assert lost_words(" ".join(words), outline, report) == []


@FUZZ
@given(data=st.binary(max_size=300), suffix=st.sampled_from([".txt", ".md", ".html", ".docx", ""]))
def test_any_bytes_are_read_or_refused(data: bytes, suffix: str) -> None:
    with contextlib.suppress(ImportRefused):
        read_policy(f"a{suffix}", data, "de")
