"""Choosing catalogue rows."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test.utils import override_settings
from django.utils.translation import override

from cms.register.catalogue_choices import CatalogueChoiceField, choices_of, existing_keys, read_choices, shared_choices
from cms.register.models import Measure, Unit
from tests.factories.register import catalogue_row

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def languages(german: Any, english: Any) -> None:
    """German is the source language."""


def unit(code: str = "it", **values: Any) -> Unit:
    return catalogue_row(Unit, code, "Technik", "Technology", **values)


def test_a_catalogue_is_read_once_inside_the_block_and_anew_after_it(django_assert_num_queries: Any) -> None:
    unit()
    with shared_choices(), django_assert_num_queries(1):
        for _number in range(20):
            list(CatalogueChoiceField(Unit.objects.all()).widget.choices)
            assert CatalogueChoiceField(Unit.objects.all()).clean(str(unit_key())).code == "it"
    catalogue_row(Unit, "law", "Recht")
    assert len(choices_of(Unit).rows) == 2


def unit_key() -> int:
    return choices_of(Unit).choices[0][0]


def test_labels_are_in_the_readers_language_where_there_is_a_published_translation() -> None:
    unit()
    law = catalogue_row(Unit, "law", "Recht", "Law")
    Unit.objects.filter(translation_key=law.translation_key, locale__language_code="en").update(live=False)
    with override("en"):
        assert [label for _key, label in read_choices(Unit).choices] == ["Recht", "Technology"]
    with override("de"):
        assert [label for _key, label in read_choices(Unit).choices] == ["Recht", "Technik"]


def test_a_draft_of_a_row_is_marked() -> None:
    row = unit()
    Unit.objects.filter(pk=row.pk).update(live=False)
    with override("de"):
        assert read_choices(Unit).choices[0][1].startswith("Technik (")


def test_choices_are_grouped_where_there_is_something_to_group_by() -> None:
    catalogue_row(Measure, "tls", "TLS", goal="encryption")
    catalogue_row(Measure, "backup", "Sicherung", goal="recovery")
    assert [name for name, _rows in read_choices(Measure).choices] == ["Recovery", "Encryption"]


@pytest.mark.parametrize("value", ["999", "x", "-1"])
def test_what_is_not_in_the_catalogue_is_no_choice(value: str) -> None:
    unit()
    with pytest.raises(ValidationError):
        CatalogueChoiceField(Unit.objects.all()).clean(value)


def test_keys_that_are_gone_are_told_apart() -> None:
    row = unit()
    assert existing_keys(Unit, {row.pk, 999}) == {row.pk}
    with shared_choices():
        assert existing_keys(Unit, {row.pk, 999}) == {row.pk}


@override_settings(WAGTAIL_PRIVACY_SOURCE_LANGUAGE="en")
def test_the_source_language_is_the_settings() -> None:
    catalogue_row(Unit, "it", "Technology")
    assert [label for _key, label in read_choices(Unit).choices] == ["Technology"]
