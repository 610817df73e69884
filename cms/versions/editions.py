"""The editions of a document: its version in force in each language, with all that the public page says about them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, Max, OuterRef, Subquery, Value
from django.utils.functional import cached_property
from django.utils.translation import get_language_info
from wagtail.models import Page, Site

from cms.versions.enums import ChangeKind
from cms.versions.models.version import PublishedVersion
from cms.versions.sections import SectionLink, section_links
from site_settings.models import PrivacySettings


@dataclass
class Edition:
    """A document in one language.

    Attributes:
        page: Its page.
        version: Its version in force.
    """

    page: Page
    version: PublishedVersion

    @property
    def language(self) -> str:
        return self.version.language

    @property
    def is_live(self) -> bool:
        return self.page.live

    @property
    def autonym(self) -> str:
        """The language's own name for itself: ``"Deutsch"``."""
        return language_name(self.language, "name_local")

    @property
    def language_name(self) -> str:
        """The language's name in the active language: ``"German"``."""
        return language_name(self.language, "name_translated")

    @cached_property
    def address(self) -> str | None:
        """The address of the live page."""
        return self.page.get_url() if self.page.live else None

    @cached_property
    def full_address(self) -> str | None:
        return self.page.get_full_url() if self.page.live else None

    @cached_property
    def sections(self) -> list[SectionLink]:
        content = getattr(self.version, "content", None)
        return section_links(content.html) if content else []


def language_name(code: str, key: str) -> str:
    """A language's name, or its code where Django does not know it."""
    try:
        return str(get_language_info(code)[key])
    except KeyError:
        return code


def editions_of(document_key: UUID, site: Site | None = None) -> list[Edition]:
    """The versions in force of a document in all its languages: one query, however many versions there are.

    The versions carry ``source_major`` and ``source_minor`` (of the version that a translation translates),
    ``is_outdated`` (a material change of the source came after it) and ``prevailing_language`` of ``site``.
    """
    versions: Any = PublishedVersion.objects.filter(document_key=document_key, is_historic=False)
    newest = versions.order_by().values("language").annotate(newest=Max("sequence")).values("newest")
    source = PublishedVersion.objects.filter(sequence=OuterRef("source_sequence"))
    later = versions.filter(
        language=OuterRef("source_language"),
        sequence__gt=OuterRef("source_sequence"),
        change_kind=ChangeKind.MATERIAL,
    )
    prevailing = PrivacySettings.objects.filter(site=site).values("prevailing_language")[:1] if site else None
    rows = (
        PublishedVersion.objects.filter(sequence__in=newest)
        .select_related("content", "page__locale")
        .defer("content__text", "content__structured", "content__files")
        .annotate(
            source_major=Subquery(source.values("major")[:1]),
            source_minor=Subquery(source.values("minor")[:1]),
            is_outdated=Exists(later),
            prevailing_language=Subquery(prevailing) if prevailing is not None else Value(""),
        )
        .order_by(F("source_sequence").asc(nulls_first=True), "language")
    )
    return [Edition(version.page, version) for version in rows]
