"""The tabs of the editor of entries, in the order of the printed sheet."""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface

from cms.register.admin_forms import ActivityForm
from cms.register.entry_fields import BY_NAME
from cms.register.models import ProcessingActivity
from cms.register.panels import ChecklistPanel

INTERNAL = _("Never public.")
SAYS_ITS_PROVISION = frozenset(
    {"social_data", "statutory_task", "automated_decisions", "automated_decisions_logic", "dpia_on"}
)
"""Fields whose own help names the provision already."""
UNMARKED = frozenset({"publicity", "publicity_reason", "internal_fields", "contact"})
"""Internal fields without the mark: those that decide about publication, where it would be read as the decision, and
one whose own help says it."""
ROW_HELP = {
    "joint_controllers": _("Only where others decide about purposes and means together with you."),
    "controllers_served": _("Each controller on whose behalf you process, and what you do for it."),
    "purposes": _("Each purpose with its own legal bases."),
    "data_subjects": _("Whose data they are."),
    "data_categories": _("Each category with its source, whether it must be provided, and when it is deleted."),
    "recipients": _("Who gets the data, inside and outside; “none” is a category, too."),
    "processors": _("With the date of the contract. Contracts and notices are never public."),
    "transfers": _("Each transfer with what it rests on and where the safeguards are documented."),
    "measures": _("A general description; details stay in the security concept."),
    "systems": _("Where the data are kept, and who has access."),
    "internal_fields": _("What the public register leaves out of this entry, each with a reason."),
}


def edit_handler() -> TabbedInterface:
    """What the editor shows; each tab follows the sheet's sections."""
    return TabbedInterface(
        [
            ObjectList(_identity(), heading=_("Entry")),
            ObjectList(_purposes_and_data(), heading=_("Purposes and data")),
            ObjectList(_recipients(), heading=_("Recipients and transfers")),
            ObjectList(_protection(), heading=_("Protection")),
            ObjectList(_upkeep(), heading=_("Publication and upkeep")),
            ObjectList([ChecklistPanel()], heading=_("Checklist")),
        ],
        base_form_class=ActivityForm,
    )


def _identity() -> list[Any]:
    return [
        ChecklistPanel(is_summary=True, heading=_("Completeness")),
        MultiFieldPanel(
            [
                FieldRowPanel([_field("reference"), _field("role")]),
                _field("name"),
                _field("summary"),
            ],
            heading=_("What is it?"),
        ),
        MultiFieldPanel(
            [
                _field("unit"),
                _field("contact"),
                FieldRowPanel([_field("started_on"), _field("ended_on")]),
            ],
            heading=_("Who carries it out, and since when?"),
        ),
        _rows("joint_controllers", _("joint controller"), when="role=controller"),
        _rows("controllers_served", _("controller served"), when="role=processor"),
    ]


def _purposes_and_data() -> list[Any]:
    return [
        _rows("purposes", _("purpose")),
        MultiFieldPanel(
            [_field("social_data"), _field("statutory_task", attrs=_when("social_data=yes"))], heading=_("Social data")
        ),
        _rows("data_subjects", _("category of data subjects")),
        _rows("data_categories", _("category of personal data")),
    ]


def _recipients() -> list[Any]:
    return [
        _rows("recipients", _("category of recipients")),
        _rows("processors", _("processor")),
        _field("transfer_status"),
        _rows("transfers", _("third-country transfer"), when="transfer_status=yes"),
    ]


def _protection() -> list[Any]:
    return [
        _rows("measures", _("measure")),
        _rows("systems", _("system")),
        MultiFieldPanel(
            [
                _field("automated_decisions"),
                _field("automated_decisions_logic", attrs=_when("automated_decisions=yes")),
            ],
            heading=_("Automated decisions, profiling"),
        ),
        MultiFieldPanel(
            [
                _field("dpia_threshold"),
                _field("dpia_reason"),
                _field("dpia_on", attrs=_when("dpia_threshold=required")),
            ],
            heading=_("Data protection impact assessment"),
        ),
    ]


def _upkeep() -> list[Any]:
    return [
        MultiFieldPanel(
            [
                _field("status", help_text=_("An active entry is published only when nothing required is missing.")),
                _field("next_review_on"),
            ],
            heading=_("Status and review"),
        ),
        MultiFieldPanel(
            [
                _field("publicity", help_text=_("Publishing the register is voluntary; a reason is needed to hide.")),
                _field("publicity_reason", attrs=_when("publicity=no")),
            ],
            heading=_("In the public register"),
        ),
        _rows("internal_fields", _("internal field"), when="publicity=partly"),
        _field("note"),
    ]


def _field(name: str, *, help_text: Any = "", attrs: dict[str, str] | None = None) -> FieldPanel:
    """A field with the help of its model and the articles that ask for it."""
    own = help_text or ProcessingActivity._meta.get_field(name).help_text
    return FieldPanel(name, help_text=_help(name, own), attrs=attrs or {})


def _rows(name: str, label: Any, *, when: str = "") -> InlinePanel:
    entry_field = BY_NAME[name]
    return InlinePanel(
        name,
        heading=entry_field.label,
        label=label,
        help_text=_help(name, ROW_HELP[name]),
        attrs=_when(when) if when else {},
    )


def _help(name: str, text: Any) -> Any:
    """Help, articles, and whether visitors can ever read the field."""
    entry_field = BY_NAME[name]
    articles = "" if name in SAYS_ITS_PROVISION else entry_field.articles
    is_internal = not entry_field.publishable and name not in UNMARKED
    parts = [text, INTERNAL if is_internal else "", articles]
    shown = [part for part in parts if part]
    return format_lazy(" ".join("{}" for _part in shown), *shown) if shown else ""


def _when(condition: str) -> dict[str, str]:
    """Shown only where another field has this value, or where something stands in it already (editor.js)."""
    return {"data-privacy-when": condition}
