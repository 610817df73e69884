"""The import of a policy in the admin: the same as `manage.py import_policy`, with the report on the screen."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from cms.core.refusals import Refused
from cms.policies.admin_forms import ImportPolicyForm
from cms.policies.importer import import_draft, parent_for
from cms.policies.importing.refusal import ImportRefused
from cms.policies.translating import import_translation


def may_import(user: Any) -> bool:
    """Whether the person may add or change any page."""
    return page_permission_policy.user_has_any_permission(user, {"add", "change"})


class ImportPolicyView(WagtailAdminTemplateMixin, FormView):
    """Upload a file, get a draft and a report of what was recognised."""

    form_class = ImportPolicyForm
    template_name = "privacy_policies/admin/import.html"
    result_template_name = "privacy_policies/admin/import_result.html"
    page_title = gettext_lazy("Import a policy")
    header_icon = "upload"
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_import(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def form_valid(self, form: ImportPolicyForm) -> HttpResponse:
        file, language = form.cleaned_data["file"], form.cleaned_data["language"]
        try:
            if form.cleaned_data["becomes"] == form.TRANSLATION:
                result = self._translate(form, file.name, file.read(), language)
            else:
                result = self._draft(form, file.name, file.read(), language)
        except ImportRefused as refusal:
            form.add_error("file", str(refusal))
            return self.form_invalid(form)
        except Refused as refusal:
            form.add_error("page", refusal.message)
            return self.form_invalid(form)
        return render(self.request, self.result_template_name, {**self.get_context_data(form=form), **result})

    def _draft(self, form: ImportPolicyForm, name: str, data: bytes, language: str) -> dict[str, Any]:
        page = form.cleaned_data["page"] if form.cleaned_data["becomes"] == form.DRAFT else None
        parent = None if page else self._parent(language)
        imported = import_draft(name, data, language, user=self.request.user, page=page, parent=parent)
        message = (
            _("The draft is saved.")
            if imported.is_changed
            else _("The page says just this already. Nothing was changed.")
        )
        return {"report": imported.report, "page": imported.page, "message": message, "is_saved": True}

    def _translate(self, form: ImportPolicyForm, name: str, data: bytes, language: str) -> dict[str, Any]:
        source = form.cleaned_data["page"]
        done = import_translation(name, data, language, source=source, user=self.request.user)
        page = done.revision.as_object() if done.revision else None
        message = (
            _("The draft of the translation is saved.")
            if page
            else _("No translation was saved: both texts must have the same structure. Mend what is listed below.")
        )
        return {
            "report": done.report,
            "misfits": done.misfits,
            "page": page,
            "message": message,
            "is_saved": bool(page),
        }

    def _parent(self, language: str) -> Page:
        parent = parent_for(language)
        if not parent.permissions_for_user(self.request.user).can_add_subpage():
            raise Refused(_("You do not have the permission to add pages below “%(title)s”.") % {"title": parent.title})
        return parent
