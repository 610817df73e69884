"""Entries whose every field holds a mark of its own, to see where each of them comes out.

What may come out is spelled out here once more, apart from `cms.register.entry_fields`: a test that asks the code under
test what is public proves nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import override
from wagtail.models import Locale

from cms.register.enums import Role, Status
from cms.register.models import (
    DataCategory,
    DataSubjectCategory,
    LegalBasis,
    Measure,
    ProcessingActivity,
    PurposeCategory,
    RecipientCategory,
    RetentionRule,
    Unit,
)
from cms.register.models.activity import ROWS
from cms.register.recording import record_publication
from cms.register.writing import write_data

NEVER_HIDDEN = frozenset({"reference", "name", "role", "status"})
PUBLISHABLE = frozenset(
    {
        *("summary", "unit", "started_on", "ended_on", "joint_controllers", "controllers_served", "purposes"),
        *("social_data", "statutory_task", "data_subjects", "data_categories", "recipients", "processors"),
        *("transfer_status", "transfers", "automated_decisions", "automated_decisions_logic"),
    }
)
PRIVATE_PARTS = frozenset({"processors.contract_on", "processors.notice_on", "processors.notice_authority"})
TOGETHER = (
    {"transfer_status", "transfers"},
    {"automated_decisions", "automated_decisions_logic"},
)
"""Fields of which one tells what the other hides."""
CHOICES = {
    "social_data": "yes",
    "transfer_status": "yes",
    "automated_decisions": "yes",
    "dpia_threshold": "required",
    "source": "both",
    "provision": "mandatory",
    "country": "US",
    "safeguard": "scc",
}
KINDS = {
    "unit": Unit,
    "purpose": PurposeCategory,
    "legal_basis": LegalBasis,
    "data_subject": DataSubjectCategory,
    "data_category": DataCategory,
    "recipient": RecipientCategory,
    "measure": Measure,
    "retention": RetentionRule,
}
LAST_DAY = date(1799, 12, 31)
"""No page shows such a date by itself."""


@dataclass
class Caged:
    """A stored entry and its marks.

    Attributes:
        public: Marks that visitors may meet, by field.
        private: Marks that nobody outside the office may ever see, by field.
    """

    activity: ProcessingActivity
    public: dict[str, list[str]] = field(default_factory=dict)
    private: dict[str, list[str]] = field(default_factory=dict)

    @property
    def private_marks(self) -> set[str]:
        return {mark for marks in self.private.values() for mark in marks}

    @property
    def public_marks(self) -> set[str]:
        return {mark for marks in self.public.values() for mark in marks}

    def private_in(self, text: str) -> list[str]:
        """The private marks in a text, as ``field: mark``."""
        found = text.casefold()
        return [f"{name}: {mark}" for name, marks in self.private.items() for mark in marks if mark.casefold() in found]


class Cage:
    """Makes marks: no two are equal, and none is a part of another."""

    def __init__(self) -> None:
        self.number = 0
        self.marks: dict[str, list[str]] = {}

    def text(self, path: str) -> str:
        self.number += 1
        mark = f"kanarie{self.number:04d}x"
        self.marks.setdefault(path, []).append(mark)
        return mark

    def day(self, path: str) -> str:
        """A day, marked in every form that a page or a file may show it in."""
        self.number += 1
        # Backwards: the notice to the authority has to lie before the contract.
        day = LAST_DAY - timedelta(days=self.number)
        self.marks.setdefault(path, []).append(day.isoformat())
        for language in ("de", "en"):
            with override(language):
                self.marks[path] += [date_format(day), date_format(day, "SHORT_DATE_FORMAT")]
        return day.isoformat()

    def row(self, path: str, kind: str) -> str:
        """The code of a new catalogue row with marks for code and names in both languages."""
        code = self.text(path)
        values: dict[str, Any] = {"description": self.text("catalogue.description")}
        if kind == "legal_basis":
            values |= {"citation": self.text(path), "is_consent": True, "is_public_task": True}
        if kind == "retention":
            values |= {"duration": "P3Y", "trigger": "collection", "norm": self.text(path)}
        if kind == "unit":
            values["email"] = f"{self.text('catalogue.email')}@example.org"
        key = uuid4()
        rows = [
            KINDS[kind](code=code, name=self.text(path), locale=locale, translation_key=key, live=True, **values)
            for locale in Locale.objects.filter(language_code__in=("de", "en"))
        ]
        # Without Wagtail's signals, which look up what nobody asks for here.
        KINDS[kind]._default_manager.bulk_create(rows)
        return code


def canary_activity(
    number: int = 1,
    *,
    language: str = "de",
    publicity: str = "yes",
    internal: frozenset[str] = frozenset(),
    role: str = Role.CONTROLLER,
    status: str = Status.ACTIVE,
    key: UUID | None = None,
    cage: Cage | None = None,
) -> Caged:
    """Store and record a published entry whose every field is filled. Needs `responsible_parties`.

    Args:
        number: Makes the reference number.
        language: Of the entry.
        publicity: A value of `Publicity`.
        internal: The fields kept internal, which counts only where ``publicity`` is "partly".
        role: A value of `Role`.
        status: A value of `Status`.
        key: The translation key, to make a translation of another one.
        cage: Goes on with the marks of another entry.
    """
    cage = cage or Cage()
    cage.marks = {}
    data = _data(cage, number, publicity, sorted(internal), role, status)
    activity = ProcessingActivity(
        locale=Locale.objects.get(language_code=language), live=True, translation_key=key or uuid4()
    )
    write_data(activity, data)
    activity.save()
    record_publication(activity)
    caged = Caged(activity)
    hidden = _hidden(publicity, internal, status)
    for path, marks in cage.marks.items():
        is_public = path.split(".")[0] in (NEVER_HIDDEN | PUBLISHABLE) - hidden and path not in PRIVATE_PARTS
        (caged.public if is_public else caged.private)[path] = marks
    return caged


def _hidden(publicity: str, internal: frozenset[str], status: str) -> frozenset[str]:
    if publicity == "no" or status != Status.ACTIVE:
        return NEVER_HIDDEN | PUBLISHABLE
    if publicity == "yes":
        return frozenset()
    together = (pair for pair in TOGETHER if pair & internal)
    return internal.union(*together)


def _data(cage: Cage, number: int, publicity: str, internal: list[str], role: str, status: str) -> dict[str, Any]:
    fixed = {"role": role, "status": status, "publicity": publicity}
    fixed["reference"] = f"{cage.text('reference')}-{number}"
    data: dict[str, Any] = {"unit": cage.row("unit", "unit")}
    for model_field in _own_fields():
        name = model_field.name
        data[name] = fixed.get(name) or _value(cage, name, model_field)
    for name in ROWS:
        model = ProcessingActivity._meta.get_field(name).related_model
        data[name] = [_row(cage, name, model), _row(cage, name, model)]
    data["internal_fields"] = [{"field": name, "reason": cage.text("internal_fields.reason")} for name in internal]
    return data


def _own_fields() -> Iterator[Any]:
    from cms.register.entry import PLAIN

    return (ProcessingActivity._meta.get_field(name) for name in PLAIN)


def _row(cage: Cage, path: str, model: Any) -> dict[str, Any]:
    row = {name: cage.row(path, kind) for name, kind in model.KEYS.items()}
    for name in model.VALUES:
        row[name] = _value(cage, f"{path}.{name}", model._meta.get_field(name))
    if hasattr(model, "legal_bases"):
        row["legal_bases"] = [_row(cage, path, model._meta.get_field("legal_bases").related_model) for _each in (0, 1)]
    return row


def _value(cage: Cage, path: str, model_field: Any) -> str:
    name = path.rsplit(".", maxsplit=1)[-1]
    if name in CHOICES:
        return CHOICES[name]
    if isinstance(model_field, models.DateField):
        return cage.day(path)
    return cage.text(path)
