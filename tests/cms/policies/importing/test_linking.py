import pytest

from cms.policies.importing.linking import link_text, safe_href


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("(siehe www.kk.de/a).", '(siehe <a href="https://www.kk.de/a">www.kk.de/a</a>).'),
        (
            "https://kk.de/a_(b)?x=1&y=2,",
            '<a href="https://kk.de/a_(b)?x=1&amp;y=2">https://kk.de/a_(b)?x=1&amp;y=2</a>,',
        ),
        ("an info@kk.de.", 'an <a href="mailto:info@kk.de">info@kk.de</a>.'),
        ("Telefon: 030 123456-7", 'Telefon: <a href="tel:0301234567">030 123456-7</a>'),
        ("Hotline 0800/1234567", 'Hotline <a href="tel:08001234567">0800/1234567</a>'),
        ("+49 (0)30 1234567", '<a href="tel:+49301234567">+49 (0)30 1234567</a>'),
        ("Fax: +49 30 1234567", "Fax: +49 30 1234567"),
        ("Aktenzeichen 0301234567", "Aktenzeichen 0301234567"),
        ("a < b & c", "a &lt; b &amp; c"),
        ("www.", "www."),
    ],
)
def test_addresses_become_links(text: str, html: str) -> None:
    assert link_text(text) == html


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("https://kk.de", "https://kk.de"),
        ("//kk.de/a", "https://kk.de/a"),
        ("mailto:a@kk.de", "mailto:a@kk.de"),
        ("#rechte", "#rechte"),
        ("javascript:alert(1)", ""),
        ("java\nscript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("/impressum", ""),
        ("", ""),
    ],
)
def test_only_safe_addresses_stay(href: str, expected: str) -> None:
    assert safe_href(href) == expected
