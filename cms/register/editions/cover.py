"""The few words in front of an edition's rows: how many there are, as of when, that publishing them is voluntary."""

from datetime import date

from django.utils.translation import ngettext, override
from wagtail.models import Locale

from blocks.rendering import Rendering
from cms.register.entry_fields import PUBLICATION_IS_VOLUNTARY
from cms.versions.editions import language_name


def cover(rendering: Rendering, counts: dict[str, int], valid_from: date) -> str:
    """The words as sanitised HTML in the language of the rendering."""
    with override(rendering.locale.language_code):
        context = {
            "counts": count_lines(counts),
            "valid_from": valid_from,
            "voluntary_note": PUBLICATION_IS_VOLUNTARY,
        }
        return rendering.text("privacy_register/editions/cover.html", context)


def cover_in(language: str, counts: dict[str, int], valid_from: date) -> str:
    """The words as a reader of another language sees them; only the source language's are frozen."""
    return cover(Rendering(None, Locale(language_code=language)), counts, valid_from)


def count_lines(counts: dict[str, int]) -> list[str]:
    """``"14 entries in German"``, in the active language."""
    return [
        ngettext("%(count)d entry in %(language)s", "%(count)d entries in %(language)s", count)
        % {"count": count, "language": language_name(language, "name_translated")}
        for language, count in counts.items()
    ]
