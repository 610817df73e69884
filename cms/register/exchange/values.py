"""One value of an import: from the text in a cell to what the data holds."""

import re
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.register.exchange.matching import Matcher, Unmatched
from cms.register.exchange.shape import DAY, Value
from cms.register.exchange.tables import FaultyCell

ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
GERMAN_DAY = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})")
NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")


class Unreadable(Exception):  # noqa: N818 - an answer, not an error of ours
    """A cell that cannot be taken over. Its message says why."""


def read_value(matcher: Matcher, path: str, value: Value, text: str) -> str | None:
    """What the data holds for the text of a cell.

    Args:
        matcher: Knows the codes.
        path: ``name`` of a field or ``field.name`` of a part.
        value: Its description.
        text: What the cell says.

    Raises:
        Unreadable: An unknown code or name, no day, too long, or a character that cannot be stored.
    """
    if isinstance(text, FaultyCell):
        raise Unreadable(text.reason)
    if NOT_STORABLE.search(text):
        raise Unreadable(_("The text holds a character that cannot be stored (NUL or half of a pair)."))
    if value.kind == DAY:
        return read_day(text)
    if value.is_coded:
        if not text.strip():
            return ""
        try:
            return matcher.code(path, value, text)
        except Unmatched as error:
            raise Unreadable(str(error)) from error
    if value.longest and len(text) > value.longest:
        raise Unreadable(
            ngettext(
                "The text has %(count)d characters; %(limit)d character fits.",
                "The text has %(count)d characters; %(limit)d characters fit.",
                value.longest,
            )
            % {"count": len(text), "limit": value.longest}
        )
    return text


def read_day(text: str) -> str | None:
    """A day as ``2026-01-31`` or ``31.01.2026``. Other orders are not guessed at: 01/02 is two different days.

    Raises:
        Unreadable: It is no day.
    """
    text = text.strip()
    if not text:
        return None
    iso, german = ISO_DAY.fullmatch(text), GERMAN_DAY.fullmatch(text)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3])).isoformat()
        if german:
            year = int(german[3]) + (2000 if len(german[3]) == 2 else 0)
            return date(year, int(german[2]), int(german[1])).isoformat()
    except ValueError:
        pass
    raise Unreadable(_("“%(text)s” is no day. Write 2026-01-31 or 31.01.2026.") % {"text": text[:40]})
