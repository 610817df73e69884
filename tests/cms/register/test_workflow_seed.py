"""An entry's way: draft, specialist unit, data protection officer, published, each step by another person."""

from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Workflow, WorkflowContentType
from wagtail.test.utils.form_data import querydict_from_html

from cms.core.ledger import created_id
from cms.register.models import ActivityRecord, ProcessingActivity, PublicEntry, Unit
from tests.cms.versions.editing import said, signed_in
from tests.factories.register import activity, catalogue_row, responsible_parties
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(roles: Any) -> Any:
    user: Any = UserFactory(username="egon")
    user.groups.add(roles["editor"])
    return user


@pytest.fixture
def entry(editor: Any) -> ProcessingActivity:
    responsible_parties()
    return activity(user=editor)


def fresh(entry: ProcessingActivity) -> ProcessingActivity:
    return ProcessingActivity.objects.get(pk=entry.pk)


def edit_address(instance: Any) -> str:
    return reverse(instance.snippet_viewset.get_url_name("edit"), args=[instance.pk])


def press(instance: Any, user: Any, button: str, **values: Any) -> Any:
    """Open the editor as a person and press one of its buttons."""
    browser = signed_in(user)
    html = browser.get(edit_address(instance)).content.decode()
    fields = dict(querydict_from_html(html, form_id="w-editor-form").items())
    return browser.post(edit_address(instance), {**fields, **values, f"action-{button}": f"action-{button}"})


def approve(entry: ProcessingActivity, user: Any) -> Any:
    state = fresh(entry).current_workflow_task_state
    address = reverse(entry.snippet_viewset.get_url_name("workflow_action"), args=[entry.pk, "approve", state.pk])
    return signed_in(user).post(address, {"comment": "In Ordnung"})


def test_setup_gives_the_workflow_to_entries_and_catalogues(roles: Any) -> None:
    workflow = Workflow.objects.get(pk=created_id("workflow"))
    assert ProcessingActivity.get_default_workflow() == workflow
    assert Unit.get_default_workflow() == workflow


def test_what_an_administrator_takes_away_stays_away(roles: Any) -> None:
    WorkflowContentType.objects.all().delete()
    call_command("setup_privacy", verbosity=0)
    assert not WorkflowContentType.objects.exists()


def test_an_entry_goes_live_after_two_other_people_have_approved(
    entry: ProcessingActivity, editor: Any, colleague: Any, approver: Any
) -> None:
    response = press(entry, editor, "submit")
    assert "submitted" in said(response)
    approve(entry, colleague)
    assert not fresh(entry).live
    approve(entry, approver)
    assert fresh(entry).live
    record = ActivityRecord.objects.get()
    assert (record.reference, record.recorded_by) == ("VVT-001", "Dora")
    assert PublicEntry.objects.get().name == "Betrieb der Website"


def test_approving_in_the_editor_leads_on_although_it_saves_the_text_again(
    entry: ProcessingActivity, editor: Any, colleague: Any, approver: Any
) -> None:
    press(entry, editor, "submit")
    for person in (colleague, approver):
        response = press(
            entry, person, "workflow-action", **{"action-workflow-action": "true", "workflow-action-name": "approve"}
        )
        assert "not approved" not in said(response)
    assert fresh(entry).live
    assert fresh(entry).current_workflow_state is None


def test_the_author_does_not_approve(entry: ProcessingActivity, editor: Any) -> None:
    press(entry, editor, "submit")
    step = fresh(entry).current_workflow_task_state
    approve(entry, editor)
    assert fresh(entry).current_workflow_task_state == step
    assert [name for name, *_ in step.task.specific.get_actions(entry, editor)] == ["reject"]
    assert not fresh(entry).live


def test_an_incomplete_active_entry_does_not_go_live_at_the_last_step(
    entry: ProcessingActivity, editor: Any, colleague: Any, approver: Any
) -> None:
    from cms.register.writing import write_data

    write_data(fresh(entry), {"purposes": []}).save_revision(user=editor)
    press(entry, editor, "submit")
    approve(entry, colleague)
    step = fresh(entry).current_workflow_task_state
    response = approve(entry, approver)
    assert "It still lacks: Purposes (Art. 30(1)(b))" in said(response)
    assert not fresh(entry).live
    assert fresh(entry).current_workflow_task_state == step


def test_editors_hand_in_catalogue_rows(editor: Any) -> None:
    row = catalogue_row(Unit, "it", "IT")
    press(row, editor, "submit", name="Informationstechnik")
    row.refresh_from_db()
    assert row.name == "IT"
    assert row.current_workflow_state is not None
