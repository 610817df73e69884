"""Carrying out a plan: drafts by the person who imports, all or none of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from wagtail.models import Locale, ReferenceIndex, Revision
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.core.conf import source_language
from cms.core.refusals import Refused
from cms.register.entry import shared_surroundings
from cms.register.exchange.plan import Change, Plan
from cms.register.exchange.stored import draft_of
from cms.register.models.activity import ROWS, ProcessingActivity
from cms.register.models.catalogues import Unit
from cms.register.writing import Codes, write_data

BATCH = 100


@dataclass
class Applied:
    """What an import has stored.

    Attributes:
        created: Keys of new entries.
        changed: Keys of entries with a new draft.
        revisions: Keys of the drafts.
        published: How many of them were published.
    """

    created: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    revisions: list[int] = field(default_factory=list)
    published: int = 0

    @property
    def count(self) -> int:
        """How many drafts were saved."""
        return len(self.revisions)


def apply_plan(plan: Plan, user: Any = None, *, skips_bad_rows: bool = False, publishes: bool = False) -> Applied:
    """Store the drafts of a plan in one transaction.

    Args:
        plan: As made by `cms.register.exchange.planning.plan_import`.
        user: Who imports; the author of the drafts.
        skips_bad_rows: Take over what is good although there are errors.
        publishes: Publish every draft, for commands: nobody else looks at them.

    Raises:
        Refused: There are errors or unknown columns, or an entry cannot be published. Nothing was stored.
    """
    if plan.unknown:
        raise Refused(_("Nothing was imported: say first what the unknown columns hold, or leave them out."))
    if plan.errors and not skips_bad_rows:
        raise Refused(_("Nothing was imported, because rows have errors. Mend them and import again."))
    with transaction.atomic(), disable_reference_index_auto_update():
        return _Import(user).run(plan, publishes=publishes)


class _Import:
    def __init__(self, user: Any) -> None:
        self.user = user
        self.locales = {locale.language_code: locale for locale in Locale.objects.all()}
        self.source: ProcessingActivity | None = None
        """The draft in the source language that was written last: its translations follow."""

    def run(self, plan: Plan, *, publishes: bool) -> Applied:
        _lock(plan)
        self._create_units(plan.new_units)
        self.codes = Codes()
        applied = Applied()
        # The catalogues are read once for all of them, not for each again.
        with shared_surroundings():
            changes = plan.changes
            for start in range(0, len(changes), BATCH):
                self._store(changes[start : start + BATCH], applied)
            if publishes:
                applied.published = _publish(applied.revisions)
        return applied

    def _store(self, changes: list[Change], applied: Applied) -> None:
        """Save new rows, then the drafts of all; between the two, what was saved is read back for all at once."""
        drafts = []
        for change in changes:
            with _naming(change):
                drafts.append(self._created(change) if change.stored is None else self._changed(change))
        new = [draft for change, draft in zip(changes, drafts, strict=True) if change.stored is None]
        prefetch_related_objects(new, *ROWS, "purposes__legal_bases")
        for change, draft in zip(changes, drafts, strict=True):
            is_new = change.stored is None
            action = "wagtail.create" if is_new else "wagtail.edit"
            with _naming(change):
                revision = draft.save_revision(user=self.user, clean=not is_new, log_action=action)
            applied.revisions.append(revision.pk)
            if is_new:
                ReferenceIndex.create_or_update_for_object(draft)
            (applied.created if is_new else applied.changed).append(draft.pk)

    def _create_units(self, units: dict[str, str]) -> None:
        locale = self.locales[source_language()]
        for code, name in units.items():
            unit = Unit(code=code, name=name, locale=locale, live=False, has_unpublished_changes=True)
            unit.full_clean()
            unit.save()
            unit.save_revision(user=self.user, clean=False, log_action="wagtail.create")

    def _created(self, change: Change) -> ProcessingActivity:
        if change.is_translation:
            activity = self._source(change).copy_for_translation(self.locales[change.language])
            _forget_history(activity)
        else:
            activity = ProcessingActivity(
                locale=self.locales[change.language], live=False, has_unpublished_changes=True
            )
        write_data(activity, change.data, self.codes)
        activity.full_clean()
        activity.save()
        return self._kept(change, activity)

    def _changed(self, change: Change) -> ProcessingActivity:
        assert change.stored is not None  # noqa: S101 - the caller asked
        draft = draft_of(change.stored.activity)
        return self._kept(change, write_data(draft, change.data, self.codes))

    def _kept(self, change: Change, draft: ProcessingActivity) -> ProcessingActivity:
        if not change.is_translation:
            self.source = draft
        return draft

    def _source(self, change: Change) -> ProcessingActivity:
        """The draft that a new translation belongs to: the one just written, or one stored before."""
        if self.source is None or self.source.reference != change.reference:
            sources = ProcessingActivity.objects.sources().select_related("locale", "latest_revision")
            self.source = draft_of(sources.get(reference=change.reference))
        return self.source


def _lock(plan: Plan) -> None:
    """Hold the entries that change, and refuse if somebody has saved one of them since the plan was made."""
    planned = {change.stored.activity.pk: change for change in plan.changed if change.stored}
    keys = list(planned)
    for start in range(0, len(keys), BATCH):
        rows = ProcessingActivity.objects.select_for_update().filter(pk__in=keys[start : start + BATCH])
        # In the same order everywhere, so that two imports wait for each other instead of both giving up.
        for key, revision in rows.order_by("pk").values_list("pk", "latest_revision_id"):
            change = planned.pop(key)
            if change.stored and revision != change.stored.activity.latest_revision_id:
                raise _changed_since(change)
    if planned:
        raise _changed_since(next(iter(planned.values())))


def _changed_since(change: Change) -> Refused:
    return Refused(
        _("Nothing was imported: “%(entry)s” has changed since the plan was made. Import the file again.")
        % {"entry": f"{change.reference} {change.name}"}
    )


def _forget_history(copy: ProcessingActivity) -> None:
    """A copy keeps the source's publication; the translation has none yet."""
    copy.live, copy.has_unpublished_changes = False, True
    for name in ("live_revision", "latest_revision", "locked_by"):
        setattr(copy, name, None)
    for name in ("first_published_at", "last_published_at", "go_live_at", "expire_at", "locked_at"):
        setattr(copy, name, None)
    copy.expired = copy.locked = False


def _publish(revisions: list[int]) -> int:
    """Publish all; where some are refused, all of them are named."""
    refusals = []
    for key in revisions:
        try:
            with transaction.atomic():
                Revision.objects.get(pk=key).publish()
        except Refused as refused:
            refusals.append(refused.message)
    if refusals:
        raise Refused(
            _("Nothing was imported, because these entries cannot be published:\n%(refusals)s")
            % {"refusals": "\n".join(refusals)}
        )
    return len(revisions)


@contextmanager
def _naming(change: Change) -> Iterator[None]:
    """Say which row it was."""
    try:
        yield
    except ValidationError as error:
        raise Refused(
            _("Nothing was imported. Row %(row)d, %(reference)s (%(language)s): %(reasons)s")
            % {
                "row": change.row,
                "reference": change.reference,
                "language": change.language,
                "reasons": " ".join(error.messages),
            }
        ) from error
