"""Block quotes and call-outs become notices; `[!NOTE]`, `[!IMPORTANT]`, `[!WARNING]` and `[!SUMMARY]` say which."""

from __future__ import annotations

import re
from html import escape

from .items import Footnote, Heading, Item, Paragraph, Placed, Summary
from .lists import gather_lists, list_html
from .outline import ItemList, Notice
from .rich_text import SOFT_BREAK, Run, Runs, drop_leading, is_bold, plain, render_paragraph, split, tidy

_ALERT = re.compile(r"\[!(?P<kind>[A-Za-z]+)\]\s*")
_IMPORTANT = {"important", "warning", "caution"}


def read_notice(items: list[Item], important: bool, line: int | None) -> list[Item]:
    """A notice made of the items inside a block quote; what a notice cannot hold (tables) follows it."""
    kind = "important" if important else "info"
    alert = ""
    if items and isinstance(first := items[0], Paragraph) and (match := _ALERT.match(first.text)):
        alert = match["kind"].lower()
        kind = "important" if alert in _IMPORTANT else "info"
        rest = drop_leading(first.runs, match.end())
        items = [Paragraph(rest, first.line, bold=is_bold(rest)), *items[1:]] if rest else items[1:]
    heading = ""
    if alert != "summary" and items:
        heading, items = _heading_of(items)
    html, after = _body(items)
    if alert == "summary":
        return [Summary(html), *after]
    if not html and not heading:
        return after
    return [Placed(Notice(kind, heading, html), line), *after]


def _heading_of(items: list[Item]) -> tuple[str, list[Item]]:
    """A heading, or a first line all in bold, is the heading of the notice."""
    first = items[0]
    if isinstance(first, Heading):
        return first.text, items[1:]
    if isinstance(first, Paragraph):
        lines = split(first.runs, SOFT_BREAK)
        if lines and is_bold(lines[0]) and (len(lines) > 1 or len(items) > 1):
            rest: Runs = tidy(run for number, part in enumerate(lines[1:]) for run in _spaced(part, number))
            following = [Paragraph(rest, first.line, attached=False)] if rest else []
            return plain(lines[0]).removesuffix(":"), [*following, *items[1:]]
    return "", items


def _spaced(part: Runs, number: int) -> Runs:
    return (Run(" "), *part) if number else part


def _body(items: list[Item]) -> tuple[str, list[Item]]:
    parts: list[str] = []
    after: list[Item] = []
    for item in gather_lists(items, []):
        match item:
            case Paragraph():
                html = render_paragraph(item.runs)
                if item.attached and parts and parts[-1].endswith("</p>"):
                    parts[-1] = f"{parts[-1].removesuffix('</p>')}<br/>{html.removeprefix('<p>')}"
                else:
                    parts.append(html)
            case Heading(text=text):
                parts.append(f"<p><b>{escape(text, quote=False)}</b></p>")
            case Placed(block=ItemList() as block):
                parts.append(list_html(block))
            case Placed(block=Notice(heading=heading, html=html)):
                parts.append((f"<p><b>{heading}</b></p>" if heading else "") + html)
            case Placed() | Footnote() | Summary():
                after.append(item)
    return "".join(parts), after
