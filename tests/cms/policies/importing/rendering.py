"""A tree as text that a person can check by eye: the form of the *.expected.txt files."""

from __future__ import annotations

from collections.abc import Sequence

from cms.policies.importing.outline import Block, Contact, ItemList, Notice, Outline, Section, Table, Text


def render_outline(outline: Outline) -> str:
    lines = [f"TITLE {outline.title}"]
    if outline.summary:
        lines += ["SUMMARY", *_html(outline.summary, "  ")]
    lines += _blocks(outline.blocks, "", "")
    return "\n".join(lines) + "\n"


def _blocks(blocks: Sequence[Block], number: str, margin: str) -> list[str]:
    lines: list[str] = []
    count = 0
    for block in blocks:
        match block:
            case Section(heading, anchor, inner):
                count += 1
                own = f"{number}{count}"
                lines.append(f"{margin}[{own}] {heading}" + (f" #{anchor}" if anchor else ""))
                lines += _blocks(inner, f"{own}.", f"{margin}  ")
            case Text(html):
                lines += _html(html, margin)
            case ItemList(ordered, items):
                lines.append(f"{margin}{'ORDERED' if ordered else 'LIST'}")
                lines += [f"{margin}  * {item}" for item in items]
            case Notice(kind, heading, html):
                lines += [f"{margin}NOTICE {kind}: {heading}".rstrip(), *_html(html, f"{margin}  ")]
            case Table(caption, header, rows):
                lines.append(f"{margin}TABLE {caption}".rstrip())
                lines.append(f"{margin}  = {' | '.join(header)}")
                lines += [f"{margin}  - {' | '.join(row)}" for row in rows]
            case Contact(role):
                lines.append(f"{margin}CONTACT {role}")
    return lines


def _html(html: str, margin: str) -> list[str]:
    """One paragraph a line; the <p> around it is left out, other blocks of rich text stand as they are."""
    parts = html.replace("</p>", "</p>\n").replace("</ul>", "</ul>\n").replace("</ol>", "</ol>\n").split("\n")
    return [f"{margin}{part.removeprefix('<p>').removesuffix('</p>')}" for part in parts if part]
