"""Rows are ordered once for all languages."""

from typing import Any

import pytest
from django.urls import reverse

from cms.register.models import Unit
from cms.register.ordering import move
from tests.cms.versions.editing import signed_in
from tests.factories.register import catalogue_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows(roles: Any) -> list[Unit]:
    return [catalogue_row(Unit, code, code.upper(), f"English {code}", sort_order=0) for code in "abcd"]


def order(language: str) -> str:
    rows = Unit.objects.filter(locale__language_code=language).order_by("sort_order", "name", "pk")
    return "".join(row.code for row in rows)


@pytest.mark.parametrize(
    ("code", "position", "expected"),
    [("d", 0, "dabc"), ("a", 2, "bcad"), ("a", 99, "bcda"), ("b", -1, "acdb"), ("c", 2, "abcd")],
)
def test_a_row_moves_to_its_place_in_every_language(rows: Any, code: str, position: int, expected: str) -> None:
    move(Unit.objects.get(code=code, locale__language_code="de"), position)
    assert (order("de"), order("en")) == (expected, expected)


def test_dragging_in_the_list_moves_the_row(rows: Any, approver: Any) -> None:
    url = reverse(Unit.snippet_viewset.get_url_name("reorder"), args=[rows[3].pk])
    response: Any = signed_in(approver).post(f"{url}?position=0")
    assert response.json() == {"success": True}
    assert order("de") == "dabc"


def test_editors_do_not_reorder(rows: Any, editor: Any) -> None:
    url = reverse(Unit.snippet_viewset.get_url_name("reorder"), args=[rows[3].pk])
    signed_in(editor).post(f"{url}?position=0")
    assert order("de") == "abcd"


def test_publishing_an_older_draft_keeps_the_order(rows: Any) -> None:
    rows[0].save_revision()
    move(rows[0], 3)
    Unit.objects.get(pk=rows[0].pk).get_latest_revision().publish()
    assert order("de") == "bcda"
