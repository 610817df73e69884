"""What visitors get never holds what is internal."""

import json

import pytest

from cms.register.entry_fields import ENTRY_FIELDS, PRIVATE_PARTS
from cms.register.jsonld.document import entry_document, register_document
from tests.cms.register.jsonld.entries import CONTROLLER, PROCESSOR, entry, texts_of
from tests.cms.register.jsonld.graphs import BASE

HIDEABLE = [each.name for each in ENTRY_FIELDS if each.publishable and not each.always_public]
INTERNAL = [each.name for each in ENTRY_FIELDS if not each.publishable]


def _canaries(value: object, path: str) -> object:
    """The same data with a text in every place that can hold one; codes of fixed choices stay as they are."""
    if isinstance(value, dict):
        return {key: _canaries(part, f"{path}-{key}") for key, part in value.items()}
    if isinstance(value, list):
        return [_canaries(part, f"{path}-{number}") for number, part in enumerate(value)]
    return f"canary {path}" if isinstance(value, str) and " " in value else value


@pytest.mark.parametrize("data", [CONTROLLER, PROCESSOR], ids=["controller", "processor"])
@pytest.mark.parametrize("hidden", [None, *HIDEABLE])
def test_no_internal_text_leaves_the_office(data: dict, hidden: str | None) -> None:
    filled = {name: _canaries(value, name) for name, value in data.items() if name != "reference"}
    filled["publicity"] = "partly" if hidden else "yes"
    filled["internal_fields"] = [{"field": hidden, "reason": "canary internal_fields"}] if hidden else []
    complete = entry({**data, **filled})

    published = entry_document(complete.public(), BASE)

    assert "canary name" in published
    for name in [*INTERNAL, *([hidden] if hidden else [])]:
        assert f"canary {name}" not in published, name
        assert f'"canary {name}' in entry_document(complete, BASE) or not _has_canary(filled[name]), name
    for field, parts in PRIVATE_PARTS.items():
        for part in parts:
            assert f"canary {field}-0-{part}" not in published
    assert "canary internal_fields" not in published


def _has_canary(value: object) -> bool:
    return any(text.startswith("canary") for text in texts_of(value))


def test_internal_properties_are_absent_from_a_public_register() -> None:
    everything = "".join(register_document([entry().public(), entry(PROCESSOR).public()], BASE, "de"))

    said = {key for node in json.loads(everything)["@graph"] for key in node}
    assert not said & {
        *("dpv:hasTechnicalOrganisationalMeasure", "dpv:isImplementedUsingTechnology", "dpv:hasImpactAssessment"),
        *("dpv:hasOrganisationalMeasure", "dct:accessRights", "dct:rights", "skos:editorialNote"),
    }
    for internal in (
        "backups",
        "web01",
        "it@nordlicht",
        "dpv:Notice",
        'dateAccepted":{"@value":"2020-01-15',
        "2027-01-01",
    ):
        assert internal not in everything


def test_catalogue_rows_of_internal_fields_are_not_described() -> None:
    partly = entry(publicity="partly", internal_fields=[{"field": "recipients", "reason": "x"}])

    published = entry_document(partly.public(), BASE)

    assert "Rechenzentrum" not in published
    assert "Rechenzentrum" in entry_document(partly, BASE)
