"""Copies of linked documents: a version must read the same after the original was replaced or deleted.

A copy is stored under its SHA-256. A publication that is rolled back leaves no row; its file may stay in the storage,
belongs to nothing and is taken over by the next publication of the same document.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import IO, Any

from django.core.files.base import File
from django.core.files.storage import Storage
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.core.refusals import Refused
from cms.versions.models.version import FrozenFile, PublishedVersion, VersionFile

CHUNK = 1024 * 1024


@dataclass
class FileFreezer:
    """Maps documents to the addresses of their copies and remembers which ones a text uses.

    Pass `addresses` to `blocks.rendering.Rendering`, then call `attach` with the new version.
    """

    used: dict[tuple[str, str], FrozenFile] = field(default_factory=dict)

    def addresses(self, ids: Iterable[int]) -> dict[int, str]:
        from wagtail.documents import get_document_model

        found: dict[int, str] = {}
        for document in get_document_model().objects.filter(pk__in=list(ids)):
            frozen = _freeze(document)
            self.used[frozen.sha256, document.filename] = frozen
            found[document.pk] = reverse("privacy_versions:file", args=[frozen.sha256, document.filename])
        return found

    def summary(self) -> list[dict[str, Any]]:
        """What the version's hash says about its files."""
        return [{"name": name, "sha256": sha256, "size": f.size} for (sha256, name), f in sorted(self.used.items())]

    def attach(self, version: PublishedVersion) -> None:
        VersionFile.objects.bulk_create(
            VersionFile(version=version, file=frozen, name=name)
            for (_digest, name), frozen in sorted(self.used.items())
        )


def file_digest(content: IO[bytes]) -> tuple[str, int]:
    """SHA-256 (hex) and size of an open file, read in pieces."""
    sha = hashlib.sha256()
    size = 0
    while chunk := content.read(CHUNK):
        sha.update(chunk)
        size += len(chunk)
    return sha.hexdigest(), size


def stored_digest(storage: Storage, name: str) -> str | None:
    """SHA-256 of a file in a storage; ``None`` if it is missing."""
    try:
        with storage.open(name, "rb") as content:
            return file_digest(content)[0]
    except FileNotFoundError:
        return None


def _freeze(document: Any) -> FrozenFile:
    try:
        opened = document.file.open("rb")
    except FileNotFoundError as error:
        raise Refused(
            _("Not published: the file of the document “%(title)s” is missing. Upload it again or remove the link.")
            % {"title": document.title}
        ) from error
    with opened as source:
        digest, size = file_digest(source)
        existing = FrozenFile.objects.filter(pk=digest).first()
        frozen = existing or FrozenFile(sha256=digest, size=size, content_type=document.content_type)
        # Absent for a new file, and for one whose only version was redacted.
        field_file = frozen.file
        name = field_file.name or frozen._meta.get_field("file").generate_filename(frozen, digest)
        if stored_digest(field_file.storage, name) != digest:
            source.seek(0)
            name = _store(field_file.storage, name, source, keep_name=existing is not None)
        if existing is None:
            frozen.file.name = name
            frozen.save(force_insert=True)
    return frozen


def _store(storage: Storage, name: str, source: IO[bytes], *, keep_name: bool) -> str:
    """Save a copy. A frozen row cannot take another name, so what stands in its file's place has to go."""
    if keep_name:
        storage.delete(name)
    return storage.save(name, File(source))
