"""What the rows below an entry have in common."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from wagtail.models import Orderable, TranslatableMixin


def note_field(verbose_name: Any, **kwargs: Any) -> models.TextField:
    """A text that may be left out."""
    return models.TextField(verbose_name, blank=True, **kwargs)


class ActivityRow(TranslatableMixin, Orderable):
    """One row below an entry. ``KEYS`` and ``VALUES`` name what `cms.register.entry` makes of it.

    Nothing holds a foreign key to such a row: a translation's rows are replaced when it is updated.
    """

    KEYS: ClassVar[dict[str, str]] = {}
    """Fields that point to a catalogue, with the catalogue's kind."""
    VALUES: ClassVar[tuple[str, ...]] = ()
    """Fields that hold a text, a choice or a day."""

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        parts = [getattr(self, name) for name in (*self.KEYS, *self.VALUES)]
        return next((str(part) for part in parts if part), str(self._meta.verbose_name))

    def values(self) -> dict[str, Any]:
        """Texts, choices and days in JSON types."""
        found = {name: getattr(self, name) for name in self.VALUES}
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in found.items()}
