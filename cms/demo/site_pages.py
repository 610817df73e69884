"""The demo's site around the policy: home pages, imprint, accessibility statement, foot of the page."""

from typing import Any

from django.utils.html import escape
from wagtail.models import Locale, Page, Site

from cms.demo.texts import SOURCE, TARGET, load, paragraphs, sections
from cms.home.models import FooterLink, FooterSettings, HomePage, TextPage

SLUGS = {
    "imprint": {SOURCE: "impressum", TARGET: "imprint"},
    "accessibility": {SOURCE: "barrierefreiheit", TARGET: "accessibility"},
}
# The demo's texts name more targets than the site has pages yet.
TEASER_TARGETS = {"privacy_policy": "privacy_policy", "register": "register", "contact": "imprint"}


def locales() -> tuple[Locale, Locale]:
    """The source language and the other one, created where missing."""
    return (
        Locale.objects.get_or_create(language_code=SOURCE)[0],
        Locale.objects.get_or_create(language_code=TARGET)[0],
    )


def create_home_pages() -> HomePage:
    """Put the German home page in the place of Wagtail's welcome page, and the English one beside it."""
    german, english = locales()
    site = Site.objects.select_related("root_page").get(is_default_site=True)
    welcome = site.root_page
    home = HomePage(**_home_values(SOURCE), slug="start", locale=german)
    Page.get_first_root_node().add_child(instance=home)
    home.save_revision().publish()
    site.root_page, site.site_name = home, load("site")[SOURCE]["site_name"]
    site.save()
    if welcome.depth == 2:
        welcome.delete()
    translation = HomePage.objects.get(pk=home.pk).copy_for_translation(english)
    _publish(translation, slug="home", **_home_values(TARGET))
    return HomePage.objects.get(pk=home.pk)


def create_text_pages(home: HomePage) -> dict[str, TextPage]:
    """Imprint and accessibility statement in both languages."""
    english = locales()[1]
    created = {}
    for name, slugs in SLUGS.items():
        page = TextPage(**_text_values(name, SOURCE), slug=slugs[SOURCE], locale=home.locale)
        home.add_child(instance=page)
        page.save_revision().publish()
        translation = TextPage.objects.get(pk=page.pk).copy_for_translation(english)
        _publish(translation, slug=slugs[TARGET], **_text_values(name, TARGET))
        created[name] = page
    settings = FooterSettings.for_site(Site.objects.get(is_default_site=True))
    settings.save()
    for position, page in enumerate(created.values()):
        FooterLink.objects.create(settings=settings, page=page, sort_order=position)
    return created


def add_teasers(home: HomePage, targets: dict[str, Page]) -> None:
    """The cards of the home page, once the pages that they lead to exist."""
    for page in HomePage.objects.filter(translation_key=home.translation_key).select_related("locale"):
        teasers = load("site")[page.locale.language_code]["home"]["teasers"]
        page.teasers = [
            ("teaser", {"title": t["title"], "text": t["text"], "link_text": t["link_text"], "page": targets[name]})
            for t in teasers
            if (name := TEASER_TARGETS.get(t["target"])) in targets
        ]
        page.save_revision().publish()


def _publish(page: Page, **values: Any) -> None:
    for name, value in values.items():
        setattr(page, name, value)
    page.draft_title = page.title
    page.save_revision().publish()


def _home_values(language: str) -> dict[str, Any]:
    texts = load("site")[language]
    footer = texts["footer"]
    contact = [", ".join(footer["address"]), f"{footer['phone']} ({footer['hours']})", footer["email"]]
    return {
        "title": texts["home"]["title"],
        "introduction": paragraphs(texts["home"]["welcome"]),
        "site_notice": texts["demo_notice"],
        "footer_contact": f"<p><b>{escape(footer['heading'])}</b></p>{paragraphs(contact)}",
        "footer_note": footer["closing"],
    }


def _text_values(name: str, language: str) -> dict[str, Any]:
    texts = load("site")[language][name]
    return {"title": texts["title"], "body": sections(texts["sections"])}
