"""One change to many entries: the same unit or the same review date, each as a draft of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cms.core.conf import source_language
from cms.register.catalogue_choices import shared_choices
from cms.register.edit_states import edit_state
from cms.register.entry import shared_surroundings
from cms.register.models import ProcessingActivity

AT_ONCE = 500
"""How many entries one change takes: a person waits for it, and it is one transaction."""


@dataclass(frozen=True)
class Skipped:
    """An entry that stays as it is, and why."""

    activity: ProcessingActivity
    reason: str


@dataclass
class BulkOutcome:
    """What came of a change."""

    changed: list[ProcessingActivity] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


def obstacle(activity: Any) -> str:
    """Why an entry is not changed in passing; empty if nothing speaks against it.

    Args:
        activity: From `cms.register.edit_states.with_states`, with its locale.
    """
    if activity.locale.language_code != source_language():
        return _("a translation; the fact belongs to the entry that it translates")
    return edit_state(activity).obstacle


@transaction.atomic
def change_many(activities: Sequence[Any], name: str, value: Any, user: Any) -> BulkOutcome:
    """Give a field of many entries the same value, each in a new revision of the person, none of them published.

    Args:
        activities: At most `AT_ONCE`, from `with_states`, with their rows, locale and latest revision.
        name: The field: a fact that is the same in every language.
        value: What it becomes.
        user: Who changes it.
    """
    outcome = BulkOutcome()
    stored = getattr(value, "pk", value)
    with shared_choices(), shared_surroundings():
        for activity in activities[:AT_ONCE]:
            draft = _draft_of(activity)
            reason = obstacle(activity) or (_("has this value already") if _stored(draft, name) == stored else "")
            if reason:
                outcome.skipped.append(Skipped(activity, reason))
                continue
            setattr(draft, name, value)
            draft.save_revision(user=user, clean=False, log_action=True)
            if not activity.live:
                # The row of an entry that was never published shows its draft, in lists and to filters.
                ProcessingActivity.objects.filter(pk=activity.pk).update(**{name: value})
            outcome.changed.append(activity)
    return outcome


def _draft_of(activity: ProcessingActivity) -> ProcessingActivity:
    """The latest draft, built without asking the database for what has been read."""
    revision = activity.latest_revision
    if revision is None or not activity.has_unpublished_changes:
        return activity
    return activity.with_content_json(revision.content)


def _stored(draft: ProcessingActivity, name: str) -> Any:
    """The value as a column holds it: a key instead of what it points to."""
    return draft._meta.get_field(name).value_from_object(draft)
