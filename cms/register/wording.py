"""From keys of catalogue rows to codes and to the names that a reader of one language sees.

Entries point to rows in the source language. A reader gets the published translation of a row; where there is none, the
source name with its own language code, so that templates can mark it.
"""

from functools import cached_property
from typing import Any

from django.apps import apps
from wagtail.models import Locale

from cms.core.conf import source_language

Words = dict[str, dict[str, dict[str, Any]]]
"""``{kind: {code: {"name": ..., "language": ..., ...}}}``: the names of the catalogue rows that an entry uses."""


class Wording:
    """All catalogues in one language, read once: for one entry or for ten thousand.

    Args:
        language: The reader's language code.
    """

    def __init__(self, language: str) -> None:
        self.language = language

    def code(self, kind: str, pk: int | None) -> str:
        """The code of a row; empty for no row."""
        return self._codes[kind].get(pk, "") if pk else ""

    def of(self, used: set[tuple[str, str]]) -> Words:
        """The names of the rows used, ``{(kind, code)}``. Unknown codes are left out."""
        words: Words = {}
        for kind, code in sorted(used):
            if found := self._words[kind].get(code):
                words.setdefault(kind, {})[code] = found
        return words

    def rows(self, kind: str) -> dict[str, dict[str, Any]]:
        """All names of one catalogue by code, in the catalogue's order."""
        return self._words[kind]

    @cached_property
    def _loaded(self) -> dict[str, tuple[dict[int, str], dict[str, dict[str, Any]]]]:
        from cms.register.models.catalogues import CATALOGUES

        languages = {self.language, source_language()}
        locales = {locale.pk: locale for locale in Locale.objects.filter(language_code__in=languages)}
        return {model.kind: self._load(model, locales) for model in CATALOGUES}

    def _load(self, model: Any, locales: dict[int, Locale]) -> tuple[dict[int, str], dict[str, dict[str, Any]]]:
        codes: dict[int, str] = {}
        words: dict[str, dict[str, Any]] = {}
        rows = list(model.objects.filter(locale_id__in=locales).order_by("sort_order", "pk"))
        # The source language first: its order counts, and the reader's language then replaces the names.
        for row in sorted(rows, key=lambda each: locales[each.locale_id].language_code != source_language()):
            row.locale = locales[row.locale_id]
            codes[row.pk] = row.code
            is_source = row.locale.language_code == source_language()
            if is_source or row.live:
                words[row.code] = row.wording()
        return codes, words

    @cached_property
    def _codes(self) -> dict[str, dict[int, str]]:
        return {kind: codes for kind, (codes, _words) in self._loaded.items()}

    @cached_property
    def _words(self) -> Words:
        return {kind: words for kind, (_codes, words) in self._loaded.items()}


def catalogue_of(kind: str) -> Any:
    """The model of a catalogue.

    Raises:
        KeyError: No such catalogue.
    """
    from cms.register.models.catalogues import CATALOGUES

    model = {each.kind: each for each in CATALOGUES}[kind]
    return apps.get_model(model._meta.label)
