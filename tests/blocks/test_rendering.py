"""The frozen HTML: numbers, anchors, links, contacts."""

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.contrib.auth.models import AbstractUser
from wagtail.models import Locale, Site

from blocks.rendering import Rendering
from cms.home.models import HomePage, TextPage
from cms.policies.models import PolicyPage
from site_settings.models import Contact, PrivacySettings
from tests.factories.policies import policy_page, question, section, text


def render(page: PolicyPage) -> BeautifulSoup:
    return BeautifulSoup(page.render_body(Rendering(page.get_site(), page.locale)), "html.parser")


def section_of(page: PolicyPage) -> Tag:
    found = render(page).find("section", class_="privacy-section")
    assert isinstance(found, Tag)
    return found


def link_in(page: BeautifulSoup) -> Tag | None:
    block = page.find(class_="privacy-text")
    assert isinstance(block, Tag)
    return block.find("a")


def detail(heading: str) -> dict[str, Any]:
    return section(heading, text("<p>…</p>"), kind="subsubsection")


def test_numbers_follow_the_nesting(home: HomePage) -> None:
    # Given two sections, questions and details
    page = render(
        policy_page(
            home,
            text("<p>Vorab.</p>"),
            section("Eins", question("Frage A"), question("Frage B", detail("Einzelheit"))),
            text("<p>Dazwischen.</p>"),
            section("Zwei", question("Frage C")),
        )
    )
    # Then headings and contents carry the same numbers, and the levels have no gap
    headings = [(heading.name, heading.get_text()) for heading in page.select("section > :is(h2, h3, h4)")]
    assert headings == [
        ("h2", "1. Eins"),
        ("h3", "1.1 Frage A"),
        ("h3", "1.2 Frage B"),
        ("h4", "1.2.1 Einzelheit"),
        ("h2", "2. Zwei"),
        ("h3", "2.1 Frage C"),
    ]
    contents = page.find(class_="privacy-toc")
    assert isinstance(contents, Tag)
    assert [link.get_text() for link in contents.find_all("a")] == [
        "1. Eins",
        "1.1 Frage A",
        "1.2 Frage B",
        "2. Zwei",
        "2.1 Frage C",
    ]


def test_every_link_of_the_contents_has_its_target_once(home: HomePage) -> None:
    page = render(policy_page(home, section("Daten", question("Daten")), section("Daten")))
    ids = [element["id"] for element in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    targets = [str(link["href"]).removeprefix("#") for link in page.find_all("a", href=True)]
    assert set(targets) <= set(ids)


@pytest.mark.parametrize("heading", ["Inhalt", "Zusammenfassung", "Privacy contents", "Main"])
def test_no_heading_collides_with_the_parts_of_the_page(home: HomePage, heading: str) -> None:
    page = render(policy_page(home, section(heading), section(f"{heading} heading"), summary="<p>Kurz.</p>"))
    ids = [element["id"] for element in page.find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_an_anchor_survives_rewording(home: HomePage, editor: AbstractUser) -> None:
    # Given a heading whose anchor was made from its first wording
    page = policy_page(home, section("Welche Daten löschen wir?"), user=editor)
    draft = page.get_latest_revision_as_object()
    assert section_of(draft)["id"] == "welche-daten-loeschen-wir"
    # When the heading is reworded
    draft.body[0].value["heading"] = "Was löschen wir wann?"
    draft.save_revision(user=editor)
    # Then links to it still work
    reworded = section_of(PolicyPage.objects.get(pk=page.pk).get_latest_revision_as_object())
    assert reworded["id"] == "welche-daten-loeschen-wir"
    assert "Was löschen wir wann?" in reworded.get_text()


@pytest.mark.parametrize(
    "address",
    [
        "https://www.bfdi.bund.de",
        "http://example.org:8080/x?y=1#z",
        "//cdn.example.org/x",
        "HTTPS://EXAMPLE.ORG",
        "https://testserver.example.org/",
        "https://user@example.org/",
    ],
)
def test_links_to_other_hosts_are_marked_in_words_and_by_a_class(home: HomePage, address: str) -> None:
    link = link_in(render(policy_page(home, section("A", text(f'<p><a href="{address}">dort</a></p>')))))
    assert link is not None
    assert link["class"] == ["privacy-external"]
    assert link["rel"] == ["external", "noopener"]
    hint = link.find(class_="privacy-hint")
    assert hint is not None
    assert hint.get_text().strip()
    assert link.get_text().endswith("dort")


@pytest.mark.parametrize(
    "address",
    [
        "http://testserver/de/",
        "https://www.testserver/",
        "https://TESTSERVER/",
        "https://intern.example/",
        "/de/kontakt/",
        "#cookies",
        "mailto:post@example.org",
        "tel:+49431555",
        "http://[broken",
    ],
)
def test_links_within_the_site_are_not_marked(home: HomePage, address: str, settings: Any) -> None:
    settings.WAGTAIL_PRIVACY_INTERNAL_HOSTS = ["intern.example"]
    link = link_in(render(policy_page(home, section("A", text(f'<p><a href="{address}">dort</a></p>')))))
    assert link is not None
    assert link.get("class") is None
    assert link.get_text() == "dort"


def test_dangerous_addresses_lose_their_link(home: HomePage) -> None:
    page = render(policy_page(home, section("A", text('<p><a href="javascript:alert(1)">dort</a></p>'))))
    link = link_in(page)
    assert link is None or not link.get("href")


def test_links_to_pages_lead_to_their_translation(home: HomePage, english_home: HomePage) -> None:
    # Given an imprint in both languages, and an English policy that links the German one
    imprint = TextPage(title="Impressum", slug="impressum", body="<p>x</p>")
    home.add_child(instance=imprint)
    english_home.add_child(
        instance=TextPage(title="Legal", slug="legal", body="<p>x</p>", translation_key=imprint.translation_key)
    )
    link = f'<p><a linktype="page" id="{imprint.pk}">dort</a></p>'
    # Then each language links its own
    german = link_in(render(policy_page(home, section("A", text(link)))))
    english = link_in(render(policy_page(english_home, section("A", text(link)))))
    assert german is not None
    assert english is not None
    assert (german["href"], english["href"]) == ("/de/impressum/", "/en/legal/")


def test_the_words_of_a_link_stay_when_its_page_is_gone(home: HomePage) -> None:
    page = render(policy_page(home, section("A", text('<p>Siehe <a linktype="page" id="99999">dort</a>.</p>'))))
    assert link_in(page) is None
    assert "Siehe dort." in page.get_text()


def test_a_contact_that_is_not_translated_says_its_language(
    home: HomePage, english_home: HomePage, german: Locale
) -> None:
    # Given a DPO in German only
    dpo = Contact.objects.create(name="Datenschutzbeauftragte:r", address="Kiel", phone="+49 431 1", locale=german)
    PrivacySettings.objects.create(site=Site.objects.get(), dpo=dpo)
    block = {"type": "contact", "value": {"role": "dpo"}, "id": "1"}
    # When it stands in an English text
    shown = render(policy_page(english_home, section("A", block))).find("address")
    # Then name and address are marked as German, the labels are not
    assert isinstance(shown, Tag)
    assert [paragraph.get("lang") for paragraph in shown.find_all("p")] == ["de", "de", None]
    # And in a German text nothing is marked
    assert render(policy_page(home, section("A", block))).find("address").find(lang=True) is None  # type: ignore[union-attr]


def test_a_table_can_be_scrolled_by_keyboard_and_has_headings(home: HomePage) -> None:
    table = {
        "type": "table",
        "value": {
            "caption": "Cookies",
            "columns": [{"type": "text", "heading": "Name"}],
            "rows": [{"values": ["<p>nk</p>"]}],
        },
        "id": "1",
    }
    region = render(policy_page(home, section("A", table))).find(class_="privacy-table-scroll")
    assert isinstance(region, Tag)
    assert (region["tabindex"], region["aria-label"]) == ("0", "Cookies")
    assert [heading["scope"] for heading in region.find_all("th")] == ["col"]


def test_only_documented_classes_are_used(home: HomePage) -> None:
    from blocks.links import CLASSES

    notice = {"type": "notice", "value": {"kind": "important", "heading": "", "text": "<p>Nein.</p>"}, "id": "1"}
    page = render(policy_page(home, section("A", notice, question("B", detail("C"))), summary="<p>Kurz.</p>"))
    used = {name for element in page.find_all(class_=True) for name in element["class"]}
    assert used <= CLASSES
    assert {"privacy-notice-important", "privacy-summary", "privacy-toc", "privacy-subsubsection"} <= used
