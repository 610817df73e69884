"""From the blocks of a body to HTML that can be kept for ever.

The body is rendered once, in Python and small templates, with rich text still in Wagtail's database form; then
`finish_html` resolves all links of all blocks together and lets only known markup through. The number of queries does
not depend on the number of sections or links.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override
from wagtail.blocks import StreamValue
from wagtail.models import Locale, Site

from blocks.links import finish_html
from blocks.live import LiveSectionBlock
from blocks.streams import is_section
from site_settings.contacts import ShownContact, site_contacts
from site_settings.enums import ContactRole

DocumentAddresses = Callable[[Iterable[int]], dict[int, str]]


def live_document_addresses(ids: Iterable[int]) -> dict[int, str]:
    """Where documents can be downloaded today. Unknown ids are left out."""
    from wagtail.documents import get_document_model

    return {document.pk: document.url for document in get_document_model().objects.filter(pk__in=list(ids))}


@dataclass(frozen=True)
class OutlineEntry:
    """A heading for the table of contents.

    Attributes:
        number: ``"2.1"``.
        level: 1 for a section, 2 for a question, 3 for a detail.
    """

    number: str
    level: int
    heading: str
    anchor: str
    children: list["OutlineEntry"] = field(default_factory=list)


@dataclass
class Rendering:
    """One rendering of a body: for which site and language, and where its documents are.

    Attributes:
        site: The site whose contacts are shown.
        locale: The language of the page.
        document_addresses: Maps document ids to addresses; publishing passes one that keeps copies.
    """

    site: Site | None
    locale: Locale
    document_addresses: DocumentAddresses = live_document_addresses

    @cached_property
    def contacts(self) -> dict[ContactRole, list[ShownContact]]:
        return site_contacts(self.site, self.locale)

    def body(self, stream: StreamValue, template: str, context: dict[str, Any]) -> SafeString:
        """Render a page's body with ``template``, which places ``sections`` and ``outline``, and finish it.

        Raises:
            TemplateDoesNotExist: No such template.
        """
        with override(self.locale.language_code):
            sections, outline = self._stream(stream, {"rendering": self, "locale": self.locale, **context})
            return self.text(template, {**context, "sections": sections, "outline": outline})

    def text(self, template: str, context: dict[str, Any]) -> SafeString:
        """Render a page's text with ``template`` and finish it: links resolved, only known markup.

        Raises:
            TemplateDoesNotExist: No such template.
        """
        with override(self.locale.language_code):
            html = render_to_string(template, context)
            return finish_html(html, self.locale, self.document_addresses)

    def _stream(
        self, stream: StreamValue, context: dict[str, Any], prefix: str = ""
    ) -> tuple[SafeString, list[OutlineEntry]]:
        parts: list[str] = []
        outline: list[OutlineEntry] = []
        for child in stream:
            if not is_section(child):
                parts.append(child.render(context))
                continue
            number = f"{prefix}{len(outline) + 1}"
            content, children = self._content(child, context, prefix=f"{number}.")
            level = number.count(".") + 1
            entry = OutlineEntry(
                number, level, child.value["heading"], child.value["anchor"] or f"abschnitt-{child.id[:8]}", children
            )
            outline.append(entry)
            parts.append(render_to_string("privacy_blocks/section.html", {"entry": entry, "content": content}))
        return mark_safe("\n".join(parts)), outline

    def _content(self, child: Any, context: dict[str, Any], prefix: str) -> tuple[SafeString, list[OutlineEntry]]:
        if isinstance(child.block, LiveSectionBlock):
            return child.block.render_content(child.value, context), []
        return self._stream(child.value["content"], context, prefix=prefix)
