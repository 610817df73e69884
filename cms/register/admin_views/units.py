"""The names of units in lists: entries point to the source language's row, people read and type their own."""

from dataclasses import dataclass, field

from django.utils.translation import get_language

from cms.core.conf import source_language
from cms.register.models import Unit
from cms.register.searching import normalise


@dataclass(frozen=True)
class UnitNames:
    """All units, read once.

    Attributes:
        shown: The name by the key of the source row: in the active language where there is one, in catalogue order.
        known: All names in all languages, normalised, by the same key.
    """

    shown: dict[int, str] = field(default_factory=dict)
    known: dict[int, list[str]] = field(default_factory=dict)

    def named(self, word: str) -> list[int]:
        """The units in whose name a normalised word occurs, in whichever language."""
        return [pk for pk, names in self.known.items() if any(word in name for name in names)]


def unit_names() -> UnitNames:
    """Read the units, in one query."""
    source, active = source_language(), get_language()
    rows = list(Unit.objects.select_related("locale").order_by("sort_order", "name", "pk"))
    names = UnitNames()
    keys = {row.translation_key: row.pk for row in rows if row.locale.language_code == source}
    for row in sorted(rows, key=lambda row: row.locale.language_code != source):
        if pk := keys.get(row.translation_key):
            names.known.setdefault(pk, []).append(normalise(row.name))
            if row.pk == pk or (row.locale.language_code == active and row.live):
                names.shown[pk] = row.name
    return names
