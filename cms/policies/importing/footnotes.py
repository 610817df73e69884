"""Footnotes: the reference stays in the text as "[1]", the notes become the last section."""

from __future__ import annotations

import re
from dataclasses import replace

from .items import Footnote, Item, Paragraph, Placed
from .outline import Section, Table, Text
from .rich_text import drop_leading, render

_HEADINGS = {"de": "Fußnoten", "en": "Footnotes"}
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_DEFINITION = re.compile(r"(?:\[(?P<mark>\d{1,3}|\*{1,3})\]:?|(?P<raised>[⁰¹²³⁴-⁹]{1,3})\)?)\s*(?=\S)")
_HINT = re.compile(r"[\[⁰¹²³⁴-⁹]")
_REFERENCE = re.compile(r"(?<=\S) ?\[(\d{1,3}|\*{1,3})\]|(?<=\S)(?<!\bm)(?<!\b[kcdm]m)([⁰¹²³⁴-⁹]{1,3})")


def starts_footnote(text: str) -> bool:
    return bool(_DEFINITION.match(text))


def gather_footnotes(items: list[Item]) -> list[Item]:
    """Paragraphs that begin with a mark to which an earlier text refers become footnotes."""
    referred = _references(items)
    gathered: list[Item] = []
    defined: set[str] = set()
    for item in items:
        match = _DEFINITION.match(item.text) if isinstance(item, Paragraph) else None
        mark = (match["mark"] or match["raised"]).translate(_SUPERSCRIPTS) if match else ""
        if isinstance(item, Paragraph) and match and mark in referred and mark not in defined:
            defined.add(mark)
            gathered.append(Footnote(mark, render(drop_leading(item.runs, match.end()))))
        elif isinstance(item, Paragraph) and item.attached and gathered and isinstance(gathered[-1], Footnote):
            gathered[-1] = replace(gathered[-1], html=f"{gathered[-1].html}<br/>{render(item.runs)}")
        else:
            gathered.append(item)
    return [_with_plain_references(item, defined) for item in gathered]


def footnote_section(footnotes: list[Footnote], language: str) -> Section:
    heading = _HEADINGS.get(language.split("-")[0], _HEADINGS["en"])
    notes = "".join(f"<p>[{footnote.mark}] {footnote.html}</p>" for footnote in footnotes)
    return Section(heading, blocks=(Text(notes),))


def _references(items: list[Item]) -> set[str]:
    marks: set[str] = set()
    for item in items:
        text = item.text if isinstance(item, Paragraph) else str(item.block) if isinstance(item, Placed) else ""
        if not _HINT.search(text):
            continue
        for match in _REFERENCE.finditer(text):
            marks.add((match[1] or match[2]).translate(_SUPERSCRIPTS))
    return marks


def _with_plain_references(item: Item, defined: set[str]) -> Item:
    """Raised digits become "[1]" where there is such a footnote, so m² stays."""

    def plain(text: str) -> str:
        return re.sub(r"(?<!\bm)(?<!\b[kcdm]m)[⁰¹²³⁴-⁹]{1,3}", lambda match: _plain_mark(match[0], defined), text)

    if not defined:
        return item
    if isinstance(item, Paragraph):
        return replace(item, runs=tuple(replace(run, text=plain(run.text)) for run in item.runs))
    if isinstance(item, Placed) and isinstance(item.block, Table):
        rows = tuple(tuple(map(plain, row)) for row in item.block.rows)
        return replace(item, block=replace(item.block, rows=rows))
    return item


def _plain_mark(raised: str, defined: set[str]) -> str:
    mark = raised.translate(_SUPERSCRIPTS)
    return f"[{mark}]" if mark in defined else raised
