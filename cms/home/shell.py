"""What every page of the site shows around its content: navigation, languages, foot. One query for all of it."""

from dataclasses import dataclass, field

from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_info
from wagtail.models import Page, Site

from cms.home.models import FooterLink, HomePage
from site_settings.models import PrivacySettings

POLICY_FIRST = -1


@dataclass(frozen=True)
class Link:
    """A link of the shell.

    Attributes:
        is_current: Whether it leads to the page shown; ``is_ancestor``: to a page above it.
    """

    title: str
    address: str
    is_current: bool = False
    is_ancestor: bool = False


@dataclass(frozen=True)
class LanguageLink:
    """A language that the site can be read in: to the same page where it is translated, else to the home page."""

    code: str
    name: str
    address: str
    is_current: bool


@dataclass
class SiteShell:
    """The facts for header and footer."""

    site: Site | None = None
    home: HomePage | None = None
    home_address: str = "/"
    menu: list[Link] = field(default_factory=list)
    footer: list[Link] = field(default_factory=list)
    languages: list[LanguageLink] = field(default_factory=list)


def site_shell(request: HttpRequest, page: Page | None = None, addresses: dict[str, str] | None = None) -> SiteShell:
    """Collect the shell of ``page``; without one (an error page, the archive) that of the active language.

    Args:
        request: The visitor's request.
        page: The page shown.
        addresses: Where the language switch leads, by language, if not to the translations of ``page`` itself.
    """
    site = Site.find_for_request(request)
    if site is None:
        return SiteShell()
    root = site.root_page
    found = _pages(site, root, page)
    homes = {p.locale_id: p for p in found if p.translation_key == root.translation_key}
    home = _home(homes, root, page)
    if home is None:
        return SiteShell(site)
    own = [p for p in found if p.locale_id == home.locale_id]
    menu = sorted(
        (p for p in own if p.show_in_menus and p.depth == home.depth + 1 and p.is_descendant_of(home)),
        key=lambda p: p.path,
    )
    footer = sorted((p for p in own if p.footer_order is not None), key=lambda p: (p.footer_order, p.title))
    return SiteShell(
        site=site,
        home=getattr(home, "homepage", None),
        home_address=home.get_url(request) or "/",
        menu=[link for p in menu if (link := _link(p, page, request))],
        footer=[link for p in footer if (link := _link(p, page, request))],
        languages=_languages(homes, found, page, home, request, addresses or {}),
    )


def _home(homes: dict[int, Page], root: Page, page: Page | None) -> Page | None:
    """The home page in the language of ``page``, else in the active language, else the site's own root."""
    if page is not None and page.locale_id in homes:
        return homes[page.locale_id]
    language = get_language()
    active = (home for home in homes.values() if home.locale.language_code == language)
    return next(active, None) or homes.get(root.locale_id) or next(iter(homes.values()), None)


def _pages(site: Site, root: Page, page: Page | None) -> "list[Page]":
    """Homes, menu pages, footer pages and translations of the current page, in all languages."""
    policy = PrivacySettings.objects.filter(site=site).values("policy_page__translation_key")
    footer = FooterLink.objects.filter(settings__site=site)
    in_menu = Q(show_in_menus=True, depth=root.depth + 1)
    keys = [root.translation_key, *([page.translation_key] if page else [])]
    return list(
        Page.objects.live()
        .filter(
            in_menu
            | Q(translation_key__in=keys)
            | Q(translation_key__in=policy)
            | Q(translation_key__in=footer.values("page__translation_key"))
        )
        .annotate(
            footer_order=Coalesce(
                Subquery(
                    policy.filter(policy_page__translation_key=OuterRef("translation_key")).values(
                        order=Value(POLICY_FIRST)
                    )[:1]
                ),
                Subquery(
                    footer.filter(page__translation_key=OuterRef("translation_key")).values(
                        order=Coalesce("sort_order", Value(0))
                    )[:1]
                ),
            )
        )
        .select_related("locale", "homepage")
        .order_by("path")
    )


def _link(target: Page, page: Page | None, request: HttpRequest) -> Link | None:
    address = target.get_url(request)
    if not address:
        return None
    return Link(
        target.title,
        address,
        is_current=page is not None and target.pk == page.pk,
        is_ancestor=page is not None and page.is_descendant_of(target),
    )


def _languages(
    homes: dict[int, Page],
    found: list[Page],
    page: Page | None,
    home: Page,
    request: HttpRequest,
    addresses: dict[str, str],
) -> list[LanguageLink]:
    same = {p.locale_id: p for p in found if page is not None and p.translation_key == page.translation_key}
    links = []
    for locale_id, other_home in homes.items():
        code = other_home.locale.language_code
        address = addresses.get(code) or (same.get(locale_id) or other_home).get_url(request)
        if address:
            name = str(get_language_info(code)["name_local"])
            links.append(LanguageLink(code, name[:1].upper() + name[1:], address, locale_id == home.locale_id))
    return sorted(links, key=lambda link: link.code)
