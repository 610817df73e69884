"""Numbered lines: headings when they number the document, list items when they follow one another without a body.

A line is a heading when its numbering goes on from heading to heading ("1." text "2." text "3."). Lines of one
numbering with nothing but bullets between them are a list. So the same "1." may be either; "2. Mai 2018" is neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .items import Heading, Item, Marker, Paragraph, marker_of
from .numbering import follows
from .shapes import is_heading_shaped

_FARTHEST_NEXT_ITEM = 60
_LARGEST_GAP = 3
_FEWEST_BARE_NUMBERS = 3


@dataclass(slots=True)
class _Chain:
    """A numbering that runs through the document. `certain`: some heading in it is one by style or in bold."""

    last: int
    positions: list[int] = field(default_factory=list)
    length: int = 0
    certain: bool = False
    bare: bool = True
    late: bool = False


def find_numbered_headings(items: Sequence[Item]) -> set[int]:
    """Positions of the numbered paragraphs that are headings."""
    chains: list[_Chain] = []
    current: dict[tuple[str, tuple[int, ...]], _Chain] = {}
    runs = _list_runs(items)
    listed: set[int] = set()
    for position, item in enumerate(items):
        if isinstance(item, Heading) and item.marker is not None:
            _append(item.marker, position, current, chains, certain=True, is_paragraph=False)
        elif not isinstance(item, Paragraph) or item.marker is None or item.marker.is_bullet or position in listed:
            continue
        else:
            if position in runs:
                listed.update(_items_of_run(runs[position], items, current))
            if position not in listed and _is_shaped(item.text[item.marker.width :].strip()):
                _append(item.marker, position, current, chains, certain=item.bold, is_paragraph=True)
    return {position for chain in chains if _is_numbering_of_headings(chain) for position in chain.positions}


def _is_shaped(text: str) -> bool:
    """A single word may begin small: "ii) etracker"."""
    return is_heading_shaped(text) or (text.isalpha() and 2 < len(text) < 30)


def _is_numbering_of_headings(chain: _Chain) -> bool:
    if chain.late:
        return chain.length >= _FEWEST_BARE_NUMBERS
    if chain.bare and not chain.certain:
        return chain.length >= _FEWEST_BARE_NUMBERS
    return chain.length > 1 or chain.certain


def _append(
    marker: Marker,
    position: int,
    current: dict[tuple[str, tuple[int, ...]], _Chain],
    chains: list[_Chain],
    *,
    certain: bool,
    is_paragraph: bool,
) -> None:
    chain = _continued(marker, current) or _begun(marker, current, chains, certain)
    if chain is None:
        return
    chain.length += 1
    chain.certain = chain.certain or certain
    chain.bare = chain.bare and marker.bare
    if is_paragraph:
        chain.positions.append(position)


def _continued(marker: Marker, current: dict[tuple[str, tuple[int, ...]], _Chain]) -> _Chain | None:
    for style, path in marker.readings:
        chain = current.get((style, path[:-1]))
        if chain is not None and 0 < path[-1] - chain.last <= _LARGEST_GAP:
            chain.last = path[-1]
            return chain
    return None


def _begun(
    marker: Marker, current: dict[tuple[str, tuple[int, ...]], _Chain], chains: list[_Chain], certain: bool
) -> _Chain | None:
    for style, path in marker.readings:
        parent = current.get((style, path[:-2])) if len(path) > 1 else None
        below_its_parent = parent is not None and parent.last == path[-2]
        late = path[-1] in (2, 3) and len(path) == 1 and not marker.bare and (style, ()) not in current
        if late or path[-1] <= 1 or certain or (below_its_parent and path[-1] <= _LARGEST_GAP):
            chain = _Chain(path[-1], certain=below_its_parent, late=late and not certain)
            current[style, path[:-1]] = chain
            chains.append(chain)
            return chain
    return None


def _list_runs(items: Sequence[Item]) -> dict[int, list[int]]:
    """Positions of numbered lines that follow one another like items of a list, by the position of the first."""
    runs: dict[int, list[int]] = {}
    in_run: set[int] = set()
    for position, item in enumerate(items):
        if position in in_run or not isinstance(item, Paragraph) or item.marker is None or item.marker.is_bullet:
            continue
        run = [position]
        while (following := _next_item(items, run[-1])) is not None and following not in in_run:
            run.append(following)
        if len(run) > 1:
            runs[position] = run
            in_run.update(run)
    return runs


def _next_item(items: Sequence[Item], position: int) -> int | None:
    first = items[position]
    if not isinstance(first, Paragraph) or first.marker is None:
        return None
    only_deeper = True
    for following in range(position + 1, min(len(items), position + _FARTHEST_NEXT_ITEM)):
        item = items[following]
        if not isinstance(item, Paragraph) or item.marker is None:
            return None
        if not follows(first.marker, item.marker):
            only_deeper = only_deeper and item.indent > first.indent and first.marker.width == 0
            continue
        if len(first.marker.readings[0][1]) > 1 and item.gap:
            return None
        between = following > position + 1
        if between and ((item.gap and not only_deeper) or first.text.endswith("?")):
            return None
        return following
    return None


def _items_of_run(
    run: list[int], items: Sequence[Item], current: dict[tuple[str, tuple[int, ...]], _Chain]
) -> list[int]:
    """The items of the run that are a list. Its last or all of them may be headings that go on with the numbering."""
    first, before, last = items[run[0]], items[run[-2]], items[run[-1]]
    if not _has_body(items, run[-1]):
        return run
    if _goes_on(first, current) and all(_is_separate(items[position]) for position in run):
        return []
    stands_out = (
        isinstance(before, Paragraph)
        and isinstance(last, Paragraph)
        and ((last.gap and not before.gap) or (last.bold and not before.bold))
    )
    return run[:-1] if stands_out and _goes_on(last, current) else run


def _goes_on(item: Item, current: dict[tuple[str, tuple[int, ...]], _Chain]) -> bool:
    marker = marker_of(item)
    readings = marker.readings if marker else ()
    chains = [(current.get((style, path[:-1])), path[-1]) for style, path in readings]
    return any(chain is not None and number == chain.last + 1 for chain, number in chains)


def _is_separate(item: Item) -> bool:
    return (
        isinstance(item, Paragraph)
        and item.gap
        and is_heading_shaped(item.text[item.marker.width if item.marker else 0 :])
    )


def _has_body(items: Sequence[Item], position: int) -> bool:
    following = items[position + 1] if position + 1 < len(items) else None
    return following is not None and not isinstance(following, Heading)
