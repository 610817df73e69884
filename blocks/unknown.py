"""Streams that do not lose what they do not know.

A block type vanishes when the plug-in that brought it is left out. Wagtail drops such blocks on reading and loses them on the
next save. Here they become placeholders that survive loading, editing, saving and translating, and turn back into what they were
when the plug-in returns. Publishing a page with one is refused (`cms.versions`).
"""

import json
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamValue

UNKNOWN = "unknown"


class UnknownBlock(blocks.FieldBlock):
    """The stored JSON of a block whose type is not installed, shown read-only."""

    def __init__(self, **kwargs: Any) -> None:
        self.field = forms.CharField(required=False, widget=forms.Textarea(attrs={"readonly": True, "rows": 3}))
        super().__init__(**kwargs)

    class Meta:
        icon = "help"
        label = _("Content of a plug-in that is not installed")
        template = "privacy_blocks/unknown.html"

    def value_for_form(self, value: dict[str, Any] | None) -> str:
        return json.dumps(value, ensure_ascii=False)

    def value_from_form(self, value: str) -> dict[str, Any]:
        try:
            original = json.loads(value)
        except ValueError as error:
            raise ValidationError(_("This content cannot be edited. Reload the page to get it back.")) from error
        return original if isinstance(original, dict) else {}

    def get_translatable_segments(self, value: Any) -> list[Any]:
        return []

    def restore_translated_segments(self, value: Any, segments: list[Any]) -> Any:
        return value


class KeepingStreamBlock(blocks.StreamBlock):
    """A stream that keeps blocks of unknown types."""

    unknown = UnknownBlock()

    def _wrap(self, raw: Any) -> Any:
        if isinstance(raw, dict) and raw.get("type") not in self.child_blocks:
            return {"type": UNKNOWN, "value": {"type": raw.get("type"), "value": raw.get("value")}, "id": raw.get("id")}
        return raw

    @staticmethod
    def _unwrap(raw: dict[str, Any]) -> dict[str, Any]:
        return {**raw["value"], "id": raw.get("id")} if raw["type"] == UNKNOWN and raw["value"] else raw

    def to_python(self, value: Any) -> StreamValue:
        if isinstance(value, str) and value:
            try:
                value = json.loads(value)
            except ValueError:
                return super().to_python(value)
        if value and not isinstance(value, StreamValue):
            value = [self._wrap(raw) for raw in value]
        return super().to_python(value)

    def bulk_to_python(self, values: Any) -> list[StreamValue]:
        return super().bulk_to_python([[self._wrap(raw) for raw in stream] for stream in values])

    def get_prep_value(self, value: Any) -> list[dict[str, Any]]:
        return [self._unwrap(raw) for raw in super().get_prep_value(value)]


def unknown_types(stream: StreamValue) -> Iterator[str]:
    """Yield the type names of all placeholders in a stream, however deep."""
    for child in stream:
        if child.block_type == UNKNOWN:
            yield child.value.get("type") or "?"
        elif isinstance(child.value, blocks.StructValue):
            for value in child.value.values():
                if isinstance(value, StreamValue):
                    yield from unknown_types(value)
