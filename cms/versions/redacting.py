"""Taking a published text out of the archive: one person asks, another confirms, and the record of it stays for ever.

Redaction is for what must not be read any longer (a court's order, somebody's personal data). The row of the version
stays in the chain with the digest of its text; the text itself, its structured content and the copies of documents that
no other version links are removed.
"""

from functools import partial
from typing import Any

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import log

from cms.core.conf import get_setting
from cms.core.refusals import Refused
from cms.versions.models.redaction import AbstractRedactionRequest, Redaction, RedactionRequest
from cms.versions.models.version import FrozenFile, PublishedVersion, VersionContent, VersionFile
from cms.versions.signals import version_redacted

PERMISSION = "privacy_versions.redact_version"


def redaction_notice(version: PublishedVersion) -> SafeString:
    """What visitors see in place of a redacted text, in its language; empty for a version that has its text."""
    if version.redaction is None:
        return SafeString("")
    with override(version.language):
        return render_to_string("privacy_versions/redacted.html", {"redaction": version.redaction})


def pending_request(version: PublishedVersion) -> RedactionRequest | None:
    """The request that waits for a second person."""
    return RedactionRequest.objects.filter(version=version).select_related("requested_by").first()


def may_confirm(request: AbstractRedactionRequest, user: Any) -> bool:
    """Whether ``user`` is the second person. A team of one (setting FOUR_EYES) confirms its own request."""
    return user.has_perm(PERMISSION) and (user.pk != request.requested_by_id or not get_setting("FOUR_EYES"))


@transaction.atomic
def request_redaction(version: PublishedVersion, user: Any, reason: str) -> RedactionRequest:
    """Ask for a redaction. Nothing changes for visitors yet.

    Raises:
        Refused: No permission, no reason, or the version is redacted or waits for it already.
    """
    _check_permission(user)
    if not reason.strip():
        raise Refused(_("Give a reason: visitors read it in place of the text."))
    if version.redaction is not None:
        raise Refused(_("Version %(label)s is redacted already.") % {"label": version.label})
    if pending_request(version) is not None:
        raise Refused(_("The redaction of version %(label)s has been requested already.") % {"label": version.label})
    request = RedactionRequest.objects.create(version=version, reason=reason.strip(), requested_by=user)
    _log("privacy.redaction.request", version, user, request.reason)
    return request


@transaction.atomic
def withdraw_request(request: RedactionRequest, user: Any) -> None:
    """Take a request back.

    Raises:
        Refused: Somebody else made it.
    """
    if user.pk != request.requested_by_id:
        raise Refused(_("Only the person who requested the redaction can withdraw it."))
    _log("privacy.redaction.withdraw", request.version, user, request.reason)
    request.delete()


@transaction.atomic
def reject_request(request: RedactionRequest, user: Any) -> None:
    """Decline a request as the second person.

    Raises:
        Refused: The person may not decide about it.
    """
    if not may_confirm(request, user):
        raise Refused(_("Another person with the permission to redact has to decide."))
    _log("privacy.redaction.reject", request.version, user, request.reason)
    request.delete()


@transaction.atomic
def confirm_redaction(request: RedactionRequest, user: Any) -> Redaction:
    """Redact for good: the second person's act.

    Raises:
        Refused: No permission, the same person, or the request is gone.
    """
    _check_permission(user)
    locked = RedactionRequest.objects.select_for_update(of=("self",)).filter(pk=request.pk)
    current = locked.select_related("version", "requested_by").first()
    if current is None:
        raise Refused(_("The request was withdrawn or decided meanwhile. Nothing was redacted."))
    if not may_confirm(current, user):
        raise Refused(_("You requested this redaction yourself, so another person has to confirm it."))
    version = current.version
    redaction = Redaction.objects.create(
        version=version,
        reason=current.reason,
        requested_by=current.requester_name,
        confirmed_by=user.get_full_name() or user.get_username(),
        redacted_at=timezone.now(),
    )
    _remove_text(version)
    current.delete()
    version = PublishedVersion.objects.select_related("redaction_record").get(pk=version.pk)
    _log("privacy.redaction", version, user, redaction.reason)
    version_redacted.send(sender=PublishedVersion, version=version, page=version.page.specific)
    return redaction


def _remove_text(version: PublishedVersion) -> None:
    digests = list(VersionFile.objects.filter(version=version).values_list("file_id", flat=True))
    VersionFile.objects.filter(version=version).delete_redacted()
    VersionContent.objects.filter(version=version).delete_redacted()
    unused = FrozenFile.objects.filter(pk__in=digests).exclude(links__isnull=False)
    for frozen in unused:
        transaction.on_commit(partial(frozen.file.storage.delete, str(frozen.file.name)))


def _check_permission(user: Any) -> None:
    if not user.has_perm(PERMISSION):
        raise Refused(_("You do not have the permission to redact published versions."))


def _log(action: str, version: PublishedVersion, user: Any, reason: str) -> None:
    log(
        instance=version.page.specific_deferred,
        action=action,
        user=user,
        data={"label": version.label, "sequence": version.sequence, "reason": reason},
    )
