"""Who receives data, and transfers to third countries and international organisations (Art. 30(1)(d), (e), (2)(c))."""

from typing import Any

from cms.register.countries import country_name, is_country
from cms.register.enums import NoneYes, Safeguard
from cms.register.jsonld import terms
from cms.register.jsonld.concepts import Concepts
from cms.register.jsonld.names import concept_iri
from cms.register.jsonld.processing import rows_with_notes
from cms.register.jsonld.values import Node, link, links, stated, text

EEA = frozenset("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK".split())
"""No third countries: named as the seat of an international organisation."""

NOT_IN_DPV = frozenset("AC CP CQ DG EA IC TA XK".split())
"""Territories that the Unicode CLDR names without a code of their own in ISO 3166-1."""


def recipient_nodes(about: Concepts) -> Node:
    """The categories of recipients."""
    return {"dpv:hasRecipient": rows_with_notes(about, "recipients", "recipient")}


def transfer_nodes(about: Concepts) -> Node:
    """The transfers. "None" is said too: the record has to answer the question."""
    transfers = about.entry.data.get("transfers", [])
    abroad = dict.fromkeys(row["country"] for row in transfers if row.get("country") and row["country"] not in EEA)
    return {
        "dpv:hasThirdCountry": [_country(about, code) for code in abroad] or _answer(about, bool(transfers)),
        "dpv:hasProcessing": [_transfer(about, row) for row in transfers],
    }


def _answer(about: Concepts, is_listed: bool) -> list[Node]:
    status = about.entry.data.get("transfer_status")
    if status == NoneYes.NONE:
        return [{"dpv:hasApplicability": {"@id": terms.NOT_APPLICABLE}}]
    if status == NoneYes.YES and not is_listed:
        return [{"dpv:hasApplicability": {"@id": terms.NOT_AVAILABLE}}]
    return []


def _transfer(about: Concepts, row: dict[str, Any]) -> Node:
    code = row.get("country") or ""
    country = _country(about, code) if code else None
    is_organisation = code in EEA
    safeguard = row.get("safeguard")
    choice = Safeguard(safeguard) if safeguard in Safeguard.values else None
    importer = ["dpv:DataImporter", "dpv:InternationalOrganisation"] if is_organisation else "dpv:DataImporter"
    return stated(
        {
            "@type": "dpv:CrossBorderTransfer",
            "dpv:hasCountry" if is_organisation else "dpv:hasThirdCountry": country,
            "dpv:hasDataImporter": {"@type": importer, "dpv:hasName": row["recipient"]}
            if row.get("recipient")
            else None,
            "dpv:hasLegalBasis": _basis(about, choice) if choice else None,
            "dpv:hasOrganisationalMeasure": _tool(choice, text(row.get("documentation"), about.entry.language)),
        }
    )


def _basis(about: Concepts, safeguard: Safeguard) -> Node | None:
    found = terms.TRANSFER_BASIS[safeguard.value]
    if len(found) == 1:
        return link(found[0])
    above = {"skos:broader": link("dpv:DataTransferLegalBasis"), "skos:narrower": links(*found)}
    return about.choice("safeguard", safeguard, **above)


def _tool(safeguard: Safeguard | None, documentation: Node | None) -> Node | None:
    tool = terms.TRANSFER_TOOL.get(safeguard.value) if safeguard else None
    if not tool and not documentation:
        return None
    types = ["dpv:SafeguardForDataTransfer", tool] if tool else "dpv:SafeguardForDataTransfer"
    return stated({"@type": types, "dct:description": documentation})


def _country(about: Concepts, code: str) -> Node:
    """A country as DPV names it; one of our own for a territory that has no official code."""
    if is_country(code) and code not in NOT_IN_DPV:
        return {"@id": f"loc:{code}"}
    language = about.entry.language
    described = {
        "@id": concept_iri(about.base, "country", code),
        "@type": ["skos:Concept", "dpv:ThirdCountry"],
        "skos:notation": code,
        "skos:prefLabel": text(country_name(code, language), language),
    }
    return about.introduced.once(described)
