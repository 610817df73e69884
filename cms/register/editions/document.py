"""Editions as a further document of the register page: a key of their own in the chain, addresses of their own."""

from uuid import UUID

from django.urls import reverse
from wagtail.models import Page

from cms.register.editions.verification import verify_edition
from cms.versions.documents import FurtherDocument, documents
from cms.versions.models import PublishedVersion, VersionContent
from cms.versions.verification import Report


class EditionsDocument(FurtherDocument):
    """All editions of one register, in all languages; the source language's version stands for an edition."""

    name = "editions"

    def archive_address(self, document_key: UUID, language: str) -> str:
        return reverse("privacy_register_public:editions", args=[document_key, language])

    def address(self, version: PublishedVersion) -> str:
        return reverse("privacy_register_public:edition", args=[version.document_key, version.language, version.slug])

    def verify(self, version: PublishedVersion, content: VersionContent | None, report: Report) -> None:
        verify_edition(version, content, report)


editions_document = EditionsDocument()


def editions_key(page: Page) -> UUID:
    """The key of a register page's editions, the same for its translations."""
    return editions_document.key_for(page.translation_key)


def register_document() -> None:
    """Make editions known to the archive; called when the app is ready."""
    documents.register(editions_document.name, editions_document)
