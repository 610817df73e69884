"""The list of entries: a constant number of queries, search, filters, and what each role may do from it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cms.register.models import ProcessingActivity, Unit
from tests.cms.register.admin_views.pages import address, count_queries, references
from tests.cms.versions.editing import signed_in
from tests.factories.register import activity, catalogue_row, published_activity, responsible_parties
from tests.factories.register_bulk import bulk_activities
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

AT_MOST = 15


@pytest.fixture
def browser(editor: Any) -> Client:
    responsible_parties()
    return signed_in(editor)


@pytest.mark.parametrize("query", ["", "q=ärzte", "status=active&completeness=complete", "locale=all&ordering=-unit"])
def test_a_page_of_the_list_takes_the_same_few_queries_for_5_entries_and_for_50(browser: Client, query: str) -> None:
    bulk_activities(5, with_history=False)
    few = count_queries(browser, address(query=query))
    bulk_activities(45, first=6)
    many = count_queries(browser, address(query=query))
    assert many <= few <= AT_MOST


@pytest.mark.parametrize("role", ["approver", "translator", "auditor"])
def test_the_number_holds_for_every_role(roles: Any, role: str) -> None:
    bulk_activities(12)
    person = UserFactory(username=role)
    person.groups.add(roles[role])
    assert count_queries(signed_in(person), address()) <= AT_MOST


def test_the_list_starts_with_the_source_language_and_shows_the_others_on_demand(browser: Client) -> None:
    bulk_activities(2, with_history=False)
    assert [entry.locale.language_code for entry in browser.get(address()).context["object_list"]] == ["de", "de"]
    assert len(references(browser, "locale=en")) == 2
    assert references(browser, "locale=all") == ["VVT-00001", "VVT-00001", "VVT-00002", "VVT-00002"]
    # Each line leads to the entry in the other language, on whichever page that stands.
    html = browser.get(address(query="locale=all")).content.decode()
    for entry in ProcessingActivity.objects.all():
        assert html.count(f'<a href="{address("edit", entry)}">') >= 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ÄRZTE", ["VVT-001"]),
        ("arzte", ["VVT-001"]),
        ("strasse", ["VVT-002"]),
        ("STRAßE", ["VVT-002"]),
        ("vvt-00", ["VVT-001", "VVT-002"]),
        ("geburtsdatum", ["VVT-001"]),
        ("finance", ["VVT-002"]),
        ("Finanzen Straße", ["VVT-002"]),
        ("Finanzen Ärzte", []),
        ("%", []),
        ("a.c (", []),
        ("\x00", ["VVT-001", "VVT-002"]),
    ],
)
def test_search_finds_parts_of_words_whatever_the_case_and_the_umlauts(
    browser: Client, query: str, found: list[str]
) -> None:
    catalogue_row(Unit, "finance", "Finanzen", "Finance")
    purpose = {"category": "website", "text": "Das Geburtsdatum prüfen", "legitimate_interest": "", "legal_bases": []}
    activity("VVT-001", name="Abrechnung für Ärzte", purposes=[purpose])
    activity("VVT-002", name="Baustraße 5", unit="finance", summary="")
    assert references(browser, f"q={query.replace('%', '%25')}") == found


def test_filters_narrow_the_list(browser: Client) -> None:
    today = timezone.localdate()
    activity("VVT-001", status="draft", social_data="yes", next_review_on=(today - timedelta(days=1)).isoformat())
    activity("VVT-002", social_data="", purposes=[], next_review_on=(today + timedelta(days=20)).isoformat())
    published_activity("VVT-003", social_data="no", publicity="no", publicity_reason="Sicherheit", next_review_on=None)
    activity("VVT-004", status="retired", next_review_on=(today - timedelta(days=9)).isoformat())
    unit = Unit.objects.get(code="it", locale__language_code="de")
    assert references(browser, "status=draft&status=retired") == ["VVT-001", "VVT-004"]
    assert references(browser, "publicity=no") == ["VVT-003"]
    assert references(browser, "completeness=incomplete") == ["VVT-002"]
    assert references(browser, "review=due") == ["VVT-001"]
    assert references(browser, "review=30") == ["VVT-001", "VVT-002"]
    assert references(browser, "review=none") == ["VVT-003"]
    assert references(browser, "social_data=open") == ["VVT-002"]
    assert references(browser, "social_data=yes") == ["VVT-001"]
    assert references(browser, "publication=live") == ["VVT-003"]
    assert references(browser, f"unit={unit.pk}&publication=draft") == ["VVT-001", "VVT-002", "VVT-004"]


def test_what_is_no_choice_of_a_filter_is_no_error(browser: Client) -> None:
    activity()
    for query in ("locale=xx", "unit=abc", "status=none", "ordering=password", "p=999999", "review=%00"):
        assert browser.get(address(query=query)).status_code == 200


def test_the_list_can_be_sorted(browser: Client) -> None:
    catalogue_row(Unit, "archive", "Archiv")
    activity("VVT-001", unit="it", next_review_on=None)
    activity("VVT-002", unit="archive", next_review_on="2030-01-01")
    assert references(browser, "ordering=-reference") == ["VVT-002", "VVT-001"]
    assert references(browser, "ordering=unit") == ["VVT-002", "VVT-001"]
    # Entries without a value come last, in either direction.
    assert references(browser, "ordering=next_review_on") == ["VVT-002", "VVT-001"]
    assert references(browser, "ordering=-next_review_on") == ["VVT-002", "VVT-001"]


def test_a_line_tells_what_is_missing_due_and_changed_since(browser: Client, editor: Any) -> None:
    published = published_activity("VVT-001", next_review_on="2020-01-01")
    published.name = "Neuer Name"
    published.recipients = []
    published.save_revision(user=editor)
    html = browser.get(address()).content.decode()
    assert "VVT-001 Neuer Name" in html
    for words in ("1 missing", "Categories of recipients", "due", "published, changed since"):
        assert words in html


def test_who_may_only_read_gets_sheets_and_no_ticks(roles: Any) -> None:
    entry = activity()
    auditor = UserFactory(username="arne")
    auditor.groups.add(roles["auditor"])
    html = signed_in(auditor).get(address()).content.decode()
    assert address("inspect", entry) in html
    for absent in (address("edit", entry), address("duplicate", entry), address("add"), "data-bulk-action"):
        assert absent not in html


def test_people_without_a_role_see_nothing_of_the_register(roles: Any) -> None:
    activity()
    stranger = UserFactory(username="fremd")
    stranger.groups.add(roles["submissions_reader"])
    response = signed_in(stranger).get(address())
    assert response.status_code == 302
    assert Client().get(address()).status_code == 302
