"""What surrounds a frozen text on a public page: dates, earlier versions, languages. Rendered anew for each request."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import override
from wagtail.models import Page, Site

from blocks.rendering import Rendering
from cms.versions.editions import Edition, editions_of, language_name
from cms.versions.models.version import PublishedVersion
from cms.versions.redacting import redaction_notice
from cms.versions.sections import SectionLink, first_sentence_of_summary

DESCRIPTION_LENGTH = 160


@dataclass(frozen=True)
class SectionSwitch:
    """The sections of the shown text that exist in another language too, under that language's headings."""

    edition: Edition
    sections: list[SectionLink]


@dataclass
class Shell:
    """The facts that the public templates show around a body.

    Attributes:
        page: The live page, as far as it still exists in the tree.
        version: The version shown; ``None`` in a preview or before the first publication.
        body: The frozen HTML, or the fresh one of a preview.
        title: The title that belongs to ``body``.
        is_preview: Whether an editor looks at a draft.
        is_live: Whether this is the page's own address (not the permanent one of a version).
        site: The site that the page is shown on; its settings name the prevailing language.
    """

    page: Page
    version: PublishedVersion | None
    body: SafeString
    title: str
    is_preview: bool = False
    is_live: bool = True
    site: Site | None = None

    @cached_property
    def language(self) -> str:
        """The language of the text, whatever the language of the template around it."""
        return self.version.language if self.version else self.page.locale.language_code

    @cached_property
    def editions(self) -> list[Edition]:
        """The text in force in every language, the source first: one query for all that is shown about them."""
        if self.version is None:
            return []
        return editions_of(self.version.document_key, self.site)

    @cached_property
    def edition(self) -> Edition | None:
        """The text in force in the language shown."""
        return next((edition for edition in self.editions if edition.language == self.language), None)

    @cached_property
    def translations(self) -> list[Edition]:
        """Live editions in other languages."""
        return [edition for edition in self.editions if edition.address and edition.language != self.language]

    @cached_property
    def source(self) -> Edition | None:
        """The edition that this translation was made from; ``None`` for a source text."""
        if self.version is None or not self.version.is_translation:
            return None
        language = self.version.source_language
        return next((edition for edition in self.editions if edition.language == language), None)

    @cached_property
    def source_number(self) -> str:
        """The number of the source version that the text in force translates: ``"7.1"``."""
        version: Any = self.edition.version if self.edition else None
        if version is None or version.source_major is None:
            return ""
        return f"{version.source_major}.{version.source_minor}" if version.source_minor else str(version.source_major)

    @cached_property
    def newer_source(self) -> PublishedVersion | None:
        """The source version in force, if a material change of it is not translated yet."""
        if self.edition is None or self.source is None or not self.edition.version.is_outdated:  # type: ignore[attr-defined]
            return None
        return self.source.version

    @cached_property
    def prevailing_language(self) -> str:
        """The name of the language that counts, in the active language; empty where the settings name none."""
        code = getattr(self.edition.version, "prevailing_language", "") if self.edition else ""
        return language_name(code, "name_translated") if code else ""

    @cached_property
    def is_prevailing(self) -> bool:
        """Whether the shown text is the one that counts."""
        return bool(self.edition) and getattr(self.edition.version, "prevailing_language", "") == self.language  # type: ignore[union-attr]

    @cached_property
    def section_switches(self) -> list[SectionSwitch]:
        """The way from a section to the same one in another language. Anchors are equal in all languages."""
        if self.edition is None or not self.is_live:
            return []
        own = {section.anchor for section in self.edition.sections}
        switches = [
            SectionSwitch(edition, [section for section in edition.sections if section.anchor in own])
            for edition in self.translations
        ]
        return [switch for switch in switches if switch.sections]

    @cached_property
    def has_earlier_versions(self) -> bool:
        """Whether the label tells that there was a text before this one."""
        return self.version is not None and (self.version.major, self.version.minor, self.version.correction) > (
            1,
            0,
            1,
        )

    @cached_property
    def archive_address(self) -> str:
        if self.version is None:
            return ""
        return reverse("privacy_versions:archive", args=[self.version.document_key, self.version.language])

    @cached_property
    def feed_address(self) -> str:
        if self.version is None:
            return ""
        return reverse("privacy_versions:feed", args=[self.version.document_key, self.version.language])

    @cached_property
    def canonical(self) -> str | None:
        """The absolute address of the live page."""
        return self.edition.full_address if self.edition else None

    @cached_property
    def default_address(self) -> str | None:
        """Where search engines send people whose language there is no text in: the source."""
        return next((edition.full_address for edition in self.editions if edition.full_address), None)

    @cached_property
    def description(self) -> str:
        """What a search engine shows below the title: the beginning of the first-layer summary."""
        return Truncator(first_sentence_of_summary(self.body)).chars(DESCRIPTION_LENGTH)


def shell_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """Template context of a versioned page: the frozen body for visitors, a fresh one for an editor's preview."""
    site = Site.find_for_request(request)
    if getattr(request, "is_preview", False):
        with override(page.locale.language_code):
            body = page.render_body(Rendering(site or page.get_site(), page.locale))
        return {"shell": Shell(page, None, body, page.title, is_preview=True, site=site)}
    editions = editions_of(page.translation_key, site)
    version = next((edition.version for edition in editions if edition.version.page_id == page.pk), None)
    if version is None:
        return {"shell": Shell(page, None, mark_safe(""), page.title, site=site)}
    shell = Shell(page, version, shown_body(version), version.title, site=site)
    shell.editions = editions
    return {"shell": shell}


def shown_body(version: PublishedVersion) -> SafeString:
    """The frozen HTML of a version; for a redacted one the notice that says so."""
    content = getattr(version, "content", None)
    if content is None:
        return redaction_notice(version)
    return mark_safe(content.html)
