"""Catalogue rows as concepts of the register's own, tied to DPV."""

import json

import pytest
from rdflib import Literal, URIRef

from cms.register.jsonld.document import entry_document
from tests.cms.register.jsonld.entries import entry
from tests.cms.register.jsonld.graphs import ACTIVITY, BASE, DPV, RDF, SKOS, graph_of, graph_of_register, one

PURPOSE = URIRef(f"{BASE}concepts/purpose/it-security")


def test_a_row_is_a_concept_of_its_own_below_its_dpv_term() -> None:
    graph = graph_of(entry())

    assert set(graph.objects(PURPOSE, RDF.type)) == {SKOS.Concept, DPV.Purpose}
    assert one(graph, PURPOSE, SKOS.broader) == DPV.EnforceSecurity
    assert one(graph, PURPOSE, SKOS.notation) == Literal("it-security")


def test_nothing_is_said_about_the_terms_of_dpv_themselves() -> None:
    graph = graph_of_register(entry(), entry().public())

    assert not [subject for subject in graph.subjects() if str(subject).startswith("https://w3id.org/dpv")]


@pytest.mark.parametrize("term", ["", "unknown:Term", "dpv:", "dpv:Two words", "http://evil.example/x", "DPV:Purpose"])
def test_a_row_without_usable_term_has_the_general_class(term: str) -> None:
    unnamed = entry()
    unnamed.wording["purpose"]["it-security"]["dpv"] = term

    graph = graph_of(unnamed)

    assert (PURPOSE, RDF.type, DPV.Purpose) in graph
    assert (PURPOSE, SKOS.broader, None) not in graph


def test_a_row_that_nobody_remembers_is_named_by_its_code() -> None:
    forgotten = entry()
    forgotten.wording.clear()

    graph = graph_of(forgotten)

    assert one(graph, PURPOSE, SKOS.notation) == Literal("it-security")
    assert (PURPOSE, SKOS.prefLabel, None) not in graph


def test_rows_that_share_a_term_stay_apart() -> None:
    both = entry()
    both.wording["purpose"]["own"]["dpv"] = "dpv:EnforceSecurity"

    graph = graph_of(both)

    labels = {
        str(each)
        for row in graph.subjects(SKOS.broader, DPV.EnforceSecurity)
        for each in graph.objects(row, SKOS.prefLabel)
    }
    assert labels == {"IT-Sicherheit", "Eigener Zweck"}


def test_national_legal_bases_follow_from_their_flags() -> None:
    graph = graph_of(entry())

    old = URIRef(f"{BASE}concepts/legal_basis/tmg-15")
    assert set(graph.objects(old, SKOS.broader)) == {DPV.Consent, DPV.Contract}
    assert (old, URIRef("http://www.w3.org/2002/07/owl#deprecated"), Literal(True)) in graph


def test_the_row_for_no_recipients_makes_no_recipient() -> None:
    nobody = entry(recipients=[{"category": "none", "note": ""}])
    nobody.wording["recipient"]["none"] = {"name": "Keine Empfänger", "language": "de", "dpv": "dpv:NotApplicable"}

    graph = graph_of(nobody)

    answer = one(graph, ACTIVITY, DPV.hasRecipient)
    assert (answer, DPV.hasApplicability, DPV.NotApplicable) in graph
    assert (None, RDF.type, DPV.Recipient) not in graph


def test_each_concept_is_described_once_in_a_register() -> None:
    entries = [entry(reference=f"VVT-{number}") for number in range(5)]

    graph = graph_of_register(*entries)

    assert one(graph, PURPOSE, SKOS.prefLabel) == Literal("IT-Sicherheit", lang="de")
    first, last = (entry_document(each, BASE).count("IT-Sicherheit") for each in (entries[0], entries[-1]))
    assert first == last == 1, "alone, every entry describes what it names"


def test_one_concept_has_one_label_for_each_language() -> None:
    english, renamed = entry(language="en", reference="VVT-2"), entry(reference="VVT-3")
    english.wording["purpose"]["it-security"] = {"name": "IT security", "language": "en", "dpv": "dpv:EnforceSecurity"}
    renamed.wording["purpose"]["it-security"]["name"] = "Sicherheit der IT"

    graph = graph_of_register(entry(), english, renamed)

    assert set(graph.objects(PURPOSE, SKOS.prefLabel)) == {
        Literal("IT-Sicherheit", lang="de"),
        Literal("IT security", lang="en"),
    }
    assert one(graph, PURPOSE, SKOS.altLabel) == Literal("Sicherheit der IT", lang="de")


def test_an_office_that_moved_is_two_contacts_not_one_with_two_addresses() -> None:
    moved = entry(reference="VVT-2")
    moved.parties["controller"][0]["address"] = "Neue Straße 5, 20095 Hamburg"

    graph = graph_of_register(entry(), moved)

    controllers = {
        one(graph, each, DPV.hasDataController) for each in graph.subjects(RDF.type, DPV.PersonalDataProcess)
    }
    assert len(controllers) == 2
    assert {str(one(graph, each, DPV.hasAddress)) for each in controllers} == {
        *("Am Hafen 1, 20095 Hamburg", "Neue Straße 5, 20095 Hamburg")
    }


def test_codes_cannot_leave_their_place_in_the_address() -> None:
    odd = entry()
    odd.data["purposes"][0]["category"] = "../../x y?#"

    assert f"{BASE}concepts/purpose/..%2F..%2Fx%20y%3F%23" in json.dumps(json.loads(entry_document(odd, BASE)))
