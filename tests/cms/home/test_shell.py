"""Header, footer, home page and error pages of the ready-to-run site."""

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.contrib.auth.models import AbstractUser
from django.http import Http404
from django.template.loader import render_to_string
from django.test import Client
from django.views.defaults import bad_request, permission_denied, server_error
from wagtail.models import Page, Site

from cms.home.models import FooterLink, FooterSettings, HomePage, TextPage
from site_settings.models import PrivacySettings
from tests.factories.policies import policy_page


def text_page(parent: HomePage, title: str, slug: str, **values: Any) -> TextPage:
    page = TextPage(title=title, slug=slug, body="<h2>Kiel</h2><p>Text</p>", **values)
    parent.add_child(instance=page)
    return page


def read(client: Client, address: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser")


def links(page: BeautifulSoup, selector: str) -> list[tuple[str, str]]:
    return [(link.get_text(), str(link["href"])) for link in page.select(f"{selector} a")]


def test_the_menu_shows_the_pages_of_its_language(home: HomePage, english_home: HomePage, client: Client) -> None:
    german = text_page(home, "Kontakt", "kontakt", show_in_menus=True)
    text_page(home, "Intern", "intern")
    text_page(home, "Entwurf", "entwurf", show_in_menus=True, live=False)
    text_page(english_home, "Contact", "contact", show_in_menus=True, translation_key=german.translation_key)
    assert links(read(client, "/de/"), ".site-menu") == [("Kontakt", "/de/kontakt/")]
    assert links(read(client, "/en/"), ".site-menu") == [("Contact", "/en/contact/")]
    current = read(client, "/de/kontakt/").select_one(".site-menu [aria-current=page]")
    assert current is not None
    assert current.get_text() == "Kontakt"


def test_the_language_switch_leads_to_the_same_page_or_home(
    home: HomePage, english_home: HomePage, client: Client
) -> None:
    german = text_page(home, "Kontakt", "kontakt")
    text_page(home, "Nur deutsch", "nur-deutsch")
    text_page(english_home, "Contact", "contact", translation_key=german.translation_key)
    assert links(read(client, "/de/kontakt/"), ".site-languages") == [("English", "/en/contact/")]
    assert links(read(client, "/de/nur-deutsch/"), ".site-languages") == [("English", "/en/")]
    shown = read(client, "/de/").select_one(".site-languages [aria-current]")
    assert isinstance(shown, Tag)
    assert (shown.get_text(), shown["lang"]) == ("Deutsch", "de")


def test_the_footer_links_the_policy_first_and_then_the_chosen_pages(
    home: HomePage, english_home: HomePage, editor: AbstractUser, publish: Any, client: Client
) -> None:
    # Given a policy in the settings and two pages in the footer, one of them translated
    policy = policy_page(home, user=editor)
    publish(policy)
    site = Site.objects.get()
    PrivacySettings.objects.create(site=site, policy_page=policy)
    footer = FooterSettings.objects.create(site=site)
    imprint = text_page(home, "Impressum", "impressum")
    text_page(english_home, "Legal notice", "legal-notice", translation_key=imprint.translation_key)
    for number, page in enumerate((imprint, text_page(home, "Barrierefreiheit", "barrierefreiheit"))):
        FooterLink.objects.create(settings=footer, page=page, sort_order=number)
    # Then each language shows what it has
    assert [title for title, _address in links(read(client, "/de/"), ".site-footer")] == [
        "Datenschutzerklärung",
        "Impressum",
        "Barrierefreiheit",
    ]
    assert links(read(client, "/en/"), ".site-footer") == [("Legal notice", "/en/legal-notice/")]


def test_the_home_page_shows_its_teasers_with_links_in_the_readers_language(
    home: HomePage, english_home: HomePage, client: Client
) -> None:
    # Given teasers to a translated page, to a draft and to nothing
    german = text_page(home, "Kontakt", "kontakt")
    draft = text_page(home, "Entwurf", "entwurf", live=False)
    text_page(english_home, "Contact", "contact", translation_key=german.translation_key)
    english_home.teasers = [
        ("teaser", {"title": "One", "text": "…", "link_text": "Go", "page": Page.objects.get(pk=german.pk)}),
        ("teaser", {"title": "Two", "text": "…", "link_text": "Go", "page": Page.objects.get(pk=draft.pk)}),
        ("teaser", {"title": "Three", "text": "…", "link_text": "", "page": None}),
    ]
    english_home.save()
    page = read(client, "/en/")
    assert [heading.get_text() for heading in page.select(".site-teaser h2")] == ["One", "Two", "Three"]
    assert links(page, ".site-teasers") == [("Go", "/en/contact/")]


def test_external_links_are_marked_in_every_rich_text(home: HomePage, client: Client) -> None:
    page = text_page(home, "Kontakt", "kontakt")
    page.body = '<p><a href="https://www.bfdi.bund.de/">Aufsicht</a> <a href="http://testserver/x">hier</a></p>'
    page.save()
    marked = read(client, "/de/kontakt/").select("main a.privacy-external")
    assert [link["href"] for link in marked] == ["https://www.bfdi.bund.de/"]
    assert marked[0].find(class_="privacy-hint")


@pytest.mark.parametrize(("address", "language"), [("/de/nirgends/", "de"), ("/en/nowhere/", "en")])
def test_an_unknown_address_is_answered_in_its_language(
    home: HomePage, english_home: HomePage, client: Client, address: str, language: str
) -> None:
    response = client.get(address)
    page = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 404
    assert page.html is not None
    assert page.html["lang"] == language
    assert page.select_one(".site-header")
    assert not response.cookies


def test_a_site_without_pages_answers_too(db: None, client: Client) -> None:
    Site.objects.all().delete()
    assert client.get("/de/nirgends/").status_code == 404


def test_errors_without_a_database_are_explained_in_both_languages(rf: Any) -> None:
    """No database fixture: a query would fail."""
    for response in (server_error(rf.get("/")), bad_request(rf.get("/"), Http404())):
        page = BeautifulSoup(response.content, "html.parser")
        assert [section["lang"] for section in page.select("main section")] == ["de", "en"]
        assert len(page.select("h1")) == 1
    assert "Startseite" in render_to_string("403_csrf.html")


def test_a_refused_visitor_gets_a_page_of_the_site(home: HomePage, rf: Any) -> None:
    response = permission_denied(rf.get("/de/"), PermissionError())
    assert response.status_code == 403
    assert b"site-header" in response.content
