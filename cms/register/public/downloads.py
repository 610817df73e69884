"""The public register as it stands, as a file: streamed, one entry after the other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone

from cms.core.conf import source_language
from cms.register.entry import Entry
from cms.register.exchange.export import EXPORT_FORMATS, stream_export
from cms.register.jsonld.document import CONTENT_TYPE, register_document
from cms.register.models.public_entry import PublicEntry
from cms.register.public.addresses import download_address, register_address

BATCH = 200
JSONLD = "jsonld"


@dataclass(frozen=True)
class Download:
    """A file that the public register is offered as."""

    name: str
    extension: str
    address: str


def downloads(language: str) -> list[Download]:
    """The files of the register in a language."""
    names = {each.extension: each.name for each in EXPORT_FORMATS.values()} | {JSONLD: "JSON-LD"}
    return [Download(name, extension, download_address(language, extension)) for extension, name in names.items()]


def content_types() -> dict[str, str]:
    """The content type of each file by its extension."""
    return {each.extension: each.content_type for each in EXPORT_FORMATS.values()} | {JSONLD: CONTENT_TYPE}


def public_entries(language: str) -> Iterator[Entry]:
    """All public entries of a language, in batches: memory does not grow, and no cursor stays open."""
    last = ""
    rows = PublicEntry.objects.in_language(language).order_by("reference")
    while batch := list(rows.filter(reference__gt=last).values_list("reference", "entry")[:BATCH]):
        for _reference, stored in batch:
            yield Entry.from_json(stored)
        last = batch[-1][0]


def download(request: HttpRequest, language: str, extension: str) -> StreamingHttpResponse:
    """Stream the register.

    Args:
        request: Names the host that the addresses in JSON-LD begin with.
        language: Of the entries.
        extension: A key of `content_types`.

    Raises:
        Refused: The format cannot hold one of the texts.
    """
    pieces = _pieces(request, language, extension)
    # The first piece is made now: what goes wrong at the start is still an answer of its own.
    first = next(pieces, b"")
    response = StreamingHttpResponse(chain([first], pieces), content_type=content_types()[extension])
    name = f"register-{language}-{timezone.localdate():%Y-%m-%d}.{extension}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Content-Language"] = language
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _pieces(request: HttpRequest, language: str, extension: str) -> Iterator[bytes]:
    entries = public_entries(language)
    if extension == JSONLD:
        # The names in it are the same in all languages, and lead to the entries in the source language.
        base = request.build_absolute_uri(register_address(source_language()))
        return _encoded(register_document(entries, base, language))
    return stream_export(entries, extension, language, is_public=True)


def _encoded(texts: Iterable[str]) -> Iterator[bytes]:
    return (text.encode() for text in texts)
