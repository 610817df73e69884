"""The public register as a page: its own text is versioned, the list below it is what is published today."""

from typing import Any, ClassVar

from django.http import Http404, HttpRequest
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import SynchronizedField, TranslatableField

from blocks.rendering import Rendering
from cms.core.rich_text import FEATURES
from cms.versions.models import VersionedPageMixin


class AbstractRegisterPage(VersionedPageMixin, Page):
    """The public register of processing activities. Subclass it to add fields or a template."""

    versioned_fields: ClassVar[tuple[str, ...]] = ("introduction",)

    introduction = RichTextField(
        _("introduction"),
        blank=True,
        features=FEATURES,
        help_text=_("What the register is, above the list. The note that publication is voluntary is always shown."),
    )

    template = "privacy_register/register_page.html"
    content_panels = [*Page.content_panels, *VersionedPageMixin.publication_panels, FieldPanel("introduction")]
    search_fields = [*Page.search_fields, index.SearchField("introduction")]
    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("slug"),
        TranslatableField("seo_title"),
        TranslatableField("search_description"),
        TranslatableField("introduction"),
        SynchronizedField("show_in_menus"),
    ]

    class Meta(Page.Meta):
        abstract = True
        verbose_name = _("register of processing activities")
        verbose_name_plural = _("registers of processing activities")

    def render_body(self, rendering: Rendering) -> SafeString:
        text = self.introduction if strip_tags(self.introduction).strip() else ""
        return rendering.text("privacy_register/introduction.html", {"page": self, "introduction": text})

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Know the entries below the page. They come before child pages: their addresses are to stay for ever."""
        from cms.register.public.routing import KWARG, entry_request

        asked = entry_request(self, path_components)
        if asked and asked.rows:
            return RouteResult(self, kwargs={KWARG: asked})
        try:
            return super().route(request, path_components)
        except Http404:
            if asked is None:
                raise
            # Answered with a page that is "not found", too, and shows the way to the entries.
            return RouteResult(self, kwargs={KWARG: asked})

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        from cms.register.public.routing import KWARG, answer

        if asked := kwargs.get(KWARG):
            request.is_preview = False  # type: ignore[attr-defined]
            return answer(self, request, asked)
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from cms.register.entry_fields import PUBLICATION_IS_VOLUNTARY
        from cms.register.public.list_page import list_context
        from cms.register.public.routing import KWARG

        context = super().get_context(request, *args, **kwargs)
        context["voluntary_note"] = PUBLICATION_IS_VOLUNTARY
        if KWARG not in kwargs:
            context |= list_context(self, request, context["shell"].language)
        return context

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        from cms.register.public.sitemaps import entry_urls

        return [*super().get_sitemap_urls(request), *entry_urls(self, request)]


class RegisterPage(AbstractRegisterPage):
    """The register page as shipped."""

    class Meta(AbstractRegisterPage.Meta):
        abstract = False
