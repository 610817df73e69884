"""The tree as raw StreamField data, and back."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any
from uuid import uuid4

from .outline import DEEPEST_LEVEL, Block, Contact, ItemList, Notice, Outline, Section, Table, Text

_LIST = re.compile(r"(<[uo]l>)")
_BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')  # the editor's, added to every paragraph it has seen

SECTION_TYPES = ("section", "subsection", "subsubsection")
IMPORTED_TYPES = frozenset({*SECTION_TYPES, "text", "list", "notice", "table", "contact"})


def to_stream(outline: Outline) -> list[dict[str, Any]]:
    """The blocks of the tree as a StreamField stores them, with new ids. Title and summary are fields of the page."""
    return [_raw(block, 0) for block in outline.blocks]


def from_stream(raw: Iterable[Mapping[str, Any]], title: str = "", summary: str = "") -> Outline:
    """The tree of stored blocks. Types that no import makes (live sections of a plug-in) are left out."""
    return Outline(title, _without_keys(summary), _blocks(raw))


def fingerprint(outline: Outline) -> str:
    """SHA-256 of the content: equal for equal texts, whatever their ids."""
    content = {
        "title": outline.title,
        "summary": outline.summary,
        "blocks": [_plain(block) for block in outline.blocks],
    }
    encoded = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    return hashlib.sha256(encoded).hexdigest()


def _plain(block: Block) -> dict[str, Any]:
    if isinstance(block, Section):
        inner = [_plain(child) for child in block.blocks]
        return {"type": "Section", "heading": block.heading, "anchor": block.anchor, "blocks": inner}
    return {"type": type(block).__name__, **asdict(block)}


def _raw(block: Block, depth: int) -> dict[str, Any]:
    match block:
        case Section(heading, anchor, blocks):
            content = [_raw(child, depth + 1) for child in blocks]
            return _block(SECTION_TYPES[depth], {"heading": heading, "anchor": anchor, "content": content})
        case Text(html):
            return _block("text", html)
        case ItemList(ordered, items):
            return _block("list", {"ordered": ordered, "items": [_block("item", _stored(item)) for item in items]})
        case Notice(kind, heading, html):
            return _block("notice", {"kind": kind, "heading": heading, "text": html})
        case Table(caption, header, rows):
            columns = [{"type": "text", "heading": heading} for heading in header]
            return _block(
                "table",
                {
                    "columns": columns,
                    "rows": [{"values": [_stored(cell) for cell in row]} for row in rows],
                    "caption": caption,
                },
            )
        case Contact(role):
            return _block("contact", {"role": role})


def _stored(html: str) -> str:
    """Inline text as the editor stores it, in a paragraph: so that saving it there unchanged changes nothing."""
    inline, opening, nested = _split_list(html)
    return f"<p>{inline}</p>{opening}{nested}" if inline else html


def _inline(html: str) -> str:
    """The other way round: the text of a single paragraph, with the list that may follow it."""
    html = _without_keys(html)
    inline, opening, nested = _split_list(html)
    is_paragraph = inline.startswith("<p>") and inline.endswith("</p>") and inline.count("<p>") == 1
    return f"{inline[3:-4]}{opening}{nested}" if is_paragraph else html


def _split_list(html: str) -> tuple[str, str, str]:
    """What stands before a nested list, the list's opening tag, and the rest."""
    parts = _LIST.split(html, maxsplit=1)
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else (html, "", "")


def _without_keys(html: str) -> str:
    html = _BLOCK_KEY.sub("", html)
    return "" if html == "<p></p>" else html


def _block(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value, "id": str(uuid4())}


def _blocks(raw: Iterable[Mapping[str, Any]], depth: int = 0) -> tuple[Block, ...]:
    found = (_from_raw(block["type"], block["value"], depth) for block in raw)
    return tuple(block for block in found if block is not None)


def _from_raw(kind: str, value: Any, depth: int) -> Block | None:
    if kind in SECTION_TYPES and depth < DEEPEST_LEVEL:
        return Section(value["heading"], value.get("anchor") or "", _blocks(value.get("content", ()), depth + 1))
    match kind:
        case "text":
            return Text(_without_keys(value))
        case "list":
            items = (item["value"] if isinstance(item, Mapping) else item for item in value["items"])
            return ItemList(bool(value.get("ordered")), tuple(_inline(item) for item in items))
        case "notice":
            return Notice(value["kind"], value.get("heading") or "", _without_keys(value.get("text") or ""))
        case "table":
            header = tuple(column.get("heading") or "" for column in value["columns"])
            rows = tuple(tuple(_inline(str(cell)) for cell in row["values"]) for row in value["rows"])
            return Table(value.get("caption") or "", header, rows)
        case "contact":
            return Contact(value["role"])
    return None
