"""Questions asked of the archive."""

import re
from typing import Any, Self
from uuid import UUID

from django.db import models

SLUG = re.compile(r"(?P<major>\d{1,6})(?:\.(?P<minor>\d{1,6}))?(?:-(?P<correction>\d{1,6}))?")


class FrozenQuerySet(models.QuerySet):
    """Rows that are written once.

    Bulk changes are refused here, single ones by the model, raw SQL by PostgreSQL's trigger.
    """

    def update(self, **kwargs: Any) -> int:
        raise TypeError(f"{self.model.__name__} rows are frozen and cannot be updated.")

    def delete(self) -> Any:
        raise TypeError(f"{self.model.__name__} rows are frozen and cannot be deleted.")


class RedactableQuerySet(FrozenQuerySet):
    """Rows that hold or link the text of a version. They go when the version is redacted, never otherwise."""

    def delete_redacted(self) -> int:
        """Delete those rows whose version has a redaction record and return their number."""
        redacted = self.filter(version__redaction_record__isnull=False)
        return models.QuerySet.delete(redacted)[0]


class PublishedVersionQuerySet(FrozenQuerySet):
    """Published versions of one page or many."""

    def of(self, page: models.Model) -> Self:
        """The versions of a page's own text; its further documents (`cms.versions.documents`) are none of them.

        What is no page (rules of approval ask for snippets, too) has none, whatever its primary key.
        """
        return self.filter(page_id=page.pk, document_key=getattr(page, "translation_key", None))

    def texts(self) -> Self:
        """Without further documents of the pages."""
        return self.filter(document_key=models.F("page__translation_key"))

    def of_document(self, document_key: UUID, language: str) -> Self:
        """The versions of a text in one language, wherever its page is today."""
        return self.filter(document_key=document_key, language=language)

    def with_slug(self, slug: str) -> Self:
        """The version with this label in addresses, e.g. ``"7.1-2"``; none for what is no label."""
        match = SLUG.fullmatch(slug)
        if match is None:
            return self.none()
        return self.filter(
            major=int(match["major"]), minor=int(match["minor"] or 0), correction=int(match["correction"] or 1)
        )

    def by_validity(self) -> Self:
        """For the archive: the newest text first, as people ask for it."""
        return self.order_by("-valid_from", "-sequence")

    def current(self) -> "Any | None":
        """The version in force: the one published last. Historic texts archived later are never in force."""
        return self.filter(is_historic=False).order_by("-sequence").first()
