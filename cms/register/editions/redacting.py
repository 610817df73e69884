"""Taking an entry out of editions: as for versions, one person asks, another confirms, and the record stays for ever.

The row keeps its number, its language and its digest, so the edition still proves what it held; the text goes. The same
entry may stand in several editions and languages: one request names all the rows that are meant.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.core.refusals import Refused
from cms.register.models.editions import EditionRow, EditionRowContent, RowRedaction, RowRedactionRequest
from cms.versions.models import PublishedVersion
from cms.versions.publication import person_name
from cms.versions.redacting import PERMISSION, may_confirm

__all__ = ["PERMISSION", "may_confirm"]


def same_entry(row: EditionRow) -> list[EditionRow]:
    """The rows of an entry in all editions and languages that still have their text, this one first."""
    rows = EditionRow.objects.filter(
        key=row.key,
        redaction_record__isnull=True,
        edition__version__redaction_record__isnull=True,
        edition__version__document_key=row.edition.version.document_key,
    )
    found = rows.select_related("edition__version").order_by("-edition__year", "-edition", "language")
    return sorted(found, key=lambda each: each.pk != row.pk)


def pending_request(row: EditionRow) -> RowRedactionRequest | None:
    """The request about this row that waits for a second person."""
    return RowRedactionRequest.objects.filter(rows=row).select_related("requested_by").first()


@transaction.atomic
def request_row_redaction(rows: Iterable[EditionRow], user: Any, reason: str) -> RowRedactionRequest:
    """Ask for a redaction. Nothing changes for visitors yet.

    Raises:
        Refused: No permission, no reason, or one of the rows is redacted or waits for it already.
    """
    _check_permission(user)
    if not reason.strip():
        raise Refused(_("Give a reason: visitors read it in place of the text."))
    keys = {row.pk for row in rows}
    locked = list(EditionRow.objects.select_related("edition__version").filter(pk__in=keys).order_by("pk"))
    if not locked:
        raise Refused(_("Choose the entries to redact."))
    for row in locked:
        if row.edition.version.redaction is not None or RowRedaction.objects.filter(row=row).exists():
            raise Refused(_("%(row)s in %(edition)s is redacted already.") % _named(row))
        if pending_request(row) is not None:
            raise Refused(_("The redaction of %(row)s in %(edition)s has been requested already.") % _named(row))
    request = RowRedactionRequest.objects.create(reason=reason.strip(), requested_by=user)
    request.rows.set(locked)
    _log("privacy.edition.redaction.request", locked, user, request.reason)
    return request


@transaction.atomic
def withdraw_request(request: RowRedactionRequest, user: Any) -> None:
    """Take a request back.

    Raises:
        Refused: Somebody else made it.
    """
    if user.pk != request.requested_by_id:
        raise Refused(_("Only the person who requested the redaction can withdraw it."))
    _log("privacy.edition.redaction.withdraw", rows_of(request), user, request.reason)
    request.delete()


@transaction.atomic
def reject_request(request: RowRedactionRequest, user: Any) -> None:
    """Decline a request as the second person.

    Raises:
        Refused: The person may not decide about it.
    """
    if not may_confirm(request, user):
        raise Refused(_("Another person with the permission to redact has to decide."))
    _log("privacy.edition.redaction.reject", rows_of(request), user, request.reason)
    request.delete()


@transaction.atomic
def confirm_row_redaction(request: RowRedactionRequest, user: Any) -> list[RowRedaction]:
    """Redact for good: the second person's act.

    Raises:
        Refused: No permission, the same person, or the request is gone.
    """
    _check_permission(user)
    locked = RowRedactionRequest.objects.select_for_update(of=("self",)).filter(pk=request.pk)
    current = locked.select_related("requested_by").first()
    if current is None:
        raise Refused(_("The request was withdrawn or decided meanwhile. Nothing was redacted."))
    if not may_confirm(current, user):
        raise Refused(_("You requested this redaction yourself, so another person has to confirm it."))
    rows, now = rows_of(current), timezone.now()
    redactions = [
        RowRedaction.objects.create(
            row=row,
            reason=current.reason,
            requested_by=current.requester_name,
            confirmed_by=person_name(user),
            redacted_at=now,
        )
        for row in rows
    ]
    EditionRowContent.objects.filter(row__in=rows).delete_redacted()
    current.delete()
    _log("privacy.edition.redaction", rows, user, current.reason)
    return redactions


def rows_of(request: RowRedactionRequest) -> list[EditionRow]:
    """The rows that a request is about."""
    rows = request.rows.select_related("edition__version__page", "content")
    return list(rows.order_by("-edition__year", "-edition", "language"))


def remove_texts_of_redacted_edition(version: PublishedVersion) -> None:
    """When a whole edition is redacted like any version, its rows' texts go, too."""
    EditionRowContent.objects.filter(row__edition__version=version).delete_redacted()


def _check_permission(user: Any) -> None:
    if not user.has_perm(PERMISSION):
        raise Refused(_("You do not have the permission to redact published versions."))


def _named(row: EditionRow) -> dict[str, Any]:
    return {"row": row, "edition": row.edition}


def _log(action: str, rows: list[EditionRow], user: Any, reason: str) -> None:
    pages = {row.edition.version.page_id: row.edition.version.page for row in rows}
    for pk, page in pages.items():
        named = "; ".join(f"{row.edition}: {row}" for row in rows if row.edition.version.page_id == pk)
        log(instance=page.specific_deferred, action=action, user=user, data={"edition": named, "reason": reason})
