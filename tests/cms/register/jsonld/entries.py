"""Complete entries as plain data: every field is filled, every text occurs once."""

from copy import deepcopy
from typing import Any

from cms.register.entry import Entry

CONTACT = {
    "organisation": "",
    "address": "Am Hafen 1, 20095 Hamburg",
    "email": "",
    "phone": "",
    "url": "",
    "language": "de",
}
PARTIES = {
    "controller": [{**CONTACT, "name": "Nordlicht Krankenkasse", "email": "service@nordlicht.example"}],
    "joint_controllers": [],
    "representative": [],
    "dpo": [{**CONTACT, "name": "Datenschutzbüro", "organisation": "Nordlicht", "phone": "+49 40 123456"}],
}


def _word(name: str, dpv: str = "", language: str = "de", **more: Any) -> dict[str, Any]:
    return {"name": name, "language": language, "dpv": dpv, **more}


WORDING: dict[str, dict[str, dict[str, Any]]] = {
    "unit": {"it": _word("Abteilung IT")},
    "purpose": {"it-security": _word("IT-Sicherheit", "dpv:EnforceSecurity"), "own": _word("Eigener Zweck")},
    "legal_basis": {
        "gdpr-6-1-e": _word(
            "Öffentliche Aufgabe",
            "eu-gdpr:A6-1-e",
            citation="Art. 6 Abs. 1 Buchst. e DSGVO",
            flags=["public_task"],
            is_repealed=False,
        ),
        "tmg-15": _word("Nutzungsdaten (alt)", citation="§ 15 TMG", flags=["contract", "consent"], is_repealed=True),
    },
    "data_subject": {"website-visitors": _word("Besuchende der Website", "dpv:Visitor")},
    "data_category": {
        "ip-address": _word("IP-Adresse", "pd:IPAddress", is_special=False),
        "health-data": _word("Health data", "pd:Health", language="en", is_special=True),
    },
    "recipient": {"hosting-provider": _word("Rechenzentrum", "dpv:DataProcessor")},
    "measure": {"backups": _word("Datensicherungen", "dpv:DataBackupProtocols", goal="recovery")},
    "retention": {
        "logs": _word("Server-Protokolle: zwei Wochen", duration="P2W", trigger="collection", norm="§ 304 SGB V"),
        "until-withdrawal": _word("Bis zum Widerruf", duration="P0D", trigger="withdrawal", norm=""),
    },
}

CONTROLLER: dict[str, Any] = {
    "reference": "VVT-001",
    "name": "Betrieb der Website",
    "summary": "Wir betreiben unsere Website.",
    "role": "controller",
    "unit": "it",
    "contact": "Leitung IT, it@nordlicht.example",
    "started_on": "2020-01-31",
    "ended_on": None,
    "joint_controllers": [
        {
            "name": "Südlicht Krankenkasse",
            "address": "Marktplatz 2, 80331 München",
            "arrangement_on": "2021-05-04",
            "arrangement": "Nordlicht beantwortet Anfragen.",
        }
    ],
    "controllers_served": [],
    "purposes": [
        {
            "category": "it-security",
            "text": "Wir wehren Angriffe ab.",
            "legitimate_interest": "Sicherer Betrieb der Systeme.",
            "legal_bases": [
                {"basis": "gdpr-6-1-e", "note": "mit § 284 Abs. 1 SGB V"},
                {"basis": "tmg-15", "note": ""},
            ],
        },
        {"category": "own", "text": "Wir zählen Aufrufe.", "legitimate_interest": "", "legal_bases": []},
    ],
    "social_data": "yes",
    "statutory_task": "Beratung der Versicherten nach § 284 Abs. 1 Nr. 7 SGB V.",
    "data_subjects": [{"category": "website-visitors", "note": "auch Minderjährige"}],
    "data_categories": [
        {
            "category": "ip-address",
            "note": "gekürzt nach einem Tag",
            "source": "both",
            "source_note": "Zugangsanbieter",
            "provision": "mandatory",
            "provision_basis": "Ohne Adresse keine Verbindung.",
            "consequence": "Die Seite erscheint nicht.",
            "retention": "logs",
            "retention_note": "Bei Angriffen bis zur Klärung.",
        },
        {
            "category": "health-data",
            "note": "",
            "source": "person",
            "source_note": "",
            "provision": "voluntary",
            "provision_basis": "",
            "consequence": "",
            "retention": "until-withdrawal",
            "retention_note": "",
        },
    ],
    "recipients": [{"category": "hosting-provider", "note": "nur in Deutschland"}],
    "processors": [
        {
            "name": "Fernhost GmbH, Berlin",
            "task": "Betreibt die Server.",
            "contract_on": "2020-01-15",
            "notice_on": "2019-12-01",
            "notice_authority": "Bundesamt für Soziale Sicherung",
        }
    ],
    "transfer_status": "yes",
    "transfers": [
        {"country": "US", "recipient": "Cloud Inc.", "safeguard": "scc", "documentation": "Kopie auf Anfrage."},
        {
            "country": "IN",
            "recipient": "Support Ltd.",
            "safeguard": "derogation_interests",
            "documentation": "Abwägung vom 3. Mai 2021.",
        },
    ],
    "measures": [{"category": "backups", "note": "täglich, verschlüsselt"}],
    "systems": [{"name": "Webserver web01", "access": "Administration der Abteilung IT"}],
    "automated_decisions": "yes",
    "automated_decisions_logic": "Auffällige Adressen werden gesperrt.",
    "dpia_threshold": "required",
    "dpia_reason": "Umfangreiche Verarbeitung von Gesundheitsdaten.",
    "dpia_on": "2022-06-07",
    "status": "active",
    "next_review_on": "2027-01-01",
    "publicity": "partly",
    "publicity_reason": "Angreifer sollen nichts lernen.",
    "internal_fields": [{"field": "processors", "reason": "Der Vertrag verlangt Vertraulichkeit."}],
    "note": "Mit der Revision abgestimmt.",
}

PROCESSOR: dict[str, Any] = {
    **CONTROLLER,
    "reference": "AV 7/2024",
    "name": "Druck für die Pflegekasse",
    "role": "processor",
    "joint_controllers": [],
    "purposes": [],
    "data_subjects": [],
    "data_categories": [],
    "recipients": [],
    "controllers_served": [
        {
            "name": "Nordlicht Pflegekasse",
            "contact": "pflege@nordlicht.example",
            "representative": "Der Vorstand",
            "dpo": "Beauftragte der Pflegekasse",
            "processing": "Drucken und Versenden von Bescheiden",
        }
    ],
}


def entry(data: dict[str, Any] = CONTROLLER, language: str = "de", **changes: Any) -> Entry:
    """A complete entry, with changes to its data."""
    return Entry({"language": language, **deepcopy(data), **changes}, deepcopy(WORDING), deepcopy(PARTIES))


def texts_of(data: Any) -> list[str]:
    """All texts of a piece of data, however deep."""
    if isinstance(data, dict):
        return [text for value in data.values() for text in texts_of(value)]
    if isinstance(data, list):
        return [text for value in data for text in texts_of(value)]
    return [data] if isinstance(data, str) and data else []
