"""The last step of rendering a body: resolve all links at once, mark external ones, let only known markup through."""

from collections.abc import Callable, Iterable
from typing import cast

import nh3
from bs4 import BeautifulSoup, Tag
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Locale, Page

from cms.core.rich_text import EXTERNAL_CLASS, external_hint, is_external

CLASSES = frozenset(
    f"privacy-{name}"
    for name in (
        "body summary toc section subsection subsubsection number text list notice notice-info notice-important "
        "notice-heading table table-scroll contact contact-name document external hint unknown live"
    ).split()
)
"""Every class that frozen HTML may carry. Documented in docs/frozen-html.md; names are only ever added."""

TAGS = frozenset(
    (
        "section div aside nav address header h1 h2 h3 h4 h5 p br span strong b em i a ul "
        "ol li dl dt dd table caption thead tbody tr th td time"
    ).split()
)
ATTRIBUTES = {
    "*": {"lang", "id"},
    "a": {"href", "rel", "download", "type"},
    "th": {"scope"},
    "time": {"datetime"},
    **{tag: {"aria-labelledby", "aria-label", "role", "tabindex"} for tag in ("section", "nav", "aside", "div")},
}
SCHEMES = {"http", "https", "mailto", "tel"}


def finish_html(html: str, locale: Locale, document_addresses: Callable[[Iterable[int]], dict[int, str]]) -> SafeString:
    """Resolve links in Wagtail's database form, mark external links, and sanitise.

    Args:
        html: Rendered HTML whose links may be ``<a linktype="page" id="…">`` or ``<a linktype="document" id="…">``.
        locale: Links to pages lead to their translation in this language where one is live.
        document_addresses: Maps document ids to addresses.
    """
    soup = BeautifulSoup(html, "html.parser")
    links = cast("list[Tag]", soup.find_all("a"))
    pages = _page_addresses(_ids(links, "page"), locale)
    document_ids = _ids(links, "document")
    documents = document_addresses(document_ids) if document_ids else {}
    hint = str(external_hint())
    for link in links:
        kind, key = link.get("linktype"), _key(link)
        if kind:
            address = (pages if kind == "page" else documents).get(key) if key is not None else None
            if address is None:
                link.unwrap()  # the target is gone: the words stay, a dead link does not
                continue
            link.attrs = {"href": address}
        if is_external(str(link.get("href", ""))):
            link["class"] = EXTERNAL_CLASS
            link["rel"] = "external noopener"
            link.insert(0, BeautifulSoup(hint, "html.parser"))
    clean = nh3.clean(
        str(soup),
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        allowed_classes={tag: set(CLASSES) for tag in TAGS},
        url_schemes=SCHEMES,
        link_rel=None,
    )
    return mark_safe(clean)


def _key(link: Tag) -> int | None:
    value = str(link.get("id", ""))
    return int(value) if value.isdigit() else None


def _ids(links: list[Tag], kind: str) -> set[int]:
    return {key for link in links if link.get("linktype") == kind and (key := _key(link)) is not None}


def _page_addresses(ids: set[int], locale: Locale) -> dict[int, str]:
    """Addresses of live pages, or of their live translations into ``locale``: two queries, however many links."""
    if not ids:
        return {}
    linked = list(Page.objects.filter(pk__in=ids).select_related("locale", "content_type"))
    keys = {page.translation_key for page in linked if page.locale_id != locale.pk}
    translated = (
        {
            page.translation_key: page
            for page in Page.objects.live()
            .filter(translation_key__in=keys, locale=locale)
            .select_related("locale", "content_type")
        }
        if keys
        else {}
    )
    addresses: dict[int, str] = {}
    for page in linked:
        target = translated.get(page.translation_key) or (page if page.live else None)
        address = _with_own_address(target).get_url() if target else None
        if address:
            addresses[page.pk] = address
    return addresses


def _with_own_address(page: Page) -> Page:
    """The page itself, or its specific form where its type makes addresses of its own."""
    model = page.content_type.model_class()
    return page.specific if model is not None and model.get_url_parts is not Page.get_url_parts else page
