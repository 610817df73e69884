"""The form of the import in the admin."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cms.policies.importing.reading import LARGEST_FILE, SUFFIXES
from cms.policies.models import PolicyPage


class PageChoiceField(forms.ModelChoiceField):
    """Policy pages with their language."""

    def label_from_instance(self, page: PolicyPage) -> str:
        return f"{page.get_admin_display_title()} ({page.locale})"


class ImportPolicyForm(forms.Form):
    """A file, its language, and what it becomes."""

    NEW, DRAFT, TRANSLATION = "new", "draft", "translation"

    file = forms.FileField(
        label=_("File"),
        help_text=_("Plain text, Markdown, HTML or Word (DOCX), at most 5 MB."),
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
    )
    language = forms.ChoiceField(label=_("Language of the text"))
    becomes = forms.ChoiceField(
        label=_("The text becomes"),
        widget=forms.RadioSelect,
        initial=NEW,
        choices=[
            (NEW, _("a new policy page, as a draft")),
            (DRAFT, _("a new draft of an existing page")),
            (TRANSLATION, _("the translation of an existing page, as a draft")),
        ],
    )
    page = PageChoiceField(
        label=_("Existing page"),
        queryset=PolicyPage.objects.none(),
        required=False,
        help_text=_("The page to change, or the page that the file translates. Leave it empty for a new policy page."),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["language"].choices = list(settings.WAGTAIL_CONTENT_LANGUAGES)  # type: ignore[attr-defined]
        self.fields["page"].queryset = PolicyPage.objects.select_related("locale").order_by("title")  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        """Refuse by size before reading. What else can be wrong with a file, reading it tells."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("The file is larger than 5 MB. Save the text alone, without pictures."))
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        page, becomes = cleaned.get("page"), cleaned.get("becomes")
        if becomes in {self.DRAFT, self.TRANSLATION} and page is None and "page" not in self.errors:
            self.add_error("page", _("Choose the page."))
        if page is not None and becomes != self.NEW and not page.permissions_for_user(self.user).can_edit():
            self.add_error("page", _("You do not have the permission to change this page."))
        return cleaned
