"""What publishing an entry leaves behind: a record for the history, and the public part for visitors."""

from typing import Any

from django.db import transaction
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.refusals import Refused
from cms.register.completeness import gaps
from cms.register.entry import Entry, entry_of
from cms.register.enums import Publicity, RecordedEvent, Status
from cms.register.models.activity import TEXTS, ProcessingActivity
from cms.register.models.public_entry import EntryFacet, PublicEntry
from cms.register.models.records import ActivityRecord
from cms.register.searching import search_text
from cms.versions.hashing import digest
from cms.versions.publication import current_publication, person_name
from cms.versions.workflow import check_other_person


def check_publication(activity: ProcessingActivity, user: Any | None) -> None:
    """Refuse before anything has happened, so that a draft saved on the way stays.

    Args:
        activity: What is to be published.
        user: Who publishes; ``None`` for commands, which answer for themselves.

    Raises:
        Refused: The entry is active and incomplete, or the person wrote it.
    """
    try:
        check_complete(activity, entry_of(activity))
        if user is not None:
            check_other_person(activity, user)
    except Refused as refused:
        raise Refused(refused.message, _edit_url(activity), keeps_changes=True) from refused


def check_complete(activity: ProcessingActivity, entry: Entry) -> None:
    """Refuse an active entry that lacks a "must" field.

    Raises:
        Refused: With what is missing and the articles that ask for it.
    """
    if activity.status != Status.ACTIVE:
        return
    missing = [
        f"{each.demand.label} ({each.demand.articles})" if each.demand.articles else str(each.demand.label)
        for each in gaps(entry)
    ]
    if missing:
        raise Refused(
            _("“%(entry)s” was not published as active. It still lacks: %(missing)s.")
            % {"entry": activity, "missing": "; ".join(missing)},
            _edit_url(activity),
        )


def _edit_url(activity: ProcessingActivity) -> str | None:
    try:
        return reverse(activity.snippet_viewset.get_url_name("edit"), args=[activity.pk])
    except (AttributeError, NoReverseMatch):
        return None


@transaction.atomic
def record_publication(activity: ProcessingActivity, entry: Entry | None = None) -> None:
    """Check, record and project an entry that has just gone live.

    Args:
        activity: The live entry.
        entry: What it holds, if read already.

    Raises:
        Refused: It is active and incomplete; the surrounding transaction is rolled back.
    """
    entry = entry or entry_of(activity)
    check_complete(activity, entry)
    add_record(activity, entry, RecordedEvent.PUBLISHED)
    project(activity, entry)


@transaction.atomic
def record_unpublication(activity: ProcessingActivity) -> None:
    """Record that an entry was taken out, and take it from visitors."""
    add_record(activity, entry_of(activity), RecordedEvent.UNPUBLISHED)
    PublicEntry.objects.filter(activity_id=activity.pk).delete()


def add_record(activity: ProcessingActivity, entry: Entry, event: RecordedEvent) -> ActivityRecord | None:
    """Append to the history. What is said already is not said twice."""
    last = (
        ActivityRecord.objects.filter(activity_key=activity.translation_key, language=entry.language)
        .order_by("-pk")
        .first()
    )
    found = entry.digest()
    if (
        last is not None
        and last.digest == found
        and (last.event == RecordedEvent.UNPUBLISHED) == (event == RecordedEvent.UNPUBLISHED)
    ):
        return None
    return ActivityRecord.objects.create(
        activity_key=activity.translation_key,
        language=entry.language,
        reference=activity.reference,
        event=event,
        entry=entry.to_json(),
        digest=found,
        recorded_at=timezone.now(),
        recorded_by=person_name(current_publication().user),
    )


def project(activity: ProcessingActivity, entry: Entry, *, is_rewording: bool = False) -> None:
    """Write what visitors read, or remove it where the entry is not public.

    Args:
        activity: The live entry.
        entry: What it holds.
        is_rewording: Only names of catalogues or contacts changed; the entry keeps the date of its last change.
    """
    if not activity.live or activity.status != Status.ACTIVE or activity.publicity == Publicity.NO:
        PublicEntry.objects.filter(activity_id=activity.pk).delete()
        return
    public = entry.public()
    before = PublicEntry.objects.filter(activity_id=activity.pk).first()
    values = public_values(activity, public, before)
    if before and is_rewording:
        values["changed_at"] = before.changed_at
    stored, _created = PublicEntry.objects.update_or_create(activity_id=activity.pk, defaults=values)
    stored.facets.all().delete()
    EntryFacet.objects.bulk_create(EntryFacet.rows_of(stored, facets_of(public)))


def public_values(activity: ProcessingActivity, public: Entry, before: PublicEntry | None = None) -> dict[str, Any]:
    """The fields of the row that visitors read.

    Args:
        activity: The live entry.
        public: Its public part.
        before: The row as it was.
    """
    now = timezone.now()
    facts = digest(_facts(public))
    is_same = before is not None and before.facts_digest == facts
    return {
        "activity_key": activity.translation_key,
        "language": public.language,
        "reference": activity.reference,
        "slug": activity.slug,
        "name": activity.name,
        "summary": public.data.get("summary", ""),
        "unit": public.name_of("unit", public.data["unit"]) if public.data.get("unit") else "",
        "entry": public.to_json(),
        "search_text": search_text(public),
        "changed_at": now,
        "facts_changed_at": before.facts_changed_at if before is not None and is_same else now,
        "facts_digest": facts,
    }


def _facts(public: Entry) -> dict[str, Any]:
    """What is the same in every language: everything but texts."""
    texts = {"language", *TEXTS}

    def without_texts(value: Any) -> Any:
        if isinstance(value, list):
            return [without_texts(each) for each in value]
        if isinstance(value, dict):
            return {key: without_texts(each) for key, each in value.items() if key in FACT_KEYS}
        return value

    return {key: without_texts(value) for key, value in public.data.items() if key not in texts}


FACT_KEYS = frozenset(
    {
        *("category", "basis", "retention", "legal_bases", "source", "provision", "arrangement_on", "country"),
        *("safeguard", "recipient"),
    }
)


def facets_of(public: Entry) -> set[tuple[str, str]]:
    """By what visitors can narrow the list: pairs of kind and code, from public fields only."""
    data = public.data
    found = {("unit", data.get("unit") or "")}
    for row in data.get("purposes", []):
        found.add(("purpose", row["category"]))
        found |= {("legal_basis", basis["basis"]) for basis in row["legal_bases"]}
    found |= {("data_subject", row["category"]) for row in data.get("data_subjects", [])}
    return {(kind, code) for kind, code in found if code}


def found_gaps(activity: ProcessingActivity) -> list[str]:
    """The names of the "must" demands that a draft does not meet."""
    return [finding.demand.name for finding in gaps(entry_of(activity))]
