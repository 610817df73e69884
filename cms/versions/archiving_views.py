"""The admin's way to archive a page: a button, a question, and the way to it from a refused deletion."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from cms.versions.archiving import archive, can_be_archived, may_archive, translations_to_archive
from cms.versions.deletion import archive_address, refuse_deletion, refuse_deletions
from cms.versions.labels import source_page
from cms.versions.models.mixin import VersionedPageMixin


class ArchiveForm(forms.Form):
    with_translations = forms.BooleanField(label=_("Archive the translations too"), required=False)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept in the page's history, for your colleagues."),
    )


class ArchivePageView(WagtailAdminTemplateMixin, FormView):
    """Asks before archiving, and says what will happen."""

    form_class = ArchiveForm
    template_name = "privacy_versions/admin/archive_page.html"
    page_title = _("Archive")
    header_icon = "folder-inverse"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.page = get_object_or_404(Page, pk=kwargs["page_id"]).specific
        if not may_archive(self.page, request.user):
            raise PermissionDenied
        if not can_be_archived(self.page):
            messages.warning(
                request,
                gettext("“%(title)s” is not public, so there is nothing to archive.") % {"title": self.page.title},
            )
            return redirect("wagtailadmin_explore", self.page.get_parent().pk)
        self.translations = translations_to_archive(self.page)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return []

    def get_page_subtitle(self) -> str:
        return self.page.get_admin_display_title()

    def get_initial(self) -> dict[str, Any]:
        """A source text takes its translations along; a translation does not take down what it translates."""
        return {**super().get_initial(), "with_translations": source_page(self.page) is None}

    def get_form(self, form_class: Any = None) -> forms.Form:
        form = super().get_form(form_class)
        if not self.translations:
            del form.fields["with_translations"]
        return form

    def form_valid(self, form: forms.Form) -> HttpResponse:
        values = form.cleaned_data
        archived = archive(
            self.page,
            self.request.user,
            reason=values["reason"],
            with_translations=values.get("with_translations", False),
        )
        titles = ", ".join(
            gettext("“%(title)s” (%(language)s)") % {"title": page.title, "language": page.locale.language_code}
            for page in archived
        )
        messages.success(self.request, gettext("Archived: %(titles)s.") % {"titles": titles})
        return redirect("wagtailadmin_explore", self.page.get_parent().pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            page=self.page,
            translations=self.translations,
            live_below=self.page.get_descendants().live().count(),
            archive_url=reverse(
                "privacy_versions:archive", args=[self.page.translation_key, self.page.locale.language_code]
            ),
            cancel_url=reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
            **kwargs,
        )


def admin_urls() -> list[Any]:
    return [path("privacy/pages/<int:page_id>/archive/", ArchivePageView.as_view(), name="privacy_archive_page")]


def archive_button(page: Page, user: Any, next_url: str | None = None, view_name: str = "") -> Iterator[Button]:
    """The entry “Archive” of a page's menus, beside Wagtail's “Delete” and “Unpublish”."""
    specific = page.specific_deferred if isinstance(page, Page) else page
    if isinstance(specific, VersionedPageMixin) and can_be_archived(specific) and may_archive(specific, user):
        yield Button(_("Archive"), archive_address(page), icon_name="folder-inverse", priority=55)


def before_delete_page(request: HttpRequest, page: Page) -> None:
    """Say why, and show the way, before Wagtail asks for confirmation."""
    refuse_deletion(page)


def before_bulk_action(request: HttpRequest, action_type: str, objects: list[Any], view: Any) -> None:
    if action_type == "delete":
        refuse_deletions(item for item in objects if isinstance(item, Page))
