"""Editions as files: HTML to read and print, tables to work with, JSON that proves itself. All of them streamed."""

from collections.abc import Iterator
from itertools import chain

from django.http import StreamingHttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.register.editions.html_file import stream_html
from cms.register.editions.json_file import stream_json
from cms.register.editions.listing import ListedEdition, edition_address
from cms.register.editions.verification import stored_rows, text_of
from cms.register.entry import Entry
from cms.register.exchange.export import EXPORT_FORMATS, stream_export
from cms.register.models.editions import RegisterEdition
from cms.register.public.downloads import Download

TABLES = ("xlsx", "csv")
CONTENT_TYPES = {
    "html": "text/html; charset=utf-8",
    **{name: EXPORT_FORMATS[name].content_type for name in TABLES},
    "json": "application/json",
}
PIECE = 64 * 1024


def downloads(edition: ListedEdition) -> list[Download]:
    """The files of an edition in the reader's language."""
    names = {"html": "HTML", **{name: EXPORT_FORMATS[name].name for name in TABLES}, "json": "JSON"}
    return [
        Download(name, extension, edition_address("edition_download", edition.edition, edition.language, extension))
        for extension, name in names.items()
    ]


def download(
    edition: RegisterEdition, language: str, extension: str, *, with_persons: bool = False
) -> StreamingHttpResponse:
    """Stream an edition.

    Args:
        edition: With its version.
        language: Of the entries.
        extension: A key of `CONTENT_TYPES`.
        with_persons: For JSON: whether the names of those who requested and approved come along.

    Raises:
        Refused: The format cannot hold one of the texts.
    """
    pieces = _in_language(_pieces(edition, language, extension, with_persons), language)
    # The first piece is made now: what goes wrong at the start is still an answer of its own.
    first = next(pieces, b"")
    response = StreamingHttpResponse(chain([first], pieces), content_type=CONTENT_TYPES[extension])
    name = f"register-{edition.version.slug}-{language}.{extension}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Content-Language"] = language
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _pieces(edition: RegisterEdition, language: str, extension: str, with_persons: bool) -> Iterator[bytes]:
    if extension in TABLES:
        return stream_export(_entries(edition, language), extension, language, is_public=True)
    if extension == "json":
        return _encoded(stream_json(edition, language, with_persons=with_persons))
    return _encoded(stream_html(edition, language))


def _entries(edition: RegisterEdition, language: str) -> Iterator[Entry]:
    """All entries; of a redacted one the number, and in place of its name that it was withdrawn, and why."""
    for row in stored_rows(edition, language):
        content = text_of(row)
        if content is not None:
            yield Entry.from_json(content.entry)
            continue
        redaction = getattr(row, "redaction_record", None) or edition.version.redaction
        name = _("Withdrawn: %(reason)s") % {"reason": redaction.reason if redaction else ""}
        yield Entry({"reference": row.reference, "language": row.language, "name": name})


def _encoded(texts: Iterator[str]) -> Iterator[bytes]:
    """Texts as pieces of a size that is worth sending."""
    waiting: list[bytes] = []
    size = 0
    for text in texts:
        waiting.append(text.encode())
        size += len(waiting[-1])
        if size >= PIECE:
            yield b"".join(waiting)
            waiting, size = [], 0
    yield b"".join(waiting)


def _in_language(pieces: Iterator[bytes], language: str) -> Iterator[bytes]:
    """Make each piece with the language active. Between the pieces the thread has its own again."""
    while True:
        with override(language):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece
