"""The public register as rows that an edition can freeze: in a fixed order, with digests, public fields only."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from cms.core.conf import source_language
from cms.register.entry import Entry
from cms.register.models.public_entry import PublicEntry
from cms.versions.hashing import digest

BATCH = 200


@dataclass(frozen=True, slots=True)
class RowFacts:
    """The columns of a row: what is proven of it, and what stays when its text is redacted.

    Attributes:
        key: The entry's key, equal in all languages and editions.
        language: Of the row.
        reference: The reference number.
        slug: The reference number as part of an address.
        digest: SHA-256 over the whole text.
        text_digest: SHA-256 over the text without those who answer for the register.
    """

    key: str
    language: str
    reference: str
    slug: str
    digest: str
    text_digest: str

    def to_json(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in COLUMNS}

    @classmethod
    def from_json(cls, stored: dict[str, str]) -> "RowFacts":
        return cls(**{name: stored[name] for name in COLUMNS})


COLUMNS = tuple(field.name for field in fields(RowFacts))


def public_rows() -> Iterator[tuple[RowFacts, dict[str, Any]]]:
    """Every public entry as facts and text: the source language first, by reference number. Read in batches."""
    for language in public_languages():
        rows = PublicEntry.objects.in_language(language).order_by("reference")
        columns = rows.values_list("activity_key", "language", "reference", "slug", "entry")
        last = ""
        while batch := list(columns.filter(reference__gt=last)[:BATCH]):
            for key, own_language, reference, slug, stored in batch:
                # Once more through the list of what is public: a field may have been taken off it since.
                entry = Entry.from_json(stored).public()
                whole, text = digests_of(entry)
                yield RowFacts(str(key), own_language, reference, slug, whole, text), entry.to_json()
            last = batch[-1][2]


def public_languages() -> list[str]:
    """The languages that the register is public in, the source language first."""
    found = PublicEntry.objects.order_by("language").values_list("language", flat=True).distinct()
    return sorted(found, key=lambda language: (language != source_language(), language))


def digests_of(entry: Entry) -> tuple[str, str]:
    """The digest of an entry, and that of its text without those who answer for the register."""
    return entry.digest(), digest({"data": entry.data, "wording": entry.wording})


def current_state() -> list[RowFacts]:
    """The facts of all rows that an edition would have now: about 500 bytes a row."""
    return [facts for facts, _entry in public_rows()]


def state_digest(rows: Iterable[RowFacts]) -> str:
    """By which two states of the register are compared."""
    return digest([row.to_json() for row in rows])


def counts_of(languages: Iterable[str]) -> dict[str, int]:
    """How many entries there are in each language, from the languages of all rows."""
    return dict(Counter(languages))
