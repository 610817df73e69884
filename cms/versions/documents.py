"""Further documents: what a page publishes besides its own text, in the same chain, under a key of its own.

The versions of a page's text carry the page's translation key. A further document, such as the yearly editions of a
register, carries a key derived from it: so nothing takes the one for a version of the other, and the chain proves both.
"""

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID, uuid5

from cms.core.registry import Registry

if TYPE_CHECKING:
    from cms.versions.models.version import PublishedVersion, VersionContent
    from cms.versions.verification import Report


class FurtherDocument(ABC):
    """What a room publishes with its pages besides their text. Register one object of a subclass in `documents`.

    Its versions are cut with `cms.versions.cutting.freeze`.
    """

    name: ClassVar[str]
    """Part of the key for ever: the name of a document that has versions cannot be changed."""

    def key_for(self, page_key: UUID) -> UUID:
        """The ``document_key`` of this document's versions, from the translation key of its page."""
        return uuid5(page_key, self.name)

    @abstractmethod
    def archive_address(self, document_key: UUID, language: str) -> str:
        """Where visitors find all versions of the document."""

    @abstractmethod
    def address(self, version: "PublishedVersion") -> str:
        """Where visitors read one version."""

    @abstractmethod
    def verify(self, version: "PublishedVersion", content: "VersionContent | None", report: "Report") -> None:
        """Check what the document keeps outside of the version's content, and what the content says about it.

        Args:
            version: A version whose own row and content are proven.
            content: ``None`` if the version was redacted.
            report: Takes the number of rows checked and what was redacted.

        Raises:
            Fault: The first thing that is not what it was.
        """


documents: Registry[FurtherDocument] = Registry()


def document_of(version: "PublishedVersion") -> FurtherDocument | None:
    """The further document that a version belongs to; ``None`` for a page's text. Needs the version's page."""
    if version.document_key == version.page.translation_key:
        return None
    keys = ((document, document.key_for(version.page.translation_key)) for document in documents)
    return next((document for document, key in keys if key == version.document_key), None)
