"""A large register, for benchmarks and for tests that count queries. Nothing goes through publishing: it is too slow.

What publishing would have left behind is there all the same: live rows, revisions, history, public entries, facets.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Revision

from cms.register.entry import Entry, entry_data, register_parties, used_codes
from cms.register.enums import RecordedEvent
from cms.register.models import (
    ActivityRecord,
    DataCategory,
    DataSubjectCategory,
    EntryFacet,
    LegalBasis,
    Measure,
    ProcessingActivity,
    PublicEntry,
    PurposeCategory,
    RecipientCategory,
    RetentionRule,
    Unit,
)
from cms.register.models.activity import ROWS
from cms.register.recording import facets_of, public_values
from cms.register.wording import Wording
from cms.register.writing import Codes, write_data

BATCH = 500
LANGUAGES = ("de", "en")
TASKS = ("Beitragseinzug", "Leistungsabrechnung", "Bonusprogramm", "Terminvergabe", "Widersprüche", "Zahnersatz")
TASKS_EN = ("Contribution collection", "Benefit accounting", "Bonus programme", "Appointments", "Appeals", "Dentures")
TEXTS = {
    "de": "Wir verarbeiten die Angaben, soweit es für die Prüfung der Mitgliedschaft und für Auskünfte nötig ist. ",
    "en": "We process the data as far as membership checks and answers to enquiries require it, and no further. ",
}


def bulk_activities(count: int, *, first: int = 1, with_history: bool = True) -> None:
    """Store published activities in German and English, about 2 kB of text each and language.

    Args:
        count: How many; each is stored in both languages.
        first: The number of the first reference; call again with a higher one for more.
        with_history: Also a revision and a record of each, which make up half of the time.
    """
    choices = bulk_catalogues()
    for start in range(first, first + count, BATCH):
        with transaction.atomic():
            _store(range(start, min(start + BATCH, first + count)), choices, with_history)


def bulk_catalogues() -> dict[str, list[str]]:
    """Catalogues of the size that an authority has: the codes by kind."""
    counts = ((Unit, 30), (PurposeCategory, 12), (LegalBasis, 40), (DataCategory, 40), (DataSubjectCategory, 20))
    counts += ((RecipientCategory, 20), (Measure, 30), (RetentionRule, 20))
    codes: dict[str, list[str]] = {}
    german, english = (Locale.objects.get(language_code=language) for language in LANGUAGES)
    for model, number in counts:
        codes[model.kind] = [f"bulk-{order}" for order in range(number)]
        if model.objects.filter(code="bulk-0").exists():
            continue
        rows = []
        for order, code in enumerate(codes[model.kind]):
            name, key = f"{model._meta.verbose_name} {order}", uuid4()
            values = {"code": code, "sort_order": order, "live": True, "translation_key": key, **_more(model, order)}
            rows.append(model(name=f"{name} für Übungen", locale=german, **values))
            rows.append(model(name=name, locale=english, **values))
        model.objects.bulk_create(rows)
    return codes


def _more(model: Any, order: int) -> dict[str, Any]:
    if model is LegalBasis:
        return {"citation": f"Art. 6 ({order})", "is_public_task": True}
    if model is RetentionRule:
        return {"duration": "P6Y", "trigger": "end_of_calendar_year", "norm": "§ 304 SGB V"}
    return {}


def bulk_data(number: int, language: str, codes: dict[str, list[str]]) -> dict[str, Any]:
    """The plain data of one activity; the same number gives the same data."""

    def pick(kind: str, offset: int = 0) -> str:
        return codes[kind][(number * 7 + offset) % len(codes[kind])]

    text = TEXTS[language]
    tasks = TASKS if language == "de" else TASKS_EN
    return {
        # Rows that are not there are named, too, or each of them is looked up.
        **{name: [] for name in ("joint_controllers", "controllers_served", "processors", "transfers")},
        "reference": f"VVT-{number:05}",
        "name": f"{tasks[number % len(tasks)]} {'für Ärzte' if language == 'de' else 'for physicians'} {number}",
        "summary": text,
        "role": "controller",
        "status": ("active", "active", "active", "active", "draft", "retired")[number % 6],
        "unit": pick("unit"),
        "contact": "Telefon 0431 123",
        "started_on": "2020-01-01",
        "purposes": [
            {
                "category": pick("purpose", each),
                "text": f"{text}{tasks[(number + each) % len(tasks)]} {number}",
                "legitimate_interest": "",
                "legal_bases": [{"basis": pick("legal_basis", each * 2 + k), "note": "§ 284 SGB V"} for k in (0, 1)],
            }
            for each in (0, 1)
        ],
        "social_data": ("no", "yes", "")[number % 3],
        "statutory_task": text,
        "data_subjects": [{"category": pick("data_subject", each), "note": ""} for each in range(3)],
        "data_categories": [
            {
                "category": pick("data_category", each),
                "note": "",
                "source": "person",
                "source_note": "",
                "provision": "mandatory",
                "provision_basis": "§ 206 SGB V",
                "consequence": text,
                "retention": pick("retention", each),
                "retention_note": "",
            }
            for each in range(4)
        ],
        "recipients": [{"category": pick("recipient", each), "note": text[:100]} for each in (0, 1)],
        "transfer_status": "none",
        "measures": [{"category": pick("measure", each), "note": ""} for each in (0, 1)],
        "systems": [{"name": f"Fachverfahren {number % 50}", "access": text}],
        "automated_decisions": "none",
        "dpia_threshold": "not_required",
        "dpia_reason": text,
        "next_review_on": (date(2026, 1, 1) + timedelta(days=number % 900)).isoformat(),
        "publicity": ("yes", "yes", "yes", "partly", "no")[number % 5],
        "publicity_reason": text if number % 5 == 4 else "",
        "internal_fields": [{"field": "recipients", "reason": text}] if number % 5 == 3 else [],
        "note": text,
    }


def _store(numbers: Iterable[int], choices: dict[str, list[str]], with_history: bool) -> None:
    keys = {number: uuid4() for number in numbers}
    codes, user = Codes(), None
    for language in LANGUAGES:
        locale = Locale.objects.get(language_code=language)
        wording = Wording(language)
        parties = register_parties(locale)
        activities = []
        for number, key in keys.items():
            new = ProcessingActivity(locale=locale, translation_key=key, live=True, has_unpublished_changes=False)
            write_data(new, bulk_data(number, language, choices), codes)
            new.gaps = ["controller"] if number % 10 == 0 else []
            new.slug = new.reference.lower()
            new.first_published_at = new.last_published_at = timezone.now()
            activities.append(new)
        ProcessingActivity.objects.bulk_create(activities)
        _store_rows(activities)
        entries = []
        for activity in activities:
            data = {"language": language, **entry_data(activity, wording)}
            entries.append((activity, Entry(data, wording.of(used_codes(data)), parties)))
        if with_history:
            _store_history(entries, user)
        _store_public(entries)


def _store_rows(activities: list[ProcessingActivity]) -> None:
    for name in ROWS:
        rows = [_owned(row, activity) for activity in activities for row in getattr(activity, name).all()]
        if rows:
            type(rows[0]).objects.bulk_create(rows)
    purposes = [purpose for activity in activities for purpose in activity.purposes.all()]
    bases = [(purpose, basis) for purpose in purposes for basis in purpose.legal_bases.all()]
    for purpose, basis in bases:
        basis.purpose_id = purpose.pk
    if bases:
        type(bases[0][1]).objects.bulk_create([basis for _purpose, basis in bases])


def _owned(row: Any, activity: ProcessingActivity) -> Any:
    row.activity_id = activity.pk
    return row


def _store_history(entries: list[tuple[ProcessingActivity, Entry]], user: Any) -> None:
    content_type = ContentType.objects.get_for_model(ProcessingActivity)
    now = timezone.now()
    revisions = [
        Revision(
            content_type=content_type,
            base_content_type=content_type,
            object_id=str(activity.pk),
            object_str=str(activity),
            created_at=now,
            user=user,
            content=activity.serializable_data(),
        )
        for activity, _entry in entries
    ]
    Revision.objects.bulk_create(revisions)
    for (activity, _entry), revision in zip(entries, revisions, strict=True):
        activity.latest_revision = activity.live_revision = revision
    changed = [activity for activity, _entry in entries]
    ProcessingActivity.objects.bulk_update(changed, ["latest_revision", "live_revision"], batch_size=100)
    ActivityRecord.objects.bulk_create(
        ActivityRecord(
            activity_key=activity.translation_key,
            language=entry.language,
            reference=activity.reference,
            event=RecordedEvent.PUBLISHED,
            entry=entry.to_json(),
            digest=entry.digest(),
            recorded_at=now,
        )
        for activity, entry in entries
    )


def _store_public(entries: list[tuple[ProcessingActivity, Entry]]) -> None:
    public = [
        PublicEntry(activity=activity, **public_values(activity, entry.public()))
        for activity, entry in entries
        if activity.status == "active" and activity.publicity != "no"
    ]
    PublicEntry.objects.bulk_create(public)
    facets: Iterator[EntryFacet] = (
        facet for stored in public for facet in EntryFacet.rows_of(stored, facets_of(Entry.from_json(stored.entry)))
    )
    EntryFacet.objects.bulk_create(list(facets))
