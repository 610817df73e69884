"""The site's own pages: a home page, plain text pages such as the imprint, and the links at the foot of every page."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page

from cms.home.blocks import TeaserBlock

FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]
FOOTER_FEATURES = ["bold", "link"]


class HomePage(Page):
    """The start of a language's tree. It also holds what every page of that language shows around its text."""

    introduction = RichTextField(_("introduction"), blank=True, features=FEATURES)
    teasers = StreamField([("teaser", TeaserBlock())], blank=True, verbose_name=_("teasers"))
    body = RichTextField(_("text"), blank=True, features=FEATURES)
    site_notice = models.CharField(
        _("notice on every page"), max_length=255, blank=True, help_text=_("For example that this is a demonstration.")
    )
    footer_contact = RichTextField(
        _("contact at the foot of every page"),
        blank=True,
        features=FOOTER_FEATURES,
        help_text=_("Address and telephone."),
    )
    footer_note = models.CharField(_("closing line at the foot of every page"), max_length=255, blank=True)

    template = "home/home_page.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("teasers"),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("site_notice"), FieldPanel("footer_contact"), FieldPanel("footer_note")],
            heading=_("Around every page"),
        ),
    ]

    class Meta(Page.Meta):
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from cms.home.teasers import shown_teasers

        context = super().get_context(request, *args, **kwargs)
        context["teasers"] = shown_teasers(self)
        return context


class TextPage(Page):
    """A page of text."""

    body = RichTextField(_("text"), features=FEATURES)

    template = "home/text_page.html"
    content_panels = [*Page.content_panels, FieldPanel("body")]

    class Meta(Page.Meta):
        verbose_name = _("text page")
        verbose_name_plural = _("text pages")


@register_setting(icon="list-ul")
class FooterSettings(ClusterableModel, BaseSiteSetting):
    """Links at the foot of every page: one row for all languages, translations are found by themselves.

    The privacy policy need not be listed: the privacy settings name it, and it comes first.
    """

    panels = [InlinePanel("links", label=_("Link"), heading=_("Links at the foot of every page"))]

    class Meta:
        verbose_name = _("footer")
        verbose_name_plural = _("footers")


class FooterLink(Orderable):
    """One page that every page links to, e.g. the imprint."""

    settings = ParentalKey(FooterSettings, on_delete=models.CASCADE, related_name="links")
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("page"))

    panels = [PageChooserPanel("page")]

    class Meta(Orderable.Meta):
        verbose_name = _("footer link")
        verbose_name_plural = _("footer links")
