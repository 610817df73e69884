"""What can be missing in an entry, asked of its plain data; `cms.register.demands` says by which article."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext

from cms.register.entry import Data, Entry
from cms.register.enums import NoneYes, Provision, Safeguard

Question = Callable[[Entry], list[str]]
"""Returns what is missing, one sentence each; empty when the demand is met."""


def filled(name: str) -> Question:
    return lambda entry: [] if entry.data[name] else [gettext("Not filled in.")]


def party(role: str) -> Question:
    return lambda entry: [] if entry.parties.get(role) else [gettext("Choose the contact in the privacy settings.")]


def each(name: str, part: str, sentence: Any) -> Question:
    """Every row of a field has a part."""

    def question(entry: Entry) -> list[str]:
        rows = enumerate(entry.data[name], start=1)
        return [
            sentence % {"number": number, "row": row_name(entry, name, row)} for number, row in rows if not row[part]
        ]

    return question


KINDS = {"data_categories": "data_category", "data_subjects": "data_subject", "recipients": "recipient"}


def row_name(entry: Entry, name: str, row: Data) -> str:
    if name in KINDS:
        return entry.name_of(KINDS[name], row["category"])
    return row.get("name") or row.get("text") or row.get("country") or ""


def retention(entry: Entry) -> list[str]:
    return [
        gettext("“%(row)s” has no retention rule.") % {"row": row_name(entry, "data_categories", row)}
        for row in entry.data["data_categories"]
        if not (row["retention"] or row["retention_note"])
    ]


def transfers(entry: Entry) -> list[str]:
    if not entry.data["transfer_status"]:
        return [gettext("Say whether data go to third countries.")]
    if entry.data["transfer_status"] == NoneYes.YES and not entry.data["transfers"]:
        return [gettext("Name the country and the safeguards of each transfer.")]
    return []


def safeguards(entry: Entry) -> list[str]:
    return [
        gettext("The transfer to “%(country)s” rests on Art. 49(1) subpara. 2 without documented safeguards.")
        % {"country": row["country"]}
        for row in entry.data["transfers"]
        if row["safeguard"] == Safeguard.DEROGATION_INTERESTS and not row["documentation"]
    ]


def notices(entry: Entry) -> list[str]:
    found = []
    for row in entry.data["processors"]:
        if not (row["notice_on"] and row["notice_authority"]):
            found.append(gettext("“%(row)s”: date of the notice and the authority are missing.") % {"row": row["name"]})
        elif row["contract_on"] and row["notice_on"] > row["contract_on"]:
            found.append(gettext("“%(row)s”: the notice was given after the contract.") % {"row": row["name"]})
    return found


def internal_fields(entry: Entry) -> list[str]:
    rows = entry.data["internal_fields"]
    if not rows:
        return [gettext("Choose the fields that stay internal.")]
    return [gettext("An internal field has no reason.") for row in rows if not row["reason"]][:1]


def served(entry: Entry) -> list[str]:
    rows = entry.data["controllers_served"]
    if not rows:
        return [gettext("Name every controller.")]
    return [gettext("“%(row)s” has no contact data.") % {"row": row["name"]} for row in rows if not row["contact"]]


def bases(entry: Entry) -> list[str]:
    return [
        gettext("“%(row)s” has no legal basis.") % {"row": row["text"]}
        for row in entry.data["purposes"]
        if not row["legal_bases"]
    ]


def flags(entry: Entry, row: Data) -> set[str]:
    words = entry.wording.get("legal_basis", {})
    return {flag for basis in row["legal_bases"] for flag in words.get(basis["basis"], {}).get("flags", [])}


def interests(entry: Entry) -> list[str]:
    found = []
    for row in entry.data["purposes"]:
        if "legitimate_interest" in flags(entry, row):
            if not row["legitimate_interest"]:
                found.append(gettext("“%(row)s”: name the legitimate interest.") % {"row": row["text"]})
            found.append(
                gettext("“%(row)s”: public authorities may not rest their tasks on legitimate interests.")
                % {"row": row["text"]}
            )
    return found


def repealed(entry: Entry) -> list[str]:
    words = entry.wording.get("legal_basis", {})
    return [
        gettext("“%(row)s” cites %(basis)s, which is repealed.")
        % {"row": row["text"], "basis": entry.name_of("legal_basis", basis["basis"])}
        for row in entry.data["purposes"]
        for basis in row["legal_bases"]
        if words.get(basis["basis"], {}).get("is_repealed")
    ]


def provision(entry: Entry) -> list[str]:
    found = []
    for row in entry.data["data_categories"]:
        name = {"row": row_name(entry, "data_categories", row)}
        if not row["provision"]:
            found.append(gettext("“%(row)s”: say whether it must be provided.") % name)
        elif row["provision"] == Provision.MANDATORY and not row["consequence"]:
            found.append(gettext("“%(row)s”: name the consequence of not providing it.") % name)
    return found
