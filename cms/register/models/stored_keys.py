"""Drafts and the catalogues they point to: which of a revision's keys still exist, asked once per catalogue.

Left alone, modelcluster asks for each key of each row, which is a thousand questions for a long entry, and answers with
a server error where a protected row has gone.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from modelcluster.models import get_all_child_relations

from cms.register.catalogue_choices import existing_keys
from cms.register.models.catalogue_key import CatalogueKey

Data = dict[str, Any]


def without_lost_keys(model: Any, data: Data) -> Data:
    """The content of a revision without keys to catalogue rows that are gone; a row that needs such a key goes, too.

    Args:
        model: The model of the entry.
        data: As kept in a revision; it is not changed.
    """
    used: defaultdict[Any, set[Any]] = defaultdict(set)
    for catalogue, key in _keys(model, data):
        used[catalogue].add(key)
    known = {catalogue: existing_keys(catalogue, keys) for catalogue, keys in used.items()}
    return _cleaned(model, data, known) or {}


def _keys(model: Any, data: Data) -> Iterator[tuple[Any, Any]]:
    for field in _key_fields(model):
        if data.get(field.name) is not None:
            yield field.remote_field.model, data[field.name]
    for name, child in _relations(model):
        for row in data.get(name, []):
            yield from _keys(child, row)


def _cleaned(model: Any, data: Data, known: dict[Any, set[Any]]) -> Data | None:
    cleaned = dict(data)
    for field in _key_fields(model):
        key = data.get(field.name)
        if key is not None and key not in known[field.remote_field.model]:
            if not field.null:
                return None
            cleaned[field.name] = None
    for name, child in _relations(model):
        if name in data:
            rows = (_cleaned(child, row, known) for row in data[name])
            cleaned[name] = [row for row in rows if row is not None]
    return cleaned


def _key_fields(model: Any) -> list[Any]:
    return [field for field in model._meta.fields if isinstance(field, CatalogueKey)]


def _relations(model: Any) -> list[tuple[str, Any]]:
    return [(relation.get_accessor_name(), relation.related_model) for relation in get_all_child_relations(model)]
