"""Which editions there are, and how a reader of a language gets to them."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import pgettext
from wagtail.models import Page

from cms.register.editions.document import editions_key
from cms.register.models.editions import RegisterEdition
from cms.versions.editions import language_name


@dataclass(frozen=True)
class ListedEdition:
    """An edition as a reader of one language meets it.

    Attributes:
        edition: The edition, with its version.
        language: That it is read in: the reader's, or the source language where it has no entries in the reader's.
        is_superseded: Whether a correction of it came later.
    """

    edition: RegisterEdition
    language: str
    is_superseded: bool = False

    @property
    def title(self) -> str:
        """``"Register 2026"`` or ``"Register 2026, correction 2"``, in the active language."""
        return f"{pgettext('title of a yearly edition', 'Register')} {self.label}"

    @property
    def label(self) -> str:
        return str(self.edition.version.label)

    @property
    def slug(self) -> str:
        return self.edition.version.slug

    @property
    def key(self) -> UUID:
        return self.edition.version.document_key

    @property
    def year(self) -> int:
        return self.edition.year

    @property
    def valid_from(self) -> date:
        return self.edition.version.valid_from

    @property
    def count(self) -> int:
        """How many entries it has in this language."""
        return self.edition.counts.get(self.language, 0)

    @property
    def note(self) -> str:
        return self.edition.version.change_note

    @property
    def redaction(self) -> Any | None:
        """The redaction of the whole edition."""
        return self.edition.version.redaction

    @property
    def address(self) -> str:
        return edition_address("edition", self.edition, self.language)

    @property
    def other_languages(self) -> list[tuple[str, str, str]]:
        """Code, own name and address of the languages that it can be read in, too."""
        return [
            (code, language_name(code, "name_local"), edition_address("edition", self.edition, code))
            for code in self.edition.languages
            if code != self.language
        ]


def public_editions(page: Page) -> list[ListedEdition]:
    """The editions to offer on a register page, the newest first: of each year its last correction. One query.

    Args:
        page: In any language; addresses lead to the entries in it.
    """
    language = page.locale.language_code
    return [each for each in listed_editions(editions_key(page), language) if not each.is_superseded]


def listed_editions(key: UUID, language: str) -> list[ListedEdition]:
    """All editions of a register for a reader, the newest year first, in it the last correction first."""
    listed: list[ListedEdition] = []
    seen: set[int] = set()
    for edition in editions_with_key(key):
        own = language if language in edition.counts else edition.version.language
        listed.append(ListedEdition(edition, own, edition.year in seen))
        seen.add(edition.year)
    return listed


def editions_of_page(page: Page) -> list[RegisterEdition]:
    """All editions of a register page, the newest year first, in it the last correction first."""
    return editions_with_key(editions_key(page))


def editions_with_key(key: UUID) -> list[RegisterEdition]:
    """As `editions_of_page`, by the key that their versions carry."""
    editions = RegisterEdition.objects.filter(version__document_key=key)
    return list(
        editions.select_related("version__page", "version__redaction_record").order_by("-year", "-version__correction")
    )


def edition_before(edition: RegisterEdition, editions: list[RegisterEdition]) -> RegisterEdition | None:
    """What an edition is compared with: the last correction of the nearest year before it.

    Args:
        edition: The edition.
        editions: From `editions_of_page` or `editions_with_key`.
    """
    return next((each for each in editions if each.year < edition.year), None)


def edition_address(name: str, edition: RegisterEdition, language: str, *more: str) -> str:
    """A permanent address of an edition, by the name of its pattern in `cms.register.editions.urls`."""
    version = edition.version
    return reverse(f"privacy_register_public:{name}", args=[version.document_key, language, version.slug, *more])
