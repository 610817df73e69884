"""Retention rules."""

from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.core.conf import get_setting
from cms.register.durations import add_duration, spoken_duration, validate_duration
from cms.register.enums import Trigger
from cms.register.models.catalogue_row import CatalogueRow


class RetentionRule(CatalogueRow):
    """How long data are kept: a period, the event that starts it, and the norm that says so (Art. 30(1)(f))."""

    kind = "retention"

    duration = models.CharField(
        _("period"),
        max_length=20,
        validators=[validate_duration],
        help_text=_("ISO 8601: P10Y is ten years, P6M six months, P14D 14 days, P0D at once."),
    )
    trigger = models.CharField(_("starts with"), max_length=30, choices=Trigger.choices)
    norm = models.CharField(_("norm"), max_length=255, blank=True)

    panels = [
        *CatalogueRow.panels,
        MultiFieldPanel([FieldPanel("duration"), FieldPanel("trigger"), FieldPanel("norm")], heading=_("The rule")),
    ]
    translatable_fields = [
        *CatalogueRow.translatable_fields,
        TranslatableField("norm"),
        SynchronizedField("duration", overridable=False),
        SynchronizedField("trigger", overridable=False),
    ]

    class Meta(CatalogueRow.Meta):
        verbose_name = _("retention rule")
        verbose_name_plural = _("retention rules")

    def due_on(self, start: date) -> date:
        """The day on which data must be gone.

        Args:
            start: The day of the event. For the ends of years, any day within the year: the year is completed first.
        """
        if self.trigger in {Trigger.END_OF_BUSINESS_YEAR, Trigger.END_OF_CALENDAR_YEAR}:
            last = (12, 31) if self.trigger == Trigger.END_OF_CALENDAR_YEAR else get_setting("BUSINESS_YEAR_END")
            end = _day_in(start.year, *last)
            start = end if end >= start else _day_in(start.year + 1, *last)
        return add_duration(start, self.duration)

    @property
    def spoken(self) -> str:
        """The rule in the active language: "10 years – End of the business year"."""
        return f"{spoken_duration(self.duration)} – {self.get_trigger_display()}"

    def wording(self) -> dict[str, Any]:
        return {**super().wording(), "duration": self.duration, "trigger": self.trigger, "norm": self.norm}


def _day_in(year: int, month: int, day: int) -> date:
    """A day of the year; 29 February is 28 February where there is none."""
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, day - 1)
