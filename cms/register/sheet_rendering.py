"""The sheet as HTML: one look for the admin, print, public pages, the complete register and editions.

A sheet is a document in one language. Labels, choices and dates are rendered in the entry's own language, whatever
language the person reading it has chosen for the admin.
"""

from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.register.entry import Entry, entry_of
from cms.register.enums import Publicity, Role, Status
from cms.register.models import ProcessingActivity
from cms.register.sheet import sheet_of
from site_settings.enums import ContactRole

ROLES = (ContactRole.CONTROLLER, ContactRole.JOINT_CONTROLLERS, ContactRole.REPRESENTATIVE, ContactRole.DPO)
REQUIRED_ROLES = frozenset({ContactRole.CONTROLLER, ContactRole.DPO})


@dataclass(frozen=True)
class Party:
    """One of those who answer for the register, with all its contacts."""

    label: str
    contacts: list[dict[str, str]]


def render_sheet(entry: Entry, *, keep_empty: bool = True, heading: str = "h2", id_prefix: str = "") -> SafeString:
    """The sections of an entry as HTML.

    Args:
        entry: Complete or public; fields that it lacks have no line.
        keep_empty: Whether fields without a value have a line.
        heading: The element of the sections' headings.
        id_prefix: Gives the sections ids that begin with it.
    """
    with override(entry.language):
        context = {"sheet": sheet_of(entry, keep_empty=keep_empty), "heading": heading, "id_prefix": id_prefix}
        return render_to_string("privacy_register/sheet.html", context)


def render_parties(entry: Entry, *, is_own: bool = False) -> SafeString:
    """Controller, joint controllers, representative and DPO of an entry as HTML. Arguments as of `parties_of`."""
    with override(entry.language):
        context: dict[str, Any] = {"parties": parties_of(entry, is_own=is_own), "language": entry.language}
        return render_to_string("privacy_register/sheet_parties.html", context)


def parties_of(entry: Entry, *, is_own: bool = False) -> list[Party]:
    """Who answers for an entry. Controller and DPO are listed even where nobody is named (Art. 30(1)(a)).

    Args:
        entry: Complete or public.
        is_own: Whether they stand with this entry alone, not above many. In a processor's record the organisation is
            the processor then, and only those that it serves are controllers.
    """
    is_processor = is_own and entry.data.get("role") == Role.PROCESSOR
    return [
        Party(_("Processor") if is_processor and role == ContactRole.CONTROLLER else str(role.label), contacts)
        for role in ROLES
        if (contacts := entry.parties.get(role.value, [])) or role in REQUIRED_ROLES
        if not (is_processor and role == ContactRole.JOINT_CONTROLLERS)
    ]


def preview_context(activity: ProcessingActivity, mode: str) -> dict[str, Any]:
    """What the preview of an unsaved entry shows.

    Args:
        activity: The entry as it stands in the editor.
        mode: ``"public"`` for what visitors would read, anything else for the complete entry.
    """
    entry = entry_of(activity)
    if mode != "public":
        return {"entry": entry, "body": render_sheet(entry)}
    with override(entry.language):
        if activity.publicity == Publicity.NO:
            return {"entry": entry, "notice": _("This entry is internal: the public reads nothing of it."), "body": ""}
        is_shown = activity.status == Status.ACTIVE
        notice = "" if is_shown else _("The public register shows active entries only.")
        return {"entry": entry, "notice": notice, "body": render_sheet(entry.public(), keep_empty=False)}
