"""Lists as people write them in registers of their own: one per line, with bullets, or separated by semicolons."""

import re
from collections.abc import Callable

LONGEST_WITH_COMMAS = 2_000
_BULLET = re.compile(r"^\s*(?:[-–—•·*▪►➢o]\s+|[•▪►➢]\s*|\d{1,2}[.)]\s+|[a-h]\)\s+)")
_INLINE_BULLET = re.compile(r"\s[•▪►➢]\s*")


def items_of(text: str) -> list[str]:
    """The items of a list; a text without separators is one item."""
    found: list[str] = []
    for line in re.split(r"\r\n|\n|\r|;", _INLINE_BULLET.sub("\n", text)):
        item = _BULLET.sub("", line).strip(" \t\xa0,")
        if item:
            found.append(item)
    return found


def known_items_of(text: str, is_known: Callable[[str], bool]) -> list[str]:
    """The items of a list that consists of names; commas separate them, too, where that makes known ones."""
    found: list[str] = []
    for item in items_of(text):
        # Looking for the brackets around commas takes the square of the length.
        split = re.split(r",(?![^(]*\))", item) if len(item) <= LONGEST_WITH_COMMAS else [item]
        pieces = [piece.strip() for piece in split if piece.strip()]
        if len(pieces) > 1 and not is_known(item) and any(map(is_known, pieces)):
            found += pieces
        else:
            found.append(item)
    return found


def blocks_of(text: str) -> list[tuple[str, str]]:
    """Names with their addresses: blocks between blank lines, or one name per item of a list."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if ";" in text or any(_BULLET.match(line) for line in text.split("\n")):
        return [(item, "") for item in items_of(text)]
    blocks = [block.strip().split("\n") for block in re.split(r"\n\s*\n", text) if block.strip()]
    return [(block[0].strip(), "\n".join(line.strip() for line in block[1:])) for block in blocks]
