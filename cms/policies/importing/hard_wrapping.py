"""Lines broken by a mail program or an editor at a fixed width are joined again."""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST_WRAPPED_LINE = 140
"""Lines beyond this are not broken by hand or by an editor: there each line is a paragraph."""

_LONGEST_ADDRESS_LINE = 45
_KEEPS_HYPHEN_AND_SPACE = re.compile(r"(?:und|oder|bzw|sowie|noch|als|bis|and|or)\b")
_WORD = re.compile(r"[\w-]+")


def width_of(lines: Sequence[str]) -> int:
    """The width at which the text was wrapped; 0 if it was not."""
    lengths = sorted(len(line) for line in lines if line.strip())
    if not lengths:
        return 0
    typical = lengths[min(len(lengths) - 1, len(lengths) * 95 // 100)]
    return 0 if typical > LONGEST_WRAPPED_LINE else typical


def breaks_within_sentence(line: str, following: str, width: int) -> bool:
    """The line ended because it was full, or the next one goes on in lower case: both are one line."""
    if re.match(r"[a-zäöüß(]", following) and not re.match(r"(?:www\.|https?:|\S+@)", following):
        return True
    return is_full(line, following, width)


def is_full(line: str, following: str, width: int) -> bool:
    """The first word of the next line had no room in this one."""
    word = following.split(None, 1)[0] if following.strip() else ""
    return bool(width) and len(line) + 1 + len(word) > width


def local_width(group: Sequence[str], width: int) -> int:
    """A block wrapped narrower than the rest of the text has its own width; an address has none."""
    if not width or len(group) < 3:
        return width
    inner = [len(line) for line in group[:-1]]
    if max(inner) > _LONGEST_ADDRESS_LINE and min(inner) >= 0.7 * max(inner):
        return min(width, min(inner))
    return width


def join(lines: Sequence[str], vocabulary: frozenset[str]) -> str:
    """One line of several. A hyphen at the end goes where it divided a word ("Daten-" "schutz"), and stays where it
    belongs to it ("Online-" "Bestellung", "Daten-" "und ..."). `vocabulary` are the words of the whole text: a word
    that occurs elsewhere decides first.
    """
    parts: list[str] = []
    for line in lines:
        if not parts:
            parts.append(line)
            continue
        parts[-1], glue = _end_of(parts[-1], line, vocabulary)
        parts.append(f"{glue}{line}")
    return "".join(parts)


def _end_of(line: str, following: str, vocabulary: frozenset[str]) -> tuple[str, str]:
    if line.endswith("\u00ad"):
        return line[:-1], ""
    if not re.search(r"\w-$", line):
        return line, " "
    before = _WORD.findall(line[-60:])[-1].rstrip("-")
    match = _WORD.match(following)
    after = match[0] if match else ""
    if not after or _KEEPS_HYPHEN_AND_SPACE.match(following):
        return line, " "
    if f"{before}-{after}".casefold() in vocabulary:
        return line, ""
    if f"{before}{after}".casefold() in vocabulary:
        return line[:-1], ""
    if not after[0].islower() or before.isupper() or before[-1].isdigit() or "-" in before:
        return line, ""
    return line[:-1], ""


def vocabulary_of(text: str) -> frozenset[str]:
    """The words of a text, if any line ends in a hyphen."""
    if not re.search(r"-[ \t\r]*$", text, re.MULTILINE):
        return frozenset()
    return frozenset(word.casefold() for word in _WORD.findall(text))
