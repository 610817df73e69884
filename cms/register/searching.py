"""Finding entries by words, also by a part of a compound: "Beitrag" finds "Krankenkassenbeitrag"."""

import unicodedata
from collections.abc import Iterable

from cms.register.entry import Entry

MAX_WORDS = 8
MAX_LENGTH = 200
CHOICES = frozenset(
    {
        *("language", "role", "status", "social_data", "transfer_status", "automated_decisions"),
        *("source", "provision", "country", "safeguard"),
    }
)
"""Keys whose values are codes of ours: nobody searches for them."""


def normalise(text: str) -> str:
    """Small letters without accents, ß as ss, runs of white space as one space: what search compares.

    "ä" becomes "a", so that both "ä" and a forgotten umlaut find it.
    """
    decomposed = unicodedata.normalize("NFKD", text.replace("\x00", " ").casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def words_of(query: str) -> list[str]:
    """The words of a visitor's query, normalised; at most `MAX_WORDS`."""
    return normalise(query[:MAX_LENGTH]).split()[:MAX_WORDS]


def search_text(entry: Entry) -> str:
    """Everything in an entry that a reader sees as text, normalised. Pass the public part for the public register."""
    return normalise("\n".join(_texts(entry.data, entry)))


def _texts(data: dict[str, object], entry: Entry) -> Iterable[str]:
    codes = {code for rows in entry.wording.values() for code in rows}
    yield from _strings(data, codes)
    for rows in entry.wording.values():
        for word in rows.values():
            yield str(word.get("name", ""))
            yield str(word.get("citation", ""))


def _strings(value: object, codes: set[str]) -> Iterable[str]:
    if isinstance(value, str):
        if value not in codes:
            yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            if key not in CHOICES:
                yield from _strings(each, codes)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each, codes)
