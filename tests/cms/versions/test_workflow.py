"""Draft, specialist unit, data protection officer, published: each step takes another person."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import GroupApprovalTask, PageLogEntry, Workflow, WorkflowPage, WorkflowTask

from cms.policies.models import PolicyPage
from cms.versions.models import FourEyesApprovalTask
from tests.cms.versions.editing import Editor, draft_text, edit_address, fresh, in_force, live_text, said, signed_in
from tests.factories.users import UserFactory
from tests.factories.versions import draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(roles: dict[str, Group]) -> Any:
    """A second editor."""
    user: Any = UserFactory(username="egon")
    user.groups.add(roles["editor"])
    return user


@pytest.fixture
def submitted(policy: PolicyPage, editor: Any) -> PolicyPage:
    Editor.open(policy, editor).press("submit")
    return fresh(policy)


def step(page: PolicyPage) -> int | None:
    """Which step the page is at, from 0."""
    state = fresh(page).current_workflow_task_state
    if state is None:
        return None
    return list(state.workflow_state.workflow.tasks.values_list("pk", flat=True)).index(state.task_id)


def action_address(page: PolicyPage, action: str = "approve") -> str:
    state = fresh(page).current_workflow_task_state
    return reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])


def test_text_goes_through_both_steps(submitted: PolicyPage, colleague: Any, approver: Any, editor: Any) -> None:
    assert step(submitted) == 0
    response = Editor.open(submitted, colleague).workflow("approve")
    assert "not approved" not in said(response)
    assert step(submitted) == 1
    assert in_force(submitted) is None

    Editor.open(submitted, approver).workflow("approve")

    version = in_force(submitted)
    assert (version.label, version.publisher, version.approver) == ("1", "Erika", "Dora")
    assert step(submitted) is None


def test_author_is_not_offered_the_approval_of_their_text(submitted: PolicyPage, editor: Any, colleague: Any) -> None:
    task = fresh(submitted).current_workflow_task

    assert [name for name, *_ in task.get_actions(submitted, editor)] == ["reject"]
    assert "approve" in [name for name, *_ in task.get_actions(submitted, colleague)]


def test_author_cannot_approve_by_a_request_made_by_hand(submitted: PolicyPage, editor: Any) -> None:
    browser = signed_in(editor)
    response = Editor.open(submitted, editor).workflow("approve")
    browser.post(action_address(submitted))

    assert "whoever changed a text cannot approve it" in said(response)
    assert step(submitted) == 0


@pytest.mark.parametrize("is_saved_automatically", [False, True])
def test_approver_who_edits_on_the_way_keeps_the_draft_but_cannot_approve(
    submitted: PolicyPage, approver: Any, colleague: Any, is_saved_automatically: bool
) -> None:
    Editor.open(submitted, colleague).workflow("approve")
    opened = Editor.open(submitted, approver).write("<p>Von Dora verbessert.</p>")
    if is_saved_automatically:
        opened.autosave()

    response = opened.workflow("approve")

    assert response.url == edit_address(submitted)
    assert "whoever changed a text cannot approve it" in said(response)
    assert "Von Dora verbessert" in draft_text(submitted)
    assert in_force(submitted) is None


def test_administrators_do_not_approve_steps(submitted: PolicyPage, superuser: Any) -> None:
    signed_in(superuser).post(action_address(submitted))
    Editor.open(submitted, superuser).workflow("approve")

    assert step(submitted) == 0


def test_refusal_in_a_dialog_leads_to_the_message(submitted: PolicyPage, colleague: Any, approver: Any) -> None:
    Editor.open(submitted, colleague).workflow("approve")
    revision = submitted.get_latest_revision()
    PolicyPage.objects.get(pk=submitted.pk).revisions.filter(pk=revision.pk).update(
        content={**revision.content, "valid_from": "2999-01-01"}
    )

    response: Any = signed_in(approver).post(
        action_address(submitted), {"comment": "Gut"}, headers={"X-Requested-With": "XMLHttpRequest"}
    )

    assert response.json() == {"step": "success", "redirect": edit_address(submitted)}
    assert "“valid from” is later than the day of publishing" in said(response)
    assert step(submitted) == 1


def test_approvers_are_told_by_mail(
    submitted: PolicyPage, colleague: Any, approver: Any, django_capture_on_commit_callbacks: Any
) -> None:
    mail.outbox.clear()

    Editor.open(submitted, colleague).workflow("approve")

    assert approver.email in [address for message in mail.outbox for address in message.to]


def test_request_for_changes_and_approval_after_them(
    submitted: PolicyPage, editor: Any, colleague: Any, approver: Any
) -> None:
    signed_in(colleague).post(action_address(submitted, "reject"), {"comment": "Bitte die Anschrift ergänzen"})
    Editor.open(submitted, editor).write("<p>Die Kasse, Musterweg 1.</p>").press("submit")

    Editor.open(submitted, colleague).workflow("approve")
    Editor.open(submitted, approver).workflow("approve")

    assert "Musterweg 1" in live_text(submitted)


def test_small_office_does_with_two_persons(submitted: PolicyPage, approver: Any) -> None:
    Editor.open(submitted, approver).workflow("approve")
    Editor.open(submitted, approver).workflow("approve")

    assert in_force(submitted).approver == "Dora"


def test_ordinary_pages_are_not_forced_through_it(policy: PolicyPage, home: Any) -> None:
    assert policy.get_workflow() is not None
    assert policy.has_workflow
    own = policy.get_workflow()
    assert home.get_workflow() != own


def test_workflow_of_an_ancestor_without_a_second_person_does_not_weaken_it(policy: PolicyPage, home: Any) -> None:
    weak = Workflow.objects.create(name="Schnell")
    WorkflowTask.objects.create(workflow=weak, task=GroupApprovalTask.objects.create(name="Alle"))
    WorkflowPage.objects.create(page=home, workflow=weak)

    assert fresh(policy).get_workflow() != weak


def test_workflow_that_an_administrator_gave_the_page_wins(policy: PolicyPage) -> None:
    own = Workflow.objects.create(name="Eigener")
    WorkflowTask.objects.create(workflow=own, task=FourEyesApprovalTask.objects.create(name="Vorstand"))
    WorkflowPage.objects.create(page=policy, workflow=own)

    assert fresh(policy).get_workflow() == own


def test_setup_again_leaves_the_administrators_changes(policy: PolicyPage) -> None:
    workflow: Any = policy.get_workflow()
    workflow.name = "Freigabe Datenschutz"
    workflow.save()
    task = workflow.tasks.first().specific
    task.groups.clear()

    call_command("setup_privacy", verbosity=0)

    assert FourEyesApprovalTask.objects.count() == 2
    workflow.refresh_from_db()
    assert workflow.name == "Freigabe Datenschutz"
    assert fresh(policy).get_workflow() == workflow
    assert not task.groups.exists()


def test_new_page_by_the_editor_reaches_the_workflow(home: Any, editor: Any, policy: PolicyPage) -> None:
    second = draft(policy, "<p>Neu.</p>", editor)

    assert 'name="action-submit"' in Editor.open(policy, editor).html()
    assert second is not None


def test_history_tells_the_way(submitted: PolicyPage, colleague: Any, approver: Any) -> None:
    Editor.open(submitted, colleague).workflow("approve")
    Editor.open(submitted, approver).workflow("approve")

    html = signed_in(approver).get(reverse("wagtailadmin_pages:history", args=[submitted.pk])).content.decode()

    assert "Published as version 1" in html
    assert PageLogEntry.objects.filter(page=submitted.pk, action="privacy.version", user=approver).exists()
