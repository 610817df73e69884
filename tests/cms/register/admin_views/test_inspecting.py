"""The sheet of an entry in the admin."""

from typing import Any

import pytest
from django.test import Client

from cms.register.models import ActivityRecord
from tests.cms.register.admin_views.pages import address, count_queries
from tests.cms.versions.editing import signed_in
from tests.factories.register import activity, entry_values, published_activity, responsible_parties
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor(roles: Any) -> Client:
    responsible_parties()
    person = UserFactory(username="arne")
    person.groups.add(roles["auditor"])
    return signed_in(person)


def sheet(browser: Client, entry: Any, query: str = "") -> str:
    return browser.get(address("inspect", entry, query)).content.decode()


def test_the_sheet_names_who_answers_for_it_and_everything_that_stands_in_the_entry(auditor: Client) -> None:
    html = sheet(auditor, published_activity())
    for text in ("Nordlicht Krankenkasse", "Datenschutzbeauftragte", "IT-Leitung, Telefon 0431 123", "nginx"):
        assert text in html
    for part in ("Checklist", "Record of published states", "Required of an active entry"):
        assert part in html


def test_a_german_sheet_is_in_german_and_marked_so_whatever_the_language_of_the_admin(auditor: Client) -> None:
    html = sheet(auditor, published_activity())
    start = html.index('<div class="privacy-sheet" lang="de">')
    assert "1. Januar 2020" in html[start:]


def test_a_draft_beside_the_published_text_is_shown_on_demand(auditor: Client, editor: Any) -> None:
    entry = published_activity()
    entry.summary = "Noch nicht freigegeben"
    entry.save_revision(user=editor)
    assert "Noch nicht freigegeben" not in sheet(auditor, entry)
    assert "Draft that is not published" in sheet(auditor, entry)
    assert "Noch nicht freigegeben" in sheet(auditor, entry, "text=draft")


def test_earlier_states_can_be_read_as_they_were(auditor: Client, editor: Any) -> None:
    entry = published_activity(name="Alter Name")
    entry.name = "Neuer Name"
    entry.save_revision(user=editor).publish()
    first = ActivityRecord.objects.order_by("pk").first()
    assert first is not None
    html = sheet(auditor, entry, f"record={first.pk}")
    assert "An earlier state, recorded on" in html
    assert "VVT-001 Alter Name" in html


def test_a_record_of_another_entry_is_not_found(auditor: Client) -> None:
    entry, other = published_activity("VVT-001"), published_activity("VVT-002")
    record = ActivityRecord.objects.get(activity_key=other.translation_key)
    for number in (str(record.pk), "0", "x", "9" * 30, "-1"):
        assert auditor.get(address("inspect", entry, f"record={number}"), follow=True).status_code == 404


def test_the_sheet_takes_the_same_queries_however_long_it_is(auditor: Client) -> None:
    values = entry_values()
    long = {name: values[name] * 15 for name in ("purposes", "data_subjects", "data_categories", "recipients")}
    few = count_queries(auditor, address("inspect", published_activity("VVT-001")))
    many = count_queries(auditor, address("inspect", published_activity("VVT-002", **long)))
    assert many == few <= 60


def test_text_of_an_entry_is_text(auditor: Client) -> None:
    html = sheet(auditor, activity(name="<script>alert(1)</script>", summary="<b>fett</b>"))
    assert "<script>alert(1)" not in html
    assert "&lt;b&gt;fett" in html
