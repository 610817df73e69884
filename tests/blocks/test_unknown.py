"""Content of a plug-in that is not installed survives everything but publishing, and comes back with the plug-in."""

import json
import pickle
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail import blocks
from wagtail.models import Locale
from wagtail_localize.models import TranslationSource

from blocks.streams import PolicyBodyBlock
from blocks.unknown import UNKNOWN, KeepingStreamBlock, unknown_types
from cms.core.refusals import Refused
from cms.home.models import HomePage
from cms.policies.models import PolicyPage
from cms.versions.models import PublishedVersion
from tests.factories.admin_forms import edit_form
from tests.factories.policies import policy_page, question, section, text

Publish = Callable[..., PublishedVersion]
ODD_VALUES = [
    {"rows": [1, 2.5, None, True], "nested": {"ä": "</textarea><script>alert(1)</script>"}},
    ["a", ["b"], {}],
    'text with "quotes"\r\nand lines\t',
    12345678901234567890,
    0,
    False,
    "",
    None,
    [],
    {},
]


def foreign(value: Any = "live", kind: str = "register_sections") -> dict[str, Any]:
    """A block as a plug-in that is gone has stored it."""
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


class ListedBlock(blocks.StructBlock):
    items = blocks.ListBlock(KeepingStreamBlock([("text", blocks.CharBlock())]))


class HostBlock(KeepingStreamBlock):
    listed = ListedBlock()


@pytest.fixture
def stored() -> list[dict[str, Any]]:
    """Unknown blocks on top and on every level, between known ones."""
    return [
        foreign({"kind": "all"}),
        section("Wer?", text("<p>Die Kasse.</p>"), foreign(), question("Wie?", foreign(ODD_VALUES[0], "other"))),
        text("<p>Ende.</p>"),
    ]


@pytest.fixture
def page(home: HomePage, editor: Any, stored: list[dict[str, Any]]) -> PolicyPage:
    return policy_page(home, *stored, user=editor)


def body_of(page: PolicyPage) -> list[dict[str, Any]]:
    """What the database holds, not what the blocks make of it."""
    body = PolicyPage.objects.filter(pk=page.pk).values_list("body", flat=True).get()
    field = PolicyPage._meta.get_field("body")
    return json.loads(field.get_prep_value(body)) if not isinstance(body, str) else json.loads(body)


def without_anchors(blocks_: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return json.loads(json.dumps(blocks_), object_hook=lambda d: {k: v for k, v in d.items() if k != "anchor"})


@pytest.mark.parametrize("value", ODD_VALUES, ids=repr)
def test_any_json_survives_reading_and_writing(value: Any) -> None:
    block = PolicyBodyBlock()
    stored = [foreign(value), section("Wer?", foreign(value))]

    for source in (stored, json.dumps(stored)):
        assert without_anchors(block.get_prep_value(block.to_python(source))) == without_anchors(stored)


@pytest.mark.parametrize("value", ODD_VALUES, ids=repr)
def test_any_json_survives_the_form(value: Any) -> None:
    stream = PolicyBodyBlock().to_python([foreign(value)])
    block = stream[0].block
    sent = block.get_form_state(stream[0].value)

    received = block.clean(block.value_from_datadict({"body": sent}, {}, "body"))

    assert received == {"type": "register_sections", "value": value}


def test_accessed_and_untouched_blocks_are_written_alike(stored: list[dict[str, Any]]) -> None:
    block = PolicyBodyBlock()
    untouched, accessed = block.to_python(stored), block.to_python(stored)
    assert [child.value for child in accessed]

    assert without_anchors(block.get_prep_value(accessed)) == without_anchors(block.get_prep_value(untouched))


def test_names_of_missing_types_are_found_however_deep(stored: list[dict[str, Any]]) -> None:
    listed = {"type": "listed", "value": {"items": [{"type": "item", "value": [foreign(kind="deep")], "id": "1"}]}}

    assert list(unknown_types(PolicyBodyBlock().to_python(stored))) == [
        "register_sections",
        "register_sections",
        "other",
    ]
    assert list(unknown_types(HostBlock().to_python([{**listed, "id": "2"}]))) == ["deep"]


def test_blocks_in_lists_are_kept(stored: list[dict[str, Any]]) -> None:
    inner = [foreign(kind="deep")]
    stored = [{"type": "listed", "value": {"items": [{"type": "item", "value": inner, "id": "1"}]}, "id": "2"}]
    block = HostBlock()
    stream = block.to_python(stored)
    assert stream[0].value["items"][0][0].block_type == UNKNOWN

    assert block.get_prep_value(stream) == stored


def test_equal_ids_of_copied_blocks_are_no_obstacle() -> None:
    copied = foreign()
    block = PolicyBodyBlock()

    assert block.get_prep_value(block.to_python([copied, dict(copied)])) == [copied, copied]


def test_block_comes_back_with_its_plug_in() -> None:
    class WithPlugin(PolicyBodyBlock):
        register_sections = blocks.CharBlock()

    placeholder = foreign("Das Verzeichnis")
    saved_without = PolicyBodyBlock().get_prep_value(PolicyBodyBlock().to_python([placeholder]))

    child = WithPlugin().to_python(saved_without)[0]

    assert (child.block_type, child.value, child.id) == ("register_sections", "Das Verzeichnis", placeholder["id"])


def test_streams_can_be_pickled_and_copied(page: PolicyPage, stored: list[dict[str, Any]]) -> None:
    again = pickle.loads(pickle.dumps(PolicyPage.objects.get(pk=page.pk)))  # noqa: S301

    assert without_anchors(again.body.stream_block.get_prep_value(again.body)) == without_anchors(stored)


def test_editor_shows_the_placeholder_and_saving_keeps_it(
    client: Client, page: PolicyPage, editor: Any, stored: list[dict[str, Any]]
) -> None:
    client.force_login(editor)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = edit_form(client, page, title="Neuer Titel")
    assert "register_sections" in client.get(address).content.decode()

    response = client.post(address, form)

    assert response.status_code == 302
    draft = PolicyPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert draft.title == "Neuer Titel"
    saved = draft.body.stream_block.get_prep_value(draft.body)
    assert [block["type"] for block in saved] == ["register_sections", "section", "text"]
    assert saved[0] == stored[0]
    content = saved[1]["value"]["content"]
    assert (content[1], content[2]["value"]["content"][0]) == (
        stored[1]["value"]["content"][1],
        stored[1]["value"]["content"][2]["value"]["content"][0],
    )


@pytest.mark.parametrize(
    "sent", ["{broken", "[]", '"text"', '{"value": 1}', '{"type": "text", "value": "<script>"}', ""]
)
def test_tampered_placeholder_is_an_error_of_the_form(client: Client, page: PolicyPage, editor: Any, sent: str) -> None:
    client.force_login(editor)
    before = page.revisions.count()
    form = edit_form(client, page, **{"body-0-value": sent})

    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)

    assert response.status_code == 200
    assert "body" in response.context["form"].errors
    assert page.revisions.count() == before


def test_editor_loads_the_script_that_keeps_placeholders_out_of_the_menu(
    client: Client, page: PolicyPage, editor: Any
) -> None:
    client.force_login(editor)

    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert "privacy_blocks/keeping-stream-block.js" in html
    assert "privacy_blocks.KeepingStreamBlock" in html


def test_publishing_is_refused_with_the_names(page: PolicyPage, publish: Publish) -> None:
    with pytest.raises(Refused, match=r"other, register_sections"):
        publish(page)

    assert not PublishedVersion.objects.exists()


def test_translation_keeps_the_placeholder(page: PolicyPage, english_home: HomePage, english: Locale) -> None:
    source, _created = TranslationSource.get_or_create_from_instance(PolicyPage.objects.get(pk=page.pk))
    page.copy_for_translation(english)
    source.update_from_db()

    translated = source.get_ephemeral_translated_instance(english, fallback=True)

    saved = translated.body.stream_block.get_prep_value(translated.body)
    assert [block["type"] for block in saved] == ["register_sections", "section", "text"]
    assert saved[0]["value"] == {"kind": "all"}
    assert saved[1]["value"]["content"][2]["value"]["content"][0]["value"] == ODD_VALUES[0]


def test_clean_names_the_place_of_the_error() -> None:
    block = PolicyBodyBlock()
    stream = block.to_python([foreign()])
    stream[0].value = "broken"

    with pytest.raises(ValidationError):
        block.clean(stream)
