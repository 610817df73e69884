"""Entries and catalogue rows take the same way as policies: draft, specialist unit, data protection officer."""

from collections.abc import Callable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import Workflow, WorkflowContentType

from cms.core.ledger import created_id, once
from cms.register.models import CATALOGUES, ProcessingActivity


def seed_workflow() -> list[str]:
    """Give the approval workflow of `setup_privacy` to the register, once per kind of text.

    What an administrator assigned before, or takes away later, stays.
    """
    workflow = Workflow.objects.filter(pk=created_id("workflow") or 0, active=True).first()
    if workflow is None:
        return []
    models: list[type[Model]] = [ProcessingActivity, *CATALOGUES]
    assigned = [model for model in models if once(f"workflow:{model._meta.label}", _assigning(workflow, model))]
    if not assigned:
        return []
    names = ", ".join(str(model._meta.verbose_name_plural) for model in assigned)
    return [f"Workflow “{workflow}”: {names}"]


def _assigning(workflow: Workflow, model: type[Model]) -> Callable[[], WorkflowContentType]:
    def assign() -> WorkflowContentType:
        kind = ContentType.objects.get_for_model(model)
        return WorkflowContentType.objects.get_or_create(content_type=kind, defaults={"workflow": workflow})[0]

    return assign
