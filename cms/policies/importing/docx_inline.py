"""The inside of a Word paragraph: formats, links (also as fields), breaks, footnote references, tracked changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from .docx_package import Package, R, W
from .linking import safe_href
from .rich_text import Run, Runs, tidy

_HYPERLINK = re.compile(r'HYPERLINK\s+(?P<local>\\l\s+)?"(?P<target>[^"]*)"(?:\s+\\l\s+"(?P<place>[^"]*)")?')
_CONTAINERS = {
    f"{W}{name}" for name in ("ins", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "moveTo", "dir", "bdo")
}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_OFF = {"0", "false", "off", "none"}


class DocxInline:
    """Reads paragraphs and collects, in order, the footnotes they refer to."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.footnotes: list[Any] = []
        self.lost_links: list[str] = []
        self._marks: dict[str, int] = {}

    def runs(self, paragraph: Any) -> Runs:
        """The runs of one paragraph. Fields keep their shown result; a HYPERLINK field is a link."""
        return tidy(_with_fields(self._pieces(paragraph, ""), self._checked))

    def _pieces(self, parent: Any, href: str) -> Iterator[Run | tuple[str, str]]:
        for element in parent:
            if element.tag == f"{W}r":
                yield from self._run(element, href)
            elif element.tag == f"{W}hyperlink":
                yield from self._pieces(element, self._target(element) or href)
            elif element.tag in _CONTAINERS:
                yield from self._pieces(element, href)

    def _run(self, element: Any, href: str) -> Iterator[Run | tuple[str, str]]:
        properties = element.find(f"{W}rPr")
        if _is_on(properties, "vanish"):
            return
        base = Run("", _is_on(properties, "b") or self._bold_style(properties), _is_on(properties, "i"), href)
        raised = _value(properties, "vertAlign") == "superscript"
        for child in element:
            name = child.tag.removeprefix(W)
            if name == "instrText":
                yield ("instruction", child.text or "")
            elif name == "fldChar":
                yield ("field", child.get(f"{W}fldCharType") or "")
            elif name in ("footnoteReference", "endnoteReference"):
                yield replace(base, text=self._reference(name.removesuffix("Reference"), child.get(f"{W}id") or ""))
            elif text := _text_of(child, name):
                yield replace(base, text=text.translate(_RAISED) if raised and text.strip().isdigit() else text)

    def _reference(self, kind: str, identifier: str) -> str:
        key = f"{kind}{identifier}"
        note = self.package.footnotes.get(key)
        if note is None:
            return ""
        if key not in self._marks:
            self.footnotes.append(note)
            self._marks[key] = len(self.footnotes)
        return f"[{self._marks[key]}]"

    def _bold_style(self, properties: Any) -> bool:
        return _value(properties, "rStyle") in ("Strong", "Fett")

    def _target(self, element: Any) -> str:
        relation = self.package.document.part.rels.get(element.get(f"{R}id") or "")
        place = element.get(f"{W}anchor") or ""
        if relation is not None and relation.is_external:
            return self._checked(relation.target_ref + (f"#{place}" if place else ""))
        return self._checked(f"#{place}") if place else ""

    def _checked(self, address: str) -> str:
        if address.startswith("#_"):
            return ""  # a bookmark that Word made for itself
        href = safe_href(address)
        if not href and address:
            self.lost_links.append(
                _("A link was left out, only its text is kept: %(address)s") % {"address": address[:200]}
            )
        return href


def _with_fields(pieces: Iterator[Run | tuple[str, str]], checked: Any) -> Iterator[Run]:
    """Without the instructions of fields: "HYPERLINK" makes a link of what follows, others show their result."""
    instruction: list[str] = []
    links: list[str] = []
    in_instruction = 0
    for piece in pieces:
        if isinstance(piece, tuple):
            kind, value = piece
            if kind == "instruction":
                instruction.append(value)
            elif value == "begin":
                instruction, in_instruction = [], in_instruction + 1
                links.append("")
            elif value == "separate":
                in_instruction -= 1
                match = _HYPERLINK.search("".join(instruction))
                if match and links:
                    links[-1] = checked(
                        ("#" if match["local"] else "")
                        + match["target"]
                        + (f"#{match['place']}" if match["place"] else "")
                    )
                instruction = []
            elif value == "end":
                in_instruction = max(0, in_instruction - (1 if instruction else 0))
                instruction = []
                if links:
                    links.pop()
        else:
            href = piece.href or next((link for link in reversed(links) if link), "")
            yield replace(piece, href=href)


def _text_of(element: Any, name: str) -> str:
    if name == "t":
        return (element.text or "").replace("\n", " ")
    if name in ("br", "cr"):
        return " " if element.get(f"{W}type") in ("page", "column") else "\n"
    if name == "sym":
        code = element.get(f"{W}char") or ""
        return chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", code) else ""
    return {"tab": "\t", "noBreakHyphen": "\u2011"}.get(name, "")


def _is_on(properties: Any, name: str) -> bool:
    found = properties.find(f"{W}{name}") if properties is not None else None
    return found is not None and (found.get(f"{W}val") or "1") not in _OFF


def _value(properties: Any, name: str) -> str:
    found = properties.find(f"{W}{name}") if properties is not None else None
    return (found.get(f"{W}val") or "") if found is not None else ""
