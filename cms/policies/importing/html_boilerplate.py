"""What of a web page is no part of its text: navigation, banners, scripts. All of it is reported."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .html_inline import line_number
from .items import Reading

INVISIBLE = {"script", "style", "template", "meta", "link", "base", "noscript", "svg", "head", "col", "colgroup"}
_LEFT_OUT = {"nav", "form", "button", "iframe", "object", "embed", "video", "audio", "canvas", "select", "dialog"}
_BANNER = re.compile(
    r"\b(?:cookie-?(?:banner|bar|consent)|breadcrumbs?|skip-?(?:link|to)|visually-hidden-focusable|pagination)",
    re.IGNORECASE,
)


def main_part(root: Any) -> Any:
    """`<main>`, or the only `<article>`, or the whole body."""
    candidates = root.xpath(".//main | .//*[@role='main']") or root.xpath(".//article")
    return candidates[0] if len(candidates) == 1 else root


class Boilerplate:
    """Decides what is left out and reports it."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._invisible = 0

    def leave_out_around(self, root: Any, main: Any) -> None:
        path = {main, *main.iterancestors()}
        for ancestor in [
            element for element in path if element is not main and (element is root or root in element.iterancestors())
        ]:
            self._leave_out_text(ancestor, ancestor.text)
            for child in ancestor:
                if child not in path:
                    self.leave_out(child, _("outside of the main part of the page"))
                self._leave_out_text(ancestor, child.tail)

    def _leave_out_text(self, element: Any, text: str | None) -> None:
        self.reading.leave_out(line_number(element), text or "", _("outside of the main part of the page"))

    def leave_out(self, element: Any, reason: str) -> None:
        if not isinstance(element.tag, str):
            return
        if element.tag in INVISIBLE:
            self._invisible += 1
            if element.tag == "noscript":
                self.reading.leave_out(line_number(element), element.text_content(), _("only shown without scripts"))
            return
        for invisible in element.xpath(".//script | .//style | .//template"):
            self._invisible += 1
            invisible.text = None
        text = " ".join(part for part in element.itertext() if part.strip())
        self.reading.leave_out(line_number(element), text, reason)

    def reason_to_leave_out(self, element: Any) -> str:
        tag = element.tag
        if tag in _LEFT_OUT:
            return _("<%(tag)s> is no part of the text") % {"tag": tag}
        of_page = tag in ("header", "footer") and not _within(element, ("main", "article", "section"))
        if of_page and not (tag == "header" and element.xpath(".//h1")):
            return _("<%(tag)s> of the page") % {"tag": tag}
        if element.get("hidden") is not None or "display:none" in (element.get("style") or "").replace(" ", ""):
            return _("hidden in the page")
        if _BANNER.search(f"{element.get('class', '')} {element.get('id', '')}") and not element.xpath(".//h1"):
            return _("banner or navigation")
        return ""

    def note_invisible(self) -> None:
        if self._invisible:
            message = ngettext(
                "%(count)d script, style sheet or other invisible element was left out.",
                "%(count)d scripts, style sheets and other invisible elements were left out.",
                self._invisible,
            )
            self.reading.notes.append(message % {"count": self._invisible})

    def note_images(self, root: Any) -> None:
        count = len(root.xpath(".//img[@alt!=''] | .//img[not(@alt)]"))
        if count:
            message = ngettext("%(count)d image was left out.", "%(count)d images were left out.", count)
            self.reading.notes.append(message % {"count": count})


def _within(element: Any, tags: tuple[str, ...]) -> bool:
    return any(ancestor.tag in tags for ancestor in element.iterancestors())
