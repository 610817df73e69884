"""Counting words: what stood in the file has to stand in the tree or in the report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cms.policies.importing.outline import Outline, Section
from cms.policies.importing.report import ImportReport
from cms.policies.importing.resemblance import html_of
from cms.policies.importing.rich_text import visible_text

_MARKUP = re.compile(r"\{#.*?\}|\{\{.*?\}\}|\[!\w+\]|\]\([^)]*\)|\[\^\w+\]|<br>|^\|[-| ]+\|$", re.MULTILINE)

_NUMBERING = re.compile(r"^\s*(?:[a-d]{2}|[IVX]+)[.)]\s", re.MULTILINE)


def lost_words(source: str, outline: Outline, report: ImportReport) -> list[str]:
    """Words of two letters or more that are in neither. Divided words count joined as well."""
    kept = "".join(char for text in _strings(outline, report) for char in text if char.isalpha()).casefold()
    text = _NUMBERING.sub(" ", _MARKUP.sub(" ", source.replace("\u00ad", "")))
    words = re.findall(r"[^\W\d_]{2,}", "".join(char if char.isalpha() else " " for char in text))
    return [word for word in words if word.casefold() not in kept]


def _strings(outline: Outline, report: ImportReport) -> Iterator[str]:
    yield outline.title
    yield visible_text(outline.summary)
    for _path, block in outline.walk():
        if isinstance(block, Section):
            yield block.heading
        else:
            yield from html_of(block)  # headings and table headers are plain text, the rest is HTML
            yield from map(visible_text, html_of(block))
    for line in report.unplaced:
        yield line.text
    for heading in report.headings:
        yield heading.number_in_file
    yield from report.notes
