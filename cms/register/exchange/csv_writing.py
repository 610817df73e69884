"""The register as CSV: one line per entry and language."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from cms.register.entry import Entry
from cms.register.exchange.cells import guard
from cms.register.exchange.labels import Labels
from cms.register.exchange.notation import write_rows
from cms.register.exchange.shape import Rows, Value, entry_shape

BOM = "\ufeff"
ENGLISH = "en"


class _Echo:
    """Hands back what the CSV writer writes."""

    def write(self, text: str) -> str:
        return text


def delimiter_of(language: str) -> str:
    """What spreadsheets of that language expect: the semicolon where the comma is the decimal sign."""
    return "," if language.split("-")[0] == ENGLISH else ";"


def stream_csv(entries: Iterable[Entry], labels: Labels, *, is_public: bool) -> Iterator[bytes]:
    """UTF-8 with a byte order mark, so that Excel reads umlauts; every cell in quotation marks."""
    columns = [each for each in entry_shape().values() if each.is_public or not is_public]
    headings = {**labels.headings, **({"reference": labels.public_reference} if is_public else {})}
    writer: Any = csv.writer(_Echo(), delimiter=delimiter_of(labels.language), quoting=csv.QUOTE_ALL)
    yield (BOM + writer.writerow([guard(headings[each.name]) for each in columns])).encode()
    for entry in entries:
        yield writer.writerow([guard(_cell(entry, each, labels)) for each in columns]).encode()


def _cell(entry: Entry, each: Value | Rows, labels: Labels) -> str:
    content = entry.data.get(each.name)
    if isinstance(each, Rows):
        return write_rows(entry, each, content or [], labels)
    return labels.text(entry, each.name, each, content)
