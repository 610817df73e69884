"""The way of a text: draft, specialist unit, data protection officer, published. Each step takes another person."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override
from wagtail.models import Page, TaskState, Workflow, WorkflowTask

from cms.core.conf import get_setting
from cms.core.groups import group_for
from cms.core.ledger import once
from cms.core.refusals import Refused
from cms.core.roles import Role
from cms.versions import rules
from cms.versions.authors import is_author, text_of
from cms.versions.models import FourEyesApprovalTask, VersionedPageMixin
from cms.versions.publication import Publication

NAME = gettext_noop("Approval of privacy policies")
# Who approves in which step. Editors approve each other's texts; in a small office the DPO may do both steps.
STEPS: tuple[tuple[str, tuple[Role, ...]], ...] = (
    (gettext_noop("Specialist unit"), ("editor", "approver")),
    (gettext_noop("Data protection officer (DPO)"), ("approver",)),
)


def seed_workflow() -> list[str]:
    """Create the workflow with its two steps, once. An administrator may then rename, change or deactivate it."""

    def create() -> Workflow:
        with override(settings.LANGUAGE_CODE):
            workflow = Workflow.objects.create(name=_(NAME))
            for order, (name, roles) in enumerate(STEPS):
                task = FourEyesApprovalTask.objects.create(name=_(name))
                task.groups.set([group for role in roles if (group := group_for(role))])
                WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
        return workflow

    workflow = once("workflow", create)
    return [f"Workflow “{workflow}”"] if workflow else []


def workflow_for(page: Any, assigned: Workflow | None) -> Workflow | None:
    """The workflow of a versioned page. Unlike other pages it is never without one.

    One that an administrator assigned to this very page wins, then one of an ancestor that has a step by another
    person, then the oldest active one that has such a step, then whatever an ancestor has.

    Args:
        page: The page.
        assigned: What Wagtail finds: the page's own workflow, else that of its nearest ancestor.
    """
    if not getattr(settings, "WAGTAIL_WORKFLOW_ENABLED", True):
        return None
    if assigned is not None and (_is_own(page, assigned) or _with_other_person().filter(pk=assigned.pk).exists()):
        return assigned
    return _with_other_person().order_by("pk").first() or assigned


def _is_own(page: Page, workflow: Workflow) -> bool:
    return bool(page.pk) and workflow.workflow_pages.filter(page=page.pk).exists()


def _with_other_person() -> Any:
    tasks = FourEyesApprovalTask.objects.filter(active=True)
    return Workflow.objects.active().filter(workflow_tasks__task__in=tasks.values("task_ptr")).distinct()


def may_approve_step(obj: Any, user: Any) -> bool:
    """Whether the rule of two persons lets ``user`` approve. Membership in the step's groups is asked elsewhere."""
    return not get_setting("FOUR_EYES") or not (user.is_superuser or is_author(obj, user))


def check_other_person(page: Any, user: Any) -> None:
    """Raise `Refused` if the rule of two persons keeps ``user`` from approving."""
    if not may_approve_step(page, user):
        raise Refused(
            _("“%(title)s” was not approved: whoever changed a text cannot approve it. Another person has to.")
            % {"title": page},
            reverse("wagtailadmin_pages:edit", args=[page.pk]) if isinstance(page, Page) else None,
            keeps_changes=True,
        )


def take_over_unchanged(task_state: Any) -> None:
    """Let approvals hold for the newest revision where it says the same as the one that was approved.

    Wagtail's editor of snippets saves a revision with every approval. With WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT
    the approvals of the revision before it count for nothing, and the first step would come round again for ever.
    """
    workflow_state = task_state.workflow_state
    latest = workflow_state.content_object.get_latest_revision()
    if latest is None or task_state.revision_id == latest.pk:
        return
    text = text_of(latest.content)
    counted = (TaskState.STATUS_APPROVED, TaskState.STATUS_IN_PROGRESS)
    for state in workflow_state.task_states.filter(status__in=counted).select_related("revision"):
        if state.revision is not None and text_of(state.revision.content) == text:
            TaskState.objects.filter(pk=state.pk).update(revision=latest)
    task_state.refresh_from_db(fields=["revision"])


def check_step(task_state: Any, user: Any) -> None:
    """Raise `Refused` before anything of an approval has happened, so that a draft saved on the way stays.

    The last step publishes, so all rules of publishing are asked there.
    """
    state = task_state.workflow_state
    obj = state.content_object
    page = obj.specific if isinstance(obj, Page) else obj
    check_other_person(page, user)
    revision = page.get_latest_revision()
    is_last = task_state.revision_id == revision.pk and state.is_at_final_task
    if is_last and isinstance(page, VersionedPageMixin):
        try:
            rules.check_publication(revision.as_object(), revision, Publication(user))
        except Refused as refused:
            edit_url = reverse("wagtailadmin_pages:edit", args=[page.pk])
            raise Refused(refused.message, edit_url, keeps_changes=True) from refused
