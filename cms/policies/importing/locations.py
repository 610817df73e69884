"""Where a block stands, in words: "Section 3.2 “Cookies”, list"."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .outline import Block, Contact, ItemList, Notice, Section, Table, Text
from .rich_text import visible_text


def numbers_of(blocks: Sequence[Block], prefix: str) -> list[str]:
    numbers: list[str] = []
    count = 0
    for block in blocks:
        count += isinstance(block, Section)
        numbers.append(f"{prefix}{count}")
    return numbers


def location_of(block: Block, number: str, above: str) -> str:
    if isinstance(block, Section):
        return _("Section %(number)s “%(heading)s”") % {"number": number, "heading": block.heading}
    name = _name_of(block)
    return _("%(section)s, %(block)s") % {"section": above, "block": name} if above else name


def _name_of(block: Block) -> str:
    match block:
        case ItemList():
            return _("list")
        case Table():
            return _("table")
        case Notice():
            return _("notice")
        case Contact():
            return _("contact")
    return _("text")


def excerpt_of(block: Block) -> str:
    match block:
        case Section(heading=heading):
            return heading
        case Text(html) | Notice(html=html):
            return excerpt(html)
        case ItemList(items=items):
            return excerpt(" ".join(items))
        case Table(header=header, rows=rows):
            return excerpt(" | ".join(header) or " | ".join(rows[0] if rows else ()))
        case Contact(role):
            return role


def excerpt(html: str) -> str:
    text = " ".join(visible_text(html).split())
    return text if len(text) <= 80 else f"{text[:79]}…"


def counted(count: int, what: str) -> str:
    """Such as "3 items": `what` is "items", "rows", "columns" or "paragraphs"."""
    written = {
        "items": ngettext("%(count)d item", "%(count)d items", count),
        "rows": ngettext("%(count)d row", "%(count)d rows", count),
        "columns": ngettext("%(count)d column", "%(count)d columns", count),
        "paragraphs": ngettext("%(count)d paragraph", "%(count)d paragraphs", count),
    }
    return written[what] % {"count": count}
