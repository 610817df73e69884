"""Recipients abroad."""

from typing import Any

import pytest
from rdflib import URIRef

from cms.register.enums import Safeguard
from cms.register.jsonld.context import expanded
from cms.register.jsonld.terms import TRANSFER_BASIS
from tests.cms.register.jsonld.entries import entry
from tests.cms.register.jsonld.graphs import ACTIVITY, BASE, DPV, EU_GDPR, LOC, RDF, SKOS, graph_of, one


def _transfer(**changes: Any) -> dict[str, Any]:
    return {"country": "US", "recipient": "Cloud Inc.", "safeguard": "adequacy", "documentation": "", **changes}


def test_a_transfer_names_country_recipient_and_what_it_rests_on() -> None:
    graph = graph_of(entry(transfers=[_transfer()]))

    assert one(graph, ACTIVITY, DPV.hasThirdCountry) == LOC.US
    transfer = one(graph, ACTIVITY, DPV.hasProcessing)
    assert (transfer, RDF.type, DPV.CrossBorderTransfer) in graph
    assert one(graph, transfer, DPV.hasThirdCountry) == LOC.US
    assert one(graph, transfer, DPV.hasDataImporter, DPV.hasName).value == "Cloud Inc."
    assert one(graph, transfer, DPV.hasLegalBasis) == EU_GDPR["A45-3"]


@pytest.mark.parametrize("safeguard", Safeguard)
def test_every_safeguard_has_its_legal_basis(safeguard: Safeguard) -> None:
    graph = graph_of(entry(transfers=[_transfer(safeguard=safeguard.value)]))

    basis = one(graph, ACTIVITY, DPV.hasProcessing, DPV.hasLegalBasis)
    terms = {URIRef(expanded(term)) for term in TRANSFER_BASIS[safeguard.value]}
    assert terms == ({basis} if len(terms) == 1 else set(graph.objects(basis, SKOS.narrower)))


def test_none_is_an_answer_and_silence_is_none() -> None:
    none = graph_of(entry(transfer_status="none", transfers=[]))
    silent = graph_of(entry(transfer_status="", transfers=[]))
    unlisted = graph_of(entry(transfer_status="yes", transfers=[]))

    assert one(none, ACTIVITY, DPV.hasThirdCountry, DPV.hasApplicability) == DPV.NotApplicable
    assert (ACTIVITY, DPV.hasThirdCountry, None) not in silent
    assert one(unlisted, ACTIVITY, DPV.hasThirdCountry, DPV.hasApplicability) == DPV.NotAvailable


def test_an_international_organisation_in_the_union_is_in_no_third_country() -> None:
    graph = graph_of(entry(transfers=[_transfer(country="AT", recipient="IAEO")]))

    transfer = one(graph, ACTIVITY, DPV.hasProcessing)
    assert one(graph, transfer, DPV.hasCountry) == LOC.AT
    assert (one(graph, transfer, DPV.hasDataImporter), RDF.type, DPV.InternationalOrganisation) in graph
    assert (None, DPV.hasThirdCountry, None) not in graph


@pytest.mark.parametrize("code", ["XK", "zz"])
def test_a_country_that_dpv_does_not_name_is_named_by_the_register(code: str) -> None:
    graph = graph_of(entry(transfers=[_transfer(country=code)]))

    assert one(graph, ACTIVITY, DPV.hasThirdCountry) == URIRef(f"{BASE}concepts/country/{code}")


def test_a_half_filled_transfer_is_no_reason_to_fail() -> None:
    graph = graph_of(entry(transfers=[_transfer(country="", recipient="", safeguard="unknown")]))

    assert (one(graph, ACTIVITY, DPV.hasProcessing), RDF.type, DPV.CrossBorderTransfer) in graph
