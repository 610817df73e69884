"""Blocks that hold prose: text, list, notice."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core.rich_text import FEATURES


class ProseBlock(blocks.RichTextBlock):
    """Rich text whose links are resolved later, all at once: see `blocks.rendering`."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "privacy_blocks/prose.html"


class ItemListBlock(blocks.StructBlock):
    """A list, bulleted or numbered. Items may hold lists of their own."""

    items = blocks.ListBlock(ProseBlock(label=_("Item")), label=_("Items"), min_num=1)
    ordered = blocks.BooleanBlock(label=_("Numbered"), required=False)

    class Meta:
        icon = "list-ul"
        label = _("List")
        template = "privacy_blocks/list.html"


class NoticeKind(models.TextChoices):
    INFO = "info", _("Information")
    IMPORTANT = "important", _("Important")


class NoticeBlock(blocks.StructBlock):
    """A highlighted notice. Art. 21(4) GDPR asks for the right to object to stand out and apart: "important"."""

    kind = blocks.ChoiceBlock(
        choices=NoticeKind.choices,
        default=NoticeKind.INFO,
        label=_("Kind"),
        help_text=_("“Important” is meant for the right to object, which must stand out (Art. 21(4) GDPR)."),
    )
    heading = blocks.CharBlock(label=_("Heading"), max_length=255, required=False)
    text = ProseBlock()

    class Meta:
        icon = "warning"
        label = _("Notice")
        template = "privacy_blocks/notice.html"
