"""What a browser sends when somebody saves a page in Wagtail's editor."""

from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail import blocks
from wagtail.blocks.stream_block import StreamValue
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock
from wagtail.models import Page
from wagtail.test.utils.form_data import querydict_from_html, rich_text

from blocks.unknown import UnknownBlock


def edit_form(client: Client, page: Page, **values: Any) -> dict[str, Any]:
    """The fields of a page's editor as they are filled on opening it, with ``values`` changed.

    Streams are built by scripts in the browser; here they come from the latest draft.
    """
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    fields: dict[str, Any] = dict(querydict_from_html(html, form_id="page-edit-form").items())
    draft = page.get_latest_revision_as_object()
    return {**fields, **stream_form(draft.body.stream_block, draft.body, "body"), **values}


def stream_form(block: blocks.Block, value: Any, prefix: str) -> dict[str, Any]:
    """The form fields of one block and all blocks in it."""
    if isinstance(block, blocks.StreamBlock):
        return _stream(block, value, prefix)
    if isinstance(block, blocks.ListBlock):
        return _list(block, value, prefix)
    if isinstance(block, blocks.StructBlock):
        fields: dict[str, Any] = {}
        for name, child in block.child_blocks.items():
            fields |= stream_form(child, value[name], f"{prefix}-{name}")
        return fields
    if isinstance(block, blocks.RichTextBlock):
        return {prefix: rich_text(value.source, features=block.features)}
    if isinstance(block, TypedTableBlock):
        return _table(value, prefix)
    if isinstance(block, UnknownBlock):
        return {prefix: block.value_for_form(value)}
    return {prefix: "" if value in (None, False) else value}


def _stream(block: blocks.StreamBlock, value: StreamValue, prefix: str) -> dict[str, Any]:
    fields: dict[str, Any] = {f"{prefix}-count": len(value)}
    for index, child in enumerate(value):
        place = f"{prefix}-{index}"
        fields |= {f"{place}-deleted": "", f"{place}-order": index, f"{place}-type": child.block_type}
        fields |= {f"{place}-id": child.id or "", **stream_form(child.block, child.value, f"{place}-value")}
    return fields


def _list(block: blocks.ListBlock, value: Any, prefix: str) -> dict[str, Any]:
    fields: dict[str, Any] = {f"{prefix}-count": len(value)}
    for index, child in enumerate(value.bound_blocks):
        place = f"{prefix}-{index}"
        fields |= {f"{place}-deleted": "", f"{place}-order": index, f"{place}-id": child.id or ""}
        fields |= stream_form(block.child_block, child.value, f"{place}-value")
    return fields


def _table(table: TypedTable, prefix: str) -> dict[str, Any]:
    fields: dict[str, Any] = {f"{prefix}-caption": table.caption}
    fields |= {f"{prefix}-column-count": len(table.columns), f"{prefix}-row-count": len(table.row_data)}
    for index, column in enumerate(table.columns):
        place = f"{prefix}-column-{index}"
        fields |= {f"{place}-type": column["block"].name, f"{place}-order": index, f"{place}-deleted": ""}
        fields[f"{place}-heading"] = column["heading"]
    for index, row in enumerate(table.row_data):
        fields |= {f"{prefix}-row-{index}-order": index, f"{prefix}-row-{index}-deleted": ""}
        for number, (column, cell) in enumerate(zip(table.columns, row["values"], strict=True)):
            fields |= stream_form(column["block"], cell, f"{prefix}-cell-{index}-{number}")
    return fields
