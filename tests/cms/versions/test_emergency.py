"""Publishing in an emergency: administrators only, with a reason that stays."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from cms.policies.models import PolicyPage
from cms.versions.publication import publication
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
from tests.factories.versions import draft

pytestmark = pytest.mark.django_db

REASON = {"reason": "Die Aufsichtsbehörde verlangt es bis heute Abend."}


def emergency_address(page: Any) -> str:
    return reverse("privacy_emergency", args=[page.pk])


@pytest.fixture
def drafted(policy: PolicyPage, publish: Publish, superuser: Any) -> PolicyPage:
    publish(policy)
    draft(policy, "<p>Dringend.</p>", superuser, change_note="Aufsicht")
    return fresh(policy)


def test_reason_is_kept_with_the_version_and_in_the_history(drafted: PolicyPage, superuser: Any) -> None:
    browser = signed_in(superuser)

    response = browser.post(emergency_address(drafted), REASON)

    version = in_force(drafted)
    assert "published as version 2" in said(response)
    assert version.emergency_reason == REASON["reason"]
    assert version.is_self_approved
    assert version.approver == "Admin"
    history = browser.get(reverse("wagtailadmin_pages:history", args=[drafted.pk])).content.decode()
    assert "Published as version 2 in an emergency: Die Aufsichtsbehörde" in history


def test_question_shows_what_will_be_published(drafted: PolicyPage, superuser: Any) -> None:
    html = signed_in(superuser).get(emergency_address(drafted)).content.decode()

    assert "Aufsicht" in html
    assert "Material change" in html


def test_without_a_reason_nothing_happens(drafted: PolicyPage, superuser: Any) -> None:
    response: Any = signed_in(superuser).post(emergency_address(drafted), {"reason": "  "})

    assert "This field is required" in response.content.decode()
    assert in_force(drafted).label == "1"


def test_only_administrators_find_and_use_it(drafted: PolicyPage, superuser: Any, approver: Any, editor: Any) -> None:
    assert emergency_address(drafted) in Editor.open(drafted, superuser).html()
    for user in (approver, editor):
        assert emergency_address(drafted) not in Editor.open(drafted, user).html()
        signed_in(user).post(emergency_address(drafted), REASON)

    assert in_force(drafted).label == "1"


def test_announcing_an_emergency_helps_nobody_else(drafted: PolicyPage, approver: Any) -> None:
    with (
        publication(approver, emergency_reason="Eilig"),
        refused("only administrators"),
    ):
        fresh(drafted).get_latest_revision().publish(user=approver)


def test_stale_draft_is_refused_here_too(drafted: PolicyPage, superuser: Any) -> None:
    revision = drafted.get_latest_revision()
    Revision.objects.filter(pk=revision.pk).update(content={**revision.content, "based_on": 0})

    response: Any = signed_in(superuser).post(emergency_address(drafted), REASON)

    assert response.url == edit_address(drafted)
    assert "was published after this draft was begun" in said(response)
    assert "Dringend" not in live_text(drafted)


def test_nothing_to_publish_is_said(policy: PolicyPage, publish: Publish, superuser: Any) -> None:
    publish(policy)

    html = signed_in(superuser).get(emergency_address(policy)).content.decode()

    assert "There is no draft to publish" in html
    assert emergency_address(policy) not in Editor.open(policy, superuser).html()


def test_scheduled_emergency_keeps_its_reason(drafted: PolicyPage, superuser: Any) -> None:
    draft(drafted, "<p>Ab morgen.</p>", superuser, go_live_at=timezone.now() + timedelta(days=1))
    response: Any = signed_in(superuser).post(emergency_address(drafted), REASON)
    assert "is scheduled for publication" in said(response)

    past = timezone.now() - timedelta(minutes=1)
    revision = fresh(drafted).scheduled_revision
    content = {**revision.content, "go_live_at": past.isoformat()}
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=past, content=content)
    call_command("publish_scheduled")

    assert in_force(drafted).emergency_reason == REASON["reason"]


def test_teams_of_one_do_not_need_it(drafted: PolicyPage, superuser: Any, settings: Any) -> None:
    settings.WAGTAIL_PRIVACY_FOUR_EYES = False

    html = Editor.open(drafted, superuser).html()

    assert emergency_address(drafted) not in html
    assert 'name="action-publish"' in html


def test_other_pages_have_no_emergency(home: Any, superuser: Any) -> None:
    response: Any = signed_in(superuser).get(emergency_address(home))

    assert response.status_code == 302, "Wagtail's answer to a lacking permission"
