"""Retention periods as ISO 8601 durations in whole days, weeks, months and years: ``P10Y``, ``P6M``, ``P14D``."""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from isodate import Duration, parse_duration

PATTERN = re.compile(
    r"P(?=\d)(?:(?P<years>\d{1,3})Y)?(?:(?P<months>\d{1,4})M)?(?:(?P<weeks>\d{1,4})W)?(?:(?P<days>\d{1,5})D)?"
)


def validate_duration(value: str) -> None:
    """Raise `ValidationError` unless ``value`` is a duration that a calendar day can be computed from."""
    if not PATTERN.fullmatch(value):
        raise ValidationError(
            _("“%(value)s” is not a duration. Write P10Y for ten years, P6M for six months, P14D for 14 days."),
            code="duration",
            params={"value": value},
        )


def add_duration(start: date, duration: str) -> date:
    """The day when a period that begins with ``start`` has passed.

    Months count by the calendar: 31 August and six months give the last day of February.

    Raises:
        ValidationError: No such duration.
    """
    validate_duration(duration)
    parsed = parse_duration(duration, as_timedelta_if_possible=False)
    assert isinstance(parsed, Duration)  # noqa: S101 - what the library promises
    due: date = start + parsed
    return due


def spoken_duration(duration: str) -> str:
    """The duration in words of the active language: "10 years", "1 year, 6 months"."""
    match = PATTERN.fullmatch(duration)
    if match is None:
        return duration
    found = {unit: int(amount) for unit, amount in match.groupdict().items() if amount and int(amount)}
    words = {
        "years": lambda n: ngettext("%(count)d year", "%(count)d years", n),
        "months": lambda n: ngettext("%(count)d month", "%(count)d months", n),
        "weeks": lambda n: ngettext("%(count)d week", "%(count)d weeks", n),
        "days": lambda n: ngettext("%(count)d day", "%(count)d days", n),
    }
    return ", ".join(words[unit](amount) % {"count": amount} for unit, amount in found.items()) or _("at once")
