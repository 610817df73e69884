"""The admin's first page says what in the register needs attention."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.register.dashboard import Task, tasks
from cms.register.models import ProcessingActivity
from tests.cms.versions.editing import signed_in
from tests.factories.register import activity, published_activity, responsible_parties
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def parties(home: object, english_home: object) -> None:
    responsible_parties()


def in_days(days: int) -> str:
    return (timezone.localdate() + datetime.timedelta(days=days)).isoformat()


def counts() -> dict[str, int]:
    return {task.label: task.count for task in tasks()}


def test_it_counts_reviews_gaps_and_missing_translations(english: Any) -> None:
    activity("VVT-1", next_review_on=in_days(0))
    activity("VVT-2", next_review_on=in_days(-400))
    activity("VVT-3", next_review_on=in_days(30))
    activity("VVT-4", next_review_on=in_days(31), purposes=[])
    activity("VVT-5", next_review_on=in_days(-1), status="retired")
    activity("VVT-6", next_review_on=None, status="draft", purposes=[])
    entry = published_activity("VVT-7", next_review_on=None)
    assert counts() == {
        "Due for review": 2,
        "Due for review within 30 days": 3,
        "Active, but incomplete": 1,
        "Without a published translation: English": 1,
    }
    copy = entry.copy_for_translation(english)
    copy.live = True
    copy.save()
    assert counts()["Without a published translation: English"] == 0


@pytest.mark.parametrize("number", range(4))
def test_each_number_leads_to_a_list_of_as_many_entries(superuser: Any, number: int) -> None:
    activity("VVT-1", next_review_on=in_days(0))
    activity("VVT-2", next_review_on=in_days(20))
    activity("VVT-3", next_review_on=in_days(90), purposes=[])
    published_activity("VVT-4", next_review_on=in_days(90))
    task: Task = tasks()[number]
    listed = signed_in(superuser).get(task.url).context["object_list"]
    assert len(listed) == task.count > 0


def test_it_takes_the_same_number_of_queries_for_many_entries() -> None:
    activity("VVT-1")
    with CaptureQueriesContext(connection) as few:
        tasks()
    for number in range(5):
        activity(f"VVT-1{number}", next_review_on=in_days(0))
    with CaptureQueriesContext(connection) as many:
        tasks()
    assert len(many) == len(few) <= 6


def test_who_may_read_entries_sees_it(auditor: Any) -> None:
    html = signed_in(auditor).get(reverse("wagtailadmin_home")).content.decode()
    assert "privacy-register-upkeep" in html
    assert reverse(ProcessingActivity.snippet_viewset.get_url_name("list")) + "?review=due" in html


def test_others_do_not(roles: Any) -> None:
    reader: Any = UserFactory(username="sue")
    reader.groups.add(roles["submissions_reader"])
    response = signed_in(reader).get(reverse("wagtailadmin_home"))
    assert "privacy-register-upkeep" not in response.content.decode()


@pytest.fixture
def auditor(roles: Any) -> Any:
    user: Any = UserFactory(username="anna")
    user.groups.add(roles["auditor"])
    return user
