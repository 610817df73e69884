"""The page of the demo's public register, in both languages."""

from typing import Any

from wagtail.models import Page, Site
from wagtail_localize.strings import StringValue

from cms.demo.register_entries import People
from cms.demo.site_pages import locales
from cms.demo.texts import SOURCE, TARGET, load, paragraphs
from cms.home.models import FooterLink, FooterSettings, HomePage
from cms.localization.route import draft_translation, fill_translation, start_translation
from cms.policies.importing.linking import link_text
from cms.register.models import RegisterPage


def create_register_page(home: HomePage, people: People) -> RegisterPage:
    """Publish the page below the home page and its translation, and link it from the menu and from every page's foot.

    Raises:
        Refused: A rule forbids it.
    """
    english = locales()[1]
    texts = load("register/page")
    page = RegisterPage(
        title=texts["title"][SOURCE],
        slug=texts["slug"][SOURCE],
        introduction=paragraphs([part[SOURCE] for part in texts["introduction"]]),
        locale=home.locale,
        show_in_menus=True,
        live=False,
    )
    home.add_child(instance=page)
    page.change_note, page.valid_from = texts["note"][SOURCE], texts["valid_from"]
    page.save_revision(user=people.editor).publish(user=people.approver)

    start_translation(page, english, people.translator)
    fill_translation(page, english, _strings(texts), people.translator)
    draft_translation(page, english, people.translator, texts["note"][TARGET]).publish(user=people.approver)
    _link_from_foot(page)
    return RegisterPage.objects.get(pk=page.pk)


def _strings(texts: dict[str, Any]) -> dict[str, str]:
    """The page's texts in German and English, written as wagtail-localize writes them."""
    plain = {_plain(texts[name][SOURCE]): _plain(texts[name][TARGET]) for name in ("title", "slug")}
    return {**plain, **{_rich(part[SOURCE]): _rich(part[TARGET]) for part in texts["introduction"]}}


def _plain(text: str) -> str:
    return str(StringValue.from_plaintext(text).data)


def _rich(text: str) -> str:
    string: StringValue = StringValue.from_source_html(link_text(text))[0]
    return str(string.data)


def _link_from_foot(page: Page) -> None:
    settings = FooterSettings.for_site(Site.objects.get(is_default_site=True))
    if settings.pk is None:
        settings.save()
    FooterLink.objects.create(settings=settings, page=page, sort_order=-1)
