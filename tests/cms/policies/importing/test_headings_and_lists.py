"""A numbered line is a heading or an item: the neighbours decide."""

from tests.cms.policies.importing.trees import tree


def test_numbers_with_a_body_between_are_headings() -> None:
    assert tree("1. Zweck\n\nEin Text.\n\n2. Dauer\n\nNoch ein Text.") == (
        "[1] Zweck\n  Ein Text.\n[2] Dauer\n  Noch ein Text.\n"
    )


def test_numbers_without_a_body_between_are_a_list() -> None:
    assert tree("Ihre Rechte sind:\n\n1. Auskunft\n\n2. Löschung\n\nSoweit dazu.") == (
        "Ihre Rechte sind:\nORDERED\n  * Auskunft\n  * Löschung\nSoweit dazu.\n"
    )


def test_list_in_a_numbered_section_does_not_end_the_numbering() -> None:
    assert tree("1. Zweck\n\nA.\n\n2. Rechte\n\n1. Auskunft\n2. Löschung\n\n3. Kontakt\n\nHier.") == (
        "[1] Zweck\n  A.\n[2] Rechte\n  ORDERED\n    * Auskunft\n    * Löschung\n[3] Kontakt\n  Hier.\n"
    )


def test_sections_that_hold_only_bullets_stay_sections() -> None:
    assert tree("1. Daten\n\n- Name\n- Ort\n\n2. Empfänger\n\n- Ärzte\n") == (
        "[1] Daten\n  LIST\n    * Name\n    * Ort\n[2] Empfänger\n  LIST\n    * Ärzte\n"
    )


def test_items_with_bullets_right_below_stay_a_list() -> None:
    assert tree("Wir speichern:\n\n1. Bestand\n   - Name\n   - Ort\n2. Nutzung\n   - Uhrzeit\n") == (
        "Wir speichern:\nORDERED\n  * Bestand<ul><li>Name</li><li>Ort</li></ul>\n  * Nutzung<ul><li>Uhrzeit</li></ul>\n"
    )


def test_single_numbered_line_stays_text() -> None:
    assert tree("Es gilt Folgendes.\n\n7. Ein einzelner Punkt\n\nEnde des Textes.") == (
        "Es gilt Folgendes.\n7. Ein einzelner Punkt\nEnde des Textes.\n"
    )


def test_bold_paragraphs_in_html_are_headings_and_bold_words_are_not() -> None:
    html = (
        "<p><b>Cookies</b></p><p><b>Wir</b> setzen Cookies.</p>"
        "<p><b>Achtung, das ist ein ganzer Satz.</b></p><p>Ende.</p>"
    )

    assert tree(html, ".html") == (
        "[1] Cookies\n  <b>Wir</b> setzen Cookies.\n  <b>Achtung, das ist ein ganzer Satz.</b>\n  Ende.\n"
    )


def test_numbers_tell_levels_apart_that_share_a_style() -> None:
    html = "<h2>1. A</h2><p>x</p><h2>1.1 B</h2><p>y</p><h2>2. C</h2><p>z</p>"

    assert tree(html, ".html") == "[1] A\n  x\n  [1.1] B\n    y\n[2] C\n  z\n"


def test_bold_number_between_styled_ones_has_their_level() -> None:
    html = "<h2>1. Ziel</h2><p>x</p><p><b>2. Dauer</b></p><p>y</p><h2>3. Ort</h2><p>z</p>"

    assert tree(html, ".html") == "[1] Ziel\n  x\n[2] Dauer\n  y\n[3] Ort\n  z\n"


def test_unnumbered_heading_before_the_numbers_is_a_section_of_its_own() -> None:
    assert tree("VORBEMERKUNG\n\nEin Text.\n\n1. Zweck\n\nText.\n\n2. Dauer\n\nText.") == (
        "[1] VORBEMERKUNG\n  Ein Text.\n[2] Zweck\n  Text.\n[3] Dauer\n  Text.\n"
    )


def test_numbers_that_begin_again_are_below_the_headings_in_words() -> None:
    text = "TEIL EINS\n\n1. A B\n\nText.\n\n2. C D\n\nText.\n\nTEIL ZWEI\n\n1. E F\n\nText.\n\n2. G H\n\nText."

    assert tree(text) == (
        "[1] TEIL EINS\n  [1.1] A B\n    Text.\n  [1.2] C D\n    Text.\n"
        "[2] TEIL ZWEI\n  [2.1] E F\n    Text.\n  [2.2] G H\n    Text.\n"
    )


def test_section_in_an_ordered_html_list() -> None:
    html = "<ol><li><h3>Zweck</h3><p>A.</p></li><li><h3>Dauer</h3><p>B.</p></li></ol>"

    assert tree(html, ".html") == "[1] Zweck\n  A.\n[2] Dauer\n  B.\n"


def test_contact_line_is_no_heading() -> None:
    assert tree("Schreiben Sie uns.\n\nTelefon 030 1234567\n\nDanke für Ihr Interesse.") == (
        'Schreiben Sie uns.\nTelefon <a href="tel:0301234567">030 1234567</a>\nDanke für Ihr Interesse.\n'
    )
