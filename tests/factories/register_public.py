"""Entries as the public register shows them, stored without drafts and approvals."""

from typing import Any

from wagtail.models import Locale

from cms.register.models import ProcessingActivity, PublicEntry
from cms.register.recording import record_publication
from cms.register.writing import write_data
from tests.factories.register import entry_values, small_catalogues


def public_entry(
    reference: str = "VVT-001", *, language: str = "de", of: PublicEntry | None = None, **values: Any
) -> PublicEntry:
    """A live, recorded entry. Needs `responsible_parties`.

    Args:
        reference: Its number.
        language: Of the entry.
        of: The entry that it translates.
        values: As of `entry_values`.
    """
    small_catalogues()
    activity = ProcessingActivity(locale=Locale.objects.get(language_code=language), live=True)
    if of is not None:
        activity.translation_key = of.activity_key
        reference = of.reference
    write_data(activity, entry_values(reference, **values))
    activity.save()
    record_publication(activity)
    return PublicEntry.objects.get(activity=activity)


def purpose(category: str = "website", *bases: str, text: str = "Die Website ausliefern") -> dict[str, Any]:
    """A purpose with its legal bases, as plain data."""
    return {
        "category": category,
        "text": text,
        "legitimate_interest": "",
        "legal_bases": [{"basis": basis, "note": ""} for basis in bases or ("gdpr-6-1-e",)],
    }
