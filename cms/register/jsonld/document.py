"""Entries as JSON-LD: one node, one document, or the whole register as a stream."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from cms.register.entry import Entry
from cms.register.jsonld import terms
from cms.register.jsonld.assessment import context_nodes, impact_nodes, measure_nodes
from cms.register.jsonld.concepts import Concepts, Introduced
from cms.register.jsonld.context import CONTEXT
from cms.register.jsonld.names import Labelled, choice_label, entry_iri, register_iri
from cms.register.jsonld.parties import party_nodes
from cms.register.jsonld.processing import data_nodes, person_nodes, purpose_nodes
from cms.register.jsonld.transfers import recipient_nodes, transfer_nodes
from cms.register.jsonld.values import Node, day, link, stated, text

CONTENT_TYPE = "application/ld+json"

ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

ESCAPES = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""Signs that would end or change a script element that the JSON is put into; escaped, the JSON means the same."""


def register_document(entries: Iterable[Entry], base: str, language: str) -> Iterator[str]:
    """The register as one JSON-LD document, in pieces: one entry at a time is in memory.

    Args:
        entries: Complete entries, or public ones (`Entry.public`): what an entry lacks is not stated.
        base: The address of the register, the same for all languages. Everything of our own is named below it.
        language: The language of the register's title.
    """
    introduced = Introduced()
    yield f'{{"@context":{_encoded(CONTEXT)},\n"@graph":[\n{_encoded(register_node(base, language))}'
    for entry in entries:
        yield f",\n{_encoded(entry_node(entry, base, introduced))}"
    yield "\n]}\n"


def entry_document(entry: Entry, base: str) -> str:
    """One entry as a JSON-LD document of its own."""
    return f"{_encoded({'@context': CONTEXT, **entry_node(entry, base)})}\n"


def register_node(base: str, language: str) -> Node:
    """The register itself: a record of processing activities."""
    title = text(*choice_label(Labelled.REGISTER, language))
    return {
        "@id": register_iri(base),
        "@type": ["dpv:ROPA", "dcat:Catalog"],
        "dct:title": title,
        "dct:conformsTo": [link(iri) for iri in terms.CONFORMS_TO.values()],
    }


def entry_node(entry: Entry, base: str, introduced: Introduced | None = None) -> dict[str, Any]:
    """One entry as a JSON-LD node with prefixed terms (`cms.register.jsonld.context.CONTEXT`), without a context.

    Args:
        entry: A complete or a public entry.
        base: The address of the register, the same for all languages.
        introduced: What the document has described before; without it the node describes everything it names.
    """
    about = Concepts(entry, base, introduced or Introduced())
    node = {
        "@id": entry_iri(base, entry.reference),
        "@type": list(terms.PROCESS),
        "dpv:hasRecordOfActivity": link(register_iri(base)),
        "dpv:hasApplicableLaw": link("legal-eu:law-GDPR"),
        **_identity(entry),
        **_responsible_unit(about),
        **party_nodes(about),
        **purpose_nodes(about),
        **person_nodes(about),
        **data_nodes(about),
        **recipient_nodes(about),
        **transfer_nodes(about),
        **measure_nodes(about),
        **context_nodes(about),
        **impact_nodes(about),
        **_upkeep(entry),
    }
    return stated(node)


def _identity(entry: Entry) -> Node:
    data, language = entry.data, entry.language
    started, ended = day(data.get("started_on")), day(data.get("ended_on"))
    carried_out = {"@type": "dct:PeriodOfTime", "dcat:startDate": started, "dcat:endDate": ended}
    return {
        "dpv:hasIdentifier": entry.reference,
        "dct:title": text(data.get("name"), language),
        "dct:description": text(data.get("summary"), language),
        "dct:language": language,
        "dct:conformsTo": link(terms.CONFORMS_TO.get(data.get("role") or "")),
        "dpv:hasActivityStatus": link(terms.STATUS.get(data.get("status") or "")),
        "dct:temporal": stated(carried_out) if started or ended else None,
    }


def _responsible_unit(about: Concepts) -> Node:
    """The unit by its code and name. How to reach it is for the office and the authority only."""
    data = about.entry.data
    code, contact = data.get("unit") or "", data.get("contact")
    if not code and not contact:
        return {}
    word = about.word("unit", code)
    unit = {
        "@type": "dpv:OrganisationalUnit",
        "dpv:hasIdentifier": code,
        "dpv:hasName": text(word.get("name"), word.get("language", "")),
        "dpv:hasContact": text(contact, about.entry.language),
    }
    return {"dpv:hasResponsibleEntity": stated(unit)}


def _upkeep(entry: Entry) -> Node:
    """What the office notes about the entry itself; never part of a public one."""
    data, language = entry.data, entry.language
    review = day(data.get("next_review_on"))
    planned = {"@type": "dpv:ReviewProcedure", "dct:date": review, "dpv:hasActivityStatus": link("dpv:ActivityPlanned")}
    kept_internal = [
        stated(
            {
                "@type": "dct:RightsStatement",
                "dct:identifier": row.get("field"),
                "dct:description": text(row.get("reason"), language),
            }
        )
        for row in data.get("internal_fields", [])
    ]
    reason = text(data.get("publicity_reason"), language)
    rights = {"@type": "dct:RightsStatement", "dct:description": reason, "dct:hasPart": kept_internal}
    return {
        "dpv:hasOrganisationalMeasure": planned if review else None,
        "dct:accessRights": link(terms.ACCESS_RIGHTS.get(data.get("publicity") or "")),
        "dct:rights": stated(rights) if reason or kept_internal else None,
        "skos:editorialNote": text(data.get("note"), language),
    }


def _encoded(node: Node) -> str:
    written = ENCODER.encode(node)
    for sign, escape in ESCAPES.items():
        written = written.replace(sign, escape)
    return written
