"""What keeps entries from being edited, and which translations they have: for a whole list at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from wagtail.models import Revision, WorkflowState

from cms.register.models import ProcessingActivity


@dataclass(frozen=True)
class EditState:
    """Where the text of one entry stands.

    Attributes:
        is_live: Whether it is published.
        is_changed: Whether a published entry has a draft that is not.
        is_locked: Whether somebody has locked it.
        is_scheduled: Whether a revision waits for its day.
        in_moderation: Whether a workflow is under way.
    """

    is_live: bool = False
    is_changed: bool = False
    is_locked: bool = False
    is_scheduled: bool = False
    in_moderation: bool = False

    @property
    def label(self) -> str:
        """In a word or two, the most pressing thing first."""
        if self.in_moderation:
            return _("in moderation")
        if self.is_scheduled:
            return _("scheduled")
        if not self.is_live:
            return _("draft")
        return _("published, changed since") if self.is_changed else _("published")

    @property
    def obstacle(self) -> str:
        """Why nobody should change the entry in passing; empty if nothing speaks against it."""
        if self.is_locked:
            return _("locked")
        if self.in_moderation:
            return _("in moderation")
        return _("scheduled for publishing") if self.is_scheduled else ""


def with_states(entries: QuerySet) -> QuerySet:
    """Entries that `edit_state` can tell about without asking the database again."""
    content_type = ContentType.objects.get_for_model(ProcessingActivity, for_concrete_model=False)
    of_entry = {"base_content_type": content_type, "object_id": Cast(OuterRef("pk"), CharField())}
    return entries.annotate(
        is_scheduled=Exists(Revision.objects.filter(approved_go_live_at__isnull=False, **of_entry)),
        in_moderation=Exists(WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS, **of_entry)),
    )


def edit_state(activity: Any) -> EditState:
    """Where an entry's text stands. ``activity`` comes from `with_states`."""
    return EditState(
        is_live=activity.live,
        is_changed=activity.has_unpublished_changes,
        is_locked=activity.locked,
        is_scheduled=activity.is_scheduled,
        in_moderation=activity.in_moderation,
    )


def translations_of(activities: Iterable[ProcessingActivity]) -> dict[int, list[ProcessingActivity]]:
    """The same entries in the other languages, by primary key, in one query."""
    rows = list(activities)
    keys = {row.translation_key for row in rows}
    found: dict[Any, list[ProcessingActivity]] = {}
    stored = ProcessingActivity.objects.filter(translation_key__in=keys)
    fields = ("pk", "translation_key", "locale__language_code", "live")
    for other in stored.only(*fields).select_related("locale").order_by("locale__language_code"):
        found.setdefault(other.translation_key, []).append(other)
    return {row.pk: [other for other in found.get(row.translation_key, []) if other.pk != row.pk] for row in rows}
