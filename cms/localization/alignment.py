"""Taking over an existing translation: which of its strings belongs to which string of the source.

Both texts have the same structure: the same blocks in the same order, the same number of paragraphs in each. What
deviates is named, section by section, and never guessed.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue, StructValue
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.fields import StreamField
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.strings import extract_strings

from blocks.table import segment_key
from cms.localization.links import Links, adapt_links
from cms.localization.places import Places


@dataclass
class Alignment:
    """The strings of a target text by the place of their source.

    Attributes:
        strings: Content path to its strings in order.
        hrefs: Addresses that differ: (content path, address in the source) to the address in the target.
        mismatches: A sentence for each place that does not fit.
    """

    strings: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    hrefs: dict[tuple[str, str], str] = field(default_factory=dict)
    mismatches: list[str] = field(default_factory=list)


def with_source_ids(source: Any, target: Any) -> Any:
    """Return the stored JSON ``target`` with the ids of the blocks that stand at the same places in ``source``."""
    if isinstance(source, dict) and isinstance(target, dict):
        result = {key: with_source_ids(source.get(key), value) for key, value in target.items()}
        if "id" in source and source.get("type") == target.get("type"):
            result["id"] = source["id"]
        return result
    if isinstance(source, list) and isinstance(target, list):
        counterparts: list[Any] = [None] * len(target)
        for start, other, size in SequenceMatcher(None, _types(source), _types(target), False).get_matching_blocks():
            counterparts[other : other + size] = source[start : start + size]
        return [with_source_ids(*pair) for pair in zip(counterparts, target, strict=True)]
    return target


def _types(blocks: list[Any]) -> list[str]:
    return [str(block.get("type", "")) if isinstance(block, dict) else "" for block in blocks]


def align(source: Any, target: Any) -> Alignment:
    """Pair the strings of two objects whose blocks have the same ids (see `with_source_ids`)."""
    result = Alignment()
    places = Places(source)
    theirs = _grouped(target)
    tables = dict(_tables(source))
    target_tables = dict(_tables(target))
    for path, mine in _grouped(source).items():
        table = next((prefix for prefix in tables if path.startswith(f"{prefix}.")), None)
        if table is None:
            _pair(result, places, path, mine, theirs.pop(path, []))
    for path, strings in theirs.items():
        if not any(path.startswith(f"{prefix}.") for prefix in target_tables if prefix in tables):
            result.mismatches.append(
                _("%(place)s: “%(text)s” has no counterpart in the source text")
                % {"place": places.of(path), "text": strings[0].render_text()[:60]}
            )
    for path, table in tables.items():
        _pair_tables(result, places, path, table, target_tables.get(path))
    return result


def _grouped(instance: Any) -> dict[str, list[StringSegmentValue]]:
    groups: dict[str, list[StringSegmentValue]] = defaultdict(list)
    for segment in extract_segments(instance):
        if isinstance(segment, StringSegmentValue):
            groups[segment.path].append(segment)
    return groups


def _pair(
    result: Alignment,
    places: Places,
    path: str,
    mine: list[StringSegmentValue],
    theirs: list[StringSegmentValue],
) -> None:
    if len(mine) != len(theirs):
        result.mismatches.append(
            _("%(place)s: the number of texts differs (source: %(source)d, translation: %(target)d)")
            % {"place": places.of(path), "source": len(mine), "target": len(theirs)}
        )
        return
    for one, other in zip(mine, theirs, strict=True):
        links = Links(one.attrs or {}, other.attrs or {})
        text = adapt_links(other.string.data, links)
        if text is None:
            result.mismatches.append(
                _("%(place)s: “%(text)s” has other links than the source text")
                % {"place": places.of(path), "text": other.render_text()[:60]}
            )
            continue
        result.strings[path].append(text)
        for old, new in links.changed_hrefs():
            result.hrefs[path, old] = new
    if len(result.strings[path]) != len(mine):
        del result.strings[path]


def _tables(instance: Any) -> Iterator[tuple[str, TypedTable]]:
    for model_field in instance._meta.get_fields():
        if isinstance(model_field, StreamField):
            yield from _tables_in(model_field.value_from_object(instance), model_field.name)


def _tables_in(value: Any, path: str) -> Iterator[tuple[str, TypedTable]]:
    if isinstance(value, TypedTable):
        yield path, value
    elif isinstance(value, StreamValue):
        for child in value:
            yield from _tables_in(child.value, f"{path}.{child.id}")
    elif isinstance(value, StructValue):
        for name, child in value.items():
            yield from _tables_in(child, f"{path}.{name}")


def _pair_tables(result: Alignment, places: Places, path: str, mine: TypedTable, theirs: TypedTable | None) -> None:
    """Cells belong together by row and column; their paths are digests of their texts."""
    shape, other = _shape(mine), _shape(theirs) if theirs else (0, 0)
    if theirs is None or shape != other:
        result.mismatches.append(
            _(
                "%(place)s: %(rows)d × %(columns)d cells in the source, "
                "%(other_rows)d × %(other_columns)d in the translation"
            )
            % {
                "place": places.of(path),
                "rows": shape[0],
                "columns": shape[1],
                "other_rows": other[0],
                "other_columns": other[1],
            }
        )
        return
    pairs = [("caption", StringSegmentValue("", mine.caption or ""), StringSegmentValue("", theirs.caption or ""))]
    for one, two in zip(mine.columns, theirs.columns, strict=True):
        key = f"heading.{segment_key(one['heading'])}"
        pairs.append((key, StringSegmentValue("", one["heading"]), StringSegmentValue("", two["heading"])))
    groups = {f"{path}.{key}": ([a], [b]) for key, a, b in pairs if not a.is_empty()}
    for row, other_row in zip(mine.row_data, theirs.row_data, strict=True):
        for one, two in zip(row["values"], other_row["values"], strict=True):
            cell = f"{path}.cell.{segment_key(one.source)}"
            strings = (_cell(one.source), _cell(two.source))
            if cell in groups and [s.string for s in groups[cell][1]] != [s.string for s in strings[1]]:
                result.mismatches.append(
                    _("%(place)s: the cells “%(text)s” are equal in the source and differ in the translation")
                    % {"place": places.of(path), "text": strings[0][0].render_text()[:60] if strings[0] else ""}
                )
            groups.setdefault(cell, strings)
    for key, (source_strings, target_strings) in groups.items():
        if source_strings or target_strings:
            _pair(result, places, key, source_strings, target_strings)


def _shape(table: TypedTable) -> tuple[int, int]:
    return len(table.row_data), len(table.columns)


def _cell(html: str) -> list[StringSegmentValue]:
    return [StringSegmentValue("", string, attrs=attrs) for string, attrs in extract_strings(html)[1]]
