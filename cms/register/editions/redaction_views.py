"""The admin's way to redact an entry in editions: request, confirm, decline, withdraw."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages

from cms.core.refusals import Refused
from cms.register.editions import redacting
from cms.register.editions.admin_forms import RedactRowsForm
from cms.register.editions.admin_views import EditionsAdminView
from cms.register.editions.verification import text_of
from cms.register.models.editions import EditionRow, RowRedactionRequest
from cms.versions.redaction_views import DecisionForm


class RedactRowView(EditionsAdminView, FormView):
    """One page for the whole course; it asks each person what is theirs to do."""

    template_name = "privacy_register/editions/admin/redact.html"
    page_title = _("Redact")
    header_icon = "warning"

    def may_enter(self, user: Any) -> bool:
        return bool(user.has_perm(redacting.PERMISSION)) and not hasattr(self.row, "redaction_record")

    @cached_property
    def row(self) -> EditionRow:
        rows = EditionRow.objects.select_related("edition__version", "redaction_record", "content")
        return get_object_or_404(rows, pk=self.kwargs["pk"], edition__version__redaction_record__isnull=True)

    @cached_property
    def pending(self) -> RowRedactionRequest | None:
        return redacting.pending_request(self.row)

    @property
    def is_decider(self) -> bool:
        return self.pending is not None and redacting.may_confirm(self.pending, self.request.user)

    @property
    def is_requester(self) -> bool:
        return self.pending is not None and self.pending.requested_by_id == self.request.user.pk

    def crumbs(self) -> list[dict[str, Any]]:
        return [{"url": self.edition_url, "label": str(self.row.edition)}]

    def get_page_subtitle(self) -> str:
        return f"{self.row.edition}: {self.row}"

    @property
    def edition_url(self) -> str:
        return reverse("privacy_edition", args=[self.row.edition_id])

    def get_form_class(self) -> type[forms.Form]:
        if self.pending is None:
            return RedactRowsForm
        return DecisionForm if self.is_decider else forms.Form

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        if self.pending is None:
            kwargs["choices"] = redacting.same_entry(self.row)
        return kwargs

    def get_form(self, form_class: Any = None) -> forms.Form:
        form = super().get_form(form_class)
        if self.is_decider and self.is_requester:  # a team of one takes its request back instead of declining it
            decision: Any = form.fields["decision"]
            decision.choices = decision.choices[:1]
        return form

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if "withdraw" not in request.POST:
            return super().post(request, *args, **kwargs)
        if self.pending is None:
            raise Refused(gettext("There is no request to withdraw any more."))
        redacting.withdraw_request(self.pending, request.user)
        return self._done(gettext("Request withdrawn. The entries stay as they are."))

    def form_valid(self, form: forms.Form) -> HttpResponse:
        user, values = self.request.user, form.cleaned_data
        if self.pending is None:
            redacting.request_row_redaction(values["rows"], user, values["reason"])
            return self._done(gettext("Redaction requested. Another person has to confirm it."))
        if values.get("decision") == "confirm":
            redacting.confirm_row_redaction(self.pending, user)
            return self._done(gettext("The entry is redacted."))
        if values.get("decision") == "reject":
            redacting.reject_request(self.pending, user)
            return self._done(gettext("Request declined. The entries stay as they are."))
        raise Refused(gettext("You requested this redaction yourself, so another person has to confirm it."))

    def _done(self, message: str) -> HttpResponse:
        messages.success(self.request, message)
        return redirect(self.edition_url)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        content = text_of(self.row)
        return super().get_context_data(
            row=self.row,
            name=content.entry["data"].get("name", "") if content else "",
            pending=self.pending,
            pending_rows=redacting.rows_of(self.pending) if self.pending else [],
            is_decider=self.is_decider,
            is_requester=self.is_requester,
            cancel_url=self.edition_url,
            **kwargs,
        )
