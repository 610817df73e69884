"""The values of an entry's fields as a person reads them: one item per value, with its details."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cms.register.countries import country_name
from cms.register.durations import spoken_duration
from cms.register.entry import Data, Entry
from cms.register.entry_fields import BY_NAME
from cms.register.enums import (
    DpiaThreshold,
    NoneYes,
    Provision,
    Publicity,
    Role,
    Safeguard,
    Source,
    Status,
    Trigger,
    YesNo,
)


@dataclass(frozen=True)
class Part:
    """A detail of an item.

    Attributes:
        label: What it is.
        text: What it says.
        language: The language code of ``text`` where it is not the sheet's; empty otherwise.
        items: Details that are a list, instead of ``text``.
    """

    label: str
    text: str = ""
    language: str = ""
    items: list["Item"] = field(default_factory=list)


@dataclass(frozen=True)
class Item:
    """One value of a field. ``language`` as in `Part`."""

    text: str
    language: str = ""
    parts: list[Part] = field(default_factory=list)


def items_of(entry: Entry, name: str) -> list[Item]:
    """The values of one field; none where it is empty.

    Raises:
        KeyError: The entry has no such field.
    """
    value = entry.data[name]
    if name in ROW_ITEMS:
        return [ROW_ITEMS[name](entry, row) for row in value]
    if value in (None, ""):
        return []
    if name == "unit":
        return [_named(entry, "unit", value)]
    if name in CHOICES:
        return [Item(_choice(CHOICES[name], value))]
    return [Item(_day(value) if name in DAYS else value)]


CHOICES: dict[str, Any] = {
    "role": Role,
    "status": Status,
    "social_data": YesNo,
    "transfer_status": NoneYes,
    "automated_decisions": NoneYes,
    "dpia_threshold": DpiaThreshold,
    "publicity": Publicity,
}
DAYS = frozenset({"started_on", "ended_on", "dpia_on", "next_review_on"})


def _choice(choices: Any, value: str) -> str:
    """The label of a choice; the value itself where a later release no longer knows it."""
    return str(choices(value).label) if value in choices.values else value


def _day(value: str | None) -> str:
    return date_format(date.fromisoformat(value)) if value else ""


def _named(entry: Entry, kind: str, code: str, parts: list[Part] | None = None) -> Item:
    """A catalogue row by its name, marked where it is not translated."""
    return Item(entry.name_of(kind, code), _foreign(entry, kind, code), parts or [])


def _foreign(entry: Entry, kind: str, code: str) -> str:
    language = entry.wording.get(kind, {}).get(code, {}).get("language", entry.language)
    return "" if language == entry.language else language


def _parts(*pairs: tuple[str, str | None]) -> list[Part]:
    return [Part(label, text) for label, text in pairs if text]


def _noted(kind: str) -> Callable[[Entry, Data], Item]:
    return lambda entry, row: _named(entry, kind, row["category"], _parts((_("Note"), row.get("note"))))


def _purpose(entry: Entry, row: Data) -> Item:
    parts = []
    if row.get("category"):
        name = _named(entry, "purpose", row["category"])
        parts.append(Part(_("Category"), name.text, name.language))
    bases = [_basis(entry, basis) for basis in row.get("legal_bases", [])]
    if bases:
        parts.append(Part(_("Legal bases"), items=bases))
    return Item(row["text"], parts=[*parts, *_parts((_("Legitimate interest"), row.get("legitimate_interest")))])


def _basis(entry: Entry, row: Data) -> Item:
    word = entry.wording.get("legal_basis", {}).get(row["basis"], {})
    parts = [Part(_("Meaning"), word["name"], _foreign(entry, "legal_basis", row["basis"]))] if word.get("name") else []
    if word.get("is_repealed"):
        parts.append(Part(_("Note"), _("repealed")))
    return _named(entry, "legal_basis", row["basis"], [*parts, *_parts((_("In conjunction with"), row.get("note")))])


def _data_category(entry: Entry, row: Data) -> Item:
    source = _choice(Source, row["source"]) if row.get("source") else ""
    parts = _parts((_("Note"), row.get("note")))
    if entry.wording.get("data_category", {}).get(row["category"], {}).get("is_special"):
        parts.append(Part(_("Special category"), _("Art. 9(1) GDPR")))
    parts += _parts(
        (_("Source"), _joined(source, row.get("source_note"))),
        (_("Obligation to provide"), _choice(Provision, row["provision"]) if row.get("provision") else ""),
        (_("Reason of the obligation"), row.get("provision_basis")),
        (_("Consequence of not providing it"), row.get("consequence")),
    )
    if row.get("retention"):
        parts.append(_retention(entry, row["retention"]))
    parts += _parts((_("Note on retention"), row.get("retention_note")))
    return _named(entry, "data_category", row["category"], parts)


def _joined(*texts: str | None) -> str:
    return ": ".join(text for text in texts if text)


def _retention(entry: Entry, code: str) -> Part:
    word = entry.wording.get("retention", {}).get(code, {})
    text = word.get("name", code)
    if word.get("duration"):
        rule = _("%(duration)s from: %(trigger)s") % {
            "duration": spoken_duration(word["duration"]),
            "trigger": _choice(Trigger, word["trigger"]),
        }
        text = f"{text} ({'; '.join(filter(None, [rule, word.get('norm')]))})"
    return Part(_("Retention period"), text, _foreign(entry, "retention", code))


def _joint_controller(entry: Entry, row: Data) -> Item:
    return Item(
        row["name"],
        parts=_parts(
            (_("Address and contact"), row.get("address")),
            (_("Arrangement of"), _day(row.get("arrangement_on"))),
            (_("Essence of the arrangement"), row.get("arrangement")),
        ),
    )


def _served_controller(entry: Entry, row: Data) -> Item:
    return Item(
        row["name"],
        parts=_parts(
            (_("Address and contact"), row.get("contact")),
            (_("Representative"), row.get("representative")),
            (_("Data protection officer"), row.get("dpo")),
            (_("Categories of processing"), row.get("processing")),
        ),
    )


def _processor(entry: Entry, row: Data) -> Item:
    notice = _joined(_day(row.get("notice_on")), row.get("notice_authority"))
    return Item(
        row["name"],
        parts=_parts(
            (pgettext("of a processor", "Task"), row.get("task")),
            (_("Contract of"), _day(row.get("contract_on"))),
            (_("Notice given (section 80 SGB X)"), notice),
        ),
    )


def _transfer(entry: Entry, row: Data) -> Item:
    return Item(
        country_name(row["country"]),
        parts=_parts(
            (_("Recipient"), row.get("recipient")),
            (_("Rests on"), _choice(Safeguard, row["safeguard"]) if row.get("safeguard") else ""),
            (_("Suitable safeguards"), row.get("documentation")),
        ),
    )


def _system(entry: Entry, row: Data) -> Item:
    return Item(row["name"], parts=_parts((_("Access groups"), row.get("access"))))


def _internal(entry: Entry, row: Data) -> Item:
    known = BY_NAME.get(row["field"])
    return Item(str(known.label) if known else row["field"], parts=_parts((_("Reason"), row.get("reason"))))


ROW_ITEMS: dict[str, Callable[[Entry, Data], Item]] = {
    "joint_controllers": _joint_controller,
    "controllers_served": _served_controller,
    "purposes": _purpose,
    "data_subjects": _noted("data_subject"),
    "data_categories": _data_category,
    "recipients": _noted("recipient"),
    "processors": _processor,
    "transfers": _transfer,
    "measures": _noted("measure"),
    "systems": _system,
    "internal_fields": _internal,
}
