"""Retention rules compute the day on which data must be gone."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import override_settings
from django.utils.translation import override

from cms.register.durations import add_duration, spoken_duration, validate_duration
from cms.register.enums import Trigger
from cms.register.models import RetentionRule


@pytest.mark.parametrize(
    ("start", "duration", "due"),
    [
        (date(2026, 11, 24), "P7D", date(2026, 12, 1)),
        (date(2026, 11, 24), "P2W", date(2026, 12, 8)),
        (date(2026, 8, 31), "P6M", date(2027, 2, 28)),
        (date(2027, 8, 31), "P6M", date(2028, 2, 29)),
        (date(2028, 2, 29), "P1Y", date(2029, 2, 28)),
        (date(2026, 1, 31), "P1Y1M1D", date(2027, 3, 1)),
        (date(2026, 3, 1), "P0D", date(2026, 3, 1)),
    ],
)
def test_periods_count_by_the_calendar(start: date, duration: str, due: date) -> None:
    assert add_duration(start, duration) == due


@pytest.mark.parametrize(
    "wrong", ["", "P", "10Y", "P1H", "PT5M", "P-1D", "P1.5Y", "P1D1Y", "p1y", "P1Y ", "P99999999Y"]
)
def test_what_is_no_period_of_days_is_refused_with_examples(wrong: str) -> None:
    with pytest.raises(ValidationError, match="Write P10Y"):
        validate_duration(wrong)


@pytest.mark.parametrize(
    ("trigger", "start", "due"),
    [
        (Trigger.COLLECTION, date(2026, 3, 1), date(2036, 3, 1)),
        (Trigger.END_OF_CALENDAR_YEAR, date(2026, 3, 1), date(2036, 12, 31)),
        (Trigger.END_OF_BUSINESS_YEAR, date(2026, 12, 31), date(2036, 12, 31)),
        (Trigger.END_OF_BUSINESS_YEAR, date(2026, 1, 1), date(2036, 12, 31)),
    ],
)
def test_a_year_is_completed_before_the_period_begins(trigger: Trigger, start: date, due: date) -> None:
    assert RetentionRule(duration="P10Y", trigger=trigger).due_on(start) == due


@override_settings(WAGTAIL_PRIVACY_BUSINESS_YEAR_END=(6, 30))
def test_the_business_year_may_end_in_summer() -> None:
    rule = RetentionRule(duration="P1Y", trigger=Trigger.END_OF_BUSINESS_YEAR)
    assert rule.due_on(date(2026, 6, 30)) == date(2027, 6, 30)
    assert rule.due_on(date(2026, 7, 1)) == date(2028, 6, 30)


@override_settings(WAGTAIL_PRIVACY_BUSINESS_YEAR_END=(2, 29))
def test_a_business_year_may_end_with_february() -> None:
    rule = RetentionRule(duration="P1D", trigger=Trigger.END_OF_BUSINESS_YEAR)
    assert rule.due_on(date(2026, 2, 1)) == date(2026, 3, 1)
    assert rule.due_on(date(2028, 2, 1)) == date(2028, 3, 1)


def test_periods_are_spoken_in_the_readers_language() -> None:
    assert spoken_duration("P1Y6M") == "1 year, 6 months"
    assert spoken_duration("P0D") == "at once"
    with override("de"):
        assert spoken_duration("P10Y") == "10 Jahre"
