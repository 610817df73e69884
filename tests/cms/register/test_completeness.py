"""The checklist names what an entry lacks, with the articles that ask for it."""

from typing import Any

import pytest

from cms.register.completeness import checklist, gaps
from cms.register.entry import Entry, entry_of
from cms.register.models import LegalBasis
from tests.factories.register import activity, catalogue_row, responsible_parties

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def parties(home: object) -> None:
    responsible_parties()


def missing(**values: Any) -> list[str]:
    return [finding.demand.name for finding in gaps(entry_of(activity(**values)))]


def expected(**values: Any) -> dict[str, list[str]]:
    found = checklist(entry_of(activity(**values)))
    return {each.demand.name: each.missing for each in found if not each.demand.is_must and not each.is_met}


def test_the_complete_entry_lacks_nothing() -> None:
    assert missing() == []
    assert expected(reference="VVT-002") == {}


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"purposes": []}, "purposes"),
        ({"data_subjects": []}, "data_subjects"),
        ({"data_categories": []}, "data_categories"),
        ({"recipients": []}, "recipients"),
        ({"measures": []}, "measures"),
        ({"transfer_status": ""}, "transfers"),
        ({"transfer_status": "yes"}, "transfers"),
        ({"data_categories": [{"category": "ip"}]}, "retention"),
        ({"dpia_threshold": "required"}, "dpia"),
        ({"publicity": "no"}, "publicity_reason"),
        ({"publicity": "partly"}, "internal_fields"),
        ({"publicity": "partly", "internal_fields": [{"field": "unit", "reason": ""}]}, "internal_fields"),
        (
            {
                "transfer_status": "yes",
                "transfers": [{"country": "US", "safeguard": "derogation_interests", "documentation": ""}],
            },
            "safeguards",
        ),
    ],
)
def test_every_must_of_a_controller_is_asked_for(values: dict[str, Any], name: str) -> None:
    assert missing(**values) == [name]


def test_processors_of_social_data_need_the_notice_before_the_contract() -> None:
    processor = {"name": "Druckhaus", "contract_on": "2026-02-01"}
    values: dict[str, Any] = {"social_data": "yes", "statutory_task": "§ 284 SGB V"}
    assert missing(**values, processors=[processor]) == ["notice"]
    late = {**processor, "notice_on": "2026-03-01", "notice_authority": "BAS"}
    assert missing(reference="VVT-002", **values, processors=[late]) == ["notice"]
    in_time = {**processor, "notice_on": "2026-01-01", "notice_authority": "BAS"}
    assert missing(reference="VVT-003", **values, processors=[in_time]) == []
    assert missing(reference="VVT-004", processors=[processor]) == [], "no social data, no notice"


def test_a_processor_record_asks_for_controllers_and_categories_of_processing() -> None:
    values: dict[str, Any] = {"role": "processor", "purposes": [], "data_subjects": [], "data_categories": []}
    assert missing(**values, recipients=[]) == ["controllers_served"]
    served = {"name": "Pflegekasse", "contact": "Kiel"}
    assert missing(reference="VVT-002", **values, controllers_served=[served]) == ["processing"]
    complete = {**served, "processing": "Druck und Versand"}
    assert missing(reference="VVT-003", **values, controllers_served=[complete]) == []


def test_without_a_controller_in_the_settings_no_entry_is_complete() -> None:
    entry = entry_of(activity())
    without = Entry(entry.data, entry.wording, {})
    assert [finding.demand.name for finding in gaps(without)] == ["controller", "dpo"]


def test_authorities_expect_a_legal_basis_for_every_purpose() -> None:
    purpose = {"category": "website", "text": "Zweck", "legal_bases": []}
    assert expected(purposes=[purpose]) == {"legal_bases": ["“Zweck” has no legal basis."]}


def test_legitimate_interests_of_a_public_body_are_warned_of_and_repealed_norms_too() -> None:
    catalogue_row_values = {"is_legitimate_interest": True, "is_repealed": True, "citation": "§ 15 TMG"}
    activity()
    catalogue_row(LegalBasis, "old", "Alt", **catalogue_row_values)
    purpose = {"category": "website", "text": "Zweck", "legal_bases": [{"basis": "old"}]}
    found = expected(reference="VVT-002", purposes=[purpose])
    assert found["repealed"] == ["“Zweck” cites § 15 TMG, which is repealed."]
    assert [text.split(":")[1][:12] for text in found["legitimate_interest"]] == [" name the le", " public auth"]


def test_a_mandatory_datum_names_the_consequence_of_leaving_it_out() -> None:
    datum = {"category": "ip", "source": "person", "provision": "mandatory", "retention": "logs"}
    assert expected(data_categories=[datum]) == {
        "provision": ["“IP-Adresse”: name the consequence of not providing it."]
    }
