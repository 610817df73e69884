"""Scheduled publishing: approved when it is scheduled, by a person; carried out later, by nobody.

The approval is a log entry. It holds the approver's name and a digest of the text, so that what goes live is what was
approved, even if the approver has left by then.
"""

import logging
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry, Revision

from cms.core.refusals import Refused
from cms.versions import rules
from cms.versions.authors import text_of
from cms.versions.hashing import digest
from cms.versions.mails import tell_of_failed_schedule
from cms.versions.publication import Approval, current_publication

logger = logging.getLogger(__name__)

APPROVED = "privacy.schedule.approve"
REFUSED = "privacy.schedule.refused"
FAILED = "privacy.schedule.failed"


def approve_schedule(page: Any, revision: Revision) -> None:
    """Check all rules at the moment of scheduling and keep who approved.

    Args:
        page: The page as the revision has it.
        revision: The revision that has just been scheduled.

    Raises:
        Refused: A rule forbids the publication; the surrounding transaction is rolled back.
    """
    moment = revision.approved_go_live_at
    if moment is None:
        return
    approval = rules.check_publication(page, revision, current_publication(), on=timezone.localdate(moment))
    log(
        instance=page,
        action=APPROVED,
        user=approval.user,
        data={
            "go_live_at": moment.isoformat(),
            "approver": approval.approver,
            "is_self_approved": approval.is_self_approved,
            "emergency_reason": approval.emergency_reason,
            "text": digest(text_of(revision.content)),
        },
        revision=revision,
    )


def earlier_approval(page: Any, revision: Revision | None) -> Approval | None:
    """The approval given when the publication that takes place now was scheduled.

    Returns:
        ``None`` if a person publishes now, or if nothing was scheduled.

    Raises:
        Refused: The text is not the one that was approved.
    """
    if revision is None or revision.approved_go_live_at is None or current_publication().user is not None:
        return None
    entries = PageLogEntry.objects.filter(page=page.pk, revision_id=revision.pk, action=APPROVED)
    entry = entries.select_related("user").order_by("-timestamp", "-pk").first()
    if entry is None:
        return None
    if entry.data["text"] != digest(text_of(revision.content)):
        raise Refused(
            _("“%(title)s” was not published: the text was changed after its scheduled publication was approved.")
            % {"title": page.title}
        )
    data = entry.data
    return Approval(entry.user, data["approver"], data["is_self_approved"], data["emergency_reason"])


def report_failed_schedule(page: Page, revision: Revision, error: Exception) -> None:
    """Log why a scheduled publication did not take place, and tell those concerned.

    A refused one is taken off the schedule, because nothing but a person can change the reason. Any other failure is
    tried again at the next run and reported once.
    """
    logger.error("Scheduled publication of page %s failed: %s", page.pk, type(error).__name__, exc_info=error)
    is_refused = isinstance(error, Refused)
    action = REFUSED if is_refused else FAILED
    reason = error.message if isinstance(error, Refused) else type(error).__name__
    with transaction.atomic():
        entries = PageLogEntry.objects.filter(page=page.pk, revision_id=revision.pk, action=action)
        if any(entry.data["reason"] == reason for entry in entries):
            return
        if is_refused:
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
        log(instance=page, action=action, data={"reason": reason}, revision=revision)
    tell_of_failed_schedule(page, revision, reason, is_refused=is_refused)
