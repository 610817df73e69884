"""Export of the register: entries in, bytes out. Knows nothing about requests, files and permissions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from cms.register.entry import Entry
from cms.register.exchange.csv_writing import stream_csv
from cms.register.exchange.json_writing import stream_json
from cms.register.exchange.labels import Labels
from cms.register.exchange.xlsx_writing import stream_xlsx
from cms.register.wording import Words


@dataclass(frozen=True)
class ExportFormat:
    """A file format of the export.

    Attributes:
        extension: Of the file's name, without a dot.
        content_type: For the HTTP header.
        name: What people call it.
    """

    extension: str
    content_type: str
    name: str


EXPORT_FORMATS: dict[str, ExportFormat] = {
    "xlsx": ExportFormat("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel"),
    "csv": ExportFormat("csv", "text/csv; charset=utf-8", "CSV"),
    "json": ExportFormat("json", "application/json", "JSON"),
}


def stream_export(
    entries: Iterable[Entry],
    format: str,  # noqa: A002 - what everybody calls it
    language: str,
    *,
    is_public: bool | None = None,
    catalogues: Words | None = None,
) -> Iterator[bytes]:
    """Write entries, complete or public ones, in one of `EXPORT_FORMATS`.

    Args:
        entries: In any languages; read once, one after the other.
        format: A key of `EXPORT_FORMATS`.
        language: Of headings and choices. Names of catalogue rows are those that the entries carry.
        is_public: Whether they are the public part, which has fewer columns and cannot be imported; by default the
            first entry tells.
        catalogues: For a workbook, all rows to choose from; by default those in use.

    Raises:
        KeyError: No such format.
        Refused: With the first bytes: a workbook cannot hold one of the texts.
    """
    write_as = EXPORT_FORMATS[format].extension
    return _stream(iter(entries), write_as, Labels(language), is_public, catalogues)


def _stream(
    entries: Iterator[Entry], write_as: str, labels: Labels, is_public: bool | None, catalogues: Words | None
) -> Iterator[bytes]:
    first = next(entries, None)
    if first is not None:
        entries = chain([first], entries)
        if is_public is None:
            is_public = "publicity" not in first.data
    if write_as == "xlsx":
        yield from stream_xlsx(entries, labels, is_public=bool(is_public), catalogues=catalogues)
    elif write_as == "csv":
        yield from stream_csv(entries, labels, is_public=bool(is_public))
    else:
        yield from stream_json(entries, is_public=bool(is_public))
