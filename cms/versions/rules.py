"""What publishing must respect, on every path. Each rule raises `Refused` with a sentence for the person."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.models import Page, Revision

from blocks.unknown import unknown_types
from cms.core.conf import get_setting
from cms.core.refusals import Refused
from cms.versions.authors import is_author
from cms.versions.labels import next_label
from cms.versions.models.version import PublishedVersion
from cms.versions.publication import Approval, Publication, person_name


def check_publication(
    page: Any, revision: Revision | None, publication: Publication, on: date | None = None
) -> Approval:
    """All rules, for asking beforehand whether ``page`` may be published as it is.

    Args:
        page: The page with the values to be published.
        revision: The revision that holds them.
        publication: Who publishes.
        on: The day of publishing; by default that of the page's schedule, or today.

    Returns:
        What the version will say about its approval.

    Raises:
        Refused: A rule forbids it.
    """
    approval = check_four_eyes(page, revision, publication)
    check_text(page, PublishedVersion.objects.of(page).current(), on or _planned_day(page))
    next_label(page, page.change_kind)
    return approval


def _planned_day(page: Any) -> date | None:
    is_scheduled = page.go_live_at is not None and page.go_live_at > timezone.now()
    return timezone.localdate(page.go_live_at) if is_scheduled else None


def check_text(page: Any, current: PublishedVersion | None, on: date | None = None) -> None:
    """The rules that are about the text, whoever publishes it."""
    check_not_stale(page, current)
    check_blocks(page)
    check_valid_from(page, on)


def check_four_eyes(page: Any, revision: Revision | None, publication: Publication) -> Approval:
    """Nobody publishes what they wrote.

    Returns:
        Who approved. An author may only without the rule (setting ``FOUR_EYES``) or in an emergency.
    """
    user = publication.user
    is_own = user is not None and is_author(page, user, revision)
    approval = Approval(user, person_name(user), is_own, publication.emergency_reason)
    title = {"title": page.title}
    if publication.emergency_reason:
        if user is None or not user.is_superuser:
            raise Refused(_("“%(title)s” was not published: only administrators publish in an emergency.") % title)
        return approval
    if not get_setting("FOUR_EYES"):
        if user is not None and not may_approve(page, user):
            raise Refused(_lacks_permission(title))
        return approval
    if user is None:
        raise Refused(_("“%(title)s” was not published: publishing needs an approver who is named.") % title)
    if is_own:
        raise Refused(
            _(
                "“%(title)s” was not published: you changed this text yourself, so another person has to approve it. "
                "Submit it to the workflow."
            )
            % title
        )
    if user.is_superuser:
        raise Refused(
            _(
                "“%(title)s” was not published: administrators do not approve texts. Submit it to the workflow, or use "
                "“Publish in an emergency” and give a reason."
            )
            % title
        )
    if not may_approve(page, user):
        raise Refused(_lacks_permission(title))
    return approval


def may_approve(page: Page, user: Any) -> bool:
    """Whether the person holds Wagtail's publish permission for this page, whoever wrote it."""
    tester: Any = page.permissions_for_user(user)
    return tester.may_approve() if hasattr(tester, "may_approve") else tester.can_publish()


def _lacks_permission(title: dict[str, str]) -> str:
    return (
        _("“%(title)s” was not published: you do not have the permission to approve texts. Submit it to the workflow.")
        % title
    )


def check_not_stale(page: Any, current: PublishedVersion | None) -> None:
    """A draft that was begun before the version in force would silently undo it."""
    if current is not None and page.based_on != current.sequence:
        raise Refused(
            _(
                "“%(title)s” was not published: version %(label)s was published after this draft was begun. Compare "
                "your draft with it, take over what is missing, and confirm that in the editor. Nothing was "
                "overwritten."
            )
            % {"title": page.title, "label": current.label}
        )


def check_blocks(page: Any) -> None:
    """A text with content of a missing plug-in would be published incomplete."""
    types: set[str] = set()
    for name in page.versioned_fields:
        value = getattr(page, name)
        if isinstance(value, StreamValue):
            types.update(unknown_types(value))
    if types:
        raise Refused(
            _(
                "“%(title)s” was not published: the text has content of a plug-in that is not installed (%(types)s). "
                "Install it or remove the content."
            )
            % {"title": page.title, "types": ", ".join(sorted(types))}
        )


def check_valid_from(page: Any, on: date | None = None) -> None:
    """Announcing future texts is not a matter of a date that pretends."""
    if page.valid_from and page.valid_from > (on or timezone.localdate()):
        raise Refused(
            _(
                "“%(title)s” was not published: “valid from” is later than the day of publishing. Schedule the "
                "publication for that day instead."
            )
            % {"title": page.title}
        )
