"""Entries of the register."""

from typing import Any

from wagtail.models import Locale

from cms.core.conf import source_language
from cms.register.models import (
    DataCategory,
    DataSubjectCategory,
    LegalBasis,
    Measure,
    ProcessingActivity,
    PurposeCategory,
    RecipientCategory,
    RetentionRule,
    Unit,
)
from cms.register.writing import write_data
from tests.factories.contacts import contact, privacy_settings


def catalogue_row(model: Any, code: str, name: str = "", english: str = "", **values: Any) -> Any:
    """A published row in the source language and, with ``english``, its published translation."""
    row = model.objects.filter(code=code, locale__language_code=source_language()).first()
    if row is None:
        locale = Locale.objects.get(language_code=source_language())
        row = model.objects.create(code=code, name=name or code, locale=locale, live=True, **values)
        if english:
            translated = {"name": english, "locale": Locale.objects.get(language_code="en"), "live": True}
            model.objects.create(code=code, translation_key=row.translation_key, **{**values, **translated})
    return row


def small_catalogues() -> None:
    """One or two rows of each catalogue, in both languages."""
    catalogue_row(Unit, "it", "IT", "IT services")
    catalogue_row(PurposeCategory, "website", "Website", "Running the website")
    catalogue_row(
        LegalBasis, "gdpr-6-1-e", "Öffentliche Aufgabe", "Public task", citation="Art. 6(1)(e)", is_public_task=True
    )
    catalogue_row(DataCategory, "ip", "IP-Adresse", "IP address")
    catalogue_row(DataSubjectCategory, "visitors", "Besucher", "Visitors")
    catalogue_row(RecipientCategory, "none", "Keine", "None")
    catalogue_row(Measure, "tls", "Verschlüsselte Übertragung", "Encrypted transport")
    catalogue_row(
        RetentionRule, "logs", "Protokolle", "Logs", duration="P7D", trigger="collection", norm="Art. 5(1)(e)"
    )


def entry_values(reference: str = "VVT-001", **values: Any) -> dict[str, Any]:
    """Plain data of a complete, public entry; needs `small_catalogues`."""
    return {
        "reference": reference,
        "name": "Betrieb der Website",
        "summary": "Unser Server protokolliert Zugriffe.",
        "role": "controller",
        "status": "active",
        "unit": "it",
        "contact": "IT-Leitung, Telefon 0431 123",
        "started_on": "2020-01-01",
        "purposes": [
            {
                "category": "website",
                "text": "Die Website ausliefern",
                "legitimate_interest": "",
                "legal_bases": [{"basis": "gdpr-6-1-e", "note": "mit § 67a SGB X"}],
            }
        ],
        "social_data": "no",
        "data_subjects": [{"category": "visitors", "note": ""}],
        "data_categories": [
            {
                "category": "ip",
                "note": "gekürzt",
                "source": "person",
                "provision": "mandatory",
                "provision_basis": "technisch nötig",
                "consequence": "Die Website kann nicht gezeigt werden.",
                "retention": "logs",
            }
        ],
        "recipients": [{"category": "none", "note": ""}],
        "transfer_status": "none",
        "measures": [{"category": "tls", "note": ""}],
        "systems": [{"name": "nginx", "access": "Administratoren"}],
        "automated_decisions": "none",
        "dpia_threshold": "not_required",
        "dpia_reason": "geringes Risiko",
        "next_review_on": "2027-06-30",
        "publicity": "yes",
        **values,
    }


def responsible_parties() -> None:
    """A controller and a DPO in the settings of the default site: every complete entry needs them."""
    controller = contact()
    privacy_settings(controller=controller, dpo=contact("Datenschutzbeauftragte"))


def activity(
    reference: str = "VVT-001", *, language: str = "de", user: Any = None, **values: Any
) -> ProcessingActivity:
    """A stored draft with its first revision, complete and public unless ``values`` say otherwise."""
    small_catalogues()
    new = ProcessingActivity(locale=Locale.objects.get(language_code=language), live=False)
    write_data(new, entry_values(reference, **values))
    new.save()
    new.save_revision(user=user)
    return ProcessingActivity.objects.get(pk=new.pk)


def published_activity(reference: str = "VVT-001", **values: Any) -> ProcessingActivity:
    """A published entry. Needs `responsible_parties` while it is active."""
    draft = activity(reference, **values)
    draft.get_latest_revision().publish()
    return ProcessingActivity.objects.get(pk=draft.pk)
