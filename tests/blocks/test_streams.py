"""The body of a policy: its levels, and the registry through which plug-ins add blocks."""

from collections.abc import Iterator

import pytest
from wagtail import blocks

from blocks.streams import PolicyBodyBlock, body_blocks
from blocks.unknown import UNKNOWN


@pytest.fixture
def plug_in() -> Iterator[str]:
    body_blocks.register("live_register", lambda: blocks.CharBlock(label="Verzeichnis"))
    yield "live_register"
    body_blocks.unregister("live_register")


def test_plug_in_adds_a_block_to_new_bodies(plug_in: str) -> None:
    block = PolicyBodyBlock()
    stored = [{"type": plug_in, "value": "alle", "id": "1"}]

    stream = block.to_python(stored)

    assert block.child_blocks[plug_in].label == "Verzeichnis"
    assert (stream[0].block_type, stream[0].value) == (plug_in, "alle")
    assert block.get_prep_value(stream) == stored


def test_without_the_plug_in_its_block_is_a_placeholder() -> None:
    stream = PolicyBodyBlock().to_python([{"type": "live_register", "value": "alle", "id": "1"}])

    assert stream[0].block_type == UNKNOWN


def test_registered_name_does_not_replace_a_block_of_the_room_by_accident(plug_in: str) -> None:
    assert {"section", "text", "list", "notice", "table", "contact", "document"} <= set(PolicyBodyBlock().child_blocks)


def test_levels_nest_three_deep_and_no_further() -> None:
    section = PolicyBodyBlock().child_blocks["section"].child_blocks["content"]
    question = section.child_blocks["subsection"].child_blocks["content"]
    detail = question.child_blocks["subsubsection"].child_blocks["content"]

    assert "subsection" not in question.child_blocks
    assert "subsubsection" not in detail.child_blocks
    assert "section" not in detail.child_blocks


def test_block_passes_wagtails_checks(plug_in: str) -> None:
    assert PolicyBodyBlock().check(field=None) == []
