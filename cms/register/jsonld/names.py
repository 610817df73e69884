"""Names of our own below the address of the register, and labels of fixed choices in the language of an entry."""

from functools import lru_cache
from urllib.parse import quote

from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cms.register.models.activity import reference_slug


def register_iri(base: str) -> str:
    """The name of the register itself. All other names begin with it."""
    return base if base.endswith("/") else f"{base}/"


def entry_iri(base: str, reference: str) -> str:
    """The name of an entry: its public address, where ``base`` is that of the public register."""
    return f"{register_iri(base)}{reference_slug(reference) or quote(reference, safe='')}/"


def concept_iri(base: str, kind: str, code: str) -> str:
    """The name of a catalogue row or of a fixed choice."""
    return f"{register_iri(base)}concepts/{quote(kind, safe='')}/{quote(code, safe='')}"


class Labelled(TextChoices):
    """What needs a name beside the fixed choices of an entry."""

    REGISTER = "register", _("Register of processing activities")
    SOCIAL_DATA = "social_data", _("Social data")


# Typed, because equal values of two lists of choices are equal strings.
@lru_cache(maxsize=None, typed=True)
def choice_label(choice: TextChoices, language: str) -> tuple[str, str]:
    """What a fixed choice is called, and in which language: English where it is not translated."""
    with override("en"):
        english = str(choice.label)
    with override(settings.LANGUAGE_CODE):
        fallback = str(choice.label)
    with override(language):
        label = str(choice.label)
    # Django answers in the site's language where a catalogue is missing, not in English.
    is_foreign = label == fallback and language.split("-")[0] != settings.LANGUAGE_CODE.split("-")[0]
    return (english, "en") if is_foreign or label == english else (label, language)
