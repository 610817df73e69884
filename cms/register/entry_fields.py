"""The one list of what a register entry holds: names, labels, articles, and what the public may see of it.

Sheet, public register, editions, comparison, import and export all go by this list. Article numbers are those of the
GDPR unless another act is named.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.register.enums import Role

BOTH = frozenset(Role)
CONTROLLER = frozenset({Role.CONTROLLER})
PROCESSOR = frozenset({Role.PROCESSOR})


@dataclass(frozen=True)
class EntryField:
    """One field of an entry.

    Attributes:
        name: Its key in `cms.register.entry.Entry.data`.
        label: What people read.
        section: The part of the sheet that it stands in: a key of ``SECTIONS``.
        articles: Where the law asks for it.
        roles: In which kinds of record it occurs.
        publishable: Whether the public register may show it at all. The rest is for the office and the authority.
        always_public: It identifies a public entry, so it cannot be kept internal.
    """

    name: str
    label: Any
    section: str
    articles: Any = ""
    roles: frozenset[Role] = BOTH
    publishable: bool = True
    always_public: bool = False


SECTIONS: dict[str, Any] = {
    "identity": _("The processing activity"),
    "purposes": _("Purposes and legal bases"),
    "data": _("Persons and data"),
    "recipients": _("Recipients and transfers"),
    "security": _("Protection"),
    "assessment": _("Assessment"),
    "upkeep": _("Upkeep of the entry"),
}

ENTRY_FIELDS: tuple[EntryField, ...] = (
    EntryField("reference", _("Reference number"), "identity", always_public=True),
    EntryField("name", _("Name"), "identity", always_public=True),
    EntryField("summary", _("In short"), "identity", _("Art. 12(1)")),
    EntryField("role", _("Kind of record"), "identity", _("Art. 30(1), (2)"), always_public=True),
    EntryField("unit", _("Responsible unit"), "identity"),
    EntryField("contact", _("Contact in the unit"), "identity", publishable=False),
    EntryField("started_on", _("Carried out since"), "identity"),
    EntryField("ended_on", _("Ended on"), "identity"),
    EntryField("joint_controllers", _("Joint controllers"), "identity", _("Art. 26, 30(1)(a)"), CONTROLLER),
    EntryField("controllers_served", _("Controllers served"), "identity", _("Art. 30(2)(a), (b)"), PROCESSOR),
    EntryField("purposes", _("Purposes and their legal bases"), "purposes", _("Art. 30(1)(b), 6, 9"), CONTROLLER),
    EntryField("social_data", _("Social data"), "purposes", _("§ 67(2) SGB X")),
    EntryField("statutory_task", _("Statutory task"), "purposes", _("§ 284 SGB V")),
    EntryField("data_subjects", _("Categories of data subjects"), "data", _("Art. 30(1)(c)"), CONTROLLER),
    EntryField("data_categories", _("Categories of personal data"), "data", _("Art. 30(1)(c), (f)"), CONTROLLER),
    EntryField("recipients", _("Categories of recipients"), "recipients", _("Art. 30(1)(d)"), CONTROLLER),
    EntryField("processors", _("Processors"), "recipients", _("Art. 28(3), § 80 SGB X")),
    EntryField("transfer_status", _("Transfers to third countries"), "recipients", _("Art. 30(1)(e), (2)(c)")),
    EntryField("transfers", _("Third-country transfers"), "recipients", _("Art. 30(1)(e), (2)(c), 44-49")),
    EntryField(
        "measures",
        _("Technical and organisational measures"),
        "security",
        _("Art. 30(1)(g), (2)(d), 32(1)"),
        publishable=False,
    ),
    EntryField("systems", _("Systems and access groups"), "security", publishable=False),
    EntryField("automated_decisions", _("Automated decisions, profiling"), "assessment", _("Art. 22")),
    EntryField("automated_decisions_logic", _("Logic and consequences"), "assessment", _("Art. 13(2)(f)")),
    EntryField(
        "dpia_threshold", _("Threshold for an impact assessment"), "assessment", _("Art. 35(1)"), publishable=False
    ),
    EntryField("dpia_reason", _("Reason for the result"), "assessment", _("Art. 35(1)"), publishable=False),
    EntryField("dpia_on", _("Impact assessment of"), "assessment", _("Art. 35"), publishable=False),
    EntryField("status", _("Status"), "upkeep", always_public=True),
    EntryField("next_review_on", _("Next review"), "upkeep", publishable=False),
    EntryField("publicity", _("In the public register"), "upkeep", publishable=False),
    EntryField("publicity_reason", _("Reason for keeping it internal"), "upkeep", publishable=False),
    EntryField("internal_fields", _("Internal fields"), "upkeep", publishable=False),
    EntryField("note", _("Internal note"), "upkeep", publishable=False),
)

BY_NAME: dict[str, EntryField] = {field.name: field for field in ENTRY_FIELDS}

PRIVATE_PARTS: dict[str, frozenset[str]] = {"processors": frozenset({"contract_on", "notice_on", "notice_authority"})}
"""Parts of publishable rows that are for the authority only."""

PUBLICATION_IS_VOLUNTARY = _(
    "We publish this register of our own accord. The law obliges us to keep it, not to publish it: Article 30 GDPR "
    "gives nobody but the supervisory authority a right to it."
)


def publishable_choices() -> list[tuple[str, Any]]:
    """The fields that an entry may keep internal, for a select box."""
    names = [(field.name, field.label) for field in ENTRY_FIELDS if field.publishable and not field.always_public]
    return [("", "---------"), *names]
