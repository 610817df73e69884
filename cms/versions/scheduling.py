"""Scheduled publishing: who approved it, and what happens when it cannot take place."""

import logging
from typing import Any

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry, Revision

from cms.core.refusals import Refused

logger = logging.getLogger(__name__)


def scheduling_user(revision: Revision) -> Any | None:
    """Who scheduled the revision: that person approved its publication."""
    entry = (
        PageLogEntry.objects.filter(revision=revision, action="wagtail.publish.schedule")
        .select_related("user")
        .order_by("-timestamp")
        .first()
    )
    return entry.user if entry else None


def report_failed_schedule(page: Page, revision: Revision, error: Exception) -> None:
    """Log why a scheduled publication did not take place. A refused one is taken off the schedule, others are tried again."""
    logger.error("Scheduled publication of page %s failed: %s", page.pk, type(error).__name__, exc_info=error)
    with transaction.atomic():
        if isinstance(error, Refused):
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
            log(instance=page, action="privacy.schedule.refused", data={"reason": error.message}, revision=revision)
