"""The checklist's lines: what the law or the supervisory authorities ask of an entry, with article numbers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.register import questions as ask
from cms.register.entry import Data
from cms.register.enums import DpiaThreshold, Publicity, Role, YesNo


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
    articles: Any
    question: ask.Question
    is_must: bool = True
    role: Role | None = None
    applies: Callable[[Data], bool] = lambda data: True


def _is(name: str, value: str) -> Callable[[Data], bool]:
    return lambda data: data[name] == value


C, P = Role.CONTROLLER, Role.PROCESSOR
DEMANDS: tuple[Demand, ...] = (
    Demand("controller", _("Controller and contact"), _("Art. 30(1)(a), (2)(a)"), ask.party("controller")),
    Demand("dpo", _("Data protection officer"), _("Art. 30(1)(a), (2)(a)"), ask.party("dpo")),
    Demand("controllers_served", _("Every controller served"), _("Art. 30(2)(a)"), ask.served, role=P),
    Demand(
        "processing",
        _("Categories of processing per controller"),
        _("Art. 30(2)(b)"),
        ask.each("controllers_served", "processing", _("“%(row)s” has no categories of processing.")),
        role=P,
    ),
    Demand("purposes", _("Purposes"), _("Art. 30(1)(b)"), ask.filled("purposes"), role=C),
    Demand("data_subjects", _("Categories of data subjects"), _("Art. 30(1)(c)"), ask.filled("data_subjects"), role=C),
    Demand(
        "data_categories", _("Categories of personal data"), _("Art. 30(1)(c)"), ask.filled("data_categories"), role=C
    ),
    Demand("recipients", _("Categories of recipients"), _("Art. 30(1)(d)"), ask.filled("recipients"), role=C),
    Demand("transfers", _("Transfers to third countries"), _("Art. 30(1)(e), (2)(c)"), ask.transfers),
    Demand("safeguards", _("Documented safeguards"), _("Art. 30(1)(e), 49(1) subpara. 2"), ask.safeguards),
    Demand("retention", _("Time limits for erasure"), _("Art. 30(1)(f)"), ask.retention, role=C),
    Demand("measures", _("Technical and organisational measures"), _("Art. 30(1)(g), (2)(d)"), ask.filled("measures")),
    Demand(
        "notice",
        _("Notice to the supervisory body before the contract"),
        _("§ 80 SGB X"),
        ask.notices,
        applies=lambda data: data["social_data"] == YesNo.YES and bool(data["processors"]),
    ),
    Demand(
        "dpia",
        _("Date of the impact assessment"),
        _("Art. 35"),
        ask.filled("dpia_on"),
        applies=_is("dpia_threshold", DpiaThreshold.REQUIRED),
    ),
    Demand(
        "internal_fields",
        _("Internal fields, each with a reason"),
        "",
        ask.internal_fields,
        applies=_is("publicity", Publicity.PARTLY),
    ),
    Demand(
        "publicity_reason",
        _("Reason for keeping the entry internal"),
        "",
        ask.filled("publicity_reason"),
        applies=_is("publicity", Publicity.NO),
    ),
    Demand("unit", _("Responsible unit"), "", ask.filled("unit"), is_must=False),
    Demand("contact", _("Contact in the unit"), "", ask.filled("contact"), is_must=False),
    Demand("summary", _("In short, for visitors"), _("Art. 12(1)"), ask.filled("summary"), is_must=False),
    Demand("started_on", _("Start date"), "", ask.filled("started_on"), is_must=False),
    Demand(
        "legal_bases", _("Legal basis of every purpose"), _("Art. 6, 9(2), 13(1)(c)"), ask.bases, is_must=False, role=C
    ),
    Demand("repealed", _("No repealed provision"), "", ask.repealed, is_must=False, role=C),
    Demand(
        "legitimate_interest",
        _("Legitimate interests"),
        _("Art. 6(1) subpara. 2, 13(1)(d)"),
        ask.interests,
        is_must=False,
        role=C,
    ),
    Demand(
        "arrangement",
        _("Arrangement between joint controllers"),
        _("Art. 26"),
        ask.each("joint_controllers", "arrangement_on", _("“%(row)s”: the date of the arrangement is missing.")),
        is_must=False,
        role=C,
    ),
    Demand(
        "source",
        _("Source of the data"),
        _("Art. 14(2)(f)"),
        ask.each("data_categories", "source", _("“%(row)s” has no source.")),
        is_must=False,
        role=C,
    ),
    Demand(
        "provision",
        _("Obligation to provide and consequences"),
        _("Art. 13(2)(e)"),
        ask.provision,
        is_must=False,
        role=C,
    ),
    Demand(
        "contracts",
        _("Contract with every processor"),
        _("Art. 28(3)"),
        ask.each("processors", "contract_on", _("“%(row)s”: the date of the contract is missing.")),
        is_must=False,
    ),
    Demand(
        "transfer_basis",
        _("What every transfer rests on"),
        _("Art. 44-49"),
        ask.each("transfers", "safeguard", _("The transfer to “%(row)s” names no safeguard.")),
        is_must=False,
    ),
    Demand("social_data", _("Social data: yes or no"), _("§ 67(2) SGB X"), ask.filled("social_data"), is_must=False),
    Demand(
        "statutory_task",
        _("Statutory task"),
        _("§ 284 SGB V"),
        ask.filled("statutory_task"),
        is_must=False,
        applies=_is("social_data", YesNo.YES),
    ),
    Demand("systems", _("Systems and access groups"), "", ask.filled("systems"), is_must=False),
    Demand(
        "automated_decisions", _("Automated decisions"), _("Art. 22"), ask.filled("automated_decisions"), is_must=False
    ),
    Demand(
        "dpia_threshold",
        _("Threshold for an impact assessment"),
        _("Art. 35(1)"),
        ask.filled("dpia_threshold"),
        is_must=False,
    ),
    Demand("next_review_on", _("Next review"), "", ask.filled("next_review_on"), is_must=False),
)
