"""The admin's way to a new entry from an existing one."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin

from cms.core.conf import source_language
from cms.register.admin_views.columns import latest_name
from cms.register.admin_views.urls import list_url, url_of
from cms.register.duplicating import duplicate, next_reference
from cms.register.models import ProcessingActivity


class DuplicateForm(forms.Form):
    reference = forms.CharField(
        label=_("Reference number"),
        max_length=60,
        help_text=_("The new entry's own number. It names the entry for ever."),
    )
    name = forms.CharField(label=_("Name"), max_length=255)


class DuplicateView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Asks for the new reference number, copies, and goes on to the editor."""

    model = ProcessingActivity
    permission_required = "add"
    form_class = DuplicateForm
    template_name = "privacy_register/admin/duplicate.html"
    page_title = _("New from this one")
    header_icon = "copy"
    index_url_name = ""

    @cached_property
    def source(self) -> ProcessingActivity:
        """The entry in the language that entries are written in; translations follow by their own way."""
        chosen = get_object_or_404(ProcessingActivity.objects.select_related("latest_revision"), pk=self.kwargs["pk"])
        return chosen.get_translations(inclusive=True).in_language(source_language()).first() or chosen

    def get_page_subtitle(self) -> str:
        return latest_name(self.source)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        names = ProcessingActivity._meta.verbose_name_plural
        return [
            *self.breadcrumbs_items,
            {"url": list_url(), "label": capfirst(names)},
            {"url": url_of("inspect", self.source), "label": latest_name(self.source)},
            {"url": "", "label": self.page_title},
        ]

    def get_initial(self) -> dict[str, Any]:
        draft = self.source.get_latest_revision_as_object()
        with override(self.source.locale.language_code):
            name = gettext("%(name)s (copy)") % {"name": draft.name}
        return {"reference": next_reference(draft.reference), "name": name[:255]}

    def form_valid(self, form: forms.Form) -> HttpResponse:
        values = form.cleaned_data
        try:
            new = duplicate(self.source, values["reference"], values["name"], self.request.user)
        except ValidationError as error:
            for name, errors in error.update_error_dict({}).items():
                form.add_error(name if name in form.fields else None, errors)
            return self.form_invalid(form)
        message = gettext("“%(new)s” was created as a draft, with the rows of “%(source)s”.")
        messages.success(self.request, message % {"new": new, "source": latest_name(self.source)})
        return redirect(url_of("edit", new) if self.user_has_permission("change") else url_of("inspect", new))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(source=self.source, cancel_url=url_of("inspect", self.source), **kwargs)
