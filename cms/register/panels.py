"""Panels of the editor of entries that show something instead of asking for it."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from cms.register.admin_views.checklists import ChecklistGroup, checklist_groups
from cms.register.admin_views.urls import url_of
from cms.register.entry import entry_of


class ChecklistPanel(Panel):
    """What the stored draft has and lacks, with article numbers. It follows each save of the editor.

    Attributes:
        is_summary: Whether to show only what is missing, for the top of the editor.
    """

    def __init__(self, *, is_summary: bool = False, **kwargs: Any) -> None:
        super().__init__(**{"heading": _("Checklist"), **kwargs})
        self.is_summary = is_summary

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "is_summary": self.is_summary}

    class BoundPanel(Panel.BoundPanel):
        template_name = "privacy_register/admin/checklist_panel.html"

        @cached_property
        def groups(self) -> list[ChecklistGroup]:
            # Both panels of the editor show the same draft.
            if not hasattr(self.request, "privacy_checklist"):
                self.request.privacy_checklist = checklist_groups(entry_of(self.instance))
            return self.request.privacy_checklist

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            is_stored = self.instance.pk is not None
            return {
                **context,
                "groups": self.groups if is_stored else [],
                "is_summary": self.panel.is_summary,
                "address": url_of("checklist", self.instance.pk or 0),
            }
