"""Every term of DPV that the export can name exists in the release that the documentation names.

The list beside this file holds the terms that the export uses, each looked up in the release. With the release at hand,
``DPV_RELEASE`` names the folder of its Turtle files, and the list is checked against them again::

    DPV_RELEASE=dpv/2.3 python -m pytest tests/cms/register/jsonld/test_vocabulary.py
"""

import os
from functools import cache
from pathlib import Path

import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from cms.register.jsonld.context import CONTEXT, DPV_PREFIXES, DPV_RELEASE, expanded, is_dpv_term
from tests.cms.register.jsonld.entries import PROCESSOR, entry
from tests.cms.register.jsonld.graphs import graph_of_register
from tests.cms.register.jsonld.vocabulary import CHECKED, catalogue_terms, checked_terms, usable_terms

RELEASE = os.environ.get("DPV_RELEASE", "")
STATUS = URIRef("http://www.w3.org/2003/06/sw-vocab-status/ns#term_status")
DPV = Namespace(CONTEXT["dpv"])
CLASSES = {
    "purpose": {DPV.Purpose},
    "legal_basis": {DPV.LegalBasis},
    "data_subject": {DPV.DataSubject, DPV.HumanSubject},
    "data_category": {DPV.PersonalData},
    "recipient": {DPV.Entity, DPV.Applicability},
    "measure": {DPV.TechnicalOrganisationalMeasure},
    "retention": {DPV.StorageCondition},
}

with_release = pytest.mark.skipif(not RELEASE, reason="DPV_RELEASE names no folder with the release of the vocabulary.")


def test_all_terms_that_the_export_can_name_were_looked_up() -> None:
    unknown = usable_terms() - checked_terms()

    assert not unknown, f"Look these up in DPV {DPV_RELEASE} and add them to the list: {sorted(unknown)}"


def test_exports_name_no_other_terms() -> None:
    graph = graph_of_register(entry(), entry(PROCESSOR), entry(transfer_status="none", transfers=[], social_data="no"))

    named = {str(node) for triple in graph for node in triple if isinstance(node, URIRef)}
    ours = {iri for iri in named if iri.startswith("https://w3id.org/dpv")}
    assert len(ours) > 80
    assert not ours - checked_terms()


@pytest.mark.parametrize("name", catalogue_terms())
def test_rows_of_the_shipped_catalogues_use_known_prefixes(name: str) -> None:
    wrong = [(code, term) for code, _kind, term in catalogue_terms()[name] if not is_dpv_term(term)]

    assert not wrong


def test_the_list_is_sorted_and_names_its_source() -> None:
    lines = CHECKED.read_text(encoding="utf-8").splitlines()
    listed = [line for line in lines if not line.startswith("#")]

    assert listed == sorted(set(listed))
    assert DPV_RELEASE in lines[0]
    assert all(line.startswith(tuple(DPV_PREFIXES.values())) for line in listed)


@cache
def _release() -> Graph:
    graph = Graph()
    for file in sorted(Path(RELEASE).rglob("*.ttl")):
        parts = file.relative_to(RELEASE).parts
        if not {"modules", "examples"} & set(parts) and "owl" not in file.name:
            graph.parse(file, format="turtle")
    return graph


@with_release
def test_every_listed_term_is_in_the_release_and_not_deprecated() -> None:
    graph = _release()

    missing = [iri for iri in checked_terms() if (URIRef(iri), RDF.type, None) not in graph]
    status = {iri: {str(each) for each in graph.objects(URIRef(iri), STATUS)} for iri in checked_terms()}
    doubtful = {iri: found for iri, found in status.items() if not found or found - {"accepted", "modified"}}
    assert not missing
    assert not doubtful, "DPV calls a term that goes away «sunset»."
    assert not [iri for iri in checked_terms() if (URIRef(iri), OWL.deprecated, None) in graph]


@with_release
def test_terms_used_as_properties_are_properties() -> None:
    graph = _release()
    used = graph_of_register(entry(), entry(PROCESSOR))

    properties = {each for each in used.predicates() if str(each).startswith("https://w3id.org/dpv")}
    assert len(properties) > 25
    assert not [each for each in properties if (each, RDF.type, RDF.Property) not in graph]
    classes = {each for each in used.objects(None, RDF.type) if str(each).startswith("https://w3id.org/dpv")}
    assert not [each for each in classes if (each, RDF.type, RDFS.Class) not in graph]


@with_release
@pytest.mark.parametrize("name", catalogue_terms())
def test_rows_name_a_term_of_their_own_kind(name: str) -> None:
    graph = _release()

    wrong = []
    for code, kind, term in catalogue_terms()[name]:
        iri = URIRef(expanded(term))
        above = {iri} | set(_above(graph, iri))
        if not above & CLASSES[kind]:
            wrong.append((code, term))
    assert not wrong


def _above(graph: Graph, iri: URIRef) -> set[URIRef]:
    found: set[URIRef] = set()
    waiting = [iri]
    while waiting:
        each = waiting.pop()
        for step in (RDF.type, RDFS.subClassOf, SKOS.broader):
            for parent in graph.objects(each, step):
                if isinstance(parent, URIRef) and parent not in found:
                    found.add(parent)
                    waiting.append(parent)
    return found
