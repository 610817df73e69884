"""What publishing must respect, on every path. Each rule raises `Refused` with a sentence for the person."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.models import Page, Revision

from blocks.unknown import unknown_types
from cms.core.conf import get_setting
from cms.core.refusals import Refused
from cms.versions.models.version import PublishedVersion
from cms.versions.publication import Publication

# What Wagtail keeps in a revision's content besides the text; two revisions that differ only in these say the same.
BOOKKEEPING = frozenset(
    "pk path depth numchild latest_revision latest_revision_created_at live live_revision has_unpublished_changes "
    "first_published_at last_published_at expired expire_at go_live_at locked locked_at locked_by owner draft_title "
    "based_on url_path wagtail_admin_comments".split()
)


def _text_of(revision: Revision) -> dict[str, Any]:
    return {name: value for name, value in revision.content.items() if name not in BOOKKEEPING}


def authors_since_publication(page: Page, up_to: Revision | None = None) -> set[int]:
    """The ids of everybody who changed the page since it was last published.

    A revision counts when it says something else than the one before: an approver who publishes from the editor saves a revision
    too, without having written anything.

    Args:
        page: The page.
        up_to: The revision to be published; by default the latest.
    """
    revisions = page.revisions.order_by("created_at", "pk")
    if up_to is not None:
        revisions = revisions.filter(pk__lte=up_to.pk)
    last_published = page.live_revision_id
    if last_published and up_to is not None and last_published >= up_to.pk:
        last_published = (
            PublishedVersion.objects.of(page).order_by("-sequence").values_list("revision_number", flat=True).first()
        )
        if last_published and last_published >= up_to.pk:
            return {up_to.user_id} if up_to.user_id else set()
    if last_published:
        revisions = revisions.filter(pk__gte=last_published)
    authors: set[int] = set()
    previous: dict[str, Any] | None = None
    for revision in revisions.iterator(chunk_size=20):
        text = _text_of(revision)
        is_baseline = revision.pk == last_published
        if not is_baseline and text != previous and revision.user_id:
            authors.add(revision.user_id)
        previous = text
    return authors


def check_four_eyes(page: Page, revision: Revision | None, publication: Publication) -> bool:
    """Nobody publishes what they wrote.

    Returns:
        Whether the text is published by one of its authors (allowed only without the rule, or in an emergency).
    """
    user = publication.user
    is_author = user is not None and user.pk in authors_since_publication(page, revision)
    if publication.emergency_reason or not get_setting("FOUR_EYES"):
        return is_author
    if user is None:
        raise Refused(_("Not published: say who approves the text. Publishing needs a named approver."))
    if is_author:
        raise Refused(
            _(
                "Not published: you changed this text yourself, so another person has to approve it. Submit it to the workflow."
            )
        )
    if user.is_superuser:
        raise Refused(
            _(
                "Not published: administrators do not approve texts. Submit it to the workflow, or use “Publish in an "
                "emergency” and give a reason."
            )
        )
    if not page.permissions_for_user(user).may_approve():
        raise Refused(_("Not published: you do not have the permission to approve texts. Submit it to the workflow."))
    return False


def check_not_stale(page: Any, current: PublishedVersion | None) -> None:
    """A draft that was begun before the version in force would silently undo it."""
    if current is not None and page.based_on != current.sequence:
        raise Refused(
            _(
                "Not published: version %(label)s was published after this draft was begun. Compare your draft with it, take "
                "over what is missing, and confirm that in the editor. Nothing was overwritten."
            )
            % {"label": current.label}
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
                "Not published: the text has content of a plug-in that is not installed (%(types)s). Install it or remove the content."
            )
            % {"types": ", ".join(sorted(types))}
        )


def check_valid_from(page: Any) -> None:
    """Announcing future texts is not a matter of a date that pretends."""
    if page.valid_from and page.valid_from > timezone.localdate():
        raise Refused(_("Not published: “valid from” is in the future. Schedule the publication for that day instead."))
