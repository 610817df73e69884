"""Reading the policy in a real browser: without script, without cookies, without any other host."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pytest
from django.contrib.auth.models import AbstractUser
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect, sync_playwright
from wagtail.models import Site

from cms.home.models import HomePage
from cms.policies.models import PolicyPage
from cms.versions.models import PublishedVersion
from tests.databases import migrated_rows  # noqa: F401
from tests.factories.policies import policy_page, question, section, text
from tests.functional.chromium import chromium_path

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

TAG_NAMES = "elements => elements.map(element => element.tagName)"
PARAGRAPH = text("<p>" + "Ein langer Satz über Ihre Daten. " * 60 + "</p>")
LINK = text('<p>Mehr bei der <a href="https://www.bfdi.bund.de/">Aufsicht</a>.</p>')
TABLE = {
    "type": "table",
    "value": {
        "caption": "Alle Cookies",
        "columns": [{"type": "text", "heading": name} for name in ("Name", "Anbieter", "Zweck", "Dauer")],
        "rows": [{"values": ["<p>nk-session</p>", "<p>Kasse</p>", "<p>Formulare</p>", "<p>Sitzung</p>"]}],
    },
    "id": "table",
}


@pytest.fixture
def address(
    live_server: Any,
    home: HomePage,
    english_home: HomePage,
    editor: AbstractUser,
    publish: Callable[..., PublishedVersion],
) -> str:
    """The server's address, with a policy in German and English."""
    host, port = live_server.url.removeprefix("http://").split(":")
    Site.objects.update(hostname=host, port=int(port))
    cache.clear()
    german = policy_page(
        home,
        section("Besuch", question("Was speichern wir?", PARAGRAPH, LINK)),
        section("Cookies", question("Welche Cookies gibt es?", TABLE, PARAGRAPH)),
        section("Rechte", PARAGRAPH),
        user=editor,
        summary="<p>Kurz gesagt.</p>",
    )
    publish(german)
    published = PolicyPage.objects.get(pk=german.pk)
    translated = published.copy_for_translation(english_home.locale)
    translated.title, translated.slug = "Privacy policy", "privacy"
    for child, heading in zip(translated.body, ("Visit", "Cookies", "Rights"), strict=True):
        child.value["heading"] = heading
    translated.save_revision(user=editor)
    publish(translated)
    return live_server.url


@pytest.fixture
def browser(address: str) -> Iterator[Browser]:
    """Chromium, one per test: its event loop hides Django's connections from what is set up while it runs."""
    options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    executable = chromium_path()
    with sync_playwright() as playwright:
        instance = playwright.chromium.launch(executable_path=executable, args=options)
        yield instance
        instance.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_reading_asks_no_other_host_and_leaves_no_cookie(address: str, browser: Browser) -> None:
    # Given a browser that runs scripts, if there were any
    context = browser.new_context()
    page = context.new_page()
    requests: list[str] = []
    problems: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("response", lambda response: problems.append(response.url) if response.status >= 400 else None)
    # When a visitor reads
    for path in ("/de/", "/de/datenschutz/", "/en/privacy/"):
        page.goto(address + path, wait_until="networkidle")
    # Then everything came from this server, nothing was stored and nothing was blocked or missing
    assert {url for url in requests if not url.startswith((address, "data:"))} == set()
    assert context.cookies() == []
    assert page.evaluate("Object.keys(localStorage).length + Object.keys(sessionStorage).length") == 0
    assert problems == []
    context.close()


def test_the_switch_leads_to_the_same_section_without_script(address: str, page: Page) -> None:
    # Given a reader who has scrolled to the cookies
    page.goto(f"{address}/de/datenschutz/#cookies")
    # When they open the switch, which is in sight, and choose the section in English
    switch = page.locator(".privacy-section-switch")
    assert switch.locator("summary").is_visible()
    switch.locator("summary").click()
    switch.locator("a", has_text="Cookies").first.click()
    # Then they read the same section in English
    assert page.url == f"{address}/en/privacy/#cookies"
    expect(page.locator("#cookies h2")).to_be_in_viewport()


def test_landmarks_and_headings_make_an_outline(address: str, page: Page) -> None:
    page.goto(f"{address}/de/datenschutz/")
    # One of each landmark, every navigation has its own name
    for role in ("banner", "main", "contentinfo"):
        assert page.get_by_role(role).count() == 1, role
    names = [
        nav.get_attribute("aria-label") or nav.get_attribute("aria-labelledby") for nav in page.locator("nav").all()
    ]
    assert all(names)
    assert len(names) == len(set(names))
    # One first-level heading, and no level is skipped
    levels = [int(name[1]) for name in page.locator("main :is(h1, h2, h3, h4, h5, h6)").evaluate_all(TAG_NAMES)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    # The text comes in its order, whatever the layout: title, summary, contents, sections, languages
    classes = ["privacy-version-line", "privacy-summary", "privacy-toc", "privacy-section", "privacy-section-switch"]
    html = page.content()
    assert sorted(classes, key=lambda name: html.index(f'class="{name}"')) == classes


def test_the_first_tab_stop_skips_to_the_text(address: str, page: Page) -> None:
    page.goto(f"{address}/de/datenschutz/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


@pytest.mark.parametrize("path", ["/de/", "/de/datenschutz/", "/en/privacy/", "/de/nirgends/"])
def test_nothing_is_wider_than_a_small_phone(address: str, browser: Browser, path: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


def test_the_contents_stay_beside_the_text_on_a_wide_screen(address: str, page: Page) -> None:
    page.goto(f"{address}/de/datenschutz/#rechte")
    contents = page.locator(".privacy-toc").bounding_box()
    chapter = page.locator("#rechte").bounding_box()
    assert contents is not None
    assert chapter is not None
    assert 0 <= contents["y"] < 800
    assert contents["x"] + contents["width"] <= chapter["x"]


def test_external_links_are_marked_for_eyes_and_ears(address: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{address}/de/datenschutz/")
    link = page.get_by_role("link", name="Aufsicht")
    assert link.get_attribute("class") == "privacy-external"
    icon = page.locator("a.privacy-external").evaluate("element => getComputedStyle(element, '::after').maskImage")
    assert "external.svg" in icon
    assert link.locator(".privacy-hint").text_content()
    page.close()


def test_print_shows_addresses_and_leaves_out_navigation(address: str, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/de/datenschutz/")
    page.emulate_media(media="print")
    for hidden in (".privacy-toc", ".privacy-section-switch", ".site-languages", ".privacy-version-links"):
        assert not page.locator(hidden).is_visible(), hidden
    after = page.locator("a.privacy-external").evaluate("element => getComputedStyle(element, '::after').content")
    assert "https://www.bfdi.bund.de/" in after
    context.close()
