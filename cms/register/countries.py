"""Countries by their two letters (ISO 3166-1), named in the reader's language from the Unicode CLDR."""

from functools import cache

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language


@cache
def _names(language: str) -> dict[str, str]:
    try:
        territories = Locale.parse(language.replace("-", "_").split("_")[0]).territories
    except (UnknownLocaleError, ValueError):
        territories = Locale.parse("en").territories
    # Digits are regions such as "Europe"; the rest of the codes below is no country.
    others = {"EU", "EZ", "UN", "QO", "ZZ", "XA", "XB"}
    return {
        code: name for code, name in territories.items() if len(code) == 2 and code.isalpha() and code not in others
    }


def is_country(code: str) -> bool:
    return code in _names("en")


def country_name(code: str, language: str | None = None) -> str:
    """The country's name in ``language``, by default the active one; the code itself where it is unknown."""
    return _names(language or get_language() or "en").get(code, code)


def country_choices() -> list[tuple[str, str]]:
    """For a select box, sorted by name in the active language."""
    names = _names(get_language() or "en")
    return [("", "---------"), *sorted(names.items(), key=lambda item: item[1].casefold())]
