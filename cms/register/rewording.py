"""When a name changes that entries use: what visitors read and what the history says follow the catalogues.

Entries keep the names of catalogue rows and contacts as they were when they were recorded. A changed row or contact
therefore gives every published entry that uses it a new record (event "wording") and a new public part.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import ngettext
from wagtail.models import Locale

from cms.core.acting import acting_request
from cms.register.catalogue_rules import is_translation, share_facts
from cms.register.entry import BATCH, Entry, entries_of
from cms.register.enums import RecordedEvent
from cms.register.models import ActivityRecord, CatalogueRow, ProcessingActivity
from cms.register.recording import add_record, project
from cms.register.usages import keys_to
from site_settings.models import Contact, JointController, PrivacySettings

AT_ONCE = 200
"""Entries that are brought up to date while a person waits; more of them are the command's."""
PARTIES = ("controller", "representative", "dpo")


@dataclass
class Refreshed:
    """What came of it: entries looked at, entries whose words changed, entries left to `refresh_register`."""

    seen: int = 0
    changed: int = 0
    left: int = 0


def refresh(activities: Any, limit: int | None = None, *, rebuild: bool = False) -> Refreshed:
    """Bring published entries up to date with catalogues and contacts. Repeatable: what is up to date stays as it is.

    Reads and writes in batches: memory does not grow with the number of entries.

    Args:
        activities: A queryset; entries that are not published are left out.
        limit: How many at most.
        rebuild: Also write anew the public parts of entries that have not changed.
    """
    published = activities.filter(live=True)
    total = published.count()
    if limit is not None and total > limit:
        first = published.order_by("reference", "pk").values_list("pk", flat=True)[:limit]
        published = ProcessingActivity.objects.filter(pk__in=list(first))
    outcome = Refreshed(left=max(total - limit, 0) if limit is not None else 0)
    for language in Locale.objects.order_by("pk").values_list("language_code", flat=True):
        pairs = entries_of(published, language)
        while batch := list(islice(pairs, BATCH)):
            outcome.seen += len(batch)
            outcome.changed += _refresh_batch(batch, language, rebuild)
    return outcome


def _refresh_batch(batch: list[tuple[ProcessingActivity, Entry]], language: str, rebuild: bool) -> int:
    recorded = _last_digests([activity.translation_key for activity, _entry in batch], language)
    changed = 0
    for activity, entry in batch:
        is_same = recorded.get(activity.translation_key) == entry.digest()
        if is_same and not rebuild:
            continue
        with transaction.atomic():
            if not is_same:
                add_record(activity, entry, RecordedEvent.WORDING)
                changed += 1
            project(activity, entry, is_rewording=True)
    return changed


def _last_digests(keys: Iterable[Any], language: str) -> dict[Any, str]:
    """What the history says last about entries, in two queries. Those unpublished since are left out."""
    records = ActivityRecord.objects.filter(activity_key__in=list(keys), language=language).order_by()
    last = records.values("activity_key").annotate(last=Max("pk")).values_list("last", flat=True)
    found = ActivityRecord.objects.filter(pk__in=list(last)).exclude(event=RecordedEvent.UNPUBLISHED).order_by()
    return dict(found.values_list("activity_key", "digest"))


def entries_using(row: CatalogueRow) -> Any:
    """Entries, in all languages, whose stored text names a catalogue row."""
    used = Q(pk__in=())
    for key in keys_to(row.kind):
        rows = key.model.objects.filter(**{f"{key.name}__translation_key": row.translation_key})
        used |= Q(pk__in=rows.order_by().values(f"{key.entry}pk"))
    return ProcessingActivity.objects.filter(used)


def follow_row(row: CatalogueRow) -> Refreshed:
    """A catalogue row has changed, in whatever language."""
    if not is_translation(row):
        share_facts(row)
    outcome = refresh(entries_using(row), AT_ONCE)
    tell(outcome)
    return outcome


def follow_parties() -> Refreshed:
    """Who answers for the register has changed: all published entries name them."""
    outcome = refresh(ProcessingActivity.objects.all(), AT_ONCE)
    tell(outcome)
    return outcome


def told_fields(model: type[Any]) -> set[str]:
    """The fields of a row or contact that can change what entries say; not those that only note a draft."""
    names = {each.field_name for each in getattr(model, "translatable_fields", [])}
    return names | {"live"}


def is_party(contact: Contact) -> bool:
    """Whether the register names a contact, in whatever language."""
    named = Q()
    for role in PARTIES:
        named |= Q(**{f"{role}__translation_key": contact.translation_key})
    return (
        PrivacySettings.objects.filter(named).exists()
        or JointController.objects.filter(contact__translation_key=contact.translation_key).exists()
    )


def sentences(outcome: Refreshed) -> Iterator[str]:
    """What to tell the person whose change it was."""
    if outcome.changed:
        yield ngettext(
            "%(count)d published entry of the register now reads accordingly.",
            "%(count)d published entries of the register now read accordingly.",
            outcome.changed,
        ) % {"count": outcome.changed}
    if outcome.left:
        yield ngettext(
            "%(count)d more published entry follows with the next run of “manage.py refresh_register”.",
            "%(count)d more published entries follow with the next run of “manage.py refresh_register”.",
            outcome.left,
        ) % {"count": outcome.left}


def tell(outcome: Refreshed) -> None:
    """Tell the person in the admin; commands and programs have their own ways."""
    request = acting_request()
    if request is not None and hasattr(request, "_messages"):
        for sentence in sentences(outcome):
            (messages.warning if outcome.left else messages.info)(request, sentence)
