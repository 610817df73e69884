"""Where the public register is: its pages in the tree, and addresses that do not depend on the tree."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page

from cms.core.conf import source_language
from cms.register.models.register_page import AbstractRegisterPage


def entry_address(language: str, slug: str) -> str:
    """The permanent address of an entry. It leads to wherever the register's page is today."""
    return reverse("privacy_register_public:entry", args=[language, slug])


def register_address(language: str) -> str:
    """The permanent address of the register in a language."""
    return reverse("privacy_register_public:register", args=[language])


def download_address(language: str, extension: str) -> str:
    """Where the public register is downloaded as it stands."""
    return reverse("privacy_register_public:download", args=[language, extension])


def is_language(code: str) -> bool:
    """Whether the site has content in a language of this code."""
    return code in dict(settings.WAGTAIL_CONTENT_LANGUAGES)


def register_pages(*languages: str) -> list[Page]:
    """The live pages of the register, in the order of ``languages``."""
    types = ContentType.objects.get_for_models(*_page_models()).values()
    pages = Page.objects.live().filter(content_type__in=types, locale__language_code__in=languages)
    found = pages.select_related("locale").order_by("path")
    return sorted(found, key=lambda page: languages.index(page.locale.language_code))


def pages_for_readers(language: str) -> list[Page]:
    """The live pages of the register in a language; where there is none, those in the source language."""
    pages = register_pages(language, source_language())
    own = [page for page in pages if page.locale.language_code == language]
    return own or pages


def page_address(page: Page, request: HttpRequest, slug: str = "") -> str | None:
    """The address of a register page or of an entry below it; ``None`` outside of every site."""
    address = page.get_url(request)
    return f"{address}{slug}/" if address and slug else address


def _page_models() -> list[type[AbstractRegisterPage]]:
    """The page types that show the register: the shipped one and those of the project."""
    found, queue = [], [AbstractRegisterPage]
    while queue:
        model = queue.pop()
        queue += model.__subclasses__()
        if not model._meta.abstract:
            found.append(model)
    return found
