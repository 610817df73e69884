"""Entries from the database, with the shipped catalogues."""

import pytest
from rdflib import URIRef

from cms.register.entry import entries_of, entry_of
from cms.register.jsonld.document import register_document
from cms.register.models import ProcessingActivity
from tests.cms.register.jsonld.graphs import ACTIVITY, BASE, DPV, RDF, graph_of, one
from tests.factories.register import activity, responsible_parties

pytestmark = pytest.mark.django_db


def test_a_stored_entry_is_exported(roles: None) -> None:
    responsible_parties()
    stored = activity("VVT-001")

    graph = graph_of(entry_of(stored))

    assert (ACTIVITY, RDF.type, DPV.PersonalDataProcess) in graph
    assert one(graph, ACTIVITY, DPV.hasDataController)
    assert one(graph, ACTIVITY, DPV.hasResponsibleEntity, DPV.hasName).value
    assert (ACTIVITY, DPV.hasThirdCountry, None) in graph
    assert str(ACTIVITY).endswith(f"/{stored.slug}/"), "the public address of the entry"


def test_the_stored_register_is_streamed(roles: None) -> None:
    responsible_parties()
    activity("VVT-001")
    activity("AV 7/2024", role="processor")

    entries = (entry for _activity, entry in entries_of(ProcessingActivity.objects.all(), "de"))
    document = "".join(register_document(entries, BASE, "de"))

    for slug in ("vvt-001", "av-7-2024"):
        assert str(URIRef(f"{BASE}{slug}/")) in document
