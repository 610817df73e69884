"""The one place that composes blocks into the body of a policy, and the registry through which plug-ins add theirs."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from blocks.live import LiveSectionBlock
from blocks.references import AnchorBlock, ContactBlock, DocumentBlock
from blocks.table import TranslatableTableBlock
from blocks.text import ItemListBlock, NoticeBlock, ProseBlock
from blocks.unknown import KeepingStreamBlock
from cms.core.registry import Registry

body_blocks: Registry[Callable[[], blocks.Block]] = Registry()
"""Top-level blocks that plug-ins add to every policy body, e.g. live sections. Register in ``AppConfig.ready``."""

SECTION_TYPES = ("section", "subsection", "subsubsection")
"""Names of the written blocks that have a number, from the outer to the inner one."""


def is_section(child: Any) -> bool:
    """Whether a block of a stream has a heading, an anchor and a number."""
    return child.block_type in SECTION_TYPES or isinstance(child.block, LiveSectionBlock)


class ContentBlock(KeepingStreamBlock):
    """What stands below a heading."""

    text = ProseBlock()
    list = ItemListBlock()
    notice = NoticeBlock()
    table = TranslatableTableBlock()
    contact = ContactBlock()
    document = DocumentBlock()

    class Meta:
        required = False
        label = _("Content")


class SubsubsectionBlock(blocks.StructBlock):
    """The third level: a detail of a question."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=255)
    anchor = AnchorBlock()
    content = ContentBlock()

    class Meta:
        icon = "list-ol"
        label = _("Detail")


class SubsectionContentBlock(ContentBlock):
    subsubsection = SubsubsectionBlock()


class SubsectionBlock(blocks.StructBlock):
    """The second level: a question that a visitor has, and its answer."""

    heading = blocks.CharBlock(
        label=_("Question"), max_length=255, help_text=_("A question as a visitor would ask it, or a plain heading.")
    )
    anchor = AnchorBlock()
    content = SubsectionContentBlock(label=_("Answer"))

    class Meta:
        icon = "help"
        label = _("Question and answer")


class SectionContentBlock(ContentBlock):
    subsection = SubsectionBlock()


class SectionBlock(blocks.StructBlock):
    """The first level: a topic of the policy."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=255)
    anchor = AnchorBlock()
    content = SectionContentBlock()

    class Meta:
        icon = "title"
        label = _("Section")


class PolicyBodyBlock(ContentBlock):
    """The body of a policy: sections, and content that stands before or between them."""

    section = SectionBlock()

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        registered = [(name, factory()) for name, factory in body_blocks.items()]
        super().__init__([*registered, *(local_blocks or [])], **kwargs)

    class Meta:
        required = False
