"""Numbers and bullets at the beginning of a line, and the dates, amounts and citations that only look like them."""

from __future__ import annotations

import re
from functools import lru_cache

from .items import Marker

_LONGEST_LOOK = 100

BULLETS = "-*•–—·▪■□●○◦‣➢➤➔✓✔\uf0b7\uf0a7\uf0d8"

_BULLET = re.compile(rf"(?P<label>[{re.escape(BULLETS)}])[ \t\u00a0]+(?=\S)|(?P<o>o)[ \t\u00a0]+(?=[A-ZÄÖÜ])")
_SECTION_SIGN = re.compile(r"(?P<label>§[ \u00a0]?(?P<number>\d{1,3})[.:]?)[ \t\u00a0]+(?=\S)")
_DECIMAL = re.compile(
    r"(?P<label>(?P<open>\(?)"
    r"(?P<path>\d{1,3}(?:\.\d{1,3}){0,5})(?P<close>\.\)|[.):]|(?=[ \t\u00a0])))[ \t\u00a0]*(?=\S)"
)
_LETTER = re.compile(
    r"(?P<label>(?P<open>\(?)"
    r"(?P<letters>[IVXLC]{1,7}|[ivx]{1,6}|[A-Z]|[a-z]|aa|bb|cc|dd)(?P<close>[.)]))[ \t\u00a0]+(?=\S)"
)
_MONTHS = (
    "Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|"
    "January|February|March|May|June|July|October|December"
)
_NO_HEADING_AFTER_NUMBER = re.compile(
    rf"(?:{_MONTHS}|Jan|Feb|Mär|Mar|Apr|Jun|Jul|Aug|Sept?|Okt|Oct|Nov|Dez|Dec)\b"
    r"|\d{1,2}\. ?\d{2,4}\b|\d{4}\b"
    r"|(?:Uhr|Prozent|%|Euro|EUR|€|Tage?n?|Wochen?|Monate?n?|Jahre?n?|Stunden?|Minuten?|days?|weeks?|months?|years?)\b"
    r"|(?:Abs|Absatz|Satz|Halbsatz|Nr|Nummer|lit|Buchst|Buchstabe|UAbs|Alt)\b\.?"
)
_LAW_AFTER_SECTION_SIGN = re.compile(
    r"(?:Abs|Absatz|Satz|S\.|Nr|ff?\.|i\. ?V|bis|und|oder|des|der|[A-ZÄÖÜ]{2,}[A-Za-z]*(?:[ \u00a0-]|$)|[a-z]\b)"
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def parse_marker(text: str) -> Marker | None:
    """The marker at the beginning of `text`, or None: "1. Mai 2018", "§ 25 TDDDG" and "10 Tage" have none."""
    return _parse(text[:_LONGEST_LOOK])


@lru_cache(maxsize=4096)
def _parse(text: str) -> Marker | None:
    first = text[:1]
    if first == "§":
        return _section_sign(text)
    if first.isdigit() or (first == "(" and text[1:2].isdigit()):
        return _decimal(text)
    if bullet := _BULLET.match(text):
        return Marker(bullet["label"] or "o", (("bullet", (0,)),), bullet.end())
    return _letter(text)


def _section_sign(text: str) -> Marker | None:
    match = _SECTION_SIGN.match(text)
    if match is None or _LAW_AFTER_SECTION_SIGN.match(text, match.end()):
        return None
    return Marker(match["label"], (("§", (int(match["number"]),)),), match.end())


def _decimal(text: str) -> Marker | None:
    match = _DECIMAL.match(text)
    if match is None or (match["open"] and match["close"] not in (")", ".)")):
        return None
    path = tuple(int(part) for part in match["path"].split("."))
    bare = len(path) == 1 and not match["close"]
    touches = match.end() == match.end("label")
    if touches and (len(path) > 1 or match["close"] != "." or not text[match.end()].isalpha()):
        return None  # "1.5.2018", "2)x"; but "1.Verantwortlicher" is a heading written in a hurry
    if _NO_HEADING_AFTER_NUMBER.match(text, match.end()) or (bare and not text[match.end()].isupper()):
        return None
    style = "decimal" if match["close"] in ("", ".", ":") else f"{match['open']}decimal)"
    return Marker(match["label"], ((style, path),), match.end(), bare)


def _letter(text: str) -> Marker | None:
    match = _LETTER.match(text)
    if match is None:
        return None
    letters, closing = match["letters"], match["open"] + match["close"].replace(".", "")
    readings: list[tuple[str, tuple[int, ...]]] = []
    case = "A" if letters.isupper() else "a"
    if set(letters.lower()) <= set(_ROMAN) and (value := _roman(letters.lower())):
        readings.append((f"{'I' if case == 'A' else 'i'}{closing}", (value,)))
    if len(letters) == 1:
        readings.append((f"{case}{closing}", (ord(letters.lower()) - ord("a") + 1,)))
    elif letters in ("aa", "bb", "cc", "dd"):
        readings.append((f"aa{closing}", (ord(letters[0]) - ord("a") + 1,)))
    return Marker(match["label"], tuple(readings), match.end()) if readings else None


def _roman(letters: str) -> int:
    """The value of a well-formed Roman number up to 100, else 0."""
    value = sum(
        -_ROMAN[letter] if _ROMAN.get(following, 0) > _ROMAN[letter] else _ROMAN[letter]
        for letter, following in zip(letters, f"{letters[1:]} ", strict=True)
    )
    return value if roman(value) == letters else 0


def roman(value: int) -> str:
    if not 0 < value < 101:
        return ""
    written = ""
    for number, letters in (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ):
        written += letters * (value // number)
        value %= number
    return written


def follows(earlier: Marker, later: Marker) -> bool:
    """`later` is the next in the numbering of `earlier`."""
    if earlier.is_bullet or later.is_bullet:
        return earlier.is_bullet and later.is_bullet
    return any(
        style == other and path[:-1] == next_path[:-1] and next_path[-1] == path[-1] + 1
        for style, path in earlier.readings
        for other, next_path in later.readings
    )


def starts_numbering(marker: Marker) -> bool:
    return marker.is_bullet or any(path[-1] == 1 for _style, path in marker.readings)
