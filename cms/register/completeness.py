"""What an entry must hold, as a checklist with article numbers.

An active entry lacks no "must"; a draft may lack all.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.register.entry import Data, Entry
from cms.register.enums import DpiaThreshold, NoneYes, Provision, Publicity, Role, Safeguard, YesNo

Question = Callable[[Entry], list[str]]
"""Returns what is missing, one sentence each; empty when the demand is met."""


@dataclass(frozen=True)
class Demand:
    """One line of the checklist.

    Attributes:
        name: Stable; `ProcessingActivity.gaps` holds the names of unmet "must" demands.
        label: What is demanded.
        articles: By which provision.
        question: Tells what is missing.
        is_must: Whether an active entry needs it; otherwise supervisory authorities expect it.
        role: The kind of record that it is for; ``None``: both.
        applies: Whether it concerns this entry at all.
    """

    name: str
    label: Any
    articles: str
    question: Question
    is_must: bool = True
    role: Role | None = None
    applies: Callable[[Data], bool] = lambda data: True


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


def _filled(name: str) -> Question:
    return lambda entry: [] if entry.data[name] else [gettext("Not filled in.")]


def _party(role: str) -> Question:
    return lambda entry: [] if entry.parties.get(role) else [gettext("Choose the contact in the privacy settings.")]


def _each(name: str, part: str, sentence: Any) -> Question:
    """Every row of a field has a part."""

    def question(entry: Entry) -> list[str]:
        rows = enumerate(entry.data[name], start=1)
        return [
            sentence % {"number": number, "row": _row_name(entry, name, row)} for number, row in rows if not row[part]
        ]

    return question


KINDS = {"data_categories": "data_category", "data_subjects": "data_subject", "recipients": "recipient"}


def _row_name(entry: Entry, name: str, row: Data) -> str:
    if name in KINDS:
        return entry.name_of(KINDS[name], row["category"])
    return row.get("name") or row.get("text") or row.get("country") or ""


def _retention(entry: Entry) -> list[str]:
    return [
        gettext("“%(row)s” has no retention rule.") % {"row": _row_name(entry, "data_categories", row)}
        for row in entry.data["data_categories"]
        if not (row["retention"] or row["retention_note"])
    ]


def _transfers(entry: Entry) -> list[str]:
    if not entry.data["transfer_status"]:
        return [gettext("Say whether data go to third countries.")]
    if entry.data["transfer_status"] == NoneYes.YES and not entry.data["transfers"]:
        return [gettext("Name the country and the safeguards of each transfer.")]
    return []


def _safeguards(entry: Entry) -> list[str]:
    return [
        gettext("The transfer to “%(country)s” rests on Art. 49(1) subpara. 2 without documented safeguards.")
        % {"country": row["country"]}
        for row in entry.data["transfers"]
        if row["safeguard"] == Safeguard.DEROGATION_INTERESTS and not row["documentation"]
    ]


def _notices(entry: Entry) -> list[str]:
    found = []
    for row in entry.data["processors"]:
        if not (row["notice_on"] and row["notice_authority"]):
            found.append(gettext("“%(row)s”: date of the notice and the authority are missing.") % {"row": row["name"]})
        elif row["contract_on"] and row["notice_on"] > row["contract_on"]:
            found.append(gettext("“%(row)s”: the notice was given after the contract.") % {"row": row["name"]})
    return found


def _internal_fields(entry: Entry) -> list[str]:
    rows = entry.data["internal_fields"]
    if not rows:
        return [gettext("Choose the fields that stay internal.")]
    return [gettext("An internal field has no reason.") for row in rows if not row["reason"]][:1]


def _served(entry: Entry) -> list[str]:
    rows = entry.data["controllers_served"]
    if not rows:
        return [gettext("Name every controller.")]
    return [gettext("“%(row)s” has no contact data.") % {"row": row["name"]} for row in rows if not row["contact"]]


def _bases(entry: Entry) -> list[str]:
    return [
        gettext("“%(row)s” has no legal basis.") % {"row": row["text"]}
        for row in entry.data["purposes"]
        if not row["legal_bases"]
    ]


def _flags(entry: Entry, row: Data) -> set[str]:
    words = entry.wording.get("legal_basis", {})
    return {flag for basis in row["legal_bases"] for flag in words.get(basis["basis"], {}).get("flags", [])}


def _interests(entry: Entry) -> list[str]:
    found = []
    for row in entry.data["purposes"]:
        if "legitimate_interest" in _flags(entry, row):
            if not row["legitimate_interest"]:
                found.append(gettext("“%(row)s”: name the legitimate interest.") % {"row": row["text"]})
            found.append(
                gettext("“%(row)s”: public authorities may not rest their tasks on legitimate interests.")
                % {"row": row["text"]}
            )
    return found


def _repealed(entry: Entry) -> list[str]:
    words = entry.wording.get("legal_basis", {})
    return [
        gettext("“%(row)s” cites %(basis)s, which is repealed.")
        % {"row": row["text"], "basis": entry.name_of("legal_basis", basis["basis"])}
        for row in entry.data["purposes"]
        for basis in row["legal_bases"]
        if words.get(basis["basis"], {}).get("is_repealed")
    ]


def _provision(entry: Entry) -> list[str]:
    found = []
    for row in entry.data["data_categories"]:
        name = {"row": _row_name(entry, "data_categories", row)}
        if not row["provision"]:
            found.append(gettext("“%(row)s”: say whether it must be provided.") % name)
        elif row["provision"] == Provision.MANDATORY and not row["consequence"]:
            found.append(gettext("“%(row)s”: name the consequence of not providing it.") % name)
    return found


def _is(name: str, value: str) -> Callable[[Data], bool]:
    return lambda data: data[name] == value


C, P = Role.CONTROLLER, Role.PROCESSOR
DEMANDS: tuple[Demand, ...] = (
    Demand("controller", _("Controller and contact"), "Art. 30(1)(a), (2)(a)", _party("controller")),
    Demand("dpo", _("Data protection officer"), "Art. 30(1)(a), (2)(a)", _party("dpo")),
    Demand("controllers_served", _("Every controller served"), "Art. 30(2)(a)", _served, role=P),
    Demand(
        "processing",
        _("Categories of processing per controller"),
        "Art. 30(2)(b)",
        _each("controllers_served", "processing", _("“%(row)s” has no categories of processing.")),
        role=P,
    ),
    Demand("purposes", _("Purposes"), "Art. 30(1)(b)", _filled("purposes"), role=C),
    Demand("data_subjects", _("Categories of data subjects"), "Art. 30(1)(c)", _filled("data_subjects"), role=C),
    Demand("data_categories", _("Categories of personal data"), "Art. 30(1)(c)", _filled("data_categories"), role=C),
    Demand("recipients", _("Categories of recipients"), "Art. 30(1)(d)", _filled("recipients"), role=C),
    Demand("transfers", _("Transfers to third countries"), "Art. 30(1)(e), (2)(c)", _transfers),
    Demand("safeguards", _("Documented safeguards"), "Art. 30(1)(e), 49(1) subpara. 2", _safeguards),
    Demand("retention", _("Time limits for erasure"), "Art. 30(1)(f)", _retention, role=C),
    Demand("measures", _("Technical and organisational measures"), "Art. 30(1)(g), (2)(d)", _filled("measures")),
    Demand(
        "notice",
        _("Notice to the supervisory body before the contract"),
        "§ 80 SGB X",
        _notices,
        applies=lambda data: data["social_data"] == YesNo.YES and bool(data["processors"]),
    ),
    Demand(
        "dpia",
        _("Date of the impact assessment"),
        "Art. 35",
        _filled("dpia_on"),
        applies=_is("dpia_threshold", DpiaThreshold.REQUIRED),
    ),
    Demand(
        "internal_fields",
        _("Internal fields, each with a reason"),
        "",
        _internal_fields,
        applies=_is("publicity", Publicity.PARTLY),
    ),
    Demand(
        "publicity_reason",
        _("Reason for keeping the entry internal"),
        "",
        _filled("publicity_reason"),
        applies=_is("publicity", Publicity.NO),
    ),
    Demand("unit", _("Responsible unit"), "", _filled("unit"), is_must=False),
    Demand("contact", _("Contact in the unit"), "", _filled("contact"), is_must=False),
    Demand("summary", _("In short, for visitors"), "Art. 12(1)", _filled("summary"), is_must=False),
    Demand("started_on", _("Start date"), "", _filled("started_on"), is_must=False),
    Demand("legal_bases", _("Legal basis of every purpose"), "Art. 6, 9(2), 13(1)(c)", _bases, is_must=False, role=C),
    Demand("repealed", _("No repealed provision"), "", _repealed, is_must=False, role=C),
    Demand(
        "legitimate_interest",
        _("Legitimate interests"),
        "Art. 6(1) subpara. 2, 13(1)(d)",
        _interests,
        is_must=False,
        role=C,
    ),
    Demand(
        "arrangement",
        _("Arrangement between joint controllers"),
        "Art. 26",
        _each("joint_controllers", "arrangement_on", _("“%(row)s”: the date of the arrangement is missing.")),
        is_must=False,
        role=C,
    ),
    Demand(
        "source",
        _("Source of the data"),
        "Art. 14(2)(f)",
        _each("data_categories", "source", _("“%(row)s” has no source.")),
        is_must=False,
        role=C,
    ),
    Demand(
        "provision", _("Obligation to provide and consequences"), "Art. 13(2)(e)", _provision, is_must=False, role=C
    ),
    Demand(
        "contracts",
        _("Contract with every processor"),
        "Art. 28(3)",
        _each("processors", "contract_on", _("“%(row)s”: the date of the contract is missing.")),
        is_must=False,
    ),
    Demand(
        "transfer_basis",
        _("What every transfer rests on"),
        "Art. 44-49",
        _each("transfers", "safeguard", _("The transfer to “%(row)s” names no safeguard.")),
        is_must=False,
    ),
    Demand("social_data", _("Social data: yes or no"), "§ 67(2) SGB X", _filled("social_data"), is_must=False),
    Demand(
        "statutory_task",
        _("Statutory task"),
        "§ 284 SGB V",
        _filled("statutory_task"),
        is_must=False,
        applies=_is("social_data", YesNo.YES),
    ),
    Demand("systems", _("Systems and access groups"), "", _filled("systems"), is_must=False),
    Demand("automated_decisions", _("Automated decisions"), "Art. 22", _filled("automated_decisions"), is_must=False),
    Demand(
        "dpia_threshold",
        _("Threshold for an impact assessment"),
        "Art. 35(1)",
        _filled("dpia_threshold"),
        is_must=False,
    ),
    Demand("next_review_on", _("Next review"), "", _filled("next_review_on"), is_must=False),
)
