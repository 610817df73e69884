"""Reading exports back as graphs."""

from typing import Any

from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, RDF, SKOS, XSD

from cms.register.entry import Entry
from cms.register.jsonld.context import CONTEXT
from cms.register.jsonld.document import entry_document, register_document

BASE = "https://nordlicht.example/register/"
ACTIVITY = URIRef(f"{BASE}vvt-001/")
DPV = Namespace(CONTEXT["dpv"])
EU_GDPR = Namespace(CONTEXT["eu-gdpr"])
LOC = Namespace(CONTEXT["loc"])
PD = Namespace(CONTEXT["pd"])

__all__ = ["ACTIVITY", "BASE", "DCAT", "DCTERMS", "DPV", "EU_GDPR", "LOC", "PD", "RDF", "SKOS", "XSD"]


def graph_of(entry: Entry) -> Graph:
    return Graph().parse(data=entry_document(entry, BASE), format="json-ld")


def graph_of_register(*entries: Entry, language: str = "de") -> Graph:
    return Graph().parse(data="".join(register_document(entries, BASE, language)), format="json-ld")


def one(graph: Graph, subject: Any, *path: Any) -> Any:
    """The single node at the end of a path of properties."""
    for step in path:
        found = list(graph.objects(subject, step))
        assert len(found) == 1, (step, found)
        subject = found[0]
    return subject
