"""Changing the entries that are ticked in the list."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cms.register import bulk_changes
from cms.register.admin_views import bulk_changing
from cms.register.models import ProcessingActivity
from tests.cms.register.admin_views.pages import address, draft_of
from tests.cms.versions.editing import said, signed_in
from tests.factories.register import activity, responsible_parties
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(editor: Any) -> Client:
    responsible_parties()
    return signed_in(editor)


def action(kind: str, query: str) -> str:
    path = reverse("wagtail_bulk_action", args=["privacy_register", "processingactivity", kind])
    return f"{path}?{query}&next={address()}"


def test_the_chosen_entries_get_a_draft_and_the_list_says_so(browser: Client) -> None:
    first, second, other = (activity(f"VVT-00{number}") for number in (1, 2, 3))
    chosen = action("change-review", f"id={first.pk}&id={second.pk}")
    assert "Each of these 2 entries" in browser.get(chosen).content.decode()
    response = browser.post(chosen, {"value": "2031-01-31"})
    assert response.url == address()
    assert "2 entries have a new draft" in said(response)
    days = [str(draft_of(entry).next_review_on) for entry in (first, second, other)]
    assert days == ["2031-01-31", "2031-01-31", "2027-06-30"]


def test_what_is_left_as_it_is_is_named_beforehand_and_afterwards(browser: Client, approver: Any) -> None:
    free, locked = activity("VVT-001"), activity("VVT-002")
    ProcessingActivity.objects.filter(pk=locked.pk).update(locked=True, locked_by=approver)
    chosen = action("change-review", f"id={free.pk}&id={locked.pk}")
    assert "VVT-002 Betrieb der Website: locked" in browser.get(chosen).content.decode()
    response = browser.post(chosen, {"value": "2031-01-31"})
    assert "1 entry was left as it is: VVT-002 (locked)" in said(response)
    assert draft_of(locked).next_review_on.year == 2027


def test_all_in_the_list_means_what_its_filters_show(browser: Client) -> None:
    activity("VVT-001"), activity("VVT-002", status="retired"), activity("HR-003")
    response = browser.get(action("change-unit", "id=all&status=active&q=vvt"))
    assert [each["item"].reference for each in response.context["items"]] == ["VVT-001"]


def test_too_many_at_once_are_refused(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in (1, 2, 3):
        activity(f"VVT-00{number}")
    for module in (bulk_changes, bulk_changing):
        monkeypatch.setattr(module, "AT_ONCE", 2)
    assert "Choose at most 2 entries" in browser.get(action("change-review", "id=all")).content.decode()
    response = browser.post(action("change-review", "id=all"), {"value": "2031-01-31"})
    assert "Choose at most 2 entries" in response.content.decode()
    assert {draft_of(entry).next_review_on.year for entry in ProcessingActivity.objects.all()} == {2027}


@pytest.mark.parametrize("value", ["", "morgen", "2031-13-01"])
def test_a_date_that_is_none_changes_nothing(browser: Client, value: str) -> None:
    entry = activity()
    response = browser.post(action("change-review", f"id={entry.pk}"), {"value": value})
    assert "value" in response.context["form"].errors
    assert entry.revisions.count() == 1


def test_keys_that_are_none_are_ignored(browser: Client) -> None:
    assert browser.get(action("change-review", "id=abc&id=-1&id=99999")).status_code == 200


def test_only_who_may_change_entries_may_change_many(roles: Any) -> None:
    entry = activity()
    auditor = UserFactory(username="arne")
    auditor.groups.add(roles["auditor"])
    response = signed_in(auditor).post(action("change-review", f"id={entry.pk}"), {"value": "2031-01-31"})
    assert response.status_code == 302
    assert draft_of(entry).next_review_on.year == 2027
