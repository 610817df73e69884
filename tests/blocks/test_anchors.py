"""Addresses of headings: made once, then kept."""

from typing import Any

import pytest

from blocks.anchors import MAX_LENGTH, anchor_from, assign_anchors
from blocks.references import AnchorBlock
from blocks.streams import PolicyBodyBlock
from cms.home.models import HomePage
from cms.policies.models import PolicyPage
from tests.factories.policies import policy_page, question, section, text


def anchors(stream: Any) -> list[str]:
    found = []
    for child in stream:
        if child.block_type in ("section", "subsection", "subsubsection"):
            found += [child.value["anchor"], *anchors(child.value["content"])]
    return found


def assigned(*sections: dict[str, Any]) -> list[str]:
    stream = PolicyBodyBlock().to_python(list(sections))
    assign_anchors(stream)
    return anchors(stream)


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("Welche Daten löschen wir?", "welche-daten-loeschen-wir"),
        ("Größe & Maße: § 35 SGB I", "groesse-masse-35-sgb-i"),
        ("ÄÖÜ äöü ß", "aeoeue-aeoeue-ss"),
        ("Änderungen", "aenderungen"),
        ("Café – naïve", "cafe-naive"),
        ("E-Mail/Newsletter", "e-mailnewsletter"),
        ("???", "abschnitt"),
        ("隐私", "abschnitt"),
        ("", "abschnitt"),
    ],
)
def test_anchor_is_readable(heading: str, anchor: str) -> None:
    assert anchor_from(heading) == anchor


@pytest.mark.parametrize("heading", ["Sehr " * 40, "a" * 200, "Wort-" + "x" * 58 + " Ende", "2018", "-- Strich --"])
def test_anchor_is_accepted_by_its_own_field(heading: str) -> None:
    anchor = anchor_from(heading)

    assert len(anchor) <= MAX_LENGTH
    assert AnchorBlock().clean(anchor) == anchor


def test_every_level_gets_anchors_that_are_unique_on_the_page() -> None:
    deep = section("Wer?", kind="subsubsection")

    found = assigned(section("Wer?", question("Wer?", deep)), section("Wer?"), section("Was?"))

    assert sorted(found) == sorted(set(found))
    assert found == ["wer", "wer-2", "wer-3", "wer-4", "was"]


def test_existing_anchors_stay_and_new_ones_step_aside() -> None:
    assert assigned(section("Wer?"), section("Anders", anchor="wer")) == ["wer-2", "wer"]


def test_doubled_anchor_of_a_copied_section_is_numbered() -> None:
    """Duplicating a section in the editor copies its anchor, too: the first one keeps it, links to it stay right."""
    assert assigned(section("Wer?", anchor="wer"), section("Wer?", anchor="wer"), section("X", anchor="wer-2")) == [
        "wer",
        "wer-3",
        "wer-2",
    ]


def test_saving_assigns_anchors_and_rewording_keeps_them(home: HomePage, editor: Any) -> None:
    page = policy_page(home, section("Welche Daten löschen wir?", question("Wann?", text("<p>Bald.</p>"))), user=editor)
    draft = page.get_latest_revision_as_object()
    assert anchors(draft.body) == ["welche-daten-loeschen-wir", "wann"]
    assert anchors(PolicyPage.objects.get(pk=page.pk).body) == ["welche-daten-loeschen-wir", "wann"]

    draft.body[0].value["heading"] = "Was geschieht mit alten Daten?"
    draft.save_revision(user=editor)

    again = PolicyPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert again.body[0].value["heading"] == "Was geschieht mit alten Daten?"
    assert anchors(again.body) == ["welche-daten-loeschen-wir", "wann"]
