"""Which rights an entry tells of follows from its legal bases."""

import pytest

from cms.register.entry import Entry
from cms.register.public.rights import are_bases_known, rights_of

ALWAYS = ["Access", "Rectification", "Erasure", "Restriction of processing", "Complaint"]


def entry(*flags: str, **data: object) -> Entry:
    purposes = [{"text": "x", "legal_bases": [{"basis": "b", "note": ""}]}]
    wording = {"legal_basis": {"b": {"name": "B", "language": "en", "flags": list(flags)}}}
    return Entry({"reference": "A-1", "language": "en", "role": "controller", "purposes": purposes, **data}, wording)


def names(shown: Entry) -> list[str]:
    return [str(right.name) for right in rights_of(shown)]


@pytest.mark.parametrize(
    ("flags", "more"),
    [
        ([], set()),
        (["legal_obligation"], set()),
        (["consent"], {"Withdrawal of consent", "Data portability"}),
        (["contract"], {"Data portability"}),
        (["public_task"], {"Objection"}),
        (["legitimate_interest"], {"Objection"}),
        (["consent", "public_task"], {"Withdrawal of consent", "Data portability", "Objection"}),
    ],
)
def test_rights_follow_from_the_legal_bases(flags: list[str], more: set[str]) -> None:
    told = names(entry(*flags))
    assert set(told) == {*ALWAYS, *more}
    assert told[-1] == "Complaint"


def test_objection_stands_out() -> None:
    assert [str(right.name) for right in rights_of(entry("public_task")) if right.is_prominent] == ["Objection"]


def test_automated_decisions_bring_the_right_to_a_person() -> None:
    assert "Decision by a person" in names(entry(automated_decisions="yes"))


def test_for_social_data_the_social_code_is_named() -> None:
    articles = [str(right.articles) for right in rights_of(entry(social_data="yes"))]
    assert "Art. 15 GDPR, section 83 SGB X" in articles


def test_a_processor_sends_people_to_the_controllers() -> None:
    assert names(entry(role="processor")) == []


def test_internal_purposes_tell_nothing_about_their_bases() -> None:
    shown = Entry({"reference": "A-1", "language": "en", "role": "controller"})
    assert names(shown) == ALWAYS
    assert not are_bases_known(shown)
