"""Publishing in an emergency: an administrator sets the rule of two persons aside, with a reason. Other rules hold."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from cms.core.conf import get_setting
from cms.core.refusals import Refused
from cms.versions.models import PublishedVersion, VersionedPageMixin
from cms.versions.publication import publication

URL_NAME = "privacy_emergency"


def may_publish_in_emergency(page: Any, user: Any) -> bool:
    """Whether the emergency action is for this person and page: administrators, where the rule of two persons holds."""
    return isinstance(page, VersionedPageMixin) and user.is_active and user.is_superuser and get_setting("FOUR_EYES")


class EmergencyForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "Why nobody else can approve the text in time. The reason is kept with the version and in the page's "
            "history."
        ),
    )


class EmergencyView(WagtailAdminTemplateMixin, FormView):
    """Asks for the reason, then publishes the latest draft."""

    template_name = "privacy_versions/admin/emergency.html"
    form_class = EmergencyForm
    page_title = gettext_lazy("Publish in an emergency")
    header_icon = "warning"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_publish_in_emergency(self.page, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def page(self) -> Any:
        return get_object_or_404(Page, pk=self.kwargs["page_id"]).specific

    @property
    def edit_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    def get_page_subtitle(self) -> str:
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": self.edit_url, "label": self.get_page_subtitle()},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        revision = self.page.get_latest_revision()
        return super().get_context_data(
            page=self.page,
            draft=revision.as_object() if revision else self.page,
            edit_url=self.edit_url,
            is_unchanged=self.page.live and not self.page.has_unpublished_changes,
            **kwargs,
        )

    def form_valid(self, form: EmergencyForm) -> HttpResponse:
        user = self.request.user
        revision = self.page.get_latest_revision() or self.page.save_revision(user=user)
        try:
            with publication(user, emergency_reason=form.cleaned_data["reason"].strip()):
                revision.publish(user=user)
        except Refused as refused:
            messages.error(self.request, refused.message)
            return redirect(self.edit_url)
        messages.success(self.request, self._success_message())
        return redirect(self.edit_url)

    def _success_message(self) -> str:
        page = Page.objects.get(pk=self.page.pk)
        version = PublishedVersion.objects.of(page).current()
        draft = self.page.get_latest_revision_as_object()
        title = page.get_admin_display_title()
        if draft.go_live_at and draft.go_live_at > timezone.now():
            return _("“%(title)s” is scheduled for publication. Your reason is in the page's history.") % {
                "title": title
            }
        return _("“%(title)s” is published as version %(label)s. Your reason is in the page's history.") % {
            "title": title,
            "label": version.label if version else "",
        }


class EmergencyMenuItem(ActionMenuItem):
    """The way to the emergency action, in the editor's menu of actions."""

    label = gettext_lazy("Publish in an emergency")
    name = "action-privacy-emergency"
    icon_name = "warning"

    def is_shown(self, context: dict[str, Any]) -> bool:
        if context["view"] != "edit":
            return False
        page = context["page"]
        has_draft = page.has_unpublished_changes or not page.live
        return has_draft and may_publish_in_emergency(page, context["request"].user)

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return reverse(URL_NAME, args=[parent_context["page"].pk])


def menu_item() -> EmergencyMenuItem:
    return EmergencyMenuItem(order=35)


def admin_urls() -> list[URLPattern]:
    return [path("privacy/pages/<int:page_id>/emergency/", EmergencyView.as_view(), name=URL_NAME)]
