"""What surrounds a frozen text on a public page: dates, earlier versions, other languages. Rendered anew for each request."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override
from wagtail.models import Page

from blocks.rendering import Rendering
from cms.versions.enums import ChangeKind
from cms.versions.models.version import PublishedVersion


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
    """

    page: Page
    version: PublishedVersion | None
    body: SafeString
    title: str
    is_preview: bool = False
    is_live: bool = True

    @cached_property
    def newer_source(self) -> PublishedVersion | None:
        """The newest source version that this translation does not translate yet, if a material change lies between."""
        if self.version is None or self.version.source_sequence is None:
            return None
        later = PublishedVersion.objects.filter(
            document_key=self.version.document_key,
            language=self.version.source_language,
            sequence__gt=self.version.source_sequence,
            is_historic=False,
        ).order_by("-sequence")
        versions = list(later.select_related("page"))
        is_material = any(version.change_kind == ChangeKind.MATERIAL for version in versions)
        return versions[0] if is_material else None

    @cached_property
    def translations(self) -> list[Page]:
        """Live pages with the same text in other languages, this one included."""
        pages = (
            Page.objects.live()
            .filter(translation_key=self.page.translation_key)
            .select_related("locale")
            .order_by("locale__language_code")
        )
        return list(pages)


def shell_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """Template context of a versioned page: the frozen body for visitors, a fresh one for an editor's preview."""
    if getattr(request, "is_preview", False):
        with override(page.locale.language_code):
            body = page.render_body(Rendering(page.get_site(), page.locale))
        return {"shell": Shell(page, None, body, page.title, is_preview=True)}
    version = page.current_version
    if version is None:
        return {"shell": Shell(page, None, mark_safe(""), page.title)}
    return {"shell": Shell(page, version, shown_body(version), version.title)}


def shown_body(version: PublishedVersion) -> SafeString:
    """The frozen HTML of a version; empty for a redacted one."""
    content = getattr(version, "content", None)
    return mark_safe(content.html if content else "")  # noqa: S308 - sanitised when it was frozen
