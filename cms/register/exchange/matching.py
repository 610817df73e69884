"""From what people write to codes: by code, by name or by citation, in any language of the catalogues."""

import difflib
from collections.abc import Iterable
from functools import cached_property

from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from cms.core.refusals import Refused
from cms.register.exchange.cells import code_in, coded
from cms.register.exchange.headings import fold
from cms.register.exchange.shape import CATALOGUE, Value, coded_values
from cms.register.exchange.usual_words import NO, SYNONYMS, YES, YES_NO, folded_name
from cms.register.wording import Wording, Words, catalogue_of

MOST_SUGGESTIONS = 3
SHORTEST_COMMON_WORD = 7
MOST_SUGGESTED = 200
"""Texts for which something near is looked for: it takes ten milliseconds each."""


NO_END = 10**9


class Unmatched(Exception):  # noqa: N818 - an answer, not an error of ours
    """A text that means nothing that is known. Its message says so and names what comes near."""


class Matcher:
    """Finds codes. Reads the catalogues once, for one entry or for ten thousand.

    Args:
        catalogues: ``{language: {kind: {code: word}}}``; by default all that are stored.
        creates_units: Whether an unknown unit gets a new code instead of an error.
    """

    def __init__(self, catalogues: dict[str, Words] | None = None, *, creates_units: bool = False) -> None:
        self._catalogues = catalogues
        self.creates_units = creates_units
        self.new_units: dict[str, str] = {}
        """Codes and names of the units that have to be created."""
        self.lookups_left = NO_END
        self._suggested: dict[tuple[str, str], str] = {}

    @cached_property
    def catalogues(self) -> dict[str, Words]:
        if self._catalogues is not None:
            return self._catalogues
        return {code: all_words(code) for code, _name in settings.LANGUAGES}

    def code(self, path: str, value: Value, text: str) -> str:
        """The code that a text means.

        Args:
            path: ``name`` of a field or ``field.name`` of a part.
            value: Its description.
            text: A code, ``Name [code]``, a name or a citation.

        Raises:
            Unmatched: It means nothing, or several things.
            Refused: More is looked up than any register holds.
        """
        self.lookups_left -= 1
        if self.lookups_left < 0:
            raise Refused(_("The file holds far more names and codes than a register. Import it in several parts."))
        known = self._known[value.catalogue or path]
        text = text.strip()
        bracketed = code_in(text)
        for code in (text, bracketed):
            if code in known:
                return code
        if value.kind != CATALOGUE and (synonym := self._synonym(path, text)):
            return synonym
        found = self._named[value.catalogue or path].get(folded_name(value, text), set())
        if len(found) == 1:
            return next(iter(found))
        if found:
            raise Unmatched(
                _("“%(text)s” is the name of several: %(codes)s. Write the code in square brackets.")
                % {"text": text, "codes": ", ".join(f"[{code}]" for code in sorted(found))}
            )
        if value.catalogue == "unit" and self.creates_units and not bracketed:
            return self._new_unit(text)
        raise Unmatched(self._unknown(path, value, text))

    def knows(self, path: str, value: Value, text: str) -> bool:
        """Whether a text has a code, without creating one."""
        try:
            return bool(self.code(path, value, text)) if value.catalogue != "unit" else True
        except Unmatched:
            return False

    def _new_unit(self, name: str) -> str:
        code = slugify(name)[:60].strip("-") or "unit"
        known = self._known["unit"]
        while code in known or self.new_units.get(code, name) != name:
            code = f"{code[:57]}-x"
        self.new_units[code] = name
        return code

    def _synonym(self, path: str, text: str) -> str:
        folded = fold(text)
        if synonym := SYNONYMS.get(path, {}).get(folded):
            return synonym
        if path in YES_NO and folded in YES | NO:
            return YES_NO[path][folded in NO]
        return ""

    def _unknown(self, path: str, value: Value, text: str) -> str:
        key = value.catalogue or path
        if (key, text) not in self._suggested:
            near = self._near(key, value, text) if len(self._suggested) < MOST_SUGGESTED else []
            says = _unknown_code(value, text)
            if near:
                says = _("%(sentence)s Did you mean: %(names)s?") % {"sentence": says, "names": ", ".join(near)}
            self._suggested[key, text] = says
        return self._suggested[key, text]

    def _near(self, key: str, value: Value, text: str) -> list[str]:
        """What comes near, as it would be written in a cell."""
        names = self._named[key]
        folded = folded_name(value, text)[:120]
        found = difflib.get_close_matches(folded, names, n=MOST_SUGGESTIONS, cutoff=0.7)
        found += [name for name in names if _have_word_in_common(folded, name)]
        found += difflib.get_close_matches(folded, names, n=1, cutoff=0.6)
        codes = [code for name in found for code in sorted(names[name])]
        codes += difflib.get_close_matches(code_in(text) or text[:60], self._known[key], n=1, cutoff=0.75)
        return [coded(code, self._known[key][code]) for code in dict.fromkeys(codes)][:MOST_SUGGESTIONS]

    @cached_property
    def _known(self) -> dict[str, dict[str, str]]:
        """Codes with a name, by catalogue or path."""
        found: dict[str, dict[str, str]] = {}
        for path, value in coded_values():
            if value.kind == CATALOGUE:
                rows = found.setdefault(value.catalogue, {})
                # The reader's language last: its names count.
                for _language, words in sorted(self.catalogues.items(), key=lambda each: each[0] == get_language()):
                    rows.update({code: _name(word) for code, word in words.get(value.catalogue, {}).items()})
            elif value.choices is not None:
                found[path] = {str(code): str(label) for code, label in value.choices() if code}
        return found

    @cached_property
    def _named(self) -> dict[str, dict[str, set[str]]]:
        """Codes by folded name, by catalogue or path."""
        found: dict[str, dict[str, set[str]]] = {}
        for path, value in coded_values():
            names = found.setdefault(value.catalogue or path, {})
            for code, name in self._names(path, value):
                if folded := folded_name(value, name):
                    names.setdefault(folded, set()).add(code)
        return found

    def _names(self, path: str, value: Value) -> Iterable[tuple[str, str]]:
        if value.kind == CATALOGUE:
            for words in self.catalogues.values():
                for code, word in words.get(value.catalogue, {}).items():
                    yield code, word.get("name", "")
                    if citation := word.get("citation"):
                        yield code, citation
                        yield code, f"{citation} {word.get('name', '')}"
        elif value.choices is not None:
            for language, _name in settings.LANGUAGES:
                with override(language):
                    yield from [(str(code), str(label)) for code, label in value.choices() if code]


def all_words(language: str) -> Words:
    """All catalogues in one language."""
    wording = Wording(language)
    return {kind: wording.rows(kind) for kind in {value.catalogue for _path, value in coded_values()} - {""}}


def _have_word_in_common(one: str, other: str) -> bool:
    """Whether a longer word of one is a part of the other: "Berechtigungen" is one of "Zugriffsberechtigungen"."""
    return any(word in other for word in one.split() if len(word) >= SHORTEST_COMMON_WORD) or any(
        word in one for word in other.split() if len(word) >= SHORTEST_COMMON_WORD
    )


def _name(word: dict[str, str]) -> str:
    return word.get("citation") or word.get("name", "")


def _unknown_code(value: Value, text: str) -> str:
    shown = text if len(text) <= 80 else f"{text[:79]}…"
    if value.catalogue == "unit":
        return _("“%(text)s” is no unit. Add it to the catalogue, or let the import create units.") % {"text": shown}
    if value.kind == CATALOGUE:
        return _("“%(text)s” is not in the catalogue “%(catalogue)s”.") % {
            "text": shown,
            "catalogue": catalogue_of(value.catalogue)._meta.verbose_name_plural,
        }
    return _("“%(text)s” is none of the values of “%(label)s”.") % {"text": shown, "label": value.label}
