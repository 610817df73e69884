"""A line "Table: …" or "Tabelle 2: …" right before a table is the table's caption."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from .items import Item, Paragraph, Placed
from .outline import Table

_CAPTION = re.compile(r"(?:Tab\.|Table|Tabelle)(?:\s+\d{1,3})?\s*[:.–-]\s+(?P<caption>\S.{0,254})")


def take_captions(items: Sequence[Item], notes: list[str]) -> list[Item]:
    """Give tables the caption that stands before them. The word "Table" and its number go; a note says so."""
    taken: list[Item] = []
    for item in items:
        before = taken[-1] if taken else None
        if isinstance(item, Placed) and isinstance(item.block, Table) and not item.block.caption:
            match = _CAPTION.fullmatch(before.text.strip()) if isinstance(before, Paragraph) else None
            if match:
                taken.pop()
                item = replace(item, block=replace(item.block, caption=match["caption"]))
                notes.append(_("“%(text)s” is the caption of the table below it.") % {"text": match[0]})
        taken.append(item)
    return taken
