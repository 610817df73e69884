"""What a visitor reads around the text: version, languages, notices, head of the page."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AbstractUser
from django.test import Client
from wagtail.models import Site

from cms.home.models import HomePage
from cms.policies.models import PolicyPage
from cms.versions.models import PublishedVersion
from site_settings.models import PrivacySettings
from tests.factories.policies import policy_page, question, section, text

Publish = Callable[..., PublishedVersion]
GERMAN = [
    section("Cookies", text("<p>Wir setzen keine.</p>"), question("Warum?", text("<p>Darum.</p>"), anchor="warum")),
    section("Nur auf Deutsch", text("<p>Neu.</p>")),
]
ENGLISH = [
    section(
        "Cookies & more", text("<p>None.</p>"), question("Why?", text("<p>So.</p>"), anchor="warum"), anchor="cookies"
    )
]


def soup_of(response: Any) -> Any:
    """The parsed answer; untyped, because the tests know which elements there are."""
    return BeautifulSoup(response.content, "html.parser")


@pytest.fixture
def source(home: HomePage, editor: AbstractUser, publish: Publish) -> PolicyPage:
    page = policy_page(home, *GERMAN, user=editor, summary="<p>Kurz <b>gesagt</b>: keine Cookies.</p>")
    publish(page)
    return page


@pytest.fixture
def translated(source: PolicyPage, english_home: HomePage, editor: AbstractUser, publish: Publish) -> PolicyPage:
    page = policy_page(
        english_home, *ENGLISH, user=editor, title="Privacy", slug="privacy", translation_key=source.translation_key
    )
    publish(page)
    return page


def change(page: PolicyPage, user: AbstractUser, publish: Publish, kind: str = "material") -> PublishedVersion:
    draft = PolicyPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.summary += "<p>Neu.</p>"
    draft.change_kind = kind
    draft.save_revision(user=user)
    return publish(page)


def test_the_page_says_which_version_it_is_and_links_all_of_them(source: PolicyPage, client: Client) -> None:
    # When a visitor opens the page
    line = soup_of(client.get("/de/datenschutz/")).find(class_="privacy-version-line")
    # Then they read the version, its date, and find the archive and the permanent address
    assert line.get_text().startswith("Fassung\N{NO-BREAK SPACE}1, gültig ab")
    assert line.find("time")["datetime"] == source.current_version.valid_from.isoformat()
    archive, permanent = (link["href"] for link in line.find_all("a"))
    assert archive == f"/privacy/versions/{source.translation_key}/de/"
    assert permanent == source.current_version.get_absolute_url()


def test_the_frozen_text_is_shown_byte_for_byte(source: PolicyPage, translated: PolicyPage, client: Client) -> None:
    assert source.current_version.content.html in client.get("/de/datenschutz/").content.decode()


def test_the_language_switch_leads_to_the_same_section(
    source: PolicyPage, translated: PolicyPage, client: Client
) -> None:
    # Given headings that differ by language and a section that is not translated
    page = soup_of(client.get("/de/datenschutz/"))
    # When the visitor opens the switch
    links = page.find(class_="privacy-section-switch").find_all("a")
    # Then every common section is reachable under its translated heading, the other one is not offered
    assert [(link["href"], link.get_text()) for link in links] == [
        ("/en/privacy/#cookies", "1. Cookies & more"),
        ("/en/privacy/#warum", "1.1 Why?"),
    ]
    assert page.find(class_="privacy-section-switch").find("ul")["lang"] == "en"
    # And the targets exist
    english = soup_of(client.get("/en/privacy/"))
    assert english.find(id="cookies")
    assert english.find(id="warum")


def test_without_a_live_translation_no_other_language_is_offered(
    source: PolicyPage, translated: PolicyPage, client: Client
) -> None:
    PolicyPage.objects.get(pk=translated.pk).unpublish()
    page = soup_of(client.get("/de/datenschutz/"))
    assert page.find(class_="privacy-section-switch") is None
    assert page.find(class_="privacy-languages") is None


def test_the_translation_names_the_version_that_it_translates(translated: PolicyPage, client: Client) -> None:
    page = soup_of(client.get("/en/privacy/"))
    assert "This is the translation of version 1 of the German text." in page.find(class_="privacy-article").get_text()
    assert page.find(class_="privacy-shell-notice") is None


def test_a_lagging_translation_says_so_and_links_the_newer_version(
    source: PolicyPage, translated: PolicyPage, editor: AbstractUser, publish: Publish, client: Client
) -> None:
    # Given a material change in German only
    newer = change(source, editor, publish)
    # When somebody reads the English page
    notice = soup_of(client.get("/en/privacy/")).find(class_="privacy-shell-notice-lag")
    # Then the notice names both versions and leads to the newer one
    assert "It translates version 1 of the German text." in notice.get_text()
    assert "version 2 is valid from" in notice.get_text()
    assert notice.find("a")["href"] == newer.get_absolute_url()
    # And the source itself says nothing of the kind
    assert soup_of(client.get("/de/datenschutz/")).find(class_="privacy-shell-notice") is None


def test_an_editorial_change_outdates_no_translation(
    source: PolicyPage, translated: PolicyPage, editor: AbstractUser, publish: Publish, client: Client
) -> None:
    change(source, editor, publish, kind="editorial")
    page = soup_of(client.get("/en/privacy/"))
    assert page.find(class_="privacy-shell-notice") is None
    assert "version 1 of the German text" in page.find(class_="privacy-article").get_text()


def test_the_prevailing_language_is_named_on_translations_only(translated: PolicyPage, client: Client) -> None:
    PrivacySettings.objects.create(site=Site.objects.get(), prevailing_language="de")
    assert "the German text prevails" in client.get("/en/privacy/").content.decode()
    assert soup_of(client.get("/de/datenschutz/")).find(class_="privacy-translation-line") is None


def test_a_preview_says_that_it_is_a_draft(source: PolicyPage, editor: AbstractUser) -> None:
    draft = source.get_latest_revision_as_object()
    draft.title = "Neuer Titel"
    page = soup_of(draft.make_preview_request())
    assert page.find(class_="privacy-shell-notice-draft")
    assert page.find("h1").get_text() == "Neuer Titel"
    assert page.find(class_="privacy-version-line") is None


def test_a_live_page_without_a_version_shows_no_text(home: HomePage, client: Client) -> None:
    # Given a page that went live before its type was versioned
    page = policy_page(home)
    PolicyPage.objects.filter(pk=page.pk).update(live=True)
    # When a visitor opens it
    response = client.get("/de/datenschutz/")
    # Then there is a notice instead of an unpublished text, and search engines stay away
    assert response.status_code == 200
    assert "Die Kasse." not in response.content.decode()
    assert soup_of(response).find(class_="privacy-shell-notice")
    assert soup_of(response).find("meta", attrs={"name": "robots", "content": "noindex"})


def test_a_draft_that_was_never_published_has_no_public_address(policy: PolicyPage, client: Client) -> None:
    assert client.get("/de/datenschutz/").status_code == 404


def test_the_head_tells_search_engines_about_languages(translated: PolicyPage, client: Client) -> None:
    head = soup_of(client.get("/en/privacy/")).head
    assert head.title.get_text().startswith("Privacy")
    assert head.find("link", rel="canonical")["href"].endswith("/en/privacy/")
    alternates = {link["hreflang"]: link["href"] for link in head.find_all("link", rel="alternate", hreflang=True)}
    assert {code: href.split("/", 3)[3] for code, href in alternates.items()} == {
        "de": "de/datenschutz/",
        "en": "en/privacy/",
        "x-default": "de/datenschutz/",
    }


@pytest.mark.parametrize(("written", "shown"), [("", "Kurz gesagt: keine Cookies."), ("Von Hand", "Von Hand")])
def test_there_is_one_description(source: PolicyPage, client: Client, written: str, shown: str) -> None:
    PolicyPage.objects.filter(pk=source.pk).update(search_description=written)
    descriptions = soup_of(client.get("/de/datenschutz/")).find_all("meta", attrs={"name": "description"})
    assert [each["content"] for each in descriptions] == [shown]


def test_the_text_carries_its_language(source: PolicyPage, client: Client) -> None:
    assert soup_of(client.get("/de/datenschutz/")).find(class_="privacy-article")["lang"] == "de"


def test_reading_sets_no_cookie_and_runs_no_script(translated: PolicyPage, client: Client) -> None:
    for address in ("/de/", "/de/datenschutz/", "/en/privacy/"):
        response = client.get(address)
        assert not response.cookies
        assert soup_of(response).find(["script", "style", "iframe"]) is None
        assert soup_of(response).find(style=True) is None
