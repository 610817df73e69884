"""What in the register has to be looked after: the same questions for the dashboard, reminders and lists."""

import datetime

from django.db.models import Exists, OuterRef
from django.utils import timezone

from cms.register.enums import Status
from cms.register.models.activity import ProcessingActivity
from cms.register.querysets import ProcessingActivityQuerySet

SOON = datetime.timedelta(days=30)


def due(today: datetime.date | None = None) -> ProcessingActivityQuerySet:
    """Entries in the source language whose review date has come."""
    return _sources().due_for_review(today or timezone.localdate())


def due_soon(today: datetime.date | None = None) -> ProcessingActivityQuerySet:
    """Entries whose review date comes within 30 days, or has come."""
    return _sources().due_for_review((today or timezone.localdate()) + SOON)


def incomplete_active() -> ProcessingActivityQuerySet:
    """Active entries whose latest draft lacks a "must" field."""
    return _sources().incomplete().filter(status=Status.ACTIVE)


def untranslated(language: str) -> ProcessingActivityQuerySet:
    """Published entries that nobody can read in a language: there is no published translation.

    Args:
        language: A language code other than the source language's.
    """
    translation = ProcessingActivity.objects.in_language(language).filter(
        translation_key=OuterRef("translation_key"), live=True
    )
    return _sources().filter(~Exists(translation), live=True)


def _sources() -> ProcessingActivityQuerySet:
    return ProcessingActivity.objects.sources()
