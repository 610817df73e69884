"""URLs, www. names, e-mail addresses and telephone numbers in running text become links."""

from __future__ import annotations

import re
from html import escape

_LINK = re.compile(
    r"(?P<url>(?<!\w)(?:https?://|www\.)[^\s<>\"„“”»«]+)"
    r"|(?P<email>(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?!\w))"
    r"|(?P<phone>(?<![\w+])(?:\+\d|(?<=\s)0\d|(?<=\()0\d)[\d \u00a0()/.–-]{4,24}\d(?![\w@]))"
)
_HINT = re.compile(r"@|www\.|WWW\.|https?://|\+\d|[\s(]0\d")
_PHONE_LABEL = re.compile(
    r"(?:\bTel(?:efon)?(?:nummer)?\b\.?|\bPhone\b|\bTelephone\b|[Hh]otline\b|[Ss]ervicetelefon\b|\bRufnummer\b|\bMobil(?:e)?\b"
    r"|\bcall(?: us)?\b|\banrufen\b)[^\d\n]{0,14}$"
)
_FAX_LABEL = re.compile(r"fax[^\d\n]{0,14}$", re.IGNORECASE)
"""An earlier label within 14 characters decides: a fax number is no telephone link."""


def link_text(text: str) -> str:
    """HTML of a plain text: escaped, with links. "+49" numbers are links anywhere, others after "Telefon"."""
    if not _HINT.search(text):
        return escape(text, quote=False)
    parts: list[str] = []
    position = 0
    for match in _LINK.finditer(text):
        end = match.end()
        if match["url"]:
            end = match.start() + _length_without_punctuation(match["url"])
            address = text[match.start() : end]
            href = address if address.lower().startswith("http") else f"https://{address}"
            if len(href) < len("https://www.a"):
                continue
        elif match["email"]:
            href = f"mailto:{match['email']}"
        else:
            href = _telephone(text, match)
            if not href:
                continue
        parts.append(escape(text[position : match.start()], quote=False))
        parts.append(f'<a href="{escape(href)}">{escape(text[match.start() : end], quote=False)}</a>')
        position = end
    parts.append(escape(text[position:], quote=False))
    return "".join(parts)


def _length_without_punctuation(url: str) -> int:
    """A sentence may end right after the address; a bracket counts only when it was opened inside."""
    end = len(url)
    surplus = url.count(")") - url.count("(")
    while end:
        if url[end - 1] in ".,;:!?'’‘…*_]}":
            end -= 1
        elif url[end - 1] == ")" and surplus > 0:
            end -= 1
            surplus -= 1
        else:
            break
    return end


def _telephone(text: str, match: re.Match[str]) -> str:
    before = text[max(0, match.start() - 40) : match.start()]
    written = match["phone"]
    if _FAX_LABEL.search(before) or not (written.startswith("+") or _PHONE_LABEL.search(before)):
        return ""
    number = re.sub(r"[^\d+]", "", written.replace("(0)", ""))
    return f"tel:{number}" if 6 <= len(number) <= 16 else ""


_SCHEMES = ("http://", "https://", "mailto:", "tel:")


def safe_href(href: str) -> str:
    """The address if a policy may link to it (http, https, mailto, tel, #anchor), else an empty string."""
    cleaned = re.sub(r"[\x00-\x20\x7f\u00ad\u200b\ufeff]", "", href)
    if cleaned.startswith("//") and len(cleaned) > 2:
        cleaned = f"https:{cleaned}"
    if re.fullmatch(r"#[\w.:-]+", cleaned) or cleaned.lower().startswith(_SCHEMES):
        return cleaned
    return ""
