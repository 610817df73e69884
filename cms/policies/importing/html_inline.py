"""The inside of HTML blocks: formatted runs, lists with lists in them, tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from .items import Reading
from .linking import safe_href
from .lists import list_html
from .outline import ItemList, Table
from .rich_text import Run, is_bold, plain, render, tidy

BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody",
    "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_SKIPPED = {"script", "style", "template", "svg", "button", "iframe"}
_BOLD = {"b", "strong"}
_ITALIC = {"i", "em", "cite", "dfn", "var"}
_PLAIN = Run("")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def line_number(element: Any) -> int | None:
    """The line in the file: Markdown says it in `data-line`, empty where it is unknown."""
    for candidate in (element, *element.iterancestors()):
        if (written := candidate.get("data-line")) is not None:
            return int(written) if written.isdigit() else None
    line: int | None = element.sourceline
    return line


def has_block_inside(element: Any) -> bool:
    return any(child.tag in BLOCKS for child in element.iterdescendants() if isinstance(child.tag, str))


def inline_runs(part: Any, reading: Reading, base: Run = _PLAIN) -> Iterator[Run]:
    """The runs of a text or an inline element; lists and tables inside are left to the caller."""
    if isinstance(part, str):
        yield replace(base, text=_text(part))
        return
    if not isinstance(part.tag, str) or part.tag in _SKIPPED:
        return
    own = _formatted(part, base, reading)
    if part.tag == "br":
        yield replace(base, text="\n")
    elif part.tag == "img" and (part.get("alt") or "").strip():
        reading.leave_out(line_number(part), part.get("alt"), _("description of an image"))
    elif part.tag in ("sup", "a") and (mark := _footnote_reference(part)):
        yield replace(base, text=f"[{mark}]")
    elif part.tag == "sup" and len(part) == 0 and (part.text or "").strip().isdigit():
        yield replace(own, text=(part.text or "").strip().translate(_RAISED))
    else:
        yield from _inner_runs(part, own, reading)


def _inner_runs(element: Any, own: Run, reading: Reading) -> Iterator[Run]:
    if element.text:
        yield replace(own, text=_text(element.text))
    for child in element:
        around = [replace(own, text="\n")] if child.tag in BLOCKS else []
        yield from around
        yield from inline_runs(child, reading, own)
        yield from around
        if child.tail:
            yield replace(own, text=_text(child.tail))


def _text(text: str) -> str:
    return text.replace("\n", " ").replace("\r", " ")


def _formatted(element: Any, base: Run, reading: Reading) -> Run:
    style = (element.get("style") or "").replace(" ", "").lower()
    bold = base.bold or element.tag in _BOLD or "font-weight:bold" in style or "font-weight:700" in style
    italic = base.italic or element.tag in _ITALIC or "font-style:italic" in style
    href = base.href
    written = element.get("href")
    if element.tag == "a" and written is not None and not href:
        href = safe_href(written)
        if not href and written.strip() and (element.text_content() or "").strip():
            reading.notes.append(
                _("The link of “%(text)s” was left out, only its text is kept: %(address)s")
                % {"text": " ".join(element.text_content().split()), "address": written[:200]}
            )
    return Run("", bold, italic, href)


def _footnote_reference(element: Any) -> str:
    """The mark of a footnote: `<sup><a href="#fn1">1</a></sup>` or `<a href="#fn1"><sup>1</sup></a>`."""
    link = element if element.tag == "a" else next((child for child in element if child.tag == "a"), None)
    raised = (
        element.tag == "sup" or any(child.tag == "sup" for child in element) or element.get("role") == "doc-noteref"
    )
    if link is None or not raised or not (link.get("href") or "").startswith("#"):
        return ""
    mark = (element.text_content() or "").strip("[]() \u00a0\n")
    return mark if mark.isdigit() or set(mark) == {"*"} else ""


def read_list(element: Any, reading: Reading) -> ItemList:
    """A list; a list in a list becomes part of the item it stands in or after."""
    items: list[str] = []
    if (element.text or "").strip():
        items.append(render(tidy(inline_runs(element.text, reading))))
    for child in element:
        if child.tag in ("ul", "ol", "menu") and items:
            items[-1] += list_html(read_list(child, reading))
        elif isinstance(child.tag, str) and (html := item_html(child, reading)):
            items.append(html)
        if (child.tail or "").strip():
            items.append(render(tidy(inline_runs(child.tail, reading))))
    return ItemList(element.tag == "ol", tuple(items))


def item_html(element: Any, reading: Reading) -> str:
    """The rich text of a list item or table cell: paragraphs in it are lines, lists stay lists."""
    parts: list[str] = []
    runs: list[Run] = list(inline_runs(element.text, reading)) if element.text else []

    def flush() -> None:
        if html := render(tidy(runs)):
            parts.append(html)
        runs.clear()

    def visit(parent: Any, base: Run) -> None:
        for child in parent:
            if child.tag in ("ul", "ol", "menu"):
                flush()
                block = read_list(child, reading)
                if block.items:
                    parts.append(list_html(block))
            elif child.tag in BLOCKS or (isinstance(child.tag, str) and has_block_inside(child)):
                runs.append(Run("\n"))
                if child.text:
                    runs.append(replace(base, text=_text(child.text)))
                visit(child, base)
                runs.append(Run("\n"))
            else:
                runs.extend(inline_runs(child, reading, base))
            if child.tail:
                runs.append(replace(base, text=_text(child.tail)))

    visit(element, Run(""))
    flush()
    return "".join(parts)


def read_table(element: Any, rows: list[Any], reading: Reading) -> Table:
    """A table with its header, if it has one: a row of `<th>` or of bold cells. Merged cells leave empty ones."""
    caption = next((" ".join((child.text_content() or "").split()) for child in element if child.tag == "caption"), "")
    grid = [_cells(row) for row in rows]
    grid = [cells for cells in grid if cells]
    occupied: dict[tuple[int, int], bool] = {}
    placed: list[dict[int, Any]] = []
    for number, cells in enumerate(grid):
        places: dict[int, Any] = {}
        column = 0
        for cell in cells:
            while occupied.get((number, column)):
                column += 1
            places[column] = cell
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            for row in range(number, min(number + high, len(grid))):
                for covered in range(column, column + wide):
                    occupied[row, covered] = True
            column += wide
        placed.append(places)
    width = max((max(places) + 1 for places in placed), default=0)
    width = max(width, max((column + 1 for _row, column in occupied), default=0))
    header: tuple[str, ...] = ("",) * width
    if placed and all(cell.tag == "th" or _is_bold_cell(cell, reading) for cell in placed[0].values()):
        header = tuple(
            plain(tidy(inline_runs(placed[0][column], Reading()))).replace("\n", " ") if column in placed[0] else ""
            for column in range(width)
        )
        placed = placed[1:]
    body = tuple(
        tuple(item_html(places[column], reading) if column in places else "" for column in range(width))
        for places in placed
    )
    return Table(caption, header, body)


def _cells(row: Any) -> list[Any]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _span(cell: Any, name: str) -> int:
    value = cell.get(name) or "1"
    return max(1, min(int(value), 50)) if value.isdigit() and len(value) < 5 else 1


def _is_bold_cell(cell: Any, reading: Reading) -> bool:
    return is_bold(tidy(inline_runs(cell, Reading())))
