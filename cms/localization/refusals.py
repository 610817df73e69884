"""What the route of translation refuses."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.core.refusals import Refused
from cms.localization.places import Place

SHOWN = 10


@dataclass(frozen=True)
class MissingString:
    """A string without a usable translation.

    Attributes:
        text: The string in the source language, without markup.
        place: Where it stands.
        error: Why the translation that exists cannot be used; empty if there is none.
    """

    text: str
    place: Place
    error: str = ""

    def __str__(self) -> str:
        words = _("%(place)s: “%(text)s”") % {
            "place": self.place,
            "text": Truncator(strip_tags(self.text)).chars(60),
        }
        return f"{words} – {self.error}" if self.error else words


class TranslationIncomplete(Refused):
    """A draft cannot be made: strings are missing. It never falls back to the source language.

    Attributes:
        missing: All of them, in the order of the text.
    """

    def __init__(self, missing: Sequence[MissingString], redirect_to: str | None = None) -> None:
        self.missing = list(missing)
        super().__init__(_summary(self.missing), redirect_to)


class TranslationMisaligned(Refused):
    """A translated text does not have the structure of its source.

    Attributes:
        mismatches: A sentence for each place that does not fit.
        missing: Strings that are still without a translation.
        translation: wagtail-localize's record; what fits has been stored there.
    """

    def __init__(self, mismatches: Sequence[str], missing: Sequence[MissingString], translation: Any) -> None:
        self.mismatches = list(mismatches)
        self.missing = list(missing)
        self.translation = translation
        parts = []
        if self.mismatches:
            parts.append(
                _("These places do not fit the source text: %(places)s.") % {"places": _listed(self.mismatches)}
            )
        if self.missing:
            parts.append(_summary(self.missing))
        super().__init__(" ".join(parts))


def _summary(missing: Sequence[MissingString]) -> str:
    return ngettext(
        "No draft was made: %(count)d text is not translated yet: %(texts)s.",
        "No draft was made: %(count)d texts are not translated yet: %(texts)s.",
        len(missing),
    ) % {"count": len(missing), "texts": _listed([str(each) for each in missing])}


def _listed(lines: Sequence[str]) -> str:
    text = "; ".join(lines[:SHOWN])
    if len(lines) > SHOWN:
        text += "; " + _("and %(count)d more") % {"count": len(lines) - SHOWN}
    return text
