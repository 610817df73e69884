"""DOCX: headings by style or outline level, Word's numbering, lists, tables, footnotes, links; in document order."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .docx_inline import DocxInline
from .docx_numbering import DocxNumbering
from .docx_package import Package, W, open_package
from .items import Footnote, Heading, Paragraph, Placed, Reading
from .lists import gather_lists, list_html
from .numbering import parse_marker
from .outline import ItemList, Table
from .rich_text import Runs, is_bold, plain, render, split

_HEADING_STYLE = re.compile(r"(?:heading|überschrift|berschrift)\s?([1-9])$", re.IGNORECASE)
_CONTENTS_STYLE = re.compile(r"(?:toc|verzeichnis|inhaltsverzeichnis)(?:\s?\d|\s?heading|überschrift)?$", re.IGNORECASE)
_TITLE_STYLES = {"title", "titel"}
_BOX = f"{W}txbxContent"


def read_docx(data: bytes) -> Reading:
    """Items of a Word document. Deleted text of tracked changes is left out, inserted text is in."""
    reader = DocxReader(open_package(data))
    reader.read()
    return reader.reading


class DocxReader:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.reading = Reading()
        self._styles = {style.style_id: style for style in package.document.styles}
        self._numbering = DocxNumbering(package.document)
        self._inline = DocxInline(package)

    def read(self) -> None:
        self._blocks(self.package.body)
        for number, note in enumerate(self._inline.footnotes, start=1):
            runs = [line for paragraph in note.iter(f"{W}p") for line in split(self._inline.runs(paragraph))]
            self.reading.items.append(Footnote(str(number), "<br/>".join(map(render, runs))))
        title = self.package.document.core_properties.title or ""
        self.reading.title = "" if title.lower() in ("word document", "") else title.strip()
        for text in self.package.headers:
            self.reading.leave_out(None, text, _("header or footer of the pages"))
        self._remarks()

    def _remarks(self) -> None:
        body = self.package.body
        images = sum(1 for _drawing in body.iter(f"{W}drawing", f"{W}pict")) - sum(1 for _box in body.iter(_BOX)) // 2
        if images > 0:
            message = ngettext("%(count)d image was left out.", "%(count)d images were left out.", images)
            self.reading.notes.append(message % {"count": images})
        if self.package.comments:
            count = self.package.comments
            message = ngettext("%(count)d comment was left out.", "%(count)d comments were left out.", count)
            self.reading.notes.append(message % {"count": count})
        for deleted in body.iter(f"{W}del"):
            text = "".join(node.text or "" for node in deleted.iter(f"{W}delText"))
            self.reading.leave_out(None, text, _("deleted text of a tracked change"))
        for text in self._inline.lost_links:
            self.reading.notes.append(text)

    def _blocks(self, parent: Any) -> None:
        for element in parent:
            if element.tag == f"{W}p":
                self._paragraph(element)
            elif element.tag == f"{W}tbl":
                self._table(element)
            elif element.tag == f"{W}sdt":
                self._content_control(element)
            elif element.tag in (f"{W}ins", f"{W}customXml", f"{W}smartTag", f"{W}sdtContent"):
                self._blocks(element)

    def _content_control(self, element: Any) -> None:
        content = element.find(f"{W}sdtContent")
        gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
        if content is None:
            return
        if gallery is not None and "Table of Contents" in (gallery.get(f"{W}val") or ""):
            for paragraph in content.iter(f"{W}p"):
                self._leave_out_contents(plain(self._inline.runs(paragraph)))
            return
        self._blocks(content)

    def _leave_out_contents(self, text: str) -> None:
        self.reading.leave_out(None, text, _("table of contents, the site makes its own"))

    def _paragraph(self, element: Any) -> None:
        runs = self._inline.runs(element)
        style_name = self._style_name(element)
        if _CONTENTS_STYLE.fullmatch(style_name):
            self._leave_out_contents(plain(runs))
        elif runs:
            self._add(element, runs, style_name)
        for box in _boxes(element):
            self._blocks(box)

    def _add(self, element: Any, runs: Runs, style_name: str) -> None:
        text = plain(runs)
        level = self._heading_level(element, style_name)
        anchor = next((name for name in _bookmarks(element) if not name.startswith("_")), "")
        anchor = anchor if re.fullmatch(r"[A-Za-z][\w-]*", anchor) else ""
        numbered = self._numbering.marker(element, self._style(element))
        if level is not None:
            one_line = text.replace("\n", " ")
            self.reading.items.append(Heading(one_line, level, parse_marker(one_line) or numbered[0], anchor))
            return
        bold_by_style = self._is_bold_style(element)
        for position, part in enumerate(split(runs)):
            marker, depth = numbered if not position and numbered[0] else (parse_marker(plain(part)), 0)
            self.reading.items.append(
                Paragraph(
                    part,
                    marker=marker,
                    bold=bold_by_style or is_bold(part),
                    attached=position > 0,
                    gap=position == 0,
                    indent=depth * 4,
                    anchor=anchor if not position else "",
                )
            )

    def _style(self, element: Any) -> Any:
        chosen = element.find(f"{W}pPr/{W}pStyle")
        return self._styles.get(chosen.get(f"{W}val")) if chosen is not None else None

    def _style_name(self, element: Any) -> str:
        style = self._style(element)
        return (style.name or "") if style is not None else ""

    def _is_bold_style(self, element: Any) -> bool:
        style = self._style(element)
        return style is not None and style.name != "Normal" and bool(getattr(style, "font", None) and style.font.bold)

    def _heading_level(self, element: Any, style_name: str) -> int | None:
        """By the name of the style or of one it is based on, or by an outline level set by hand."""
        direct = element.find(f"{W}pPr/{W}outlineLvl")
        if direct is not None and (direct.get(f"{W}val") or "9").isdigit():
            level = int(direct.get(f"{W}val"))
            return level + 1 if level < 9 else None
        style = self._style(element)
        for _generation in range(10):
            if style is None:
                return None
            name = (style.name or "").lower()
            if name in _TITLE_STYLES:
                return 0
            if match := _HEADING_STYLE.search(name):
                return int(match[1])
            style = getattr(style, "base_style", None)
        return None

    def _table(self, element: Any) -> None:
        rows = [list(_cells(row)) for row in element.iter(f"{W}tr") if _nearest_table(row) is element]
        if max((sum(span for _cell, span in row) for row in rows), default=0) < 2:
            for row in rows:
                for cell, _span in row:
                    self._blocks(cell)
            return
        width = max(sum(span for _cell, span in row) for row in rows)
        first = next(iter(element.iter(f"{W}tr")))
        is_header = first.find(f"{W}trPr/{W}tblHeader") is not None or all(
            is_bold(runs) for cell, _span in rows[0] if (runs := self._cell_runs(cell))
        )
        is_header = is_header or (width > 2 and all(len(plain(self._cell_runs(cell))) < 40 for cell, _span in rows[0]))
        grid = [self._grid_row(row, width) for row in rows]
        header = ("",) * width
        if is_header:
            texts = [plain(self._cell_runs(cell)).replace("\n", " ") for cell, span in rows[0] for _n in range(span)]
            header = tuple((texts + [""] * width)[:width])
            grid = grid[1:]
        self.reading.items.append(Placed(Table("", header, tuple(grid))))

    def _cell_runs(self, cell: Any) -> Runs:
        return tuple(run for paragraph in cell.iter(f"{W}p") for run in self._inline.runs(paragraph))

    def _grid_row(self, row: list[tuple[Any, int]], width: int) -> tuple[str, ...]:
        cells: list[str] = []
        for cell, span in row:
            merged = cell.find(f"{W}tcPr/{W}vMerge")
            continues = merged is not None and merged.get(f"{W}val") != "restart"
            cells += [
                "" if continues and not plain(self._cell_runs(cell)) else self._cell_html(cell),
                *[""] * (span - 1),
            ]
        return tuple((cells + [""] * width)[:width])

    def _cell_html(self, cell: Any) -> str:
        """Lines of a cell; a nested table becomes lines too, a list stays one."""
        paragraphs: list[Any] = []
        for element in cell.iter(f"{W}p"):
            runs = self._inline.runs(element)
            if runs:
                marker, depth = self._numbering.marker(element, self._style(element))
                paragraphs.append(Paragraph(runs, marker=marker or parse_marker(plain(runs)), indent=depth * 4))
        html = ""
        for item in gather_lists(paragraphs, []):
            if isinstance(item, Placed) and isinstance(item.block, ItemList):
                html += list_html(item.block)
            elif isinstance(item, Paragraph):
                html += ("<br/>" if (html and not html.endswith(">")) or html.endswith("</a>") else "") + render(
                    item.runs
                )
        return html


def _cells(row: Any) -> Any:
    for cell in row.iter(f"{W}tc"):
        if _nearest_row(cell) is row:
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            written = span.get(f"{W}val") if span is not None else "1"
            yield cell, max(1, min(int(written), 50)) if (written or "").isdigit() else 1


def _nearest_table(row: Any) -> Any:
    return next(row.iterancestors(f"{W}tbl"), None)


def _nearest_row(cell: Any) -> Any:
    return next(cell.iterancestors(f"{W}tr"), None)


def _boxes(paragraph: Any) -> list[Any]:
    """Text boxes anchored in the paragraph; Word stores each twice, the second time for old versions."""
    return [
        box
        for box in paragraph.iter(_BOX)
        if not any(ancestor.tag.endswith("}Fallback") for ancestor in box.iterancestors())
        and next(box.iterancestors(f"{W}p"), None) is paragraph
    ]


def _bookmarks(element: Any) -> list[str]:
    return [mark.get(f"{W}name") or "" for mark in element.iter(f"{W}bookmarkStart")]
