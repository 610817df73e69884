"""The shipped first filling of the catalogues is complete, consistent and the same in both languages."""

import re
import tomllib
from datetime import date
from importlib.resources import files
from typing import Any

import pytest

from cms.register.durations import add_duration, validate_duration
from cms.register.enums import Act, BasisFlag, Goal, Trigger
from cms.register.models.catalogue_row import CODE, DPV_TERM

LANGUAGES = ("de", "en")
TEXTS = {"legal_bases": {"name", "citation", "description"}, "retention_rules": {"name", "norm", "description"}}
FACTS = {
    "purpose_categories": {"code", "dpv"},
    "legal_bases": {"code", "dpv", "act", "flags", "repealed"},
    "data_categories": {"code", "dpv", "special", "social_data"},
    "data_subjects": {"code", "dpv"},
    "recipient_categories": {"code", "dpv"},
    "measures": {"code", "dpv", "goal"},
    "retention_rules": {"code", "duration", "trigger"},
}
# Words that belong to one language only: a text in the wrong table shows by them.
GERMAN = re.compile(r"\b(?:der|die|das|und|oder|nach|mit|Abs|Buchst|Satz|DSGVO)\b")
ENGLISH = re.compile(r"\b(?:the|and|or|of|with|subpara|sentence|GDPR)\b")

Rows = list[dict[str, Any]]


def rows_of(name: str) -> Rows:
    return tomllib.loads(files("cms.register").joinpath("catalogues", f"{name}.toml").read_text(encoding="utf-8"))[
        "row"
    ]


@pytest.fixture(params=FACTS, name="catalogue")
def a_catalogue(request: pytest.FixtureRequest) -> tuple[str, Rows]:
    return request.param, rows_of(request.param)


@pytest.fixture(name="bases")
def all_legal_bases() -> dict[str, dict[str, Any]]:
    return {row["code"]: row for row in rows_of("legal_bases")}


def test_every_row_has_its_facts_and_nothing_the_loader_does_not_know(catalogue: tuple[str, Rows]) -> None:
    name, rows = catalogue
    for row in rows:
        assert FACTS[name] <= row.keys() <= FACTS[name] | {"dpv", "successor", *LANGUAGES}, row["code"]


def test_codes_are_unique_and_well_formed(catalogue: tuple[str, Rows]) -> None:
    _name, rows = catalogue
    codes = [row["code"] for row in rows]
    assert len(codes) == len(set(codes))
    for code in codes:
        CODE(code)
        assert len(code) <= 60


def test_dpv_terms_are_well_formed(catalogue: tuple[str, Rows]) -> None:
    _name, rows = catalogue
    for term in filter(None, (row.get("dpv") for row in rows)):
        DPV_TERM(term)


def test_both_languages_are_complete(catalogue: tuple[str, Rows]) -> None:
    name, rows = catalogue
    for row in rows:
        for language in LANGUAGES:
            texts = row[language]
            assert texts.keys() == TEXTS.get(name, {"name", "description"}), (row["code"], language)
            assert all(text and text == text.strip() for text in texts.values()), (row["code"], language)
            assert len(texts["name"]) <= 255
            assert texts["description"].endswith("."), (row["code"], language)


def test_texts_stand_in_their_own_language(catalogue: tuple[str, Rows]) -> None:
    _name, rows = catalogue
    for row in rows:
        assert row["de"]["name"] != row["en"]["name"], row["code"]
        assert row["de"]["description"] != row["en"]["description"], row["code"]
        assert not ENGLISH.search(" ".join(row["de"].values())), row["code"]
        assert not GERMAN.search(" ".join(row["en"].values())), row["code"]


def test_names_tell_rows_apart(catalogue: tuple[str, Rows]) -> None:
    """An editor who chooses, and an import that finds a row by its name, need names that occur once."""
    name, rows = catalogue
    for language in LANGUAGES:
        shown = [(row[language]["name"], row[language].get("citation")) for row in rows]
        assert len({text for text, _citation in shown}) == len(shown), (name, language)
        citations = [citation for _text, citation in shown if citation]
        assert len(citations) == len(set(citations)), (name, language)


def test_legal_bases_use_known_acts_and_flags(bases: dict[str, dict[str, Any]]) -> None:
    for code, row in bases.items():
        assert row["act"] in Act.values, code
        assert set(row["flags"]) <= set(BasisFlag.values), code


def test_special_categories_are_flagged_on_every_basis_of_article_9(bases: dict[str, dict[str, Any]]) -> None:
    flagged = {code for code, row in bases.items() if BasisFlag.SPECIAL_CATEGORY in row["flags"]}
    assert {code for code in bases if code.startswith("gdpr-9-2-")} <= flagged


@pytest.mark.parametrize(
    ("code", "flag"),
    [
        ("gdpr-6-1-a", BasisFlag.CONSENT),
        ("gdpr-6-1-b", BasisFlag.CONTRACT),
        ("gdpr-6-1-c", BasisFlag.LEGAL_OBLIGATION),
        ("gdpr-6-1-d", BasisFlag.VITAL_INTEREST),
        ("gdpr-6-1-e", BasisFlag.PUBLIC_TASK),
        ("gdpr-6-1-f", BasisFlag.LEGITIMATE_INTEREST),
        ("tdddg-25-1", BasisFlag.CONSENT),
    ],
)
def test_the_right_that_follows_from_a_basis_can_be_derived(
    bases: dict[str, dict[str, Any]], code: str, flag: BasisFlag
) -> None:
    assert bases[code]["flags"] == [flag]


def test_repealed_provisions_name_a_successor_in_force_or_why_there_is_none(bases: dict[str, dict[str, Any]]) -> None:
    repealed = {code: row for code, row in bases.items() if row["repealed"]}
    assert {"tmg-15", "ttdsg-25-1", "bdsg-old-4g"} <= repealed.keys()
    for code, row in repealed.items():
        if "successor" in row:
            assert not bases[row["successor"]]["repealed"], code
        else:
            assert "einen Nachfolger gibt es nicht" in row["de"]["description"]
            assert "no successor" in row["en"]["description"]
    assert not [code for code, row in bases.items() if "successor" in row and not row["repealed"]]


def test_repealed_acts_hold_no_provision_in_force(bases: dict[str, dict[str, Any]]) -> None:
    for code, row in bases.items():
        if row["act"] in {Act.TMG, Act.TTDSG}:
            assert row["repealed"], code


def test_health_data_are_a_special_category_and_social_data() -> None:
    categories = {row["code"]: row for row in rows_of("data_categories")}
    for code in ("health-data", "benefits-data", "care-data"):
        assert categories[code]["special"]
        assert categories[code]["social_data"]
    assert not categories["ip-address"]["special"]


def test_every_security_goal_has_a_measure() -> None:
    assert {row["goal"] for row in rows_of("measures")} == set(Goal.values)


def test_retention_rules_can_be_computed() -> None:
    for row in rows_of("retention_rules"):
        validate_duration(row["duration"])
        assert row["trigger"] in Trigger.values, row["code"]
        assert add_duration(date(2026, 1, 1), row["duration"]) >= date(2026, 1, 1)


def test_a_number_in_the_name_of_a_retention_rule_is_its_period() -> None:
    """A rule whose name says 7 days must not erase after 14."""
    units = {"years": "Y", "months": "M", "weeks": "W", "days": "D", "day": "D"}
    for row in rows_of("retention_rules"):
        found = re.search(r"(\d+) (years|months|weeks|days|day)\b", row["en"]["name"])
        if found:
            assert row["duration"] == f"P{found[1]}{units[found[2]]}", row["code"]
