"""Who answers for the processing and who helps: controller, representative, DPO, processors (Art. 30(1)(a), (2)(a))."""

import hashlib
import json
from collections.abc import Iterable

from cms.register.enums import Role
from cms.register.jsonld.concepts import Concepts
from cms.register.jsonld.names import entry_iri, register_iri
from cms.register.jsonld.values import Node, day, link, stated, text


def party_nodes(about: Concepts) -> Node:
    """Everyone that an entry names as responsible."""
    role = about.entry.data.get("role")
    if role == Role.PROCESSOR:
        return _of_processor(about)
    return _of_controller(about) if role == Role.CONTROLLER else {}


def _of_controller(about: Concepts) -> Node:
    return {
        "dpv:hasDataController": _office(about, "dpv:DataController"),
        "dpv:hasJointDataControllers": _joint_controllers(about),
        "dpv:hasDataProtectionOfficer": _settings(about, "dpo", "dpv:DataProtectionOfficer"),
        "dpv:hasDataProcessor": _processors(about, "dpv:DataProcessor", "dpv:ControllerProcessorAgreement"),
    }


def _of_processor(about: Concepts) -> Node:
    own = _office(about, "dpv:DataProcessor")
    further = _processors(about, "dpv:DataSubProcessor", "dpv:SubProcessorAgreement")
    return {
        "dpv:hasDataProcessor": [*own, *further],
        "dpv:hasDataProtectionOfficer": _settings(about, "dpo", "dpv:DataProtectionOfficer"),
        "dpv:hasDataController": [_served(about, number, row) for number, row in _numbered(about)],
        "dpv:hasProcess": [_on_behalf(about, number, row) for number, row in _numbered(about) if row.get("processing")],
    }


def _office(about: Concepts, role: str) -> list[Node]:
    """The organisation that keeps the register, as the settings of the site name it."""
    officers = {
        "dpv:hasRepresentative": _settings(about, "representative", "dpv:Representative"),
        "dpv:hasDataProtectionOfficer": _settings(about, "dpo", "dpv:DataProtectionOfficer"),
    }
    return _settings(about, "controller", role, officers)


def _settings(about: Concepts, role: str, type_: str, more: Node | None = None) -> list[Node]:
    return [_contact(about, role, type_, contact, more or {}) for contact in about.entry.parties.get(role, [])]


def _contact(about: Concepts, role: str, type_: str, contact: dict[str, str], more: Node) -> Node:
    language = contact.get("language", "")
    described = stated(
        {
            "@type": type_,
            "dpv:hasName": text(contact.get("name"), language),
            "vcard:organization-name": text(contact.get("organisation"), language),
            "dpv:hasAddress": text(contact.get("address"), language),
            "dpv:hasContact": [contact[key] for key in ("email", "phone", "url") if contact.get(key)],
        }
    )
    # Named by content: entries of different times may know the office by different names and officers.
    officers = [each["@id"] for nodes in more.values() for each in nodes]
    told = json.dumps([described, officers], sort_keys=True).encode()
    iri = f"{register_iri(about.base)}parties/{role}-{hashlib.sha256(told).hexdigest()[:16]}"
    return about.introduced.once(stated({"@id": iri, **described, **more}))


def _joint_controllers(about: Concepts) -> Node | None:
    if "joint_controllers" not in about.entry.data:
        return None
    language = about.entry.language
    own = [
        stated(
            {
                "@type": "dpv:DataController",
                "dpv:hasName": text(row.get("name"), language),
                "dpv:hasAddress": text(row.get("address"), language),
                "dpv:hasLegalMeasure": _agreement(
                    "dpv:JointDataControllersAgreement", row.get("arrangement_on"), row.get("arrangement"), language
                ),
            }
        )
        for row in about.entry.data["joint_controllers"]
    ]
    members = [*_settings(about, "joint_controllers", "dpv:DataController"), *own]
    if not members:
        return None
    return {
        "@type": "dpv:JointDataControllers",
        "dpv:hasDataController": [*_office(about, "dpv:DataController"), *members],
    }


def _processors(about: Concepts, type_: str, agreement: str) -> list[Node]:
    language = about.entry.language
    return [
        stated(
            {
                "@type": type_,
                "dpv:hasName": row.get("name"),
                "dct:description": text(row.get("task"), language),
                "dpv:hasLegalMeasure": _agreement(agreement, row.get("contract_on"), "", language),
                "dpv:hasNotice": _notice(row, language),
            }
        )
        for row in about.entry.data.get("processors", [])
    ]


def _agreement(type_: str, concluded_on: str | None, essence: str | None, language: str) -> Node | None:
    if not concluded_on and not essence:
        return None
    return stated({"@type": type_, "dct:dateAccepted": day(concluded_on), "dct:description": text(essence, language)})


def _notice(row: dict[str, str], language: str) -> Node | None:
    """The notice that § 80(1) SGB X asks for before social data are given to a processor."""
    if not row.get("notice_on") and not row.get("notice_authority"):
        return None
    authority = text(row.get("notice_authority"), language)
    return stated(
        {
            "@type": "dpv:Notice",
            "dct:issued": day(row.get("notice_on")),
            "dpv:hasRecipient": {"@type": "dpv:Authority", "dpv:hasName": authority} if authority else None,
        }
    )


def _numbered(about: Concepts) -> Iterable[tuple[int, dict[str, str]]]:
    return enumerate(about.entry.data.get("controllers_served", []), start=1)


def _served_iri(about: Concepts, number: int) -> str:
    return f"{entry_iri(about.base, about.entry.reference)}#controller-{number}"


def _served(about: Concepts, number: int, row: dict[str, str]) -> Node:
    language = about.entry.language
    representative = text(row.get("representative"), language)
    officer = text(row.get("dpo"), language)
    return stated(
        {
            "@id": _served_iri(about, number),
            "@type": "dpv:DataController",
            "dpv:hasName": text(row.get("name"), language),
            "dpv:hasContact": text(row.get("contact"), language),
            "dpv:hasRepresentative": representative and {"@type": "dpv:Representative", "dpv:hasName": representative},
            "dpv:hasDataProtectionOfficer": officer and {"@type": "dpv:DataProtectionOfficer", "dpv:hasName": officer},
        }
    )


def _on_behalf(about: Concepts, number: int, row: dict[str, str]) -> Node:
    """The categories of processing carried out for one controller (Art. 30(2)(b))."""
    described = text(row.get("processing"), about.entry.language)
    return {
        "@type": "dpv:Process",
        "dpv:hasDataController": link(_served_iri(about, number)),
        "dpv:hasProcessing": {"@type": "dpv:Processing", "dct:description": described},
    }
