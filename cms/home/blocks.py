"""Blocks of the site's own pages."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class TeaserBlock(blocks.StructBlock):
    """A card on the home page. Without a page it is a piece of text without a link."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), rows=3)
    link_text = blocks.CharBlock(label=_("Link text"), max_length=120, required=False)
    page = blocks.PageChooserBlock(
        label=_("Page"), required=False, help_text=_("Its translation is linked where there is one.")
    )

    class Meta:
        icon = "doc-empty-inverse"
        label = _("Teaser")
