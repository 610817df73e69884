"""Finding entries in the admin by words: reference, name, purpose, unit.

Not through Wagtail's search backend: on SQLite its query took 12 seconds at 10,000 entries. And not with
``icontains``: SQLite compares only ASCII letters without regard to case, so that "ärzte" would not find "Ärzte".
Regular expressions do both on SQLite and PostgreSQL.
"""

import re

from django.db.models import Q, QuerySet

from cms.register.admin_views.units import UnitNames
from cms.register.models import Purpose
from cms.register.searching import words_of

FAMILIES = ("aàáâãäå", "cç", "eèéêë", "iìíîï", "nñ", "oòóôõöø", "uùúûü", "yýÿ")
VARIANTS = {family[0]: f"[{family}{family.upper()}]" for family in FAMILIES}


def found_by(entries: QuerySet, query: str, units: UnitNames, language: str = "") -> QuerySet:
    """Entries that hold every word of the query, also within a longer word.

    Args:
        entries: Of `ProcessingActivity`, in any language.
        query: As typed. Case, accents and umlauts do not matter: "arzte" finds "Ärzte".
        units: The names of the units, which are searched in all languages.
        language: The language of all the entries, if it is one: half as many purposes have to be read.
    """
    for word in words_of(query):
        pattern = pattern_of(word)
        purposes = Purpose.objects.filter(text__iregex=pattern)
        if language:
            purposes = purposes.filter(locale__language_code=language)
        entries = entries.filter(
            Q(reference__iregex=pattern)
            | Q(name__iregex=pattern)
            | Q(pk__in=purposes.values("activity_id"))
            | Q(unit_id__in=units.named(word))
        )
    return entries


def pattern_of(word: str) -> str:
    """A regular expression that finds a normalised word in text as it was typed."""
    return re.sub(r"ss|.", lambda found: _letter(found[0]), word)


def _letter(letter: str) -> str:
    if letter == "ss":
        return "(ss|ß|ẞ)"
    if letter in VARIANTS:
        return VARIANTS[letter]
    # A backslash before anything but letters and digits means the same to Python and PostgreSQL.
    return letter if letter.isalnum() else f"\\{letter}"
