"""Catalogue rows and fixed choices as concepts with names of our own, tied to DPV by ``skos:broader``.

DPV asks for this: an own concept has the general class as its type and the matching term as its broader concept. So two
rows that share a term stay two, and nothing is said about DPV's terms themselves.
"""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import TextChoices

from cms.register.entry import Entry
from cms.register.enums import Goal
from cms.register.jsonld import terms
from cms.register.jsonld.context import is_dpv_term
from cms.register.jsonld.names import choice_label, concept_iri
from cms.register.jsonld.values import Node, link, links, stated, text

LABEL = "skos:prefLabel"
OTHER_LABEL = "skos:altLabel"


@dataclass
class Introduced:
    """What a document has described already, so that ten thousand entries describe each concept once.

    Grows with the catalogues, not with the entries.
    """

    labels: dict[tuple[str, str], str] = field(default_factory=dict)
    iris: set[str] = field(default_factory=set)

    def once(self, described: Node) -> Node:
        """The description at its first mention, later only the name. A name that changed meanwhile is another label."""
        iri = described["@id"]
        if iri not in self.iris:
            self.iris.add(iri)
            self._keep(iri, described.get(LABEL))
            return described
        label = described.get(LABEL)
        if not label:
            return {"@id": iri}
        known = self.labels.get((iri, label.get("@language", "")))
        if known is None:
            self._keep(iri, label)
            return {"@id": iri, LABEL: label}
        return {"@id": iri} if known == label["@value"] else {"@id": iri, OTHER_LABEL: label}

    def _keep(self, iri: str, label: Node | None) -> None:
        if label:
            self.labels[iri, label.get("@language", "")] = label["@value"]


@dataclass(frozen=True)
class Concepts:
    """The concepts of one entry, named below ``base``."""

    entry: Entry
    base: str
    introduced: Introduced

    def word(self, kind: str, code: str) -> dict[str, Any]:
        """What the entry remembers of a catalogue row; nothing of an unknown one."""
        return self.entry.wording.get(kind, {}).get(code, {})

    def term(self, kind: str, code: str) -> str:
        """The row's DPV term, empty if it has none."""
        term = self.word(kind, code).get("dpv") or ""
        return term if is_dpv_term(term) else ""

    def row(self, kind: str, code: str) -> Node:
        """A catalogue row: described at its first mention, later only named."""
        word = self.word(kind, code)
        language = word.get("language", "")
        general = [] if self.term(kind, code) == terms.NOT_APPLICABLE else [terms.KIND[kind]]
        citation = word.get("citation") or word.get("norm")
        described = {
            "@id": concept_iri(self.base, kind, code),
            "@type": ["skos:Concept", *general],
            "skos:notation": code,
            LABEL: text(word.get("name"), language),
            "skos:broader": links(*self._broader(kind, code)),
            "dct:bibliographicCitation": text(citation, language),
            "dct:subject": self._goal(word.get("goal", "")),
            "owl:deprecated": word.get("is_repealed") or None,
        }
        return self.introduced.once(stated(described))

    def use(self, kind: str, code: str, **types: bool) -> Node:
        """The beginning of a node for one use of a row in an entry: its class, the row and the row's own term.

        A row that stands for "there are none" makes no instance of the class.

        Args:
            kind: The catalogue.
            code: The row; empty for none.
            **types: Further types, each with whether it applies.
        """
        term = self.term(kind, code)
        broader = [self.row(kind, code), *links(term)] if code else []
        if term == terms.NOT_APPLICABLE:
            return {"dpv:hasApplicability": link(term), "skos:broader": broader[:1]}
        further = [name for name, applies in types.items() if applies]
        general = terms.KIND[kind]
        return stated({"@type": [general, *further] if further else general, "skos:broader": broader})

    def choice(self, kind: str, choice: TextChoices, **properties: Any) -> Node:
        """A fixed choice that DPV has no exact term for."""
        label, language = choice_label(choice, self.entry.language)
        described = {
            "@id": concept_iri(self.base, kind, choice.value),
            "@type": "skos:Concept",
            "skos:notation": choice.value,
            LABEL: text(label, language),
            **properties,
        }
        return self.introduced.once(stated(described))

    def _broader(self, kind: str, code: str) -> list[str]:
        if term := self.term(kind, code):
            return [] if term == terms.NOT_APPLICABLE else [term]
        return [terms.BASIS_FLAG.get(flag, "") for flag in self.word(kind, code).get("flags", [])]

    def _goal(self, goal: str) -> Node | None:
        if goal not in Goal.values:
            return None
        return self.choice("goal", Goal(goal), **{"skos:related": link(terms.GOAL.get(goal))})
