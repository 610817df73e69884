"""HTML: the main part of a page, without navigation, scripts and banners; what is left out is reported."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _

from .html_boilerplate import INVISIBLE, Boilerplate, main_part
from .html_inline import BLOCKS, has_block_inside, inline_runs, item_html, line_number, read_list, read_table
from .html_shapes import footnote_mark, footnote_targets, has_stray_text, is_section_in_list, marked_lines
from .items import Footnote, Heading, Marker, Paragraph, Placed, Reading
from .notices import read_notice
from .numbering import parse_marker
from .outline import ItemList
from .refusal import ImportRefused
from .rich_text import Runs, is_bold, plain, render, split, tidy
from .shapes import is_heading_shaped

DEEPEST_NESTING = 120

_NOTICE_CLASS = re.compile(r"\b(?:alert|notice|callout|hinweis|infobox|admonition|warning|note)\b", re.IGNORECASE)
_IMPORTANT_CLASS = re.compile(r"warn|danger|important|wichtig|caution|achtung", re.IGNORECASE)


def read_html(text: str) -> Reading:
    """Items of an HTML page or fragment. With a `<main>` or a single `<article>` only that part is read."""
    try:
        import lxml.etree
        import lxml.html
    except ImportError:
        raise ImportRefused(_("Reading HTML files needs the package lxml.")) from None
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        document = lxml.html.document_fromstring(_without_declaration(text).encode("utf-8", "replace"), parser=parser)
    except lxml.etree.ParserError:  # nothing but stray end tags
        return Reading()
    if _depth(document) > DEEPEST_NESTING:
        raise ImportRefused(_("The file is nested too deeply to be a policy."))
    reader = HtmlReader(document, footnote_targets(document))
    reader.read()
    return reader.reading


def _without_declaration(text: str) -> str:
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text[:500]) + text[500:]


def _depth(root: Any) -> int:
    deepest, stack = 0, [(root, 1)]
    while stack and deepest <= DEEPEST_NESTING:
        element, depth = stack.pop()
        deepest = max(deepest, depth)
        stack.extend((child, depth + 1) for child in element)
    return deepest


class HtmlReader:
    """Walks through the blocks of a page. Inline content between blocks is a paragraph as well."""

    def __init__(self, document: Any, footnotes: set[str]) -> None:
        self.document = document
        self.reading = Reading()
        self._page = Boilerplate(self.reading)
        self._pending: list[Any] = []
        self._footnotes = footnotes

    def read(self) -> None:
        body = self.document.find("body")
        root = body if body is not None else self.document
        self.reading.title = " ".join((self.document.findtext("head/title") or "").split())
        main = main_part(root)
        if main is not root:
            self._page.leave_out_around(root, main)
        self._walk(main)
        self._page.note_invisible()
        self._page.note_images(root)

    def _walk(self, element: Any) -> None:
        self._pending.append(element.text)
        for child in element:
            if not isinstance(child.tag, str):
                pass
            elif child.tag in INVISIBLE or self._page.reason_to_leave_out(child):
                if child.tag in BLOCKS:
                    self._flush(child)
                self._page.leave_out(child, self._page.reason_to_leave_out(child))
            elif child.tag in BLOCKS or has_block_inside(child):
                self._flush(child)
                self._block(child)
            else:
                self._pending.append(child)
            self._pending.append(child.tail)
        self._flush(element)

    def _flush(self, near: Any) -> None:
        pending, self._pending = self._pending, []
        runs = tidy(run for part in pending if part is not None for run in inline_runs(part, self.reading))
        if runs:
            self._add_paragraph(runs, line_number(near))

    def _block(self, element: Any) -> None:
        tag = element.tag
        if element.get("id") in self._footnotes and tag in ("p", "li", "div", "dd"):
            self._footnote(element)
        elif re.fullmatch(r"h[1-6]", tag):
            self._heading(element)
        elif tag in ("ul", "ol", "menu"):
            self._list(element)
        elif tag == "table":
            self._table(element)
        elif tag in ("blockquote", "aside") or (tag == "div" and _NOTICE_CLASS.search(element.get("class") or "")):
            self._notice(element)
        elif tag == "p" and not any(child.tag in BLOCKS for child in element.iterdescendants()):
            runs = tidy(inline_runs(element, self.reading))
            if runs:
                self._add_paragraph(runs, line_number(element), anchor="")
        elif tag == "dl":
            self._definitions(element)
        elif tag == "hr":
            pass
        else:
            self._walk(element)

    def _heading(self, element: Any) -> None:
        text = plain(tidy(inline_runs(element, self.reading))).replace("\n", " ")
        if text:
            level = int(element.tag[1])
            anchor = element.get("id") or "".join(element.xpath("./a/@id | ./a/@name")[:1])
            anchor = anchor if re.fullmatch(r"[A-Za-z][\w-]*", anchor) else ""
            self.reading.items.append(Heading(text, level, parse_marker(text), anchor, line_number(element)))

    def _add_paragraph(self, runs: Runs, line: int | None, anchor: str = "", marker: Marker | None = None) -> None:
        """One item for each line, so that a bold line above a text can be a heading."""
        lines = [line for part in split(runs) for line in marked_lines(part)]
        for position, part in enumerate(lines):
            self.reading.items.append(
                Paragraph(
                    part,
                    line=line,
                    marker=marker if marker and not position else parse_marker(plain(part)),
                    bold=is_bold(part),
                    attached=position > 0,
                    gap=position == 0,
                    anchor=anchor,
                )
            )

    def _footnote(self, element: Any) -> None:
        for link in list(element.iter("a")):
            if (link.text_content() or "").strip() in ("↩", "↩︎", "↑", "^", "[↩]", "zurück", "back"):
                link.text = None
        runs = tidy(inline_runs(element, self.reading))
        mark, text_runs = footnote_mark(element, runs, self.document)
        self.reading.items.append(Footnote(mark, render(text_runs)))

    def _list(self, element: Any) -> None:
        entries = [child for child in element if isinstance(child.tag, str)]
        if has_stray_text(element, [entry for entry in entries if entry.tag == "li"]):
            self._walk(element)
            return
        if entries and all(entry.get("id") in self._footnotes for entry in entries):
            for entry in entries:
                self._footnote(entry)
            return
        number = int(element.get("start") or 1) if re.fullmatch(r"\d{0,3}", element.get("start") or "") else 1
        if element.tag == "ol" and any(is_section_in_list(entry) for entry in entries):
            for offset, entry in enumerate(entries):
                self._section_in_list(entry, number + offset)
            return
        if element.tag == "ul" and any(entry.xpath(".//h1|.//h2|.//h3|.//h4|.//table") for entry in entries):
            self._walk(element)
            return
        if element.tag == "ol" and len(entries) == 1 and not has_block_inside(entries[0]):
            runs = tidy(inline_runs(entries[0], self.reading))
            if len(split(runs)) == 1 and is_heading_shaped(plain(runs)):
                self._add_paragraph(runs, line_number(element), marker=_counted(number))
                return
        block = read_list(element, self.reading)
        if block.items:
            self.reading.items.append(Placed(block, line_number(element)))

    def _definitions(self, element: Any) -> None:
        if has_stray_text(element, element.xpath(".//dt | .//dd")):
            self._walk(element)
            return
        items: list[str] = []
        for child in element.iter("dt", "dd"):
            html = item_html(child, self.reading)
            if child.tag == "dt" or not items:
                items.append(f"<b>{html}</b>" if child.tag == "dt" and html and "<b>" not in html else html)
            elif html:
                items[-1] += f"<br/>{html}"
        if items:
            self.reading.items.append(Placed(ItemList(False, tuple(items)), line_number(element)))

    def _section_in_list(self, entry: Any, number: int) -> None:
        """`<ol><li><h3>...`: the item is a section, the list its numbering."""
        start = len(self.reading.items)
        self._walk(entry)
        if len(self.reading.items) > start:
            first = self.reading.items[start]
            if isinstance(first, Paragraph) and first.marker is None:
                self.reading.items[start] = Paragraph(first.runs, first.line, _counted(number), first.bold)
            elif isinstance(first, Heading) and first.marker is None:
                self.reading.items[start] = Heading(first.text, first.level, _counted(number), first.anchor, first.line)

    def _table(self, element: Any) -> None:
        rows = element.xpath("./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr")
        widest = max((sum(1 for cell in row if cell.tag in ("td", "th")) for row in rows), default=0)
        if (
            widest < 2
            or has_stray_text(element, element.xpath("./caption | .//td | .//th"))
            or element.xpath(".//table | .//h1 | .//h2 | .//h3 | .//h4")
        ):
            self._walk(element)
            return
        self.reading.items.append(Placed(read_table(element, rows, self.reading), line_number(element)))

    def _notice(self, element: Any) -> None:
        inner = HtmlReader(self.document, self._footnotes)
        inner._walk(element)
        inner._page.note_invisible()
        important = bool(_IMPORTANT_CLASS.search(element.get("class") or ""))
        self.reading.items.extend(read_notice(inner.reading.items, important, line_number(element)))
        self.reading.unplaced.extend(inner.reading.unplaced)
        self.reading.notes.extend(inner.reading.notes)


def _counted(number: int) -> Marker:
    return Marker(f"{number}.", (("decimal", (number,)),))
