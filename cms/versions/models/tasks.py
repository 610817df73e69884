"""The step of a workflow in which another person approves."""

from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask


class FourEyesApprovalTask(AbstractGroupApprovalTask):
    """Members of the chosen groups approve, except whoever changed the text since it was last published.

    For pages and snippets of every kind. Administrators cannot approve either: they have "Publish in an emergency".
    """

    class Meta:
        verbose_name = _("Approval by another person")
        verbose_name_plural = _("Approvals by another person")

    def get_actions(self, obj: Model, user: Any) -> list[tuple[str, str, bool]]:
        """Authors may still ask for changes; the approval is not offered to them."""
        from cms.versions.workflow import may_approve_step

        actions = super().get_actions(obj, user)
        if any(name == "approve" for name, *_rest in actions) and not may_approve_step(obj, user):
            return [action for action in actions if action[0] != "approve"]
        return actions

    def on_action(self, task_state: Any, user: Any, action_name: str, **kwargs: Any) -> Any:
        """Refuse an approval that the rules forbid, however it was sent.

        Raises:
            Refused: The draft that the same request has saved stays.
        """
        from cms.versions.workflow import check_step, take_over_unchanged

        if action_name != "approve":
            return super().on_action(task_state, user, action_name, **kwargs)
        take_over_unchanged(task_state)
        check_step(task_state, user)
        # What publishing refuses after the last step takes the approval back, too, but not a draft saved before it.
        with transaction.atomic():
            return super().on_action(task_state, user, action_name, **kwargs)

    @classmethod
    def get_description(cls) -> str:
        return gettext("Members of the chosen groups can approve, except those who changed the text themselves")
