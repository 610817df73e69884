"""The title of the document, which is not a section."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from django.utils.translation import gettext as _

from .items import Heading, Item, Paragraph, Reading
from .shapes import ends_open, is_dated, is_heading_shaped, looks_like_contact_line

_FALLBACKS = {"de": "Datenschutzerklärung", "en": "Privacy policy"}
_NAMES_A_POLICY = re.compile(r"datenschutz(?!beauf)|privacy|data protection", re.IGNORECASE)
_LINES_OF_A_LETTERHEAD = 4
_ANCHOR = re.compile(r"\s*\{#([A-Za-z][\w-]*)\}\s*$")


def take_title(reading: Reading, language: str, notes: list[str]) -> str:
    """Takes the title out of the items: the Title style, the only uppermost heading, or a short first line."""
    reading.items[:] = [_tidy_heading(item) for item in reading.items]
    position = _position_of_title(reading.items)
    if position is not None:
        item = reading.items.pop(position)
        for place, above in enumerate(reading.items[:position]):
            if isinstance(above, Paragraph):  # a letterhead: no heading, and one paragraph
                reading.items[place] = replace(above, attached=True)
        return _title_text(item)
    fallback = reading.title or _FALLBACKS.get(language.split("-")[0], _FALLBACKS["en"])
    notes.append(_("No title was recognised: “%(title)s” was taken.") % {"title": fallback})
    return fallback


def _title_text(item: Item) -> str:
    if isinstance(item, Heading):
        return item.text
    return item.text if isinstance(item, Paragraph) else ""


def _position_of_title(items: list[Item]) -> int | None:
    headings = [(place, item) for place, item in enumerate(items) if isinstance(item, Heading)]
    for place, heading in headings:
        if heading.level == 0:
            return place
    if headings:
        place, first = headings[0]
        counts = Counter(heading.level for _place, heading in headings)
        uppermost = min(level for level in counts if level is not None)
        if first.level == uppermost and first.marker is None and not first.text.endswith("?"):
            if counts[uppermost] == 1 and (uppermost == 1 or len(headings) > 1):
                return place
            if _NAMES_A_POLICY.search(first.text) and place == 0:
                return place
    for place in range(min(_LINES_OF_A_LETTERHEAD, len(items))):
        if _names_policy_after_letterhead(items, place):
            return place
    return 0 if items and _is_title_line(items) else None


def _names_policy_after_letterhead(items: list[Item], place: int) -> bool:
    """ "Informationen zum Datenschutz" below the name of the organisation."""
    item = items[place]
    if not isinstance(item, Paragraph) or item.marker is not None or place + 1 >= len(items):
        return False
    is_title = is_heading_shaped(item.text) and _NAMES_A_POLICY.search(item.text) and not is_dated(item.text)
    above = items[:place]
    letterhead = all(isinstance(line, Paragraph) and line.marker is None and len(line.text) < 60 for line in above)
    return bool(is_title) and letterhead and not ends_open(item.text) and not looks_like_contact_line(item.text)


def _is_title_line(items: list[Item]) -> bool:
    first = items[0]
    if not isinstance(first, Paragraph) or first.marker is not None or len(items) < 2:
        return False
    text = first.text
    if not is_heading_shaped(text) or is_dated(text) or looks_like_contact_line(text):
        return False
    following = items[1]
    is_address = isinstance(following, Paragraph) and following.attached and following.marker is None
    return not ends_open(text) and (_NAMES_A_POLICY.search(text) is not None or not (is_address or text.endswith("?")))


def _tidy_heading(item: Item) -> Item:
    """Headings by style without their number and without "{#anchor}"."""
    if isinstance(item, Heading) and item.level is not None:
        text, anchor = item.text, item.anchor
        if match := _ANCHOR.search(text):
            text, anchor = text[: match.start()], match[1]
        if item.marker is not None and item.marker.is_bullet:
            return replace(item, text=text, anchor=anchor, marker=None)
        if item.marker is not None and item.marker.width:
            text = text[item.marker.width :].strip() or text
        return replace(item, text=text.strip(), anchor=anchor)
    return item
