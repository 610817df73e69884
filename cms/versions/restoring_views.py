"""The admin's way to take an earlier version up again as a draft."""

from django import forms
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.versions.restoring import can_be_restored, may_restore, restore_as_draft
from cms.versions.version_action import VersionActionView


class RestoreVersionView(VersionActionView):
    form_class = forms.Form
    template_name = "privacy_versions/admin/restore.html"
    page_title = _("Restore as a draft")
    header_icon = "history"

    @cached_property
    def page(self) -> Page:
        return self.version.page.specific

    def may_act(self) -> bool:
        return can_be_restored(self.version) and may_restore(self.page, self.request.user)

    def act(self, form: forms.Form) -> tuple[str, str]:
        restore_as_draft(self.version, self.request.user)
        message = gettext("The text of version %(label)s is now the draft. Nothing was published.")
        return message % {"label": self.version.label}, reverse("wagtailadmin_pages:edit", args=[self.page.pk])
