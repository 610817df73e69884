"""The checklist of an entry, ready to be shown: what the law demands before what authorities expect."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cms.register.completeness import Finding, checklist
from cms.register.entry import Entry


@dataclass(frozen=True)
class ChecklistGroup:
    """Demands of one weight.

    Attributes:
        label: What they have in common.
        is_must: Whether an active entry needs all of them.
        findings: Unmet ones first, otherwise in the order of the sheet.
    """

    label: str
    is_must: bool
    findings: Sequence[Finding]

    @property
    def missing(self) -> list[Finding]:
        return [finding for finding in self.findings if not finding.is_met]

    @property
    def is_met(self) -> bool:
        return not self.missing

    @property
    def summary(self) -> str:
        """How many are met, in words."""
        total = len(self.findings)
        return _("%(met)d of %(total)d met") % {"met": total - len(self.missing), "total": total}


def checklist_groups(entry: Entry) -> list[ChecklistGroup]:
    """The whole checklist of an entry in the active language."""
    findings = sorted(checklist(entry), key=lambda finding: finding.is_met)
    return [
        ChecklistGroup(label, is_must, [each for each in findings if each.demand.is_must == is_must])
        for label, is_must in (
            (_("Required of an active entry"), True),
            (_("Expected by supervisory authorities"), False),
        )
    ]
