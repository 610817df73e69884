"""Prefixes of the export, and the inline ``@context``: nothing is fetched to read the document."""

import re

DPV_RELEASE = "2.3"
"""The release of the vocabulary that all terms are taken from."""

DPV_PREFIXES: dict[str, str] = {
    "dpv": "https://w3id.org/dpv#",
    "pd": "https://w3id.org/dpv/pd#",
    "loc": "https://w3id.org/dpv/loc#",
    "tech": "https://w3id.org/dpv/tech#",
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
    "legal-eu": "https://w3id.org/dpv/legal/eu#",
    "legal-de": "https://w3id.org/dpv/legal/de#",
    "sector-health": "https://w3id.org/dpv/sector/health#",
    "sector-publicservices": "https://w3id.org/dpv/sector/publicservices#",
}
"""The parts of DPV that a catalogue row may name a term of, by the prefixes that DPV itself prefers."""

OTHER_PREFIXES: dict[str, str] = {
    "dct": "http://purl.org/dc/terms/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

CONTEXT: dict[str, str] = {**DPV_PREFIXES, **OTHER_PREFIXES}

TERM = re.compile(r"(?P<prefix>[a-z][a-z0-9-]*):(?P<name>[A-Za-z0-9_.-]+)")


def is_dpv_term(term: str) -> bool:
    """Whether a text is a DPV term as catalogue rows name it: a known prefix and a name."""
    match = TERM.fullmatch(term)
    return match is not None and match["prefix"] in DPV_PREFIXES


def expanded(term: str) -> str:
    """The full IRI of a prefixed term.

    Raises:
        KeyError: The prefix is none of the export's.
    """
    prefix, _colon, name = term.partition(":")
    return CONTEXT[prefix] + name
