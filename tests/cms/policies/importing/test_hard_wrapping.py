import pytest

from cms.policies.importing.hard_wrapping import join, vocabulary_of, width_of


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("Der Daten-", "schutz ist wichtig", "Der Datenschutz ist wichtig"),
        ("Die Online-", "Bestellung", "Die Online-Bestellung"),
        ("Daten-", "und Verbraucherschutz", "Daten- und Verbraucherschutz"),
        ("EU-", "weit", "EU-weit"),
        ("24-", "monatig", "24-monatig"),
        ("Da\u00ad", "ten", "Daten"),
        ("wir", "sind", "wir sind"),
        ("Server –", "auch", "Server – auch"),
    ],
)
def test_hyphen_goes_only_where_it_divided_a_word(first: str, second: str, joined: str) -> None:
    assert join([first, second], frozenset()) == joined


def test_word_that_occurs_elsewhere_decides() -> None:
    assert join(["the opt-", "out"], vocabulary_of("an opt-out link-\n")) == "the opt-out"
    assert join(["the web-", "site"], vocabulary_of("our website-\n")) == "the website"


def test_text_with_long_lines_was_not_wrapped() -> None:
    assert width_of(["x" * 300, "kurz", "y" * 500]) == 0
    assert width_of(["x" * 72, "kurz", "y" * 70]) == 72
