"""The admin's way to redact a version: request, confirm, decline, withdraw."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.core.refusals import Refused
from cms.versions import redacting
from cms.versions.version_action import VersionActionView


class RequestForm(forms.Form):
    """The first person's reason."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Visitors read it in place of the text, for ever. Write it in the language of the text, without personal "
            "data."
        ),
    )


class DecisionForm(forms.Form):
    """The second person's decision."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[
            ("confirm", _("Redact the text for good. It cannot be brought back.")),
            ("reject", _("Decline the request. The text stays.")),
        ],
        widget=forms.RadioSelect,
    )


class RedactVersionView(VersionActionView):
    """One page for the whole course; it asks each person what is theirs to do."""

    template_name = "privacy_versions/admin/redact.html"
    page_title = _("Redact")
    header_icon = "warning"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.pending = redacting.pending_request(self.version)
        self.is_decider = self.pending is not None and redacting.may_confirm(self.pending, request.user)
        self.is_requester = self.pending is not None and self.pending.requested_by_id == request.user.pk

    def may_act(self) -> bool:
        return self.version.redaction is None and self.request.user.has_perm(redacting.PERMISSION)

    def get_form_class(self) -> type[forms.Form]:
        if self.pending is None:
            return RequestForm
        return DecisionForm if self.is_decider else forms.Form

    def get_form(self, form_class: Any = None) -> forms.Form:
        form = super().get_form(form_class)
        if self.is_decider and self.is_requester:  # a team of one takes its request back instead of declining it
            form.fields["decision"].choices = form.fields["decision"].choices[:1]
        return form

    def act(self, form: forms.Form) -> tuple[str, str]:
        label = {"label": self.version.label}
        user = self.request.user
        if "withdraw" in self.request.POST:
            return self._withdraw(user, label)
        if self.pending is None:
            redacting.request_redaction(self.version, user, form.cleaned_data["reason"])
            message = gettext("Redaction of version %(label)s requested. Another person has to confirm it.")
        elif form.cleaned_data.get("decision") == "confirm":
            redacting.confirm_redaction(self.pending, user)
            message = gettext("Version %(label)s is redacted.")
        elif form.cleaned_data.get("decision") == "reject":
            redacting.reject_request(self.pending, user)
            message = gettext("Request declined. Version %(label)s stays as it is.")
        else:
            raise Refused(gettext("You requested this redaction yourself, so another person has to confirm it."))
        return message % label, self.inspect_address

    def _withdraw(self, user: Any, label: dict[str, str]) -> tuple[str, str]:
        if self.pending is None:
            raise Refused(gettext("There is no request to withdraw any more."))
        redacting.withdraw_request(self.pending, user)
        return gettext("Request withdrawn. Version %(label)s stays as it is.") % label, self.inspect_address

    def form_invalid(self, form: forms.Form) -> Any:
        if "withdraw" in self.request.POST:
            return self.form_valid(form)
        return super().form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            pending=self.pending, is_decider=self.is_decider, is_requester=self.is_requester, **kwargs
        )
