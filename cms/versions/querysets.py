"""Questions asked of the archive."""

from typing import Any, Self

from django.db import models


class FrozenQuerySet(models.QuerySet):
    """Rows that are written once. Bulk changes are refused here, single ones by the model."""

    def update(self, **kwargs: Any) -> int:
        raise TypeError(f"{self.model.__name__} rows are frozen and cannot be updated.")

    def delete(self) -> Any:
        raise TypeError(f"{self.model.__name__} rows are frozen and cannot be deleted.")


class PublishedVersionQuerySet(FrozenQuerySet):
    """Published versions of one page or many."""

    def of(self, page: models.Model) -> Self:
        return self.filter(page_id=page.pk)

    def by_validity(self) -> Self:
        """For the archive: the newest text first, as people ask for it."""
        return self.order_by("-valid_from", "-sequence")

    def current(self) -> "Any | None":
        """The version in force: the one published last. Historic texts archived later are never in force."""
        return self.filter(is_historic=False).order_by("-sequence").first()
