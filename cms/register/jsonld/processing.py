"""What is processed and why: purposes with their legal bases, persons, data (Art. 30(1)(b), (c), (f))."""

from typing import Any

from cms.register.enums import Trigger
from cms.register.jsonld import terms
from cms.register.jsonld.concepts import Concepts
from cms.register.jsonld.values import Node, link, links, period, stated, text


def purpose_nodes(about: Concepts) -> Node:
    """Each purpose with its own legal bases, and all legal bases of the entry once more for flat queries."""
    purposes = about.entry.data.get("purposes", [])
    used = dict.fromkeys(basis["basis"] for row in purposes for basis in row.get("legal_bases", []))
    return {
        "dpv:hasPurpose": [_purpose(about, row) for row in purposes],
        "dpv:hasLegalBasis": [about.row("legal_basis", code) for code in used],
    }


def _purpose(about: Concepts, row: dict[str, Any]) -> Node:
    language = about.entry.language
    bases: list[Node] = []
    for basis in row.get("legal_bases", []):
        note = text(basis.get("note"), language)
        bases.append(stated({**about.use("legal_basis", basis["basis"]), "skos:note": note}))
    if interest := text(row.get("legitimate_interest"), language):
        bases.append({"@type": "dpv:LegitimateInterest", "dct:description": interest})
    described = text(row.get("text"), language)
    return stated(
        {**about.use("purpose", row.get("category") or ""), "dct:description": described, "dpv:hasLegalBasis": bases}
    )


def person_nodes(about: Concepts) -> Node:
    """The categories of data subjects."""
    return {"dpv:hasDataSubject": rows_with_notes(about, "data_subjects", "data_subject")}


def rows_with_notes(about: Concepts, name: str, kind: str) -> list[Node]:
    """The rows of a field that each name a catalogue row and may add a note."""
    return [
        stated({**about.use(kind, row.get("category") or ""), "skos:note": text(row.get("note"), about.entry.language)})
        for row in about.entry.data.get(name, [])
    ]


def data_nodes(about: Concepts) -> Node:
    """The categories of personal data, each with source, obligation to provide and time limit."""
    return {"dpv:hasPersonalData": [_data(about, row) for row in about.entry.data.get("data_categories", [])]}


def _data(about: Concepts, row: dict[str, Any]) -> Node:
    language = about.entry.language
    code = row.get("category") or ""
    special = bool(about.word("data_category", code).get("is_special"))
    reason = text(row.get("provision_basis"), language)
    consequence = text(row.get("consequence"), language)
    return stated(
        {
            **about.use("data_category", code, **{"dpv:SpecialCategoryPersonalData": special}),
            "skos:note": text(row.get("note"), language),
            "dpv:hasDataSource": _sources(row, language),
            "dpv:hasNecessity": link(terms.PROVISION.get(row.get("provision") or "")),
            "dpv:hasJustification": reason and {"@type": "dpv:Justification", "dct:description": reason},
            "dpv:hasConsequence": consequence and {"@type": "dpv:Consequence", "dct:description": consequence},
            "dpv:hasStorageCondition": _storage(about, row),
        }
    )


def _sources(row: dict[str, Any], language: str) -> list[Node]:
    found = links(*terms.SOURCE.get(row.get("source") or "", ()))
    if note := text(row.get("source_note"), language):
        found.append({"@type": "dpv:DataSource", "dct:description": note})
    return found


def _storage(about: Concepts, row: dict[str, Any]) -> Node | None:
    """The time limit for erasure: the period, and the event after which it runs."""
    code = row.get("retention") or ""
    note = text(row.get("retention_note"), about.entry.language)
    if not code and not note:
        return None
    return stated({**about.use("retention", code), "dct:description": note, "dpv:hasDuration": _duration(about, code)})


def _duration(about: Concepts, code: str) -> Node | None:
    word = about.word("retention", code)
    length = period(word.get("duration") or "")
    trigger = word.get("trigger")
    event = Trigger(trigger) if trigger in Trigger.values else None
    if length is None and event is None:
        return None
    at_once = length is not None and length["@value"] == "P0D"
    related = link(terms.TRIGGER.get(event.value)) if event else None
    return stated(
        {
            "@type": "dpv:UntilEventDuration" if at_once and event else "dpv:TemporalDuration",
            "rdf:value": length,
            "dpv:isAfter": about.choice("trigger", event, **{"skos:related": related}) if event else None,
        }
    )
