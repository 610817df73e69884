"""One entry of the register as plain data: what sheet, public register, editions, exports and history are made of."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from wagtail.models import Locale, Site

from cms.register.entry_fields import ENTRY_FIELDS, PRIVATE_PARTS
from cms.register.enums import Publicity
from cms.register.models.activity import ROWS, ProcessingActivity
from cms.register.models.rows import ActivityRow
from cms.register.wording import Wording, Words
from cms.versions.hashing import digest
from site_settings.contacts import ShownContact, site_contacts
from site_settings.enums import ContactRole

Data = dict[str, Any]
Parties = dict[str, list[dict[str, str]]]

PLAIN = tuple(each.name for each in ENTRY_FIELDS if each.name not in ROWS and each.name != "unit")
BATCH = 200


@dataclass(frozen=True)
class Entry:
    """One entry in one language.

    Attributes:
        data: Codes and texts; keys are the names of `cms.register.entry_fields` and ``language``. A public entry lacks
            the keys of internal fields.
        wording: The names of the catalogue rows that ``data`` names by code.
        parties: The controller and others who answer for the whole register, by role.
    """

    data: Data
    wording: Words = field(default_factory=dict)
    parties: Parties = field(default_factory=dict)

    @property
    def reference(self) -> str:
        return self.data["reference"]

    @property
    def language(self) -> str:
        return self.data["language"]

    def name_of(self, kind: str, code: str) -> str:
        """The name of a catalogue row; its code where the row is unknown."""
        word = self.wording.get(kind, {}).get(code, {})
        return word.get("citation") or word.get("name") or code

    def to_json(self) -> dict[str, Any]:
        return {"data": self.data, "wording": self.wording, "parties": self.parties}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Entry":
        return cls(stored["data"], stored.get("wording", {}), stored.get("parties", {}))

    def public(self) -> "Entry":
        """The part that visitors may read. Fields that are not listed as publishable do not come along."""
        hidden = internal_names(self.data)
        data: Data = {"language": self.data["language"]}
        for each in ENTRY_FIELDS:
            if each.name in self.data and each.publishable and (each.always_public or each.name not in hidden):
                data[each.name] = _without_private_parts(each.name, self.data[each.name])
        return Entry(
            data, {kind: self._words(kind, codes) for kind, codes in _by_kind(used_codes(data)).items()}, self.parties
        )

    def _words(self, kind: str, codes: set[str]) -> dict[str, dict[str, Any]]:
        found = self.wording.get(kind, {})
        return {code: found[code] for code in sorted(codes) if code in found}

    def digest(self) -> str:
        """SHA-256 over everything in the entry."""
        return digest(self.to_json())


def internal_names(data: Data) -> set[str]:
    """The fields that an entry keeps internal by its own decision."""
    if data.get("publicity") == Publicity.NO:
        return {each.name for each in ENTRY_FIELDS}
    if data.get("publicity") != Publicity.PARTLY:
        return set()
    hidden = {row["field"] for row in data.get("internal_fields", [])}
    # Whether there are transfers would tell what the list of them hides, and the other way round.
    if hidden & {"transfer_status", "transfers"}:
        hidden |= {"transfer_status", "transfers"}
    if hidden & {"automated_decisions", "automated_decisions_logic"}:
        hidden |= {"automated_decisions", "automated_decisions_logic"}
    return hidden


def _without_private_parts(name: str, value: Any) -> Any:
    private = PRIVATE_PARTS.get(name)
    if not private:
        return value
    return [{key: part for key, part in row.items() if key not in private} for row in value]


def entry_of(activity: ProcessingActivity, wording: Wording | None = None, parties: Parties | None = None) -> Entry:
    """The entry of a stored activity, a draft or a preview.

    Args:
        activity: With its rows; they may be unsaved.
        wording: The catalogues in the activity's language, if read already.
        parties: Who answers for the register, if read already.
    """
    language = activity.locale.language_code
    shared_wording, shared_parties = _shared_surroundings(activity.locale)
    wording = wording or shared_wording or Wording(language)
    parties = shared_parties if parties is None else parties
    data = {"language": language, **entry_data(activity, wording)}
    return Entry(data, wording.of(used_codes(data)), register_parties(activity.locale) if parties is None else parties)


_surroundings: ContextVar[dict[str, tuple[Wording, Parties]] | None] = ContextVar("privacy_surroundings", default=None)


@contextmanager
def shared_surroundings() -> Iterator[None]:
    """Inside the block, catalogues and parties are read once per language, for as many entries as pass through.

    For one request or command: what others change meanwhile is not seen.
    """
    token = _surroundings.set({})
    try:
        yield
    finally:
        _surroundings.reset(token)


def _shared_surroundings(locale: Locale) -> tuple[Wording | None, Parties | None]:
    shared = _surroundings.get()
    if shared is None:
        return None, None
    if locale.language_code not in shared:
        shared[locale.language_code] = Wording(locale.language_code), register_parties(locale)
    return shared[locale.language_code]


def entries_of(activities: Any, language: str) -> Iterator[tuple[ProcessingActivity, Entry]]:
    """Entries of many activities of one language, in batches: memory and queries per batch do not grow.

    Args:
        activities: A queryset; its order is kept only as far as it is by reference.
        language: The language of all of them.
    """
    wording = Wording(language)
    locale = Locale.objects.get(language_code=language)
    parties = register_parties(locale)
    last = ""
    rows = activities.in_language(language).with_rows().order_by("reference")
    while batch := list(rows.filter(reference__gt=last)[:BATCH]):
        for activity in batch:
            yield activity, entry_of(activity, wording, parties)
        last = batch[-1].reference


def entry_data(activity: ProcessingActivity, wording: Wording) -> Data:
    """Codes and texts of an activity in JSON types, in the order of the sheet."""
    values = {name: _json(getattr(activity, name)) for name in PLAIN}
    values["unit"] = wording.code("unit", activity.unit_id)
    for name in ROWS:
        values[name] = [_row_data(row, wording) for row in _sorted(getattr(activity, name).all())]
    return {each.name: values[each.name] for each in ENTRY_FIELDS}


def _row_data(row: ActivityRow, wording: Wording) -> Data:
    data: Data = {name: wording.code(kind, getattr(row, f"{name}_id")) for name, kind in row.KEYS.items()}
    data.update(row.values())
    if hasattr(row, "legal_bases"):
        data["legal_bases"] = [_row_data(basis, wording) for basis in _sorted(row.legal_bases.all())]
    return data


def _sorted(rows: Iterable[Any]) -> list[Any]:
    return sorted(rows, key=lambda row: row.sort_order or 0)


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def used_codes(data: Data) -> set[tuple[str, str]]:
    """The catalogue rows that an entry names: ``{(kind, code)}``."""
    kinds = {
        "data_subjects": {"category": "data_subject"},
        "data_categories": {"category": "data_category", "retention": "retention"},
        "recipients": {"category": "recipient"},
        "measures": {"category": "measure"},
        "purposes": {"category": "purpose"},
    }
    used = {("unit", data.get("unit") or "")}
    for name, keys in kinds.items():
        for row in data.get(name, []):
            used |= {(kind, row.get(key) or "") for key, kind in keys.items()}
            used |= {("legal_basis", basis["basis"]) for basis in row.get("legal_bases", [])}
    return {(kind, code) for kind, code in used if code}


def _by_kind(used: set[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for kind, code in used:
        found.setdefault(kind, set()).add(code)
    return found


def register_parties(locale: Locale) -> Parties:
    """Controller, joint controllers, representative and DPO, from the settings of the default site."""
    site = Site.objects.filter(is_default_site=True).first() or Site.objects.first()
    shown = site_contacts(site, locale)
    roles = (ContactRole.CONTROLLER, ContactRole.JOINT_CONTROLLERS, ContactRole.REPRESENTATIVE, ContactRole.DPO)
    return {role.value: [contact_data(each) for each in shown.get(role, [])] for role in roles}


def contact_data(shown: ShownContact) -> dict[str, str]:
    """A contact as entries keep it."""
    contact = shown.contact
    names = ("name", "organisation", "address", "email", "phone", "url")
    return {**{name: getattr(contact, name) for name in names}, "language": shown.language}
