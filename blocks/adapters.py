"""What the admin's JavaScript is told about our blocks."""

from django import forms
from django.utils.functional import cached_property
from wagtail.admin.telepath import register
from wagtail.blocks.stream_block import StreamBlockAdapter

from blocks.unknown import KeepingStreamBlock


class KeepingStreamBlockAdapter(StreamBlockAdapter):
    """Shows existing placeholders but offers none to add.

    A maximum of none in ``block_counts`` would do neither: the menu offers such a block once, and the editor complains.
    """

    js_constructor = "privacy_blocks.KeepingStreamBlock"

    @cached_property
    def media(self) -> forms.Media:
        return super().media + forms.Media(js=["privacy_blocks/keeping-stream-block.js"])


register(KeepingStreamBlockAdapter(), KeepingStreamBlock)
