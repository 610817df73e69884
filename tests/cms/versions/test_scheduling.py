"""Scheduled publishing: approved by a person when it is scheduled, carried out or reported when its hour comes."""

from datetime import date, timedelta
from typing import Any
from unittest import mock

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import override
from wagtail.models import PageLogEntry, Revision

from cms.policies.models import PolicyPage
from tests.cms.versions.editing import (
    Editor,
    Publish,
    edit_address,
    fresh,
    in_force,
    live_text,
    refused,
    said,
    signed_in,
)
from tests.factories.policies import policy_page
from tests.factories.users import UserFactory
from tests.factories.versions import draft

pytestmark = pytest.mark.django_db


def tomorrow() -> Any:
    return timezone.now() + timedelta(days=1)


@pytest.fixture
def planned(policy: PolicyPage, publish: Publish, editor: Any) -> PolicyPage:
    """A page in version 1 with a draft that is to go live tomorrow."""
    publish(policy)
    draft(policy, "<p>Ab morgen.</p>", editor, go_live_at=tomorrow())
    return fresh(policy)


def let_the_hour_come(page: PolicyPage) -> None:
    past = timezone.now() - timedelta(minutes=1)
    revision = Revision.objects.get(approved_go_live_at__isnull=False, object_id=str(page.pk))
    content = {**revision.content, "go_live_at": past.isoformat()}
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=past, content=content)


def is_scheduled(page: PolicyPage) -> bool:
    return fresh(page).scheduled_revision is not None


def test_approver_schedules_in_the_editor_and_the_version_names_them(planned: PolicyPage, approver: Any) -> None:
    Editor.open(planned, approver).press("publish")
    assert is_scheduled(planned)
    assert in_force(planned).label == "1"

    let_the_hour_come(planned)
    call_command("publish_scheduled")

    version = in_force(planned)
    assert (version.label, version.publisher, version.approver) == ("2", "Erika", "Dora")
    assert "Ab morgen" in live_text(planned)
    assert not is_scheduled(planned)
    assert fresh(planned).change_note == ""


def test_page_that_was_never_public_can_be_scheduled(policy: PolicyPage, editor: Any, approver: Any) -> None:
    draft(policy, "<p>Ab morgen.</p>", editor, go_live_at=tomorrow())
    Editor.open(policy, approver).press("publish")
    assert in_force(policy) is None
    assert not fresh(policy).live

    let_the_hour_come(policy)
    call_command("publish_scheduled")

    assert in_force(policy).approver == "Dora"


def test_author_cannot_schedule_in_the_editor(planned: PolicyPage, approver: Any) -> None:
    response = Editor.open(planned, approver).write("<p>Von Dora.</p>").press("publish")

    assert "you changed this text yourself" in said(response)
    assert not is_scheduled(planned)


def test_author_cannot_schedule_by_program_or_api(planned: PolicyPage, approver: Any) -> None:
    draft(planned, "<p>Von Dora.</p>", approver, go_live_at=tomorrow())

    with refused("you changed this text yourself"):
        fresh(planned).get_latest_revision().publish(user=approver)
    response: Any = signed_in(approver).post(
        reverse("wagtailadmin_api:pages:action", args=[planned.pk, "publish"]), content_type="application/json"
    )

    assert response.status_code in {403, 409}
    assert not is_scheduled(planned)


def test_nobody_schedules_by_storing_the_moment(planned: PolicyPage, editor: Any) -> None:
    with refused("approver who is named"):
        fresh(planned).save_revision(user=editor, approved_go_live_at=tomorrow())


def test_last_step_of_the_workflow_schedules(planned: PolicyPage, approver: Any, editor: Any) -> None:
    Editor.open(planned, editor).press("submit")
    Editor.open(planned, approver).workflow("approve")
    Editor.open(planned, approver).workflow("approve")
    assert is_scheduled(planned)

    let_the_hour_come(planned)
    call_command("publish_scheduled")

    assert in_force(planned).approver == "Dora"


def test_approval_holds_when_the_approver_has_left(planned: PolicyPage, approver: Any) -> None:
    Editor.open(planned, approver).press("publish")
    approver.delete()
    let_the_hour_come(planned)

    call_command("publish_scheduled")

    assert in_force(planned).approver == "Dora"


def test_valid_from_may_be_the_day_of_the_schedule(planned: PolicyPage, editor: Any, approver: Any) -> None:
    moment = tomorrow()
    day: date = localtime(moment).date()
    draft(planned, "<p>Ab morgen gültig.</p>", editor, go_live_at=moment, valid_from=day)
    Editor.open(planned, approver).press("publish")
    assert is_scheduled(planned)

    draft(planned, "<p>Später gültig.</p>", editor, go_live_at=moment, valid_from=day + timedelta(days=1))
    with refused("later than the day of publishing"):
        fresh(planned).get_latest_revision().publish(user=approver)


def test_text_changed_after_the_approval_is_refused(planned: PolicyPage, approver: Any) -> None:
    Editor.open(planned, approver).press("publish")
    let_the_hour_come(planned)
    revision = fresh(planned).scheduled_revision
    Revision.objects.filter(pk=revision.pk).update(content={**revision.content, "title": "Untergeschoben"})

    with override("en"):
        call_command("publish_scheduled")

    assert in_force(planned).label == "1"
    assert "changed after its scheduled publication was approved" in reasons(planned)


def reasons(page: PolicyPage) -> str:
    entries = PageLogEntry.objects.filter(page=page.pk, action__startswith="privacy.schedule.")
    return "\n".join(entry.data.get("reason", "") for entry in entries)


def test_refused_page_is_reported_and_does_not_stop_the_others(
    planned: PolicyPage, approver: Any, editor: Any, home: Any
) -> None:
    Editor.open(planned, approver).press("publish")
    other = policy_page(home, user=editor, slug="zweite", title="Zweite", go_live_at=tomorrow())
    other.get_latest_revision().publish(user=approver)
    let_the_hour_come(planned)
    let_the_hour_come(other)
    revision = fresh(planned).scheduled_revision
    Revision.objects.filter(pk=revision.pk).update(content={**revision.content, "based_on": 0})
    mail.outbox.clear()

    call_command("publish_scheduled")

    assert in_force(planned).label == "1"
    assert in_force(other).label == "1"
    assert not is_scheduled(planned)
    history = signed_in(approver).get(reverse("wagtailadmin_pages:history", args=[planned.pk])).content.decode()
    assert "Scheduled publication refused" in history
    assert {address for message in mail.outbox for address in message.to} == {editor.email, approver.email}
    assert edit_address(planned) in mail.outbox[0].body


def test_broken_page_is_tried_again_and_reported_once(planned: PolicyPage, approver: Any) -> None:
    Editor.open(planned, approver).press("publish")
    let_the_hour_come(planned)
    mail.outbox.clear()

    with mock.patch.object(PolicyPage, "render_body", side_effect=OSError("disk")):
        call_command("publish_scheduled")
        call_command("publish_scheduled")
    assert is_scheduled(planned)
    assert len(mail.outbox) == 2, "one each for author and approver"

    call_command("publish_scheduled")
    assert in_force(planned).label == "2"


def test_mail_server_that_does_not_answer_stops_nothing(planned: PolicyPage, approver: Any) -> None:
    Editor.open(planned, approver).press("publish")
    let_the_hour_come(planned)
    revision = fresh(planned).scheduled_revision
    Revision.objects.filter(pk=revision.pk).update(content={**revision.content, "based_on": 0})

    with mock.patch("cms.versions.mails.send_mail", side_effect=OSError):
        call_command("publish_scheduled")

    assert not is_scheduled(planned)


def test_history_says_who_approved_the_schedule(planned: PolicyPage, approver: Any) -> None:
    Editor.open(planned, approver).press("publish")

    html = signed_in(approver).get(reverse("wagtailadmin_pages:history", args=[planned.pk])).content.decode()

    assert "approved" in html
    assert PageLogEntry.objects.get(page=planned.pk, action="privacy.schedule.approve").user == approver


def test_unscheduled_approval_is_no_approval_for_later(planned: PolicyPage, approver: Any, editor: Any) -> None:
    Editor.open(planned, approver).press("publish")
    revision = fresh(planned).scheduled_revision
    signed_in(approver).post(reverse("wagtailadmin_pages:revisions_unschedule", args=[planned.pk, revision.pk]))
    assert not is_scheduled(planned)
    Revision.objects.filter(pk=revision.pk).update(content={**revision.content, "go_live_at": None})

    with refused("approver who is named"):
        Revision.objects.get(pk=revision.pk).publish()


def test_people_without_mail_address_are_left_out(planned: PolicyPage, approver: Any, editor: Any) -> None:
    assert UserFactory(username="ohne").email
    editor.email = ""
    editor.save()
    Editor.open(planned, approver).press("publish")
    let_the_hour_come(planned)
    revision = fresh(planned).scheduled_revision
    Revision.objects.filter(pk=revision.pk).update(content={**revision.content, "based_on": 0})
    mail.outbox.clear()

    call_command("publish_scheduled")

    assert [message.to for message in mail.outbox] == [[approver.email]]
