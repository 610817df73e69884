"""Stable anchors: made once from a heading, then never changed by rewording or translating it."""

from typing import Any

from django.utils.text import slugify
from wagtail.blocks import StreamValue

from blocks.streams import is_section

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
MAX_LENGTH = 60


def anchor_from(heading: str) -> str:
    """A readable anchor for a heading: ``"Welche Daten löschen wir?"`` gives ``"welche-daten-loeschen-wir"``."""
    return slugify(heading.translate(UMLAUTS))[:MAX_LENGTH].strip("-") or "abschnitt"


def _sections(stream: StreamValue) -> Any:
    for child in stream:
        if is_section(child):
            yield child.value
            yield from _sections(child.value.get("content", ()))


def assign_anchors(stream: StreamValue) -> None:
    """Give every heading an anchor that is unique on the page. Existing ones stay; later doubles are numbered."""
    sections = list(_sections(stream))
    taken: set[str] = set()
    without: list[Any] = []
    for section in sections:
        if section["anchor"] and section["anchor"] not in taken:
            taken.add(section["anchor"])
        else:
            without.append(section)
    for section in without:
        base = section["anchor"] or anchor_from(section["heading"])
        anchor, number = base, 1
        while anchor in taken:
            number += 1
            anchor = f"{base}-{number}"
        taken.add(anchor)
        section["anchor"] = anchor
