"""Writing an entry of the register in a real browser: rows within rows are made by scripts."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AbstractUser
from django.test import Client
from playwright.sync_api import Page, expect, sync_playwright
from wagtail.users.models import UserProfile

from tests.databases import migrated_rows  # noqa: F401
from tests.factories.register import responsible_parties
from tests.functional.chromium import chromium_path

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

LIST = "/admin/snippets/privacy_register/processingactivity/"


@pytest.fixture
def session(editor: AbstractUser) -> str:
    """The cookie of the editor, who uses the admin in English; with catalogues to choose from."""
    responsible_parties()
    UserProfile.objects.update_or_create(user=editor, defaults={"preferred_language": "en"})
    client = Client()
    client.force_login(editor)
    return client.cookies["sessionid"].value


@pytest.fixture
def page(live_server: Any, session: str) -> Iterator[Page]:
    options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    executable = chromium_path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=options)
        context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=live_server.url)
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        yield context.new_page()
        browser.close()


def test_an_entry_with_purposes_and_legal_bases_is_written_saved_and_read_again(page: Page) -> None:
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))

    # Given a new entry
    page.goto(f"{LIST}add/")
    page.fill("#id_reference", "VVT-077")
    page.fill("#id_name", "Terminvergabe")

    # When two purposes are added, the second with two legal bases
    page.get_by_role("tab", name="Purposes and data").click()
    for number, text in enumerate(("Termine vergeben", "Erinnern")):
        page.get_by_role("button", name="Add purpose").click()
        page.fill(f"#id_purposes-{number}-text", text)
    for number, note in enumerate(("§ 14 SGB I", "§ 15 SGB I")):
        page.locator("#id_purposes-1-legal_bases-ADD").click()
        page.select_option(f"#id_purposes-1-legal_bases-{number}-basis", label="Art. 6(1)(e) GDPR – Public task")
        page.fill(f"#id_purposes-1-legal_bases-{number}-note", note)

    # Then the draft is saved, by the button or, in newer versions, by itself before
    page.get_by_role("button", name="Save draft").click()
    expect(
        page.get_by_text(re.compile("Processing activity 'VVT-077 Terminvergabe' (created|updated)"))
    ).to_be_visible()
    expect(page).to_have_url(re.compile(f"{LIST}edit/"))

    # And the checklist says what an active entry still needs
    expect(page.get_by_text("required items are missing before the entry can be active")).to_be_visible()
    page.get_by_role("tab", name="Checklist").click()
    expect(page.get_by_role("heading", name="Expected by supervisory authorities")).to_be_visible()

    # And all rows are there, also in the editor opened anew
    page.reload()
    page.get_by_role("tab", name="Purposes and data").click()
    expect(page.locator("#id_purposes-1-text")).to_have_value("Erinnern")
    expect(page.locator("#id_purposes-1-legal_bases-1-note")).to_have_value("§ 15 SGB I")
    # What does not apply is out of sight until it does
    expect(page.locator("#id_statutory_task")).to_be_hidden()
    page.select_option("#id_social_data", "yes")
    expect(page.locator("#id_statutory_task")).to_be_visible()
    assert problems == []
