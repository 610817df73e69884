"""The register as JSON: the data of each entry as it is, and at the end the names of the codes in it."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from cms.register.entry import Entry

FORMAT = "wagtail-privacy/register"
VERSION = 1


def stream_json(entries: Iterable[Entry], *, is_public: bool) -> Iterator[bytes]:
    """One entry per line, so that two exports can be compared line by line."""
    head = {"format": FORMAT, "version": VERSION, "part": "public" if is_public else "complete"}
    yield f'{_json(head)[:-1]}, "entries": ['.encode()
    names: dict[str, dict[str, dict[str, str]]] = {}
    languages: set[str] = set()
    separator = "\n"
    for entry in entries:
        languages.add(entry.language)
        _collect(names, entry)
        yield f"{separator}{_json(entry.data)}".encode()
        separator = ",\n"
    yield f'\n], "languages": {_json(sorted(languages))}, "catalogues": {_json(names)}}}\n'.encode()


def _collect(names: dict[str, dict[str, dict[str, str]]], entry: Entry) -> None:
    for kind, words in entry.wording.items():
        for code, word in words.items():
            name = entry.name_of(kind, code)
            names.setdefault(kind, {}).setdefault(code, {})[word.get("language", entry.language)] = name


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
