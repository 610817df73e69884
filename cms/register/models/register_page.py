"""The public register as a page: its own text is versioned, the list below it is what is published today."""

from typing import ClassVar

from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index
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


class RegisterPage(AbstractRegisterPage):
    """The register page as shipped."""

    class Meta(AbstractRegisterPage.Meta):
        abstract = False
