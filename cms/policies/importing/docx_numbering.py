"""Word's automatic numbers, which are in no text: counted here as Word counts them."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from .docx_package import W
from .items import Marker
from .numbering import roman

_DEEPEST = 9


class DocxNumbering:
    """`marker` gives what Word shows before a paragraph, and its depth in the list."""

    def __init__(self, document: Any) -> None:
        self._formats: dict[str, dict[int, tuple[str, str]]] = {}
        self._abstract: dict[str, str] = {}
        self._counters: dict[str, list[int]] = defaultdict(lambda: [0] * _DEEPEST)
        self._starts: dict[str, dict[int, int]] = defaultdict(dict)
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        for abstract in root.iter(f"{W}abstractNum"):
            key = abstract.get(f"{W}abstractNumId") or ""
            self._formats[key] = {}
            for level in abstract.iter(f"{W}lvl"):
                depth = int(level.get(f"{W}ilvl") or 0)
                self._formats[key][depth] = (_child(level, "numFmt", "decimal"), _child(level, "lvlText", ""))
                start = _child(level, "start", "1")
                self._starts[key][depth] = int(start) if start.isdigit() else 1
        for number in root.iter(f"{W}num"):
            identifier = number.get(f"{W}numId") or ""
            self._abstract[identifier] = _child(number, "abstractNumId", "")

    def marker(self, paragraph: Any, style: Any) -> tuple[Marker | None, int]:
        identifier, depth = self._number_of(paragraph, style)
        abstract = self._abstract.get(identifier, "")
        if abstract not in self._formats:
            return None, 0
        number_format, text = self._formats[abstract].get(depth, ("decimal", "%1."))
        if number_format == "bullet":
            return Marker("•", (("bullet", (0,)),)), depth
        if number_format == "none":
            return None, depth
        counters = self._counters[identifier]
        counters[depth] = counters[depth] + 1 if counters[depth] else self._starts[abstract].get(depth, 1)
        counters[depth + 1 :] = [0] * (_DEEPEST - depth - 1)
        return _marker(number_format, text, tuple(counters[: depth + 1])), depth

    def _number_of(self, paragraph: Any, style: Any) -> tuple[str, int]:
        """The numbering of the paragraph itself or of its style; "0" switches it off."""
        properties = paragraph.find(f"{W}pPr/{W}numPr")
        generations = 0
        identifier, depth = "", 0
        while True:
            if properties is not None:
                depth = depth or _number(_child(properties, "ilvl", "0"))
                identifier = _child(properties, "numId", "")
                if identifier:
                    return ("" if identifier == "0" else identifier), min(depth, _DEEPEST - 1)
            if style is None or generations > 10:
                return "", 0
            properties = style.element.find(f"{W}pPr/{W}numPr")
            style = getattr(style, "base_style", None)
            generations += 1


def _marker(number_format: str, text: str, path: tuple[int, ...]) -> Marker:
    last = path[-1]
    closing = ")" if text.endswith(")") else "."
    if number_format in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a" if number_format == "lowerLetter" else "A") + (last - 1) % 26)
        style = ("a" if letter.islower() else "A") + (")" if closing == ")" else "")
        return Marker(f"{letter}{closing}", ((style, (last,)),))
    if number_format in ("lowerRoman", "upperRoman"):
        letters = roman(last) if number_format == "lowerRoman" else roman(last).upper()
        style = ("i" if number_format == "lowerRoman" else "I") + (")" if closing == ")" else "")
        return Marker(f"{letters}{closing}", ((style, (last,)),))
    if text.strip().startswith("§"):
        return Marker(f"§ {last}", (("§", (last,)),))
    shown = path if text.count("%") > 1 else (last,)
    label = ".".join(map(str, shown)) + (closing if len(shown) == 1 or closing == ")" else "")
    return Marker(label, (("decimal)" if closing == ")" else "decimal", shown),))


def _child(element: Any, name: str, default: str) -> str:
    found = element.find(f"{W}{name}")
    value: str | None = found.get(f"{W}val") if found is not None else None
    return default if value is None else value


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0
