"""What an HTML element turns out to be: a footnote, a section in a list, lettered lines, a broken list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from .numbering import follows, parse_marker
from .rich_text import SOFT_BREAK, Run, Runs, drop_leading, plain, split


def footnote_targets(document: Any) -> set[str]:
    """The ids to which raised links lead."""
    return {
        href[1:]
        for link in document.iter("a")
        if (href := link.get("href", "")).startswith("#") and (_in_sup(link) or link.get("role") == "doc-noteref")
    }


def footnote_mark(element: Any, runs: Runs, document: Any) -> tuple[str, Runs]:
    """The number by which the text refers to the note; the note's own number before its text goes."""
    target = f"#{element.get('id')}"
    marks = (link.text_content() for link in document.iter("a") if link.get("href") == target)
    mark = next((text.strip("[]() \u00a0") for text in marks if text.strip("[]() \u00a0")), element.get("id") or "")
    text = plain(runs)
    match = re.match(rf"[\[(]?{re.escape(mark)}[\])]?[.:]?\s+", text)
    return mark, drop_leading(runs, match.end()) if match else runs


def marked_lines(runs: Runs) -> list[Runs]:
    """Lines "a) ..." "b) ..." of one Markdown paragraph are lines of their own."""
    lines = split(runs, SOFT_BREAK)
    markers = [parse_marker(plain(line)) for line in lines]
    begins = {
        number
        for first, second in pairwise(position for position, marker in enumerate(markers) if marker)
        if (left := markers[first]) and (right := markers[second]) and follows(left, right)
        for number in (first, second)
    }
    if not begins:
        return [runs]
    joined: list[Runs] = []
    for number, line in enumerate(lines):
        if number in begins or not joined:
            joined.append(line)
        else:
            joined[-1] = (*joined[-1], Run(" "), *line)
    return joined


def is_section_in_list(entry: Any) -> bool:
    if entry.xpath("./h1|./h2|./h3|./h4|./h5|./h6"):
        return True
    first = next(_children(entry), None)
    return (
        first is not None
        and first.tag == "p"
        and not (entry.text or "").strip()
        and bool(first.xpath("./b|./strong"))
        and len(entry) > 1
        and (first.text_content() or "").strip()
        == "".join(bold.text_content() or "" for bold in first.xpath("./b|./strong")).strip()
    )


def _children(element: Any) -> Iterator[Any]:
    return (child for child in element if isinstance(child.tag, str))


def has_stray_text(element: Any, places: list[Any]) -> bool:
    """Broken HTML: there is text beside the items or cells."""
    inside = "".join("".join(place.itertext()) for place in places)
    return "".join("".join(element.itertext()).split()) != "".join(inside.split())


def _in_sup(link: Any) -> bool:
    parent = link.getparent()
    return (parent is not None and parent.tag == "sup") or any(child.tag == "sup" for child in link)
