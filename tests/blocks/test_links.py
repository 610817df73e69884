"""The last step of rendering: links that lead somewhere, and only markup that can be kept for ever."""

from collections.abc import Iterable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Locale, Page

from blocks.links import finish_html
from cms.home.models import HomePage, TextPage


def no_documents(ids: Iterable[int]) -> dict[int, str]:
    return {}


@pytest.fixture
def imprint(home: HomePage) -> Page:
    return home.add_child(
        instance=TextPage(title="Impressum", slug="impressum", body="<p>Wir</p>", locale=home.locale, live=True)
    )


def link(page: Page) -> str:
    return f'<p>Siehe <a linktype="page" id="{page.pk}">Impressum</a>.</p>'


def finish(html: str, locale: Locale, documents: Any = no_documents) -> str:
    return str(finish_html(html, locale, documents))


def test_links_to_pages_get_their_address(imprint: Page, german: Locale) -> None:
    anchor = BeautifulSoup(finish(link(imprint), german), "html.parser").a

    assert anchor is not None
    assert str(anchor["href"]).endswith("/impressum/")
    assert set(anchor.attrs) == {"href"}


def test_links_lead_to_the_translation_where_there_is_one(imprint: Page, english_home: Page, english: Locale) -> None:
    assert "/impressum/" in finish(link(imprint), english)

    translated = imprint.copy_for_translation(english)
    translated.slug, translated.title = "imprint", "Imprint"
    translated.save_revision().publish()

    assert "/imprint/" in finish(link(imprint), english)


@pytest.mark.parametrize("target", ["unpublished", "gone", "nonsense"])
def test_words_of_a_dead_link_stay(imprint: Page, german: Locale, target: str) -> None:
    html = link(imprint)
    if target == "unpublished":
        imprint.unpublish()
    elif target == "gone":
        imprint.delete()
    else:
        html = '<p>Siehe <a linktype="page" id="x1">Impressum</a>.</p>'

    assert finish(html, german) == "<p>Siehe Impressum.</p>"


def test_documents_are_asked_for_once_for_all_links(german: Locale) -> None:
    asked: list[list[int]] = []

    def addresses(ids: Iterable[int]) -> dict[int, str]:
        asked.append(sorted(ids))
        return {7: "/privacy/files/abc/a.pdf"}

    html = '<a linktype="document" id="7">A</a> <a linktype="document" id="8">B</a> <a linktype="document" id="7">C</a>'

    assert finish(html, german, addresses) == (
        '<a href="/privacy/files/abc/a.pdf">A</a> B <a href="/privacy/files/abc/a.pdf">C</a>'
    )
    assert asked == [[7, 8]]


@pytest.mark.parametrize(
    ("href", "is_marked"),
    [
        ("https://www.bfdi.bund.de/", True),
        ("http://example.org/path", True),
        ("https://testserver/seite/", False),
        ("https://WWW.TESTSERVER/seite/", False),
        ("/seite/", False),
        ("#wer", False),
        ("mailto:dsb@example.org", False),
        ("tel:+49301234", False),
    ],
)
def test_only_links_to_other_hosts_are_marked(home: HomePage, german: Locale, href: str, is_marked: bool) -> None:
    anchor = BeautifulSoup(finish(f'<p><a href="{href}">Text</a></p>', german), "html.parser").a

    assert anchor is not None
    assert anchor["href"] == href
    assert (anchor.get("class") == ["privacy-external"]) is is_marked
    assert (anchor.find(class_="privacy-hint") is not None) is is_marked


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ("<p>a<script>alert(1)</script></p>", "<p>a</p>"),
        ('<p onclick="x()" style="color:red">a</p>', "<p>a</p>"),
        ('<p><a href="javascript:alert(1)">a</a></p>', "<p><a>a</a></p>"),
        ('<p><a href="data:text/html,x">a</a></p>', "<p><a>a</a></p>"),
        ('<p data-block-key="x1y2z">a</p>', "<p>a</p>"),
        ('<p><img src="https://example.org/pixel.gif">a</p>', "<p>a</p>"),
        ('<p class="privacy-text fremd">a</p>', '<p class="privacy-text">a</p>'),
        ("<p>a<iframe src='//example.org'></iframe></p>", "<p>a</p>"),
        ("<p>ä &amp; &lt;b&gt;</p>", "<p>ä &amp; &lt;b&gt;</p>"),
    ],
)
@pytest.mark.django_db
def test_only_known_markup_is_kept(html: str, clean: str, german: Locale) -> None:
    assert finish(html, german) == clean


@pytest.mark.parametrize("count", [1, 40])
def test_queries_do_not_grow_with_the_links(
    home: HomePage, german: Locale, count: int, django_assert_max_num_queries: Any
) -> None:
    pages = [
        home.add_child(instance=TextPage(title=f"S{n}", slug=f"s{n}", body="<p>a</p>", locale=german))
        for n in range(count)
    ]
    html = "".join(link(page) for page in pages)

    with django_assert_max_num_queries(6):
        result = finish(html, german)

    assert result.count("href=") == count
