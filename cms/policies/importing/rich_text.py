"""Runs of formatted text, the form in which every reader hands over what it read, and the rich text made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby

from .linking import link_text

SOFT_BREAK = "\u2028"
"""A line end in the source that means nothing to the reader; only the first line of a notice looks at it."""

_INVISIBLE = re.compile(r"[\u00ad\u200b\u2060\ufeff\x00-\x08\x0b\x0e-\x1f\x7f]")
_SPACES = re.compile(r"[ \t\r\f]{2,}|[\t\r\f]")
_AROUND_BREAK = re.compile(r"[ \u2028]*(?:\n[ \u2028]*)+")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one format. "\\n" is a line break the author meant."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


Runs = tuple[Run, ...]


def runs_of(text: str) -> Runs:
    return tidy([Run(text)])


def tidy(runs: Iterable[Run]) -> Runs:
    """Neighbours of one format joined, white space reduced to single spaces, soft hyphens and the like taken out.

    Non-breaking spaces stay.
    """
    merged: list[Run] = []
    for formatting, group in groupby(runs, key=lambda run: (run.bold, run.italic, run.href)):
        text = _SPACES.sub(" ", _INVISIBLE.sub("", "".join(run.text for run in group)))
        if "\n" in text:
            text = _AROUND_BREAK.sub("\n", text)
        if merged and merged[-1].text[-1] in " \n\u2028":
            text = text.lstrip(" " if merged[-1].text[-1] != "\n" else " \u2028")
        if not merged:
            text = text.lstrip(" \n\u2028")
        if text:
            merged.append(Run(text, *formatting))
    while merged:
        stripped = merged[-1].text.rstrip(" \n\u2028")
        if stripped:
            merged[-1] = replace(merged[-1], text=stripped)
            break
        merged.pop()
    return tuple(merged)


def plain(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs).replace(SOFT_BREAK, " ")


def is_bold(runs: Runs) -> bool:
    """All that is visible is bold."""
    return bool(runs) and all(run.bold for run in runs if re.search(r"\w", run.text))


def drop_leading(runs: Runs, count: int) -> Runs:
    """The runs without their first `count` characters."""
    rest: list[Run] = []
    for run in runs:
        if count < len(run.text):
            rest.append(replace(run, text=run.text[count:]))
        count = max(0, count - len(run.text))
    return tidy(rest)


def split(runs: Runs, separator: str = "\n") -> list[Runs]:
    """The lines between the breaks, empty ones left out."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.split(separator)
        lines[-1].append(replace(run, text=first))
        lines.extend([replace(run, text=other)] for other in others)
    return [line for line in map(tidy, lines) if line]


def render(runs: Runs) -> str:
    """Rich text for one paragraph, without the `<p>` around it."""
    return "".join(_render_link(href, group) for href, group in groupby(runs, key=lambda run: run.href))


def render_paragraph(runs: Runs) -> str:
    return f"<p>{render(runs)}</p>" if runs else ""


def _render_link(href: str, runs: Iterable[Run]) -> str:
    inner = "".join(_render_run(run) for run in runs)
    return f'<a href="{escape(href)}">{inner}</a>' if href and inner.strip() else inner


def _render_run(run: Run) -> str:
    text = run.text.replace(SOFT_BREAK, " ")
    core = text.strip(" \n") if run.bold or run.italic else text
    if not core:
        return text.replace("\n", "<br/>")
    before, _, after = text.partition(core)
    inner = (escape(core, quote=False) if run.href else link_text(core)).replace("\n", "<br/>")
    if run.italic:
        inner = f"<i>{inner}</i>"
    if run.bold:
        inner = f"<b>{inner}</b>"
    return f"{before}{inner}{after}".replace("\n", "<br/>")


_TAG = re.compile(r"<[^>]*>")


def visible_text(html: str) -> str:
    """The words of a piece of rich text made by this package."""
    spaced = re.sub(r"<(?:br/|/p|/li|ul|ol)>", " ", html)
    text = _TAG.sub("", spaced)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def link_targets(html: str) -> Iterator[str]:
    for match in re.finditer(r'<a href="([^"]*)"', html):
        yield match[1].replace("&amp;", "&").replace("&quot;", '"').replace("&#x27;", "'")
