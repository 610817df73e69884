"""What is translated, what is copied and what is neither: exactly, for every field and block."""

from typing import Any

import pytest
from django.contrib.auth.models import AbstractUser
from wagtail.blocks import StreamValue
from wagtail.models import Locale
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import TranslationSource
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from blocks.streams import PolicyBodyBlock
from cms.localization.route import draft_translation, fill_translation, required_translation, start_translation
from cms.localization.strings import strings_of
from cms.policies.models import PolicyPage
from site_settings.models import Contact
from tests.cms.localization.texts import block, table
from tests.factories.policies import policy_page, question, section, text

pytestmark = pytest.mark.django_db


def _classes(model: type[Any]) -> dict[str, str]:
    return {field.field_name: type(field).__name__ for field in get_translatable_fields(model)}


def test_fields_of_the_policy_page() -> None:
    assert _classes(PolicyPage) == {
        "title": "TranslatableField",
        "slug": "TranslatableField",
        "seo_title": "TranslatableField",
        "search_description": "TranslatableField",
        "summary": "TranslatableField",
        "body": "TranslatableField",
        "show_in_menus": "SynchronizedField",
    }


def test_fields_of_a_contact() -> None:
    own = {"first_published_at", "go_live_at", "expire_at"}  # the route leaves them to the translation

    assert {name: kind for name, kind in _classes(Contact).items() if name not in own} == {
        "name": "TranslatableField",
        "organisation": "TranslatableField",
        "address": "TranslatableField",
        "email": "SynchronizedField",
        "phone": "SynchronizedField",
        "url": "SynchronizedField",
    }


BLOCKS = {
    "text": (block("text", '<p>Satz mit <a href="https://a.org/x.html">Verweis</a>.</p><ul><li>Punkt</li></ul>'), 2),
    "page link": (block("text", '<p>Siehe <a linktype="page" id="1">Start</a></p>'), 1),
    "list": (block("list", {"ordered": True, "items": ["<p>Eins</p>", "<p>Zwei<br/>Zeilen</p>"]}), 2),
    "nested list": (block("list", {"ordered": False, "items": ["<ul><li>Eins<ul><li>Innen</li></ul></li></ul>"]}), 2),
    "notice": (block("notice", {"kind": "important", "heading": "Hinweis", "text": "<p>Text</p>"}), 2),
    "notice without heading": (block("notice", {"kind": "info", "heading": "", "text": "<p>Text</p>"}), 1),
    "table": (table("Fristen", ["Zweck", "Dauer"], ["<p>Anfrage</p>", "<p>Ja</p>"], ["<p>Wahl</p>", "<p>Ja</p>"]), 6),
    "table of pairs": (table("", ["Zweck", ""], ["<p>A</p><p>B</p>", ""]), 3),
    "contact": (block("contact", {"role": "dpo"}), 0),
    "document": (block("document", {"document": None, "title": "Merkblatt"}), 1),
    "unknown": (block("register_extract", {"rows": 3, "heading": "Nicht installiert"}), 0),
    "section": (section("Abschnitt", question("Frage?", text("<p>Antwort</p>")), anchor="abschnitt"), 3),
}


@pytest.fixture
def draft_of(home: Any, english_home: Any, english: Locale, editor: AbstractUser) -> Any:
    """The English draft of a page with one block, each string marked "EN"."""

    def make(raw: dict[str, Any]) -> tuple[PolicyPage, Any, int]:
        page = policy_page(home, raw, user=editor, slug=f"p-{raw['id'][:8]}", title="T")
        start_translation(page, english, allow_draft=True)
        strings = [s for s in strings_of(required_translation(page, english)) if s.path.startswith("body")]
        fill_translation(page, english, {s.source: f"EN {s.source}" for s in strings})
        fill_translation(page, english, {"T": "EN T", page.slug: f"en-{page.slug}"})
        return page, draft_translation(page, english).as_object(), len(strings)

    return make


@pytest.mark.parametrize("name", BLOCKS)
def test_block_is_translated_whole_and_keeps_its_structure(name: str, draft_of: Any) -> None:
    raw, strings = BLOCKS[name]

    page, draft, count = draft_of(raw)

    assert count == strings
    assert _shape(draft.body) == _shape(page.body)
    assert not _german_strings(page) & _german_strings(draft)


def _german_strings(page: PolicyPage) -> set[str]:
    return {
        s.string.data for s in extract_segments(page) if isinstance(s, StringSegmentValue) and s.path.startswith("body")
    }


def _shape(stream: StreamValue) -> Any:
    """Types, ids, anchors, choices and links: what a translation must not touch."""
    kept = {"type", "id", "anchor", "role", "kind", "ordered", "document"}

    def walk(value: Any) -> Any:
        if isinstance(value, list):
            return [walk(each) for each in value]
        if isinstance(value, dict):
            return {key: each if key in kept else walk(each) for key, each in value.items() if key != "id" or kept}
        return None

    raw = stream.stream_block.get_prep_value(stream)
    return walk([{**each, "value": walk(each["value"])} for each in raw if each["type"] != "list"])


def test_unknown_block_survives_byte_for_byte(draft_of: Any) -> None:
    raw, _strings = BLOCKS["unknown"]

    _page, draft, _count = draft_of(raw)

    assert draft.body.stream_block.get_prep_value(draft.body) == [raw]


def test_links_stay_links(draft_of: Any) -> None:
    _page, draft, _count = draft_of(BLOCKS["text"][0])
    assert 'EN Satz mit <a href="https://a.org/x.html">Verweis</a>.' in draft.body[0].value.source

    _page, draft, _count = draft_of(BLOCKS["page link"][0])
    assert 'linktype="page"' in draft.body[0].value.source
    assert 'id="1"' in draft.body[0].value.source


def test_cell_inserted_above_keeps_the_translations_below() -> None:
    stream = PolicyBodyBlock().to_python([table("F", ["Zweck"], ["<p>Neu</p>"], ["<p>Alt</p>"])])
    paths = {
        s.string.data: s.path
        for s in stream[0].block.get_translatable_segments(stream[0].value)
        if hasattr(s, "string")
    }
    shorter = PolicyBodyBlock().to_python([table("F", ["Zweck"], ["<p>Alt</p>"])])
    before = {
        s.string.data: s.path
        for s in shorter[0].block.get_translatable_segments(shorter[0].value)
        if hasattr(s, "string")
    }

    assert paths["Alt"] == before["Alt"]


def test_addresses_of_links_can_be_replaced_per_language() -> None:
    page = PolicyPage(title="T", body=[BLOCKS["text"][0]])

    segments = [
        s for s in extract_segments(page) if isinstance(s, OverridableSegmentValue) and s.path.startswith("body")
    ]

    assert [segment.data for segment in segments] == ["https://a.org/x.html"]


def test_wagtail_localizes_own_extraction_knows_every_block(home: Any, editor: AbstractUser) -> None:
    """The source can also be made by wagtail-localize alone: no block fails, and it counts the same strings."""
    page = policy_page(home, *[raw for raw, _count in BLOCKS.values()], user=editor)

    source, _created = TranslationSource.update_or_create_from_instance(page)
    source.update_from_db()

    assert source.stringsegment_set.filter(context__path__startswith="body").count() >= 15
    assert source.get_ephemeral_translated_instance(page.locale, fallback=True).body
