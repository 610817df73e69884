"""Archiving a page: the way out for texts that no longer apply and must not be deleted."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import Page

from cms.core.refusals import Refused
from cms.versions.models.mixin import VersionedPageMixin


def may_archive(page: Any, user: Any) -> bool:
    """Whether the person may archive the page: who may approve a text may also take it away."""
    return isinstance(page, VersionedPageMixin) and page.permissions_for_user(user).may_approve()


def can_be_archived(page: Any) -> bool:
    """Whether there is something to archive: a text that is public and has versions."""
    return isinstance(page, VersionedPageMixin) and page.was_published and page.live


def translations_to_archive(page: Page) -> list[Page]:
    """The page's translations that are public too."""
    others = page.get_translations().live().specific()
    return [translation for translation in others if can_be_archived(translation)]


@transaction.atomic
def archive(page: Any, user: Any, *, reason: str = "", with_translations: bool = True) -> list[Any]:
    """Take a page off the site and keep its versions at their permanent addresses.

    The draft stays and can be published again; workflows and schedules end, so that nothing brings the text back by
    itself.

    Args:
        page: The page, of its own type.
        user: Who archives.
        reason: For the page's history.
        with_translations: Whether the public translations go too; without their source nobody keeps them right.

    Returns:
        The pages that were archived.

    Raises:
        Refused: The person may not archive one of the pages, or there is nothing to archive.
    """
    pages = [page, *(translations_to_archive(page) if with_translations else [])]
    for candidate in pages:
        if not can_be_archived(candidate):
            raise Refused(_("“%(title)s” is not public, so there is nothing to archive.") % {"title": candidate.title})
        if not may_archive(candidate, user):
            raise Refused(
                _("You may not archive “%(title)s”. People who approve texts can.") % {"title": candidate.title}
            )
    for candidate in pages:
        _archive_one(candidate, user, reason)
    return pages


def _archive_one(page: Any, user: Any, reason: str) -> None:
    if page.workflow_in_progress:
        page.current_workflow_state.cancel(user=user)
    UnpublishPageAction(page, user=user, log_action=False).execute(skip_permission_checks=True)
    log(instance=page, action="privacy.archive", user=user, data={"reason": reason})
