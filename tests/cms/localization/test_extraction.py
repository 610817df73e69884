"""The strings of a text, stored in bulk: the same rows as wagtail-localize's own, at a fraction of its queries."""

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail_localize.models import TranslationSource

from cms.localization.extraction import store_source
from cms.localization.sources import update_source, with_stable_items
from cms.policies.models import PolicyPage
from tests.cms.localization.texts import block, german_body
from tests.factories.policies import policy_page, section, text


def _rows(source: TranslationSource) -> dict[str, set[Any]]:
    return {
        "strings": set(source.stringsegment_set.values_list("context__path", "order", "string__data", "attrs")),
        "templates": set(source.templatesegment_set.values_list("context__path", "order", "template__template")),
        "overridables": set(source.overridablesegment_set.values_list("context__path", "order", "data_json")),
        "related": set(source.relatedobjectsegment_set.values_list("context__path", "order", "object_id")),
    }


def test_rows_are_those_of_wagtail_localize(home: Any, editor: AbstractUser) -> None:
    page = policy_page(home, *german_body(), user=editor)
    source = store_source(with_stable_items(page))
    ours = _rows(source)

    source.refresh_segments()

    assert ours["strings"]
    assert ours["templates"]
    assert ours["overridables"]
    assert _rows(source) == ours


def test_changed_text_keeps_the_rows_of_unchanged_strings(german_policy: PolicyPage, new_german_version: Any) -> None:
    before = update_source(german_policy)
    keys = set(before.stringsegment_set.values_list("pk", flat=True))

    new_german_version()
    after = update_source(german_policy)

    assert after.pk == before.pk
    assert len(keys & set(after.stringsegment_set.values_list("pk", flat=True))) == len(keys) - 1
    assert after.stringsegment_set.count() == len(keys)


def test_list_items_without_ids_keep_their_paths(home: Any, editor: AbstractUser) -> None:
    page = policy_page(
        home, block("list", {"ordered": False, "items": ["<p>A</p>", "<p>A</p>", "<p>B</p>"]}), user=editor
    )

    first, second = (
        set(update_source(page, allow_draft=True).stringsegment_set.values_list("context__path", flat=True))
        for _ in range(2)
    )

    assert first == second
    assert len(first) == 5  # title, slug and the three items


def test_queries_do_not_grow_with_the_text(home: Any, editor: AbstractUser) -> None:
    counts = []
    for size in (2, 60):
        sections = [section(f"Frage {n}", text(f"<p>Satz {size}.{n}</p>")) for n in range(size)]
        page = policy_page(home, *sections, user=editor, slug=f"s{size}")
        with CaptureQueriesContext(connection) as queries:
            store_source(page)
        counts.append(len(queries))

    assert counts[1] <= counts[0] + 8
