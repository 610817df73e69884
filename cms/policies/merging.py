"""A changed file laid over a page: what stayed the same keeps its identity.

Ids of blocks and anchors of headings are what translations, comments and links hold on to. A file knows neither.
So each block of the file takes them over from the block of the page that it resembles; blocks that no file can hold
(documents, sections of plug-ins) stay behind the block that they followed.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from cms.policies.importing.alignment import best_pairs
from cms.policies.importing.outline import Block, ItemList, Outline, Section
from cms.policies.importing.streams import IMPORTED_TYPES, from_stream, to_stream

Raw = dict[str, Any]


def merge(page_body: Sequence[Raw], outline: Outline) -> list[Raw]:
    """Return the stream data of ``outline`` with the identities of ``page_body``."""
    return _merge(page_body, to_stream(outline), outline.blocks)


def _merge(old: Sequence[Raw], new: list[Raw], new_blocks: Sequence[Block]) -> list[Raw]:
    known = [raw for raw in old if raw["type"] in IMPORTED_TYPES]
    old_blocks = from_stream(known).blocks
    partners = {
        right: left for left, right in best_pairs(old_blocks, new_blocks) if left is not None and right is not None
    }
    foreign = _followers(old)
    merged = foreign.pop(None, [])
    for position, raw in enumerate(new):
        if position in partners:
            partner = known[partners[position]]
            _adopt(partner, raw, new_blocks[position])
            merged.append(raw)
            merged.extend(foreign.pop(partner["id"], []))
        else:
            merged.append(raw)
    merged.extend(raw for rest in foreign.values() for raw in rest)
    return merged


def _followers(old: Sequence[Raw]) -> dict[str | None, list[Raw]]:
    """Blocks that no file can hold, by the id of the block before them (``None`` at the beginning)."""
    followers: dict[str | None, list[Raw]] = defaultdict(list)
    before: str | None = None
    for raw in old:
        if raw["type"] in IMPORTED_TYPES:
            before = raw["id"]
        else:
            followers[before].append(raw)
    return followers


def _adopt(old: Raw, new: Raw, block: Block) -> None:
    new["id"] = old["id"]
    if isinstance(block, Section):
        new["value"]["anchor"] = new["value"]["anchor"] or old["value"].get("anchor", "")
        new["value"]["content"] = _merge(old["value"]["content"], new["value"]["content"], block.blocks)
    elif new["type"] == "list":
        _adopt_items(old["value"]["items"], new["value"]["items"])


def _adopt_items(old: Sequence[Raw], new: list[Raw]) -> None:
    """Equal items keep their ids, wherever they moved; changed ones take what is left, in order."""
    left: dict[str, list[str]] = defaultdict(list)
    for item, text in zip(old, _texts(old), strict=True):
        left[text].append(item["id"])
    changed = []
    for item, text in zip(new, _texts(new), strict=True):
        if left[text]:
            item["id"] = left[text].pop(0)
        else:
            changed.append(item)
    rest = [item_id for ids in left.values() for item_id in ids]
    for item, item_id in zip(changed, rest, strict=False):
        item["id"] = item_id


def _texts(items: Sequence[Raw]) -> tuple[str, ...]:
    """The items without what the editor adds to them."""
    (block,) = from_stream([{"type": "list", "value": {"items": items}}]).blocks
    return block.items if isinstance(block, ItemList) else ()
