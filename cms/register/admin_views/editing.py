"""Writing entries: new ones in the source language, catalogues read once per page, a checklist that follows along."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import SimpleTemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.models import Locale
from wagtail.snippets.views.snippets import CreateView, EditView

from cms.core.conf import source_language
from cms.register.admin_views.checklists import checklist_groups
from cms.register.admin_views.urls import url_of
from cms.register.catalogue_choices import shared_choices
from cms.register.catalogue_rules import is_translation
from cms.register.entry import entry_of
from cms.register.models import ProcessingActivity


class SharedChoicesMixin:
    """Reads each catalogue once, for the form and for the page around it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with shared_choices():
            response = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
            # Otherwise the page is rendered when the choices are gone.
            if isinstance(response, SimpleTemplateResponse):
                response.render()
        return response


class ActivityCreateView(SharedChoicesMixin, CreateView):
    """New entries are written in the source language; translations follow by their own way."""

    template_name = "privacy_register/admin/create.html"

    def get_locale(self) -> Locale | None:
        return Locale.objects.filter(language_code=source_language()).first()

    def get_translations(self) -> list[Any]:
        return []


class ActivityEditView(SharedChoicesMixin, EditView):
    template_name = "privacy_register/admin/edit.html"

    @cached_property
    def source(self) -> ProcessingActivity | None:
        """The entry that this one translates, where the facts are changed."""
        if not is_translation(self.object):
            return None
        return self.object.get_translations().in_language(source_language()).first()

    @property
    def source_url(self) -> str:
        return url_of("edit", self.source) if self.source else ""

    @cached_property
    def header_buttons(self) -> list[Button]:
        return [HeaderButton(_("Read the sheet"), url=url_of("inspect", self.object), icon_name="view")]

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons = []
        if self.user_has_permission("add"):
            url = url_of("duplicate", self.object)
            buttons.append(Button(_("New from this one"), url=url, icon_name="copy", priority=10))
        if self.can_delete and (url := self.get_delete_url()):
            buttons.append(Button(self.delete_item_label, url=url, icon_name="bin", priority=20))
        return buttons


class ChecklistView(PermissionCheckedMixin, TemplateView):
    """The checklist of the stored draft alone: the editor fetches it after each save."""

    model = ProcessingActivity
    any_permission_required = ["add", "change", "view"]
    template_name = "privacy_register/admin/checklist_body.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        stored = get_object_or_404(ProcessingActivity.objects.select_related("latest_revision"), pk=self.kwargs["pk"])
        groups = checklist_groups(entry_of(stored.get_latest_revision_as_object()))
        is_summary = self.request.GET.get("part") == "summary"
        return super().get_context_data(groups=groups, is_summary=is_summary, **kwargs)
