"""Copies of linked documents: a version must read the same after the original was replaced or deleted."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.files.base import File
from django.urls import reverse

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
            for (_sha256, name), frozen in sorted(self.used.items())
        )


def _freeze(document: Any) -> FrozenFile:
    sha = hashlib.sha256()
    size = 0
    with document.file.open("rb") as source:
        for chunk in source.chunks(CHUNK):
            sha.update(chunk)
            size += len(chunk)
        digest = sha.hexdigest()
        existing = FrozenFile.objects.filter(pk=digest).first()
        if existing:
            return existing
        source.seek(0)
        frozen = FrozenFile(sha256=digest, size=size, content_type=document.content_type)
        frozen.file.save(digest, File(source), save=False)
        frozen.save(force_insert=True)
    return frozen
