"""The shapes for Art. 30: a complete active entry conforms; without any of its "must" fields it does not."""

from collections.abc import Callable
from functools import cache
from importlib.resources import files

import pyshacl
import pytest
from rdflib import Graph
from rdflib.namespace import SH

from cms.register import jsonld
from cms.register.completeness import gaps
from cms.register.demands import DEMANDS
from cms.register.entry import Data, Entry
from cms.register.enums import Role, Status
from tests.cms.register.jsonld.entries import CONTROLLER, PROCESSOR, entry
from tests.cms.register.jsonld.graphs import ACTIVITY, DPV, graph_of, graph_of_register

ROLES = {Role.CONTROLLER: CONTROLLER, Role.PROCESSOR: PROCESSOR}


def _no_party(role: str) -> Callable[[Entry], object]:
    return lambda each: each.parties.pop(role)


def _without(name: str, value: object) -> Callable[[Entry], object]:
    return lambda each: each.data.update({name: value})


def _rows_without(name: str, *parts: str) -> Callable[[Entry], object]:
    return lambda each: [row.update(dict.fromkeys(parts, "")) for row in each.data[name]]


def _no_transfers(each: Entry) -> None:
    each.data.update({"transfer_status": "", "transfers": []})


def _unlisted_transfers(each: Entry) -> None:
    each.data.update({"transfer_status": "yes", "transfers": []})


def _half_without_retention(each: Entry) -> None:
    """One category of two has a rule: not enough."""
    each.data["data_categories"][1]["retention"] = ""


BREAKS: dict[str, tuple[Callable[[Entry], object], ...]] = {
    "controller": (_no_party("controller"),),
    "dpo": (_no_party("dpo"),),
    "controllers_served": (_without("controllers_served", []), _rows_without("controllers_served", "contact")),
    "processing": (_rows_without("controllers_served", "processing"),),
    "purposes": (_without("purposes", []),),
    "data_subjects": (_without("data_subjects", []),),
    "data_categories": (_without("data_categories", []),),
    "recipients": (_without("recipients", []),),
    "transfers": (_no_transfers, _unlisted_transfers),
    "safeguards": (_rows_without("transfers", "documentation"),),
    "retention": (_rows_without("data_categories", "retention", "retention_note"), _half_without_retention),
    "measures": (_without("measures", []),),
    "notice": (_rows_without("processors", "notice_on"), _rows_without("processors", "notice_authority")),
    "dpia": (_without("dpia_on", None),),
}
"""How to make an entry miss a demand of `cms.register.completeness`."""

DEMANDED = {demand.name: demand for demand in DEMANDS if demand.is_must and demand.articles}
CASES = [
    pytest.param(role, name, spoil, id=f"{role.value}-{name}-{number}")
    for name, spoils in BREAKS.items()
    for number, spoil in enumerate(spoils)
    for role in ROLES
    if DEMANDED[name].role in {None, role}
]


@cache
def _shapes() -> Graph:
    text = files(jsonld).joinpath("art30.shapes.ttl").read_text(encoding="utf-8")
    return Graph().parse(data=text, format="turtle", publicID="https://authority.example/art30")


def _messages(graph: Graph) -> list[str]:
    """What is wrong, in English; empty for a graph that conforms."""
    conforms, report, _text = pyshacl.validate(graph, shacl_graph=_shapes())
    found = [str(each) for each in report.objects(None, SH.resultMessage) if each.language == "en"]
    assert conforms is not bool(list(report.subjects(SH.resultMessage)))
    assert conforms or found
    return found


def test_the_shapes_are_valid_shacl() -> None:
    conforms, _graph, text = pyshacl.validate(Graph(), shacl_graph=_shapes(), meta_shacl=True)

    assert conforms, text


@pytest.mark.parametrize("role", ROLES)
def test_a_complete_active_entry_conforms(role: Role) -> None:
    complete = entry(ROLES[role])

    assert not gaps(complete), "the checklist of the admin agrees"
    assert _messages(graph_of(complete)) == []


def test_every_demand_of_the_law_on_an_active_entry_is_tried() -> None:
    assert BREAKS.keys() == DEMANDED.keys()


@pytest.mark.parametrize(("role", "name", "spoil"), CASES)
def test_without_a_must_field_an_active_entry_does_not_conform(role: Role, name: str, spoil: Callable) -> None:
    lacking = entry(ROLES[role])
    spoil(lacking)
    assert name in {finding.demand.name for finding in gaps(lacking)}, "the checklist of the admin agrees"

    messages = _messages(graph_of(lacking))

    article = _article(name, role)
    assert any(article in each for each in messages), (article, messages)


def _article(name: str, role: Role) -> str:
    """Where the law asks a record of this kind for it: the checklist's article, for processors the second paragraph."""
    articles = DEMANDED[name].articles
    if role is Role.CONTROLLER or not articles.startswith("Art. 30"):
        return articles.split(",")[0]
    return "(2)(c)" if name == "safeguards" else articles[articles.index("(2)(") :][:6]


@pytest.mark.parametrize("status", [Status.DRAFT, Status.RETIRED])
def test_drafts_and_ended_activities_may_lack_everything(status: Status) -> None:
    lacking = [entry(ROLES[role], reference=f"R-{number}") for number, (role, _n, _s) in enumerate(_cases())]
    for each, (_role, _name, spoil) in zip(lacking, _cases(), strict=True):
        spoil(each)
        each.data["status"] = status.value

    assert _messages(graph_of_register(*lacking)) == []


def _cases() -> list[tuple[Role, str, Callable]]:
    return [case.values for case in CASES]


@pytest.mark.parametrize(
    "changes",
    [
        {"transfer_status": "none", "transfers": []},
        {"transfers": [{"country": "AT", "recipient": "IAEO", "safeguard": "adequacy", "documentation": ""}]},
        {"social_data": "no", "processors": [{"name": "X", "task": "", "contract_on": None, "notice_on": None}]},
        {"social_data": "yes", "processors": []},
        {"dpia_threshold": "not_required", "dpia_on": None},
        {"joint_controllers": [], "systems": [], "automated_decisions": "none", "started_on": None},
    ],
    ids=["no transfer", "organisation in the EEA", "no social data", "no processors", "no DPIA", "nothing optional"],
)
@pytest.mark.parametrize("role", ROLES)
def test_other_complete_entries_conform(role: Role, changes: Data) -> None:
    assert _messages(graph_of(entry(ROLES[role], **changes))) == []


def test_a_retention_in_words_is_enough() -> None:
    worded = entry()
    for row in worded.data["data_categories"]:
        row.update({"retention": "", "retention_note": "Bis zum Ende des Verfahrens."})

    assert _messages(graph_of(worded)) == []


def test_no_recipients_is_an_answer() -> None:
    nobody = entry(recipients=[{"category": "none", "note": ""}])
    nobody.wording["recipient"]["none"] = {"name": "Keine Empfänger", "language": "de", "dpv": "dpv:NotApplicable"}

    assert _messages(graph_of(nobody)) == []


@pytest.mark.parametrize("name", ["reference", "name", "status", "role"])
def test_every_entry_says_what_it_is(name: str) -> None:
    unnamed = graph_of(entry(**({"reference": "VVT-001"} if name == "reference" else {name: ""})))
    if name == "reference":
        unnamed.remove((ACTIVITY, DPV.hasIdentifier, None))

    assert _messages(unnamed)


def test_the_message_comes_in_both_languages() -> None:
    _conforms, report, _text = pyshacl.validate(graph_of(entry(purposes=[])), shacl_graph=_shapes())

    assert {str(each) for each in report.objects(None, SH.resultMessage)} == {
        "Art. 30(1)(b) GDPR: the purposes are missing.",
        "Art. 30 Abs. 1 Buchst. b DSGVO: Die Zwecke fehlen.",
    }


def test_one_incomplete_entry_among_many_is_named() -> None:
    register = graph_of_register(entry(), entry(PROCESSOR), entry(reference="VVT-009", purposes=[]))

    _conforms, report, _text = pyshacl.validate(register, shacl_graph=_shapes())

    assert [str(each).rsplit("/", 2)[1] for each in report.objects(None, SH.focusNode)] == ["vvt-009"]
