"""A table of contents is left out: the site makes its own. Its lines go to the report."""

from __future__ import annotations

import re
from collections import Counter

from django.utils.translation import gettext as _

from .items import Heading, Item, Paragraph, Placed, Reading, line_of
from .outline import ItemList
from .rich_text import link_targets, visible_text

_CAPTION = re.compile(
    r"(?:Inhalt|Inhaltsverzeichnis|Inhaltsübersicht|Übersicht|Gliederung|(?:Table of )?contents|Overview)\s*:?",
    re.IGNORECASE,
)
_LEADER = re.compile(r"[\s.…_·]*(?:(?:\.\s?){3,}|…+|\t|_{3,}|\s{4,})\s*\d{1,3}\s*$")
_LONGEST_ENTRY = 250
_PAGE = re.compile(r"\s+\d{1,3}$")
_NUMBER = re.compile(r"^(?:§\s?)?[\divxlIVXLA-Za-z]{0,4}(?:\.\d+)*[.)]?\s+")


def leave_out_contents(reading: Reading) -> None:
    """Takes the lines of a table of contents out of the items: lines with dotted leaders and page numbers, lists of
    links into the same document, and, under a heading such as "Inhalt", lines that come again further down.
    """
    reason = _("table of contents, the site makes its own")
    frequency = Counter(_key(text) for item in reading.items for text in _texts(item))
    kept: list[Item] = []
    listed: set[str] = set()
    under_caption = False
    for position, item in enumerate(reading.items):
        texts = _texts(item)
        if (
            texts
            and len(texts) == 1
            and _CAPTION.fullmatch(texts[0])
            and _is_followed_by_entries(reading.items, position, frequency)
        ):
            under_caption = True
        elif texts and listed.isdisjoint(map(_key, texts)) and _is_entry(item, texts, under_caption, frequency):
            listed.update(map(_key, texts))
        else:
            under_caption = False
            kept.append(item)
            continue
        for text in texts:
            reading.leave_out(line_of(item), text, reason)
    reading.items[:] = kept


def _is_followed_by_entries(items: list[Item], position: int, frequency: Counter[str]) -> bool:
    following = items[position + 1 : position + 2]
    return bool(following) and _is_entry(following[0], _texts(following[0]), True, frequency)


def _is_entry(item: Item, texts: list[str], under_caption: bool, frequency: Counter[str]) -> bool:
    if isinstance(item, Paragraph):
        if len(item.text) > _LONGEST_ENTRY:
            return False
        if _LEADER.search(item.text):
            return True
        return under_caption and (frequency[_key(item.text)] > 1 or _links_inside(item))
    if isinstance(item, Placed) and isinstance(item.block, ItemList):
        targets = [target for html in item.block.items for target in link_targets(html)]
        inside = len(targets) >= len(item.block.items) and all(target.startswith("#") for target in targets)
        repeated = under_caption and all(frequency[_key(text)] > 1 for text in texts)
        return repeated or (inside and (under_caption or len(targets) > 2))
    return False


def _links_inside(paragraph: Paragraph) -> bool:
    return all(run.href.startswith("#") for run in paragraph.runs)


def _texts(item: Item) -> list[str]:
    match item:
        case Heading(text=text):
            return [text]
        case Paragraph():
            return [item.text]
        case Placed(block=ItemList(items=entries)):
            return [part for html in entries for part in _entries_of(html)]
    return []


def _entries_of(html: str) -> list[str]:
    parts = re.split(r"<(?:ul|ol|li)>", html)
    return [text for part in parts if (text := visible_text(part).strip())]


def _key(text: str) -> str:
    """The words of a line without its number, leaders and page; of a text its beginning is enough."""
    if len(text) > _LONGEST_ENTRY:
        return text[:_LONGEST_ENTRY]
    bare = _PAGE.sub("", _LEADER.sub("", text.strip()))
    return " ".join(_NUMBER.sub("", bare).casefold().split()).rstrip(":")
