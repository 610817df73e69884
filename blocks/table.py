"""A table whose caption, headings and cells are translated.

wagtail-localize knows neither of Wagtail's table blocks; it asks a block for ``get_translatable_segments`` and
``restore_translated_segments`` and leaves the rest to it. Segments are addressed by a digest of their text, not by
row and column: a row inserted above keeps every translation below it, and equal cells are translated once.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock

from blocks.text import ProseBlock
from cms.core.rich_text import INLINE_FEATURES


def segment_key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class TranslatableTableBlock(TypedTableBlock):
    """Columns with headings; cells of rich text."""

    text = ProseBlock(label=_("Text"), features=INLINE_FEATURES, required=False)

    class Meta:
        icon = "table"
        label = _("Table")
        template = "privacy_blocks/table.html"

    def get_translatable_segments(self, value: TypedTable) -> list[Any]:
        """Segments under ``caption``, ``heading.<key>`` and ``cell.<key>``."""
        from wagtail_localize.segments import StringSegmentValue
        from wagtail_localize.segments.extract import StreamFieldSegmentExtractor

        extractor = StreamFieldSegmentExtractor(field=None)
        segments: dict[str, list[Any]] = {}
        if value.caption:
            segments["caption"] = [StringSegmentValue("caption", value.caption)]
        for heading in (column["heading"] for column in value.columns):
            if heading:
                path = f"heading.{segment_key(heading)}"
                segments.setdefault(path, [StringSegmentValue(path, heading)])
        for row in value.row_data:
            for column, cell in zip(value.columns, row["values"], strict=True):
                path = f"cell.{segment_key(cell.source)}"
                if cell.source and path not in segments:
                    segments[path] = [s.wrap(path) for s in extractor.handle_block(column["block"], cell)]
        return [segment for group in segments.values() for segment in group]

    def restore_translated_segments(self, value: TypedTable, segments: Iterable[Any]) -> TypedTable:
        """Return ``value`` with the translated strings in place; what has no translation keeps its text."""
        from wagtail_localize.segments.ingest import StreamFieldSegmentsWriter

        writer = StreamFieldSegmentsWriter(field=None, src_locale=None, tgt_locale=None)
        headings: dict[str, str] = {}
        cells: dict[str, list[Any]] = defaultdict(list)
        for segment in segments:
            kind, inner = segment.unwrap()
            if kind == "caption":
                value.caption = inner.render_text()
                continue
            key, inner = inner.unwrap()
            if kind == "heading":
                headings[key] = inner.render_text()
            else:
                cells[key].append(inner)
        for column in value.columns:
            column["heading"] = headings.get(segment_key(column["heading"]), column["heading"])
        for row in value.row_data:
            row["values"] = [
                writer.handle_block(column["block"], cell, list(cells[segment_key(cell.source)]))
                if cells.get(segment_key(cell.source))
                else cell
                for column, cell in zip(value.columns, row["values"], strict=True)
            ]
        return value
