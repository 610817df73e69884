"""Public entries and editions of them, without going through publishing each time."""

from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone
from wagtail.models import Locale

from cms.register.entry import Entry
from cms.register.models import ProcessingActivity, PublicEntry
from tests.factories.register import entry_values

WORDING = {
    "unit": {"it": {"name": "IT", "language": "de"}},
    "data_category": {"ip": {"name": "IP-Adresse", "language": "de"}},
}
PARTIES = {
    "controller": [{"name": "Nordlicht", "organisation": "Nordlicht", "address": "Kiel", "email": "", "phone": ""}]
}


def public_entry(
    reference: str = "VVT-001",
    *,
    language: str = "de",
    key: UUID | None = None,
    parties: dict[str, Any] | None = None,
    wording: dict[str, Any] | None = None,
    **values: Any,
) -> PublicEntry:
    """What visitors read of a published entry; an existing one of the same number and language is replaced."""
    locale = Locale.objects.get(language_code=language)
    old = ProcessingActivity.objects.filter(reference=reference, locale=locale).first()
    activity = old or ProcessingActivity.objects.create(
        reference=reference, name="-", locale=locale, translation_key=key or uuid4()
    )
    PublicEntry.objects.filter(activity=activity).delete()
    return PublicEntry.objects.create(**_values(activity, language, parties, wording, values))


def many_public_entries(count: int, *languages: str) -> None:
    """Public entries ``VVT-00001`` and so on, each of about 3 kB."""
    keys = [uuid4() for _number in range(count)]
    for language in languages or ("de", "en"):
        locale = Locale.objects.get(language_code=language)
        for start in range(0, count, 500):
            activities = ProcessingActivity.objects.bulk_create(
                ProcessingActivity(
                    reference=f"VVT-{number + 1:05}",
                    slug=f"vvt-{number + 1:05}",
                    name="-",
                    locale=locale,
                    translation_key=keys[number],
                )
                for number in range(start, min(start + 500, count))
            )
            long = {"summary": "Wir verarbeiten Angaben für die Prüfung. " * 40}
            PublicEntry.objects.bulk_create(
                PublicEntry(**_values(activity, language, None, None, long)) for activity in activities
            )


def _values(activity: ProcessingActivity, language: str, parties: Any, wording: Any, values: Any) -> dict[str, Any]:
    data = {**entry_values(activity.reference, **values), "language": language}
    public = Entry(data, WORDING if wording is None else wording, PARTIES if parties is None else parties).public()
    now = timezone.now()
    return {
        "activity": activity,
        "activity_key": activity.translation_key,
        "language": language,
        "reference": activity.reference,
        "slug": activity.slug,
        "name": public.data["name"],
        "summary": public.data.get("summary", ""),
        "entry": public.to_json(),
        "search_text": "",
        "changed_at": now,
        "facts_changed_at": now,
        "facts_digest": "",
    }
