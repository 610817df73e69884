"""An earlier version as a new draft: the text comes back, nothing is published, the draft's history stays."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from cms.core.refusals import Refused
from cms.versions.documents import document_of
from cms.versions.models.version import PublishedVersion, VersionContent


def can_be_restored(version: PublishedVersion) -> bool:
    """Whether the version holds a text of its page: redacted ones and further documents do not."""
    return version.redaction is None and document_of(version) is None


def may_restore(page: Page, user: Any) -> bool:
    """Whether ``user`` may edit the page now, so that a new draft is theirs to make."""
    tester = page.permissions_for_user(user)
    return bool(tester.can_edit()) and not tester.page_locked()


@transaction.atomic
def restore_as_draft(version: PublishedVersion, user: Any) -> Revision:
    """Make a revision with the text of ``version``, based on the version in force at this moment.

    Blocks keep their ids, and content of plug-ins that are not installed stays as a placeholder. Drafts made before
    remain in the page's history.

    Raises:
        Refused: The version is redacted or no text of the page, or the person may not edit the page (or it is locked).
    """
    page = version.page.specific
    if document_of(version) is not None:
        raise Refused(_("Not restored: “%(version)s” is no version of the page's text.") % {"version": version})
    if not may_restore(page, user):
        raise Refused(
            _("Not restored: you cannot edit this page at the moment. It may be locked, or with the approvers.")
        )
    try:
        content = version.content.structured
    except VersionContent.DoesNotExist:
        raise Refused(_("Not restored: version %(label)s is redacted.") % {"label": version.label}) from None

    draft = page.get_latest_revision_as_object()
    _fill(draft, content)
    current = PublishedVersion.objects.of(page).current()
    for name, value in page.DRAFT_FIELDS.items():
        setattr(draft, name, value)
    with override(version.language):
        draft.change_note = _("Text of version %(label)s restored") % {"label": version.label}
    draft.based_on = current.sequence if current else 0
    draft.translated_from = version.source_sequence
    # Not cleaned: a rule made since must not keep anybody from the old text. The editor checks when it is saved.
    revision: Revision = draft.save_revision(user=user, clean=False)
    log(
        instance=draft,
        action="privacy.restore",
        user=user,
        revision=revision,
        content_changed=True,
        data={"label": version.label, "sequence": version.sequence},
    )
    return revision


def _fill(draft: Any, content: dict[str, Any]) -> None:
    """Put structured content into the fields it came from. Fields that the page type no longer has are left out."""
    for name, value in content.items():
        try:
            field = draft._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        setattr(draft, name, field.to_python(value))
