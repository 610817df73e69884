"""The edit form of versioned pages: it remembers from which version the draft was begun, across tabs and people."""

from typing import Any

from django import forms
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.forms import WagtailAdminPageForm


class DrawnByPanel(forms.HiddenInput):
    """Reads a value that `VersionStatePanel` draws the field for, where there is something to confirm."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        return mark_safe("")


class VersionedPageForm(WagtailAdminPageForm):
    """Carries the version in force at the moment the form was loaded.

    Wagtail reads the draft again when a form is posted. Without ``draft_base`` a form loaded before version 8 and
    posted after it would count as based on version 8 and silently undo it. ``taken_over`` names the version whose
    changes the person has taken over: it confirms that version only, not one that is published a moment later.
    """

    draft_base = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    taken_over = forms.IntegerField(required=False, min_value=0, widget=DrawnByPanel)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["draft_base"] = self.instance.based_on
        if self._is_translation():
            # The source decides which number a translation gets.
            self.fields.pop("change_kind", None)

    def _is_translation(self) -> bool:
        from cms.versions.labels import source_page

        # A page that is being created has its language, but not yet a source.
        return self.instance.pk is not None and source_page(self.instance) is not None

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        base = cleaned.get("draft_base")
        if base is not None:
            # A number from elsewhere must not get ahead of the version in force.
            newest = self._newest_sequence()
            self.instance.based_on = min(max(base, cleaned.get("taken_over") or 0), newest)
            self.instance._is_base_posted = True
        return cleaned

    def _newest_sequence(self) -> int:
        from cms.versions.models.version import PublishedVersion

        current = PublishedVersion.objects.of(self.instance).current() if self.instance.pk else None
        return current.sequence if current else 0
