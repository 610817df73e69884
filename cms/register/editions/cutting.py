"""From a request to an edition: one person asks for "Register 2026", another one approves, and it is frozen."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from cms.core.conf import get_setting
from cms.core.refusals import Refused
from cms.register.editions.freezing import edition_name, freeze_edition, next_correction
from cms.register.editions.listing import editions_of_page
from cms.register.editions.state import RowFacts, current_state, state_digest
from cms.register.models.editions import EditionRequest, EditionRow, RegisterEdition
from cms.register.models.register_page import AbstractRegisterPage
from cms.versions.labels import source_page
from cms.versions.models import ChainHead
from cms.versions.publication import person_name

PERMISSION = "privacy_register.cut_edition"
FIRST_YEAR = 2018
"""Article 30 applies since 25 May 2018."""


def may_cut(user: Any) -> bool:
    return bool(user.has_perm(PERMISSION))


def may_approve(request: EditionRequest, user: Any) -> bool:
    """Whether ``user`` is the second person. A team of one (setting FOUR_EYES) approves its own request."""
    return may_cut(user) and _is_second(request, user)


def edition_title(request: EditionRequest) -> str:
    """What the requested edition will be called: ``"Register 2026"``."""
    return edition_name(request.page, request.year)


def edition_page(page: Page) -> Page:
    """The page that carries the editions of a register: the one in the source language.

    Raises:
        Refused: The page is no register, or not public: then nobody could read its entries so far.
    """
    specific = page.specific
    if not isinstance(specific, AbstractRegisterPage):
        raise Refused(_("“%(title)s” is no register page.") % {"title": page.title})
    found = source_page(specific)
    carrier: Page = found.specific if found else specific
    if not carrier.live:
        raise Refused(
            _("“%(title)s” is not public. Publish the register page first, then cut editions of it.")
            % {"title": carrier.title}
        )
    return carrier


def request_edition(
    page: Page, year: int, user: Any, note: str = "", *, valid_from: date | None = None
) -> EditionRequest:
    """Ask for an edition of the public register. Nothing changes for visitors yet.

    Args:
        page: The register page, in any language.
        year: Of the edition. A year that has an edition gets a correction of it.
        user: Who asks.
        note: What is worth saying about it, for visitors; for a correction the reason.
        valid_from: The day that the edition is as of. By default the day of the approval, for a year gone by its last
            day.

    Raises:
        Refused: No permission, or there is nothing to cut.
    """
    _check_permission(user)
    return _request(page, year, user, note, valid_from)


def approve_edition(request: EditionRequest, user: Any, *, confirmed_digest: str = "") -> RegisterEdition:
    """Cut the edition: the second person's act.

    Args:
        request: What the first person asked for.
        user: Who approves.
        confirmed_digest: The state of the register (`cms.register.editions.state.state_digest`) that the person has
            seen and takes instead of the requested one.

    Raises:
        Refused: No permission, the same person, the request is gone, or the register changed since it was made.
    """
    _check_permission(user)
    return _approve(request, user, confirmed_digest)


def cut_edition(
    page: Page, year: int, *, requested_by: Any, approved_by: Any, note: str = "", valid_from: date | None = None
) -> RegisterEdition:
    """Request and approve in one go, for commands, which answer for permissions themselves.

    Raises:
        Refused: Both are the same person, or there is nothing to cut.
    """
    with transaction.atomic():
        return _approve(_request(page, year, requested_by, note, valid_from), approved_by)


@transaction.atomic
def withdraw(request: EditionRequest, user: Any) -> None:
    """Take a request back.

    Raises:
        Refused: Somebody else made it.
    """
    if user.pk != request.requested_by_id:
        raise Refused(_("Only the person who requested the edition can withdraw the request."))
    _log("privacy.edition.withdraw", request.page, user, edition_title(request))
    request.delete()


@transaction.atomic
def reject(request: EditionRequest, user: Any) -> None:
    """Decline a request as the second person.

    Raises:
        Refused: The person may not decide about it.
    """
    if not may_approve(request, user):
        raise Refused(_("Another person with the permission to cut editions has to decide."))
    _log("privacy.edition.reject", request.page, user, edition_title(request))
    request.delete()


@transaction.atomic
def _request(page: Page, year: int, user: Any, note: str, valid_from: date | None) -> EditionRequest:
    carrier = edition_page(page)
    note = note.strip()
    _check_dates(year, valid_from)
    ChainHead.lock()  # two people may ask at the same moment
    if EditionRequest.objects.filter(page=carrier, year=year).exists():
        raise Refused(_("An edition %(year)d has been requested already.") % {"year": year})
    is_correction = next_correction(carrier, year) > 1
    if is_correction and not note:
        raise Refused(
            _("There is an edition %(year)d already. Say what a correction of it corrects: visitors read it.")
            % {"year": year}
        )
    rows = current_state()
    _check_rows(carrier, year, rows)
    request = EditionRequest.objects.create(
        page_id=carrier.pk,
        year=year,
        valid_from=valid_from,
        note=note,
        rows=[row.to_json() for row in rows],
        digest=state_digest(rows),
        requested_by=user,
    )
    _log("privacy.edition.request", carrier, user, edition_title(request))
    # Without the rows, which are some megabytes of a large register.
    return EditionRequest.objects.defer("rows").get(pk=request.pk)


@transaction.atomic
def _approve(request: EditionRequest, user: Any, confirmed_digest: str = "") -> RegisterEdition:
    head = ChainHead.lock()
    locked = EditionRequest.objects.select_for_update(of=("self",)).filter(pk=request.pk)
    current = locked.select_related("requested_by", "page").defer("rows").first()
    if current is None:
        raise Refused(_("The request was withdrawn or decided meanwhile. Nothing was cut."))
    if not _is_second(current, user):
        raise Refused(_("You requested this edition yourself, so another person has to approve it."))
    carrier = edition_page(current.page)
    rows = current_state()
    if state_digest(rows) not in {current.digest, confirmed_digest}:
        raise Refused(
            _("Not cut: the public register has changed since you looked at it. Look at it again and confirm.")
        )
    _check_rows(carrier, current.year, rows)
    edition = freeze_edition(
        carrier,
        head,
        current.year,
        rows,
        valid_from=current.valid_from or default_day(current.year),
        change_note=current.note,
        publisher=person_name(current.requested_by),
        approver=person_name(user),
        is_self_approved=user.pk == current.requested_by_id,
    )
    current.delete()
    _log("privacy.edition", carrier, user, str(edition.version), edition.version.sequence)
    return edition


def default_day(year: int) -> date:
    """The day that an edition is as of, unless somebody says otherwise: today, or the last day of a year gone by."""
    return min(timezone.localdate(), date(year, 12, 31))


def _check_dates(year: int, valid_from: date | None) -> None:
    today = timezone.localdate()
    if not FIRST_YEAR <= year <= today.year:
        raise Refused(_("The year has to be from %(first)d to %(last)d.") % {"first": FIRST_YEAR, "last": today.year})
    if valid_from is not None and valid_from > today:
        raise Refused(_("“As of” is in the future."))


def _check_rows(page: Page, year: int, rows: list[RowFacts]) -> None:
    """Refuse an empty edition, and a correction that corrects nothing."""
    if not rows:
        raise Refused(_("There is no public entry, so there is nothing to cut."))
    last = next((each for each in editions_of_page(page) if each.year == year), None)
    if last is None:
        return
    columns = ("key", "language", "digest")
    frozen = EditionRow.objects.filter(edition=last).order_by("position").values_list(*columns)
    if [(str(key), language, digest) for key, language, digest in frozen] == [
        (row.key, row.language, row.digest) for row in rows
    ]:
        raise Refused(_("%(edition)s says just the same, so there is nothing to correct.") % {"edition": last})


def _is_second(request: EditionRequest, user: Any) -> bool:
    return user.pk != request.requested_by_id or not get_setting("FOUR_EYES")


def _check_permission(user: Any) -> None:
    if not may_cut(user):
        raise Refused(_("You do not have the permission to cut editions of the register."))


def _log(action: str, page: Page, user: Any, edition: str, sequence: int | None = None) -> None:
    log(instance=page.specific_deferred, action=action, user=user, data={"edition": edition, "sequence": sequence})
