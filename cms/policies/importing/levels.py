"""How deep each heading is: by its style where it has one, by the kind of its number otherwise.

Numbers rank as in German legal texts: § before A. or I. (whichever comes first), then 1., 1.1, 1.1.1, then a), aa).
Headings without a number are below numbered ones, unless they come before the first of them or the numbering begins
again after each.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from .items import Heading, Marker

Rank = tuple[float, ...]

_ORDER = {"§": 0, "A": 2, "I": 2, "decimal": 10, "decimal)": 20, "(decimal)": 21, "a": 30, "i": 32, "aa": 31}


def levels_of(headings: Sequence[Heading]) -> list[int]:
    """The level of each heading, 1 for the uppermost; deeper than any limit if the file is."""
    markers = _read_markers(headings)
    ranks = _ranks(headings, markers)
    open_ranks: list[Rank] = []
    levels = []
    for rank in ranks:
        while open_ranks and open_ranks[-1] >= rank:
            open_ranks.pop()
        open_ranks.append(rank)
        levels.append(len(open_ranks))
    return levels


def _read_markers(headings: Sequence[Heading]) -> list[tuple[str, tuple[int, ...]] | None]:
    """One reading for each number: "I." after "H." is a letter, after nothing or "II." it is Roman."""
    last: dict[str, int] = {}
    chosen: list[tuple[str, tuple[int, ...]] | None] = []
    for heading in headings:
        readings = heading.marker.readings if heading.marker else ()
        going_on = [reading for reading in readings if last.get(reading[0], 0) + 1 == reading[1][-1] > 1]
        reading = (*going_on, *readings, None)[0]
        if reading is not None:
            last[reading[0]] = reading[1][-1]
        chosen.append(reading)
    return chosen


def _ranks(headings: Sequence[Heading], markers: list[tuple[str, tuple[int, ...]] | None]) -> list[Rank]:
    explicit = _explicit_ranks(headings, markers)
    by_style: dict[tuple[str, int], Counter[Rank]] = defaultdict(Counter)
    for heading, marker in zip(headings, markers, strict=True):
        if heading.level is not None and marker is not None:
            by_style[marker[0], len(marker[1])][explicit[id(heading)]] += 1
    first_seen = {style: place for place, style in reversed(list(enumerate(m[0] for m in markers if m)))}
    uppermost = _uppermost_unnumbered(headings, markers)
    by_questions = _is_divided_by_questions(headings)
    ranks: list[Rank] = []
    for heading, marker in zip(headings, markers, strict=True):
        if heading.level is not None:
            ranks.append(explicit[id(heading)])
        elif marker is not None:
            same_style = by_style.get((marker[0], len(marker[1])))
            ranks.append(same_style.most_common(1)[0][0] if same_style else _numbered_rank(marker, first_seen))
        else:
            ranks.append(uppermost.get(heading.is_capitals) or _unnumbered_rank(heading, by_questions))
    return ranks


def _unnumbered_rank(heading: Heading, by_questions: bool) -> Rank:
    if heading.is_capitals:
        return (2, 0)
    return (2, 1) if by_questions and heading.text.endswith("?") else (2, 2)


def _is_divided_by_questions(headings: Sequence[Heading]) -> bool:
    """The first and most of the headings in words are questions: other headings are below them."""
    plain = [heading.text.endswith("?") for heading in headings if heading.level is None and heading.marker is None]
    return len(plain) > 2 and plain[0] and plain.count(True) > len(plain) / 2


def _explicit_ranks(headings: Sequence[Heading], markers: list[tuple[str, tuple[int, ...]] | None]) -> dict[int, Rank]:
    """By style; where one style carries "1." and "1.1" alike, the numbers tell them apart."""
    depths: dict[int, set[int]] = defaultdict(set)
    for heading, marker in zip(headings, markers, strict=True):
        if heading.level is not None:
            depths[heading.level].add(len(marker[1]) if marker else 0)
    ranks: dict[int, Rank] = {}
    for heading, marker in zip(headings, markers, strict=True):
        if heading.level is not None:
            shallowest = min((depth for depth in depths[heading.level] if depth), default=0)
            ranks[id(heading)] = (0, heading.level, len(marker[1]) - shallowest if marker else 0)
    return ranks


def _numbered_rank(marker: tuple[str, tuple[int, ...]], first_seen: dict[str, int]) -> Rank:
    style, path = marker
    family = style.rstrip("()") if style not in _ORDER else style
    order = _ORDER.get(style, _ORDER.get(family, 40))
    among_equals = first_seen[style] if order == 2 else 0
    return (1, order, among_equals, len(path))


def _uppermost_unnumbered(
    headings: Sequence[Heading], markers: list[tuple[str, tuple[int, ...]] | None]
) -> dict[bool, Rank]:
    """Ranks for headings without numbers that are not below the numbered ones, by whether they are in capitals."""
    if any(heading.level is not None for heading in headings):
        return {}
    numbered = [position for position, marker in enumerate(markers) if marker is not None]
    if not numbered:
        return {}
    first = numbered[0]
    first_seen = {style: place for place, style in reversed(list(enumerate(m[0] for m in markers if m)))}
    top = min(_numbered_rank(marker, first_seen) for marker in markers if marker is not None)
    beginnings = [p for p in numbered if (marker := markers[p]) and len(marker[1]) == 1 and marker[1][0] == 1]
    of_top = [p for p in beginnings if (marker := markers[p]) and _numbered_rank(marker, first_seen) == top]
    restarts = len(of_top) > 1 and all(p and markers[p - 1] is None for p in of_top)
    kinds = {heading.is_capitals for heading in headings[:first]}
    return dict.fromkeys(kinds, (0.5,) if restarts else top)


def label_of(marker: Marker | None) -> str:
    return marker.label if marker is not None else ""
