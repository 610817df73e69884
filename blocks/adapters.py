"""What the admin's JavaScript is told about our blocks."""

from typing import Any

from wagtail.admin.telepath import register
from wagtail.blocks.stream_block import StreamBlockAdapter

from blocks.unknown import UNKNOWN, KeepingStreamBlock


class KeepingStreamBlockAdapter(StreamBlockAdapter):
    """Shows existing placeholders but offers none to add: their count is always at its maximum."""

    def js_args(self, block: KeepingStreamBlock) -> list[Any]:
        arguments = super().js_args(block)
        meta = arguments[-1]
        meta["blockCounts"] = {**meta.get("blockCounts", {}), UNKNOWN: {"max_num": 0}}
        return arguments


register(KeepingStreamBlockAdapter(), KeepingStreamBlock)
