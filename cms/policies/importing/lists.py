"""Runs of lines with bullets, numbers or letters become lists, nested where the marks or the indents say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from .items import Item, Marker, Paragraph, Placed
from .numbering import follows, starts_numbering
from .outline import ItemList
from .rich_text import Run, drop_leading, render

_DEEPEST_LIST = 6
_FARTHEST_NEIGHBOUR = 40


@dataclass(slots=True)
class ListDraft:
    """A list while it is read. Items are HTML; a nested list belongs to the item before it."""

    marker: Marker
    indent: int
    items: list[tuple[str, list[ListDraft]]] = field(default_factory=list)

    def finished(self) -> ItemList:
        return ItemList(not self.marker.is_bullet, tuple(html + _nested(inner) for html, inner in self.items))


def _nested(drafts: list[ListDraft]) -> str:
    return "".join(list_html(draft.finished()) for draft in drafts)


def list_html(block: ItemList) -> str:
    tag = "ol" if block.ordered else "ul"
    return f"<{tag}>{''.join(f'<li>{item}</li>' for item in block.items)}</{tag}>"


def gather_lists(items: Sequence[Item], notes: list[str]) -> list[Item]:
    """The items with lists in place of the paragraphs that are list items."""
    gathered: list[Item] = []
    run: list[Paragraph] = []
    for position, item in enumerate(items):
        if isinstance(item, Paragraph) and _is_list_item(items, position, item, run):
            run.append(item)
        elif isinstance(item, Paragraph) and run and _continues_item(items, position, item, run[-1]):
            run[-1] = replace(run[-1], runs=(*run[-1].runs, Run("\n"), *item.runs))
        else:
            gathered.extend(_lists(run, notes))
            run = []
            gathered.append(item)
    gathered.extend(_lists(run, notes))
    return gathered


def _is_list_item(items: Sequence[Item], position: int, item: Paragraph, run: list[Paragraph]) -> bool:
    marker = item.marker
    if marker is None or len(marker.readings[0][1]) > 1:
        return False
    if marker.is_bullet:
        return True
    if any(earlier.marker is not None and follows(earlier.marker, marker) for earlier in run[-_FARTHEST_NEIGHBOUR:]):
        return True
    for neighbour in items[position + 1 : position + _FARTHEST_NEIGHBOUR]:
        if not isinstance(neighbour, Paragraph):
            return False
        if neighbour.marker is not None and follows(marker, neighbour.marker):
            return True
        if neighbour.marker is None and neighbour.indent <= item.indent:
            return False
    return False


def _continues_item(items: Sequence[Item], position: int, item: Paragraph, last: Paragraph) -> bool:
    """A second paragraph of a list item is set further in than the item, and the list goes on after it."""
    if item.marker is not None or item.indent <= last.indent or last.marker is None:
        return False
    following = items[position + 1] if position + 1 < len(items) else None
    return isinstance(following, Paragraph) and following.marker is not None


def _lists(run: list[Paragraph], notes: list[str]) -> list[Item]:
    roots: list[tuple[ListDraft, int | None]] = []
    stack: list[ListDraft] = []
    for paragraph in run:
        marker = paragraph.marker
        if marker is None:
            continue
        html = render(drop_leading(paragraph.runs, marker.width))
        depth = _depth_of(paragraph, stack)
        del stack[depth:]
        if depth and _goes_on(stack[-1], paragraph):
            stack[-1].marker = marker
        else:
            draft = ListDraft(marker, paragraph.indent)
            if stack:
                stack[-1].items[-1][1].append(draft)
            else:
                roots.append((draft, paragraph.line))
            stack.append(draft)
            _note_numbering(marker, html, notes)
        stack[-1].items.append((html, []))
    return [Placed(draft.finished(), line) for draft, line in roots]


def _depth_of(paragraph: Paragraph, stack: list[ListDraft]) -> int:
    """How many of the open lists stay open: those above it and, if it goes on with one, that one."""
    for depth in range(len(stack), 0, -1):
        if _goes_on(stack[depth - 1], paragraph):
            return depth
    shallower = sum(1 for draft in stack if draft.indent < paragraph.indent)
    below_number = bool(stack) and stack[-1].indent == paragraph.indent and not stack[-1].marker.is_bullet
    depth = len(stack) if below_number else shallower
    return min(depth, _DEEPEST_LIST - 1)


def _goes_on(draft: ListDraft, paragraph: Paragraph) -> bool:
    if paragraph.marker is None:
        return False
    if paragraph.marker.is_bullet and draft.marker.is_bullet:
        if len(draft.items) and abs(paragraph.indent - draft.indent) <= 1:
            return draft.marker.label == paragraph.marker.label or paragraph.indent <= draft.indent
        return False
    return follows(draft.marker, paragraph.marker)


def _note_numbering(marker: Marker, html: str, notes: list[str]) -> None:
    """The site counts 1, 2, 3: say where the text counted otherwise, for references such as "letter b"."""
    if marker.is_bullet or (starts_numbering(marker) and "decimal" in marker.readings[0][0]):
        return
    start = html[:40].split("<")[0].strip()
    notes.append(
        _("The list that begins with %(label)s “%(text)s” is now counted 1, 2, 3: check references to its items.")
        % {"label": marker.label, "text": start}
    )
