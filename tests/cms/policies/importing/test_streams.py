from typing import Any

import pytest
from wagtail.blocks import RichTextBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from cms.policies.importing.outline import Outline, Table
from cms.policies.importing.reading import read_policy
from cms.policies.importing.streams import fingerprint, from_stream, to_stream
from tests.cms.policies.importing.test_samples import NAMES, language_of, sample


@pytest.mark.parametrize("name", NAMES)
def test_stream_gives_the_same_tree_back(name: str) -> None:
    outline = read_policy(name, sample(name), language_of(name))[0]

    raw = to_stream(outline)

    assert from_stream(raw, outline.title, outline.summary) == outline
    assert fingerprint(from_stream(raw, outline.title, outline.summary)) == fingerprint(outline)
    assert to_stream(outline)[0]["id"] != raw[0]["id"]


def test_fingerprint_changes_with_the_text() -> None:
    assert fingerprint(Outline("a")) != fingerprint(Outline("b"))


def test_table_is_what_the_typed_table_block_stores() -> None:
    block = TypedTableBlock([("text", RichTextBlock())])
    raw = to_stream(Outline("", "", (Table("Cookies", ("Name", "Zweck"), (("a", "<b>b</b>"),)),)))[0]["value"]

    stored = block.get_prep_value(block.to_python(raw))

    assert stored == raw


def test_types_of_other_plugins_are_left_out() -> None:
    raw: list[dict[str, Any]] = [
        {"type": "live_register", "value": {}, "id": "1"},
        {"type": "text", "value": "<p>x</p>", "id": "2"},
    ]

    assert [type(block).__name__ for block in from_stream(raw).blocks] == ["Text"]
