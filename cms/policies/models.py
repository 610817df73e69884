"""The policy page."""

from typing import ClassVar

from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from blocks.anchors import assign_anchors
from blocks.rendering import Rendering
from blocks.streams import PolicyBodyBlock
from cms.core.fields import BlocksField
from cms.core.rich_text import FEATURES
from cms.versions.models import VersionedPageMixin


class AbstractPolicyPage(VersionedPageMixin, Page):
    """A privacy policy of numbered sections with a first-layer summary. Subclass it to add fields or a template."""

    versioned_fields: ClassVar[tuple[str, ...]] = ("summary", "body")

    summary = RichTextField(
        _("summary"),
        blank=True,
        features=FEATURES,
        help_text=_("The first layer: what matters most, on top of the page (WP260, 35-37)."),
    )
    body = BlocksField(PolicyBodyBlock, blank=True, verbose_name=_("text"))

    template = "privacy_policies/policy_page.html"
    content_panels = [
        *Page.content_panels,
        *VersionedPageMixin.publication_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("body")]
    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("slug"),
        TranslatableField("seo_title"),
        TranslatableField("search_description"),
        TranslatableField("summary"),
        TranslatableField("body"),
        SynchronizedField("show_in_menus"),
    ]

    class Meta(Page.Meta):
        abstract = True
        verbose_name = _("privacy policy")
        verbose_name_plural = _("privacy policies")

    def clean(self) -> None:
        super().clean()
        assign_anchors(self.body)

    def minimal_clean(self) -> None:
        """What Wagtail asks of a draft's row, which never passes `clean`."""
        super().minimal_clean()
        assign_anchors(self.body)

    def render_body(self, rendering: Rendering) -> SafeString:
        # The editor stores an empty paragraph where nothing was written.
        summary = self.summary if strip_tags(self.summary).strip() else ""
        return rendering.body(self.body, "privacy_policies/body.html", {"page": self, "summary": summary})


class PolicyPage(AbstractPolicyPage):
    """The policy page as shipped."""

    class Meta(AbstractPolicyPage.Meta):
        abstract = False
