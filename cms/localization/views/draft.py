"""From the strings to a draft: the change note in the target language is asked for."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import WorkflowMixin

from cms.core.refusals import Refused
from cms.localization.route import draft_translation
from cms.localization.rows import edit_url
from cms.localization.strings import missing_strings
from cms.localization.views.base import TranslationView
from cms.versions.models import VersionedPageMixin


class NoteForm(forms.Form):
    """The change note of the translation."""

    change_note = forms.CharField(
        label=gettext_lazy("Change note"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("For visitors, in the language of the translation."),
    )


class DraftView(TranslationView):
    """Shows what is missing, or asks for the note and saves the draft."""

    template_name = "privacy_localization/admin/draft.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.translation is None or self.target is None:
            return redirect(self.work_url)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = NoteForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            draft_translation(self.source, self.locale, request.user, form.cleaned_data["change_note"])
        except Refused as refusal:
            refusal.redirect_to = refusal.redirect_to or f"{self.work_url}?show=missing"
            raise
        if isinstance(self.target, WorkflowMixin) and self.target.get_workflow():
            messages.success(request, _("The draft was saved. Check it and submit it to the workflow."))
        else:
            messages.success(request, _("The draft was saved. Check it; another person publishes it."))
        return redirect(edit_url(self.target))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", NoteForm())
        return {
            **super().get_context_data(**kwargs),
            "missing": missing_strings(self.translation) if self.translation else [],
            "asks_note": isinstance(self.target, VersionedPageMixin),
        }
