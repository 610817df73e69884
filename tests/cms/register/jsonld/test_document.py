"""What the export of an entry says, read back as a graph."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Literal, URIRef

from cms.register.entry import Entry
from cms.register.jsonld.document import entry_document, entry_node, register_document
from tests.cms.register.jsonld.entries import CONTROLLER, PARTIES, PROCESSOR, entry, texts_of
from tests.cms.register.jsonld.graphs import (
    ACTIVITY,
    BASE,
    DCAT,
    DCTERMS,
    DPV,
    EU_GDPR,
    PD,
    RDF,
    SKOS,
    XSD,
    graph_of,
    graph_of_register,
    one,
)


def test_a_controllers_record_names_who_answers_for_it() -> None:
    graph = graph_of(entry())

    assert (ACTIVITY, RDF.type, DPV.PersonalDataProcess) in graph
    assert (ACTIVITY, DCTERMS.conformsTo, URIRef("http://data.europa.eu/eli/reg/2016/679/art_30/par_1/oj")) in graph
    controller = one(graph, ACTIVITY, DPV.hasDataController)
    assert one(graph, controller, DPV.hasName) == Literal("Nordlicht Krankenkasse", lang="de")
    assert one(graph, controller, DPV.hasContact) == Literal("service@nordlicht.example")
    officer = one(graph, ACTIVITY, DPV.hasDataProtectionOfficer)
    assert one(graph, officer, DPV.hasName) == Literal("Datenschutzbüro", lang="de")
    group = one(graph, ACTIVITY, DPV.hasJointDataControllers)
    assert len(list(graph.objects(group, DPV.hasDataController))) == 2


def test_a_processors_record_names_the_controllers_and_what_is_done_for_each() -> None:
    graph = graph_of(entry(PROCESSOR))
    activity = URIRef(f"{BASE}av-7-2024/")

    controller = one(graph, activity, DPV.hasDataController)
    assert one(graph, controller, DPV.hasName) == Literal("Nordlicht Pflegekasse", lang="de")
    assert one(graph, controller, DPV.hasDataProtectionOfficer, DPV.hasName).value == "Beauftragte der Pflegekasse"
    part = one(graph, activity, DPV.hasProcess)
    assert one(graph, part, DPV.hasDataController) == controller
    assert one(graph, part, DPV.hasProcessing, DCTERMS.description).value == "Drucken und Versenden von Bescheiden"
    types = {one(graph, each, RDF.type) for each in graph.objects(activity, DPV.hasDataProcessor)}
    assert types == {DPV.DataProcessor, DPV.DataSubProcessor}


def test_every_purpose_has_its_own_legal_bases() -> None:
    graph = graph_of(entry())

    purposes = {one(graph, each, DCTERMS.description).value: each for each in graph.objects(ACTIVITY, DPV.hasPurpose)}
    defence, counting = purposes["Wir wehren Angriffe ab."], purposes["Wir zählen Aufrufe."]
    assert (defence, SKOS.broader, DPV.EnforceSecurity) in graph
    bases = list(graph.objects(defence, DPV.hasLegalBasis))
    assert any((basis, SKOS.broader, EU_GDPR["A6-1-e"]) in graph for basis in bases)
    assert any((basis, RDF.type, DPV.LegitimateInterest) in graph for basis in bases)
    assert not list(graph.objects(counting, DPV.hasLegalBasis))
    assert len(list(graph.objects(ACTIVITY, DPV.hasLegalBasis))) == 2


def test_every_category_of_data_has_source_obligation_and_time_limit() -> None:
    graph = graph_of(entry())

    found = [
        each for each in graph.objects(ACTIVITY, DPV.hasPersonalData) if (each, SKOS.broader, PD.IPAddress) in graph
    ]
    assert len(found) == 1
    assert (found[0], DPV.hasNecessity, DPV.Required) in graph
    assert {DPV.DataSubjectDataSource, DPV.ThirdPartyDataSource} <= set(graph.objects(found[0], DPV.hasDataSource))
    assert one(graph, found[0], DPV.hasConsequence, DCTERMS.description).value == "Die Seite erscheint nicht."
    storage = one(graph, found[0], DPV.hasStorageCondition)
    value = one(graph, storage, DPV.hasDuration, RDF.value)
    assert (str(value), value.datatype) == ("P14D", XSD.duration), "XML Schema knows no weeks"
    event = one(graph, storage, DPV.hasDuration, DPV.isAfter)
    assert (event, SKOS.related, DPV.Collect) in graph


def test_special_categories_are_marked() -> None:
    graph = graph_of(entry())

    special = list(graph.subjects(RDF.type, DPV.SpecialCategoryPersonalData))
    assert [(each, SKOS.broader, PD.Health) in graph for each in special] == [True]


def test_what_runs_until_an_event_is_no_period() -> None:
    graph = graph_of(entry())

    (until,) = graph.subjects(RDF.type, DPV.UntilEventDuration)
    assert (one(graph, until, DPV.isAfter), SKOS.related, DPV.ConsentWithdrawn) in graph


def test_days_are_typed() -> None:
    graph = graph_of(entry())

    start = one(graph, ACTIVITY, DCTERMS.temporal, DCAT.startDate)
    assert (str(start), start.datatype) == ("2020-01-31", XSD.date)
    days = {str(each) for each in graph.objects() if isinstance(each, Literal) and each.datatype == XSD.date}
    assert days == {"2020-01-31", "2021-05-04", "2020-01-15", "2019-12-01", "2022-06-07", "2027-01-01"}


def test_the_impact_assessment_says_whether_why_and_when() -> None:
    graph = graph_of(entry())

    necessity = next(graph.subjects(RDF.type, EU_GDPR.DPIANecessityAssessment))
    assert (necessity, DPV.hasAuditStatus, EU_GDPR.DPIARequired) in graph
    assert one(graph, next(graph.subjects(RDF.type, DPV.DPIA)), DCTERMS.date) == Literal(
        "2022-06-07", datatype=XSD.date
    )


@pytest.mark.parametrize(("answer", "is_class"), [("none", False), ("yes", True)])
def test_automated_decisions_are_answered_either_way(answer: str, is_class: bool) -> None:
    graph = graph_of(entry(automated_decisions=answer, automated_decisions_logic="", social_data=""))

    assert ((None, RDF.type, DPV.AutomatedDecisionMaking) in graph) is is_class
    no = next(graph.subjects(DPV.hasApplicability, DPV.NotApplicable), None)
    assert (no is None) is is_class
    assert is_class or (no, SKOS.broader, DPV.AutomatedDecisionMaking) in graph


def test_every_text_carries_the_language_of_its_author() -> None:
    graph = graph_of(entry())

    assert one(graph, ACTIVITY, DCTERMS.title) == Literal("Betrieb der Website", lang="de")
    labels = set(graph.objects(None, SKOS.prefLabel))
    assert Literal("IP-Adresse", lang="de") in labels
    assert Literal("Health data", lang="en") in labels, "a row without translation keeps its own language"


def test_labels_of_fixed_choices_come_in_the_language_of_the_entry_where_there_is_one() -> None:
    german, english, swedish = (graph_of(entry(language=code)) for code in ("de", "en", "sv"))

    trigger = URIRef(f"{BASE}concepts/trigger/collection")
    assert one(english, trigger, SKOS.prefLabel) == Literal("Collection of the data", lang="en")
    assert one(swedish, trigger, SKOS.prefLabel) == Literal("Collection of the data", lang="en")
    assert one(german, trigger, SKOS.prefLabel).language in {"de", "en"}


def _written(data: Any) -> set[str]:
    """What a person wrote, as against codes and days."""
    return {text for text in texts_of(data) if " " in text and text != "AV 7/2024"}


HOSTILE = (
    '"Zitat" \\ und \\u003c \n\tZeile\r\n2',
    "</script><script>alert(1)</script><!-- ]]> &amp; &",
    "Emoji 🩺👩🏽‍⚕️ und Ümläute ß",
    "Steuerzeichen \x00\x01\x1f\x7f\x85\u2028\u2029\ufeff Ende",
    '_:b0 dpv:Purpose @id https://evil.example/ {"@id": "x"}',
    "=HYPERLINK(1) \u202e rechts nach links",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_survives(text: str) -> None:
    complete = entry(name=text, note=text, systems=[{"name": text, "access": text}])
    complete.data["purposes"][0]["text"] = text
    complete.data["transfers"][0]["recipient"] = text
    complete.wording["purpose"]["own"]["name"] = text

    graph = graph_of(complete)

    assert one(graph, ACTIVITY, DCTERMS.title) == Literal(text, lang="de")
    system = one(graph, ACTIVITY, DPV.isImplementedUsingTechnology)
    assert one(graph, system, DCTERMS.title) == Literal(text)
    assert Literal(text, lang="de") in set(graph.objects(None, SKOS.prefLabel))
    assert Literal(text) in set(graph.objects(None, DPV.hasName))
    assert not [each for each in graph.all_nodes() if isinstance(each, URIRef) and "evil" in each]


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1))
def test_any_text_survives(text: str) -> None:
    graph = graph_of(entry(name=text, note=text))

    assert one(graph, ACTIVITY, DCTERMS.title) == Literal(text, lang="de")
    assert one(graph, ACTIVITY, SKOS.editorialNote) == Literal(text, lang="de")


@pytest.mark.parametrize("text", HOSTILE)
def test_the_json_can_stand_inside_a_script_element(text: str) -> None:
    document = entry_document(entry(name=text, reference="</script>"), BASE)

    assert not set(document) & set("<>&\u2028\u2029")
    assert json.loads(document)["dct:title"]["@value"] == text


@pytest.mark.parametrize("reference", ["VVT 17/2024", "Über.uns", "a#b?c=d&e", "<x>", "☃"])
def test_any_reference_number_makes_an_address(reference: str) -> None:
    graph = graph_of(entry(reference=reference))

    (activity,) = graph.subjects(RDF.type, DPV.PersonalDataProcess)
    assert str(activity).startswith(BASE)
    assert not set(str(activity).removeprefix(BASE)) & set(' "<>{}|\\^`#?')
    assert one(graph, activity, DPV.hasIdentifier) == Literal(reference)


def test_the_address_of_the_register_may_lack_its_slash() -> None:
    assert entry_node(entry(), "https://x.example/register") == entry_node(entry(), "https://x.example/register/")


@pytest.mark.parametrize("name", sorted(CONTROLLER.keys() - {"reference", "role"}))
def test_an_absent_field_makes_no_statement(name: str) -> None:
    """A public entry lacks keys. Whatever is missing, the rest still comes, and nothing stands for the gap."""
    lacking = entry()
    del lacking.data[name]

    said = set(texts_of(entry_node(lacking, BASE)))

    others = {key: value for key, value in CONTROLLER.items() if key != name}
    assert not said & _written(CONTROLLER[name])
    assert _written(others) <= said


def test_an_empty_entry_is_still_an_entry() -> None:
    node = entry_node(Entry({"language": "de", "reference": "VVT-001"}), BASE)

    assert set(node) == {
        *("@id", "@type", "dct:language", "dpv:hasApplicableLaw", "dpv:hasIdentifier", "dpv:hasRecordOfActivity")
    }


def test_a_complete_entry_says_everything() -> None:
    """Every text that somebody wrote into the entry is found in its export."""
    for data in (CONTROLLER, PROCESSOR):
        said = set(texts_of(entry_node(entry(data), BASE)))

        assert _written(data) <= said
        assert {contact["name"] for rows in PARTIES.values() for contact in rows} <= said


def test_the_register_is_one_record_that_every_entry_belongs_to() -> None:
    graph = graph_of_register(entry(), entry(PROCESSOR))

    (register,) = graph.subjects(RDF.type, DPV.ROPA)
    assert register == URIRef(BASE)
    assert len(list(graph.subjects(DPV.hasRecordOfActivity, register))) == 2


def test_an_empty_register_is_a_valid_document() -> None:
    document = json.loads("".join(register_document([], BASE, "en")))

    assert [node["@type"] for node in document["@graph"]] == [["dpv:ROPA", "dcat:Catalog"]]
