"""Every DPV term that the export can name: in the code, in the shapes, in the shipped catalogues, as a country."""

import re
import tomllib
from importlib.resources import files
from pathlib import Path

from cms.register import jsonld
from cms.register.countries import country_choices
from cms.register.jsonld import terms
from cms.register.jsonld.context import DPV_PREFIXES, DPV_RELEASE, expanded, is_dpv_term
from cms.register.jsonld.transfers import NOT_IN_DPV

CHECKED = Path(__file__).parent / f"dpv-{DPV_RELEASE}-terms.txt"

KINDS = {
    "purpose_categories": "purpose",
    "legal_bases": "legal_basis",
    "data_subjects": "data_subject",
    "data_categories": "data_category",
    "recipient_categories": "recipient",
    "measures": "measure",
    "retention_rules": "retention",
}
"""The shipped catalogues and the kind of their rows."""

WRITTEN = re.compile(rf"(?<![\w:/-])((?:{'|'.join(map(re.escape, DPV_PREFIXES))}):[A-Za-z0-9_-]+)")


def checked_terms() -> set[str]:
    """The list beside this file."""
    lines = CHECKED.read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def catalogue_terms() -> dict[str, list[tuple[str, str, str]]]:
    """``{file: [(code, kind, term)]}`` of all rows that name a term."""
    found = {}
    for name, kind in KINDS.items():
        text = files("cms.register").joinpath("catalogues", f"{name}.toml").read_text(encoding="utf-8")
        rows = tomllib.loads(text)["row"]
        found[name] = [(row["code"], kind, row["dpv"]) for row in rows if row.get("dpv")]
    return found


def terms_in_code() -> set[str]:
    """Prefixed terms as they stand in the package: its modules and its shapes."""
    found = {term for values in terms.TRANSFER_BASIS.values() for term in values}
    for file in files(jsonld).iterdir():
        if file.name.endswith((".py", ".ttl")):
            found |= set(WRITTEN.findall(file.read_text(encoding="utf-8")))
    return found - {"eu-gdpr:A49-1-"}


def usable_terms() -> set[str]:
    """The full IRIs of all terms that an export with the shipped catalogues can name."""
    countries = {f"loc:{code}" for code, _name in country_choices() if code and code not in NOT_IN_DPV}
    named = {term for rows in catalogue_terms().values() for _code, _kind, term in rows}
    return {expanded(term) for term in terms_in_code() | countries | {term for term in named if is_dpv_term(term)}}
