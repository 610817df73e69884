"""What an entry must hold, as a checklist with article numbers.

An active entry lacks no "must"; a draft may lack all.
"""

from dataclasses import dataclass

from cms.register.demands import DEMANDS, Demand
from cms.register.entry import Entry


@dataclass(frozen=True)
class Finding:
    """A demand and what an entry lacks of it."""

    demand: Demand
    missing: list[str]

    @property
    def is_met(self) -> bool:
        return not self.missing


def checklist(entry: Entry) -> list[Finding]:
    """All demands on an entry, met and unmet, in the order of the sheet."""
    role = entry.data["role"]
    return [
        Finding(demand, demand.question(entry))
        for demand in DEMANDS
        if demand.role in {None, role} and demand.applies(entry.data)
    ]


def gaps(entry: Entry) -> list[Finding]:
    """The unmet "must" demands."""
    return [finding for finding in checklist(entry) if finding.demand.is_must and not finding.is_met]
