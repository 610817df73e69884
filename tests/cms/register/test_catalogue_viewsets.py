"""The catalogues in the admin."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.register.models import (
    CATALOGUES,
    DataCategory,
    LegalBasis,
    Measure,
    PurposeCategory,
    RetentionRule,
    Unit,
)
from tests.cms.versions.editing import said, signed_in
from tests.factories.register import activity, catalogue_row, responsible_parties, small_catalogues

pytestmark = pytest.mark.django_db


def address(model: Any, view: str = "list", *args: Any) -> str:
    return reverse(model.snippet_viewset.get_url_name(view), args=args)


def listed(browser: Any, model: Any, query: str = "") -> str:
    return browser.get(f"{address(model)}?{query}").content.decode()


@pytest.fixture
def browser(roles: Any, approver: Any) -> Any:
    """The approver's, with the shipped catalogues."""
    return signed_in(approver)


@pytest.mark.parametrize("model", CATALOGUES)
def test_lists_take_a_constant_number_of_queries(roles: Any, superuser: Any, model: Any) -> None:
    LegalBasis.objects.update(successor=None)
    model.objects.all().delete()
    browser = signed_in(superuser)
    rule = {"duration": "P1Y", "trigger": "collection"} if model is RetentionRule else {}
    catalogue_row(model, "first", "Erste", "First", **rule)
    listed(browser, model)
    with CaptureQueriesContext(connection) as one:
        listed(browser, model)
    for number in range(10):
        catalogue_row(model, f"row-{number}", f"Zeile {number}", f"Row {number}", **rule)
    with CaptureQueriesContext(connection) as many:
        listed(browser, model)
    assert len(many) == len(one) <= 20


@pytest.mark.parametrize("model", [LegalBasis, RetentionRule, Measure, DataCategory])
def test_a_list_has_one_line_per_row_whatever_the_languages(browser: Any, model: Any) -> None:
    html = listed(browser, model, "p=1")
    codes = model.objects.filter(locale__language_code="de").order_by("sort_order").values_list("code", flat=True)
    for code in codes[:50]:
        assert html.count(f"<code>{code}</code>") == 1


def test_legal_bases_show_citation_kind_and_successor(browser: Any) -> None:
    html = listed(browser, LegalBasis, "is_repealed=true")
    repealed = LegalBasis.objects.filter(locale__language_code="de", is_repealed=True, successor__isnull=False).first()
    assert repealed is not None
    assert repealed.successor is not None
    assert repealed.citation in html
    assert f"now {repealed.successor.citation}" in html
    assert "Art. 6 Abs. 1 Buchst. e DSGVO" not in html


@pytest.mark.parametrize(
    ("model", "query", "field", "value"),
    [
        (LegalBasis, "act=sgb5", "act", "sgb5"),
        (LegalBasis, "kind=consent", "is_consent", True),
        (DataCategory, "is_special=true", "is_special", True),
        (Measure, "goal=encryption", "goal", "encryption"),
        (RetentionRule, "trigger=draw_held", "trigger", "draw_held"),
    ],
)
def test_filters_narrow_the_list(browser: Any, model: Any, query: str, field: str, value: Any) -> None:
    response = browser.get(f"{address(model)}?{query}")
    rows = response.context["object_list"]
    assert rows
    assert {getattr(row, field) for row in rows} == {value}


@pytest.mark.parametrize("query", ["AUFGABE offentlich", "Öffentlich", "gdpr-6-1-e"])
def test_search_finds_words_in_any_case_and_without_umlauts(browser: Any, query: str) -> None:
    response = browser.get(address(LegalBasis), {"q": query})
    assert "gdpr-6-1-e" in [row.code for row in response.context["object_list"]]


def test_a_list_says_how_often_a_row_is_used_and_where_it_is_not_translated(browser: Any, home: Any) -> None:
    responsible_parties()
    activity()
    catalogue_row(Unit, "new", "Neu")
    response = browser.get(address(Unit))
    rows = {row.code: row for row in response.context["table"].data}
    assert (rows["it"].usage_count, rows["new"].usage_count) == (1, 0)
    assert [(tag.language, tag.is_live) for tag in rows["it"].language_tags] == [("de", True), ("en", True)]
    assert rows["new"].language_tags[1].is_missing


def test_the_list_can_be_sorted_by_hand(browser: Any) -> None:
    html = listed(browser, Measure, "ordering=sort_order")
    assert 'data-w-orderable-url-value="' in html


def test_a_row_shows_who_uses_it_and_its_translations(browser: Any, home: Any) -> None:
    responsible_parties()
    entry = activity()
    unit = Unit.objects.get(code="it", locale__language_code="de")
    html = browser.get(address(Unit, "inspect", unit.pk)).content.decode()
    assert str(entry) in html
    assert "IT services" in html


def test_the_editor_says_how_far_a_change_reaches(browser: Any, home: Any) -> None:
    responsible_parties()
    activity()
    unit = Unit.objects.get(code="it", locale__language_code="de")
    assert "Used in 1 place." in browser.get(address(Unit, "edit", unit.pk)).content.decode()
    assert "Used in" not in browser.get(address(Unit, "add")).content.decode()


def test_a_retention_rule_shows_an_example(browser: Any, home: Any) -> None:
    rule = catalogue_row(RetentionRule, "six", "Sechs", duration="P6Y", trigger="end_of_business_year")
    sentence = "Collected on 24 November 2026: deleted by 31 December 2032 at the latest."
    assert sentence in browser.get(address(RetentionRule, "inspect", rule.pk)).content.decode()
    assert sentence in browser.get(address(RetentionRule, "edit", rule.pk)).content.decode()


@pytest.mark.parametrize(
    ("query", "example"),
    [
        ("duration=P14D&trigger=draw_held", "Draw held on 24 November 2026: deleted by 8 December 2026 at the latest."),
        ("duration=zwei+Jahre&trigger=draw_held", ""),
        ("duration=P999Y&trigger=&x=%00", "Event on 24 November 2026: deleted by 24 November 3025 at the latest."),
    ],
)
def test_the_example_follows_what_is_typed(browser: Any, query: str, example: str) -> None:
    response = browser.get(f"{reverse('privacy_register_due_date')}?{query}")
    assert response.json() == {"example": example}


def test_the_example_is_for_people_who_edit_rules(roles: Any, submissions_reader: Any) -> None:
    response = signed_in(submissions_reader).get(reverse("privacy_register_due_date"))
    assert response.status_code in {302, 403}


@pytest.fixture
def submissions_reader(roles: Any) -> Any:
    from tests.factories.users import UserFactory

    user: Any = UserFactory(username="sue")
    user.groups.add(roles["submissions_reader"])
    return user


def form_of(browser: Any, row: Any) -> Any:
    return browser.get(address(type(row), "edit", row.pk)).context["form"]


def test_the_code_of_a_published_row_is_locked(browser: Any) -> None:
    small_catalogues()
    row = PurposeCategory.objects.get(code="website", locale__language_code="de")
    form = form_of(browser, row)
    assert form.fields["code"].disabled
    browser.post(
        address(PurposeCategory, "edit", row.pk),
        {"name": "Webseite", "code": "web", "description": "", "dpv": "", "action-publish": "1"},
    )
    row.refresh_from_db()
    assert (row.name, row.code) == ("Webseite", "website")


def test_the_code_of_a_new_draft_may_still_change_until_something_uses_it(browser: Any, home: Any) -> None:
    row = catalogue_row(PurposeCategory, "webseite")
    PurposeCategory.objects.filter(pk=row.pk).update(live=False)
    assert not form_of(browser, row).fields["code"].disabled
    responsible_parties()
    small_catalogues()
    activity(purposes=[{"category": "webseite", "text": "a", "legal_bases": []}])
    assert form_of(browser, row).fields["code"].disabled


def test_a_code_is_given_once(browser: Any) -> None:
    catalogue_row(Unit, "it")
    response = browser.post(address(Unit, "add"), {"name": "Zwei", "code": "it", "action-publish": "1"})
    assert "has this code already" in response.content.decode()
    assert Unit.objects.count() == 1


def test_a_new_row_is_in_the_source_language_and_comes_last(browser: Any) -> None:
    catalogue_row(Unit, "it", sort_order=4)
    values = {"name": "Neu", "code": "neu", "description": "", "dpv": "", "email": ""}
    browser.post(f"{address(Unit, 'add')}?locale=en", {**values, "action-publish": "1"})
    row = Unit.objects.get(code="neu")
    assert (row.locale.language_code, row.sort_order, row.live) == ("de", 5, True)


def test_facts_of_a_translation_are_the_source_rows(browser: Any) -> None:
    rule = catalogue_row(RetentionRule, "two", "Zwei", "Two", duration="P2Y", trigger="collection")
    translation = RetentionRule.objects.get(translation_key=rule.translation_key, locale__language_code="en")
    form = form_of(browser, translation)
    assert {name for name, field in form.fields.items() if field.disabled} >= {"code", "duration", "trigger", "dpv"}
    assert not form.fields["name"].disabled


def test_a_provision_does_not_succeed_itself(browser: Any) -> None:
    basis = catalogue_row(LegalBasis, "x", citation="§ 1 X")
    data = {"citation": "§ 1 X", "name": "x", "code": "x", "act": "other", "is_repealed": "on", "successor": basis.pk}
    response = browser.post(address(LegalBasis, "edit", basis.pk), {**data, "action-publish": "1"})
    assert "cannot succeed itself" in response.content.decode()


def test_editors_hand_in_and_do_not_publish(editor: Any) -> None:
    row = catalogue_row(Unit, "it", "IT")
    response = signed_in(editor).post(
        address(Unit, "edit", row.pk), {"name": "Neu", "code": "it", "action-publish": "1"}
    )
    row.refresh_from_db()
    assert (row.name, "published" in said(response)) == ("IT", False)


def test_one_menu_group_holds_all_catalogues(browser: Any) -> None:
    html = browser.get(reverse("wagtailadmin_home")).content.decode()
    assert "privacy-catalogues" in html
    for model in CATALOGUES:
        assert address(model) in html
