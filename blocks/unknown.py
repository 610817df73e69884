"""Streams that do not lose what they do not know.

A block type vanishes when the plug-in that brought it is left out. Wagtail drops such blocks on reading and loses them
on the next save. Here they become placeholders that survive loading, editing, saving and translating, and turn back
into what they were when the plug-in returns. Publishing a page with one is refused (`cms.versions`).
"""

import json
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.stream_block import StreamBlockValidationError, StreamValue

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

    def value_for_form(self, value: Any) -> str:
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    def value_from_form(self, value: str) -> Any:
        """The stored JSON; what is none stays as it is, for `clean` to complain about."""
        try:
            return json.loads(value)
        except ValueError:
            return value

    def clean(self, value: Any) -> dict[str, Any]:
        if not _is_stored_block(value):
            raise ValidationError(_("This content cannot be edited. Reload the page to get it back."))
        return value

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
        is_placeholder = raw["type"] == UNKNOWN and _is_stored_block(raw["value"])
        return {**raw["value"], "id": raw.get("id")} if is_placeholder else raw

    def clean(self, value: StreamValue) -> StreamValue:
        """Refuse a placeholder that was made to stand for a known block: its content was never checked."""
        for child in value:
            if (
                child.block_type == UNKNOWN
                and _is_stored_block(child.value)
                and child.value["type"] in self.child_blocks
            ):
                message = _("Content of a missing plug-in was changed. Reload the page to get it back.")
                raise StreamBlockValidationError(non_block_errors=ErrorList([str(message)]))
        return super().clean(value)

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
        return super().bulk_to_python([[self._wrap(raw) for raw in stream or []] for stream in values])

    def get_prep_value(self, value: Any) -> list[dict[str, Any]]:
        return [self._unwrap(raw) for raw in super().get_prep_value(value)]


def unknown_types(value: Any) -> Iterator[str]:
    """Yield the type names of all placeholders in a block's value, however deep."""
    if isinstance(value, StreamValue):
        for child in value:
            if child.block_type == UNKNOWN:
                yield str((child.value or {}).get("type") or "?")
            else:
                yield from unknown_types(child.value)
    elif isinstance(value, blocks.StructValue):
        for child_value in value.values():
            yield from unknown_types(child_value)
    elif isinstance(value, ListValue):
        for item in value:
            yield from unknown_types(item)


def _is_stored_block(value: Any) -> bool:
    return isinstance(value, dict) and set(value) == {"type", "value"}
