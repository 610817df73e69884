"""The demo's register is content: complete, in two languages, and made of codes that exist."""

from collections import defaultdict
from typing import Any

import pytest

from cms.demo.register_texts import (
    LANGUAGES,
    changed_since_2025,
    entry_data,
    references,
    references_in_2025,
    translations,
    unit_rows,
)
from cms.demo.texts import load
from cms.register.entry import used_codes
from cms.register.entry_fields import publishable_choices
from cms.register.models import ProcessingActivity
from cms.register.seeds import FILES, shipped_rows

ALL = [(reference, False) for reference in references()] + [(reference, True) for reference in changed_since_2025()]


@pytest.fixture(params=ALL, ids=lambda each: f"{each[0]}-2025" if each[1] else each[0], name="entry")
def an_entry(request: pytest.FixtureRequest) -> dict[str, dict[str, Any]]:
    reference, in_2025 = request.param
    return {language: entry_data(reference, language, in_2025=in_2025) for language in sorted(LANGUAGES)}


def test_every_text_is_there_in_both_languages(entry: dict[str, dict[str, Any]]) -> None:
    found = translations(entry["de"], entry["en"])
    assert all(found.values()), [text for text, translated in found.items() if not translated]
    for name in ("name", "summary", "contact"):
        assert entry["de"][name] != entry["en"][name]


def test_one_german_text_has_one_english_text(entry: dict[str, dict[str, Any]]) -> None:
    """A string that occurs twice gets the same translation at both places."""
    found: dict[str, set[str]] = defaultdict(set)
    for german, english in _pairs(entry["de"], entry["en"]):
        found[german].add(english)
    assert {german: english for german, english in found.items() if len(english) > 1} == {}


def test_codes_exist(entry: dict[str, dict[str, Any]]) -> None:
    known = {("unit", row["code"]) for row in unit_rows()}
    known |= {(kind, row["code"]) for kind in FILES for row in shipped_rows(kind)}
    assert used_codes(entry["de"]) - known == set()
    assert used_codes(entry["de"]) == used_codes(entry["en"])
    names = {name for name, _label in publishable_choices()}
    assert all(row["field"] in names and row["reason"] for row in entry["de"]["internal_fields"])


def test_texts_fit_their_fields(entry: dict[str, dict[str, Any]]) -> None:
    for data in entry.values():
        _check_lengths(ProcessingActivity, data)


def test_processors_of_social_data_were_notified_before_the_contract(entry: dict[str, dict[str, Any]]) -> None:
    data = entry["de"]
    for row in data["processors"]:
        assert row["contract_on"], row["name"]
        if data["social_data"] == "yes":
            assert row["notice_authority"], row["name"]
            assert row["notice_on"] < row["contract_on"], row["name"]


def test_a_misspelt_key_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    spoilt = {**load("register/vvt-001"), "recipents": []}
    monkeypatch.setattr("cms.demo.register_texts.load", lambda name: spoilt)
    with pytest.raises(ValueError, match="VVT-001: recipents"):
        entry_data("VVT-001", "de")


def test_the_register_of_2025_was_another_one() -> None:
    assert len(references()) >= 20
    assert set(references_in_2025()) < set(references())
    assert set(changed_since_2025()) <= set(references_in_2025())
    for reference in changed_since_2025():
        assert entry_data(reference, "de", in_2025=True) != entry_data(reference, "de")


def _pairs(german: Any, english: Any) -> list[tuple[str, str]]:
    if isinstance(german, dict):
        return [pair for key in german if key != "language" for pair in _pairs(german[key], english[key])]
    if isinstance(german, list):
        return [pair for one, other in zip(german, english, strict=True) for pair in _pairs(one, other)]
    return [(german, english)] if isinstance(german, str) else []


def _check_lengths(model: Any, data: dict[str, Any]) -> None:
    for name, value in data.items():
        if isinstance(value, list):
            related = model._meta.get_field(name).related_model
            for row in value:
                _check_lengths(related, row)
        elif isinstance(value, str) and name != "language":
            limit = getattr(model._meta.get_field(name), "max_length", None)
            assert limit is None or len(value) <= limit, (name, value)
