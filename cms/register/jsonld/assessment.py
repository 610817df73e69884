"""Protection and what was examined: measures, systems, social data, automated decisions, impact assessment."""

from cms.register.enums import NoneYes, YesNo
from cms.register.jsonld import terms
from cms.register.jsonld.concepts import Concepts
from cms.register.jsonld.names import Labelled
from cms.register.jsonld.processing import rows_with_notes
from cms.register.jsonld.values import Node, day, link, stated, text


def measure_nodes(about: Concepts) -> Node:
    """Measures and systems (Art. 30(1)(g), (2)(d))."""
    return {
        "dpv:hasTechnicalOrganisationalMeasure": rows_with_notes(about, "measures", "measure"),
        "dpv:isImplementedUsingTechnology": [
            _system(row, about.entry.language) for row in about.entry.data.get("systems", [])
        ],
    }


def _system(row: dict[str, str], language: str) -> Node:
    access = text(row.get("access"), language)
    return stated(
        {
            "@type": "dpv:Technology",
            "dct:title": row.get("name"),
            "dpv:hasTechnicalMeasure": access and {"@type": "dpv:AccessControlMethod", "dct:description": access},
        }
    )


def context_nodes(about: Concepts) -> Node:
    """Social data (§ 67(2) SGB X) and automated decisions (Art. 22). A "no" is said as well: it was examined."""
    logic = text(about.entry.data.get("automated_decisions_logic"), about.entry.language)
    return {
        "dpv:hasContext": [*_social_data(about), *_automated_decisions(about)],
        "dpv:hasAlgorithmicLogic": logic and {"@type": "dpv:AlgorithmicLogic", "dct:description": logic},
    }


def _social_data(about: Concepts) -> list[Node]:
    answer = about.entry.data.get("social_data")
    task = text(about.entry.data.get("statutory_task"), about.entry.language)
    if answer == YesNo.NO:
        return [_not_applicable(about.choice("field", Labelled.SOCIAL_DATA))]
    if answer == YesNo.YES or task:
        above = about.choice("field", Labelled.SOCIAL_DATA) if answer == YesNo.YES else None
        return [stated({"@type": "dpv:Context", "skos:broader": above, "dct:description": task})]
    return []


def _automated_decisions(about: Concepts) -> list[Node]:
    answer = about.entry.data.get("automated_decisions")
    if answer == NoneYes.NONE:
        return [_not_applicable({"@id": "dpv:AutomatedDecisionMaking"})]
    return [{"@type": "dpv:AutomatedDecisionMaking"}] if answer == NoneYes.YES else []


def _not_applicable(what: Node) -> Node:
    return {"skos:broader": what, "dpv:hasApplicability": {"@id": terms.NOT_APPLICABLE}}


def impact_nodes(about: Concepts) -> Node:
    """Whether an impact assessment is required, why, and when it was made (Art. 35)."""
    data, language = about.entry.data, about.entry.language
    necessity = link(terms.DPIA_THRESHOLD.get(data.get("dpia_threshold") or ""))
    reason = text(data.get("dpia_reason"), language)
    made_on = day(data.get("dpia_on"))
    assessments: list[Node] = []
    if necessity or reason:
        examined = {
            "@type": "eu-gdpr:DPIANecessityAssessment",
            "dpv:hasAuditStatus": necessity,
            "dct:description": reason,
        }
        assessments.append(stated(examined))
    if made_on:
        assessments.append({"@type": "dpv:DPIA", "dct:date": made_on})
    return {"dpv:hasImpactAssessment": assessments}
