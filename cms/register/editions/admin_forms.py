"""What the admin asks about editions."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from cms.register.editions.cutting import FIRST_YEAR
from cms.register.models.editions import EditionRow


class RequestEditionForm(forms.Form):
    """The first person's request."""

    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR)
    valid_from = forms.DateField(
        label=_("As of"),
        required=False,
        widget=AdminDateInput,
        help_text=_("Empty: the day of the approval; for a year gone by its last day. Not in the future."),
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Visitors read it, for ever. A correction of an edition needs the reason here. No personal data, please."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["year"].initial = today.year
        self.fields["year"].widget.attrs["max"] = today.year


class DecideForm(forms.Form):
    """The second person's decision. The digest names the state of the register that the person has seen."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[
            ("approve", _("Cut this edition. It can be corrected by another one, but never changed.")),
            ("reject", _("Decline the request.")),
        ],
        widget=forms.RadioSelect,
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    is_confirmed = forms.BooleanField(
        label=_("I have seen what changed since the request, and approve the register as it stands now."),
        required=False,
    )

    def __init__(self, *args: Any, has_changed: bool = False, is_own: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_changed:
            del self.fields["is_confirmed"]
        if is_own:  # a team of one takes its request back instead of declining it
            decision: Any = self.fields["decision"]
            decision.choices = decision.choices[:1]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        wants_confirmation = "is_confirmed" in self.fields and cleaned.get("decision") == "approve"
        if wants_confirmation and not cleaned.get("is_confirmed"):
            self.add_error("is_confirmed", _("The register has changed since the request. Look at it and confirm."))
        return cleaned


class RedactRowsForm(forms.Form):
    """The first person's reason, and the rows that are meant."""

    rows = forms.ModelMultipleChoiceField(
        label=_("Where"),
        queryset=EditionRow.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The same entry in all editions and languages that still have its text."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Visitors read it in place of the text, for ever. Write it in the language of the text, without personal "
            "data."
        ),
    )

    def __init__(self, *args: Any, choices: list[EditionRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows: Any = self.fields["rows"]
        rows.queryset = EditionRow.objects.filter(pk__in=[row.pk for row in choices])
        rows.choices = [(row.pk, f"{row.edition}: {row}") for row in choices]
        rows.initial = [row.pk for row in choices[:1]]
