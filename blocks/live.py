"""Sections whose content a plug-in brings from its own data. Publishing freezes what they show on that day."""

from typing import Any

from django.utils.safestring import SafeString
from wagtail import blocks

from blocks.references import AnchorBlock


class LiveSectionBlock(blocks.StructBlock):
    """A numbered section of the first level: an editor writes the heading, the plug-in the content."""

    heading = blocks.CharBlock(max_length=255)
    anchor = AnchorBlock()

    def render_content(self, value: Any, context: dict[str, Any]) -> SafeString:
        """The content below the heading, in frozen HTML's vocabulary.

        Args:
            value: The block's value.
            context: Holds ``rendering``, the `blocks.rendering.Rendering` that asks.
        """
        raise NotImplementedError
