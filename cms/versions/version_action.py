"""What the admin's views on one version share."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from cms.versions.models.version import PublishedVersion


class VersionActionView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """A question about one version and the act that follows.

    Subclasses say who may (`may_act`) and what happens (`act`).
    """

    model = PublishedVersion
    any_permission_required = ["view"]
    index_url_name = ""
    inspect_url_name = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        versions = PublishedVersion.objects.select_related("page", "redaction_record")
        self.version = get_object_or_404(versions, pk=kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.may_act():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def may_act(self) -> bool:
        """Whether the person sees this view at all."""
        raise NotImplementedError

    def act(self, form: Any) -> tuple[str, str]:
        """Do it; return the message and where to go.

        Raises:
            Refused: With the reason for the person.
        """
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        message, address = self.act(form)
        messages.success(self.request, message)
        return HttpResponseRedirect(address)

    @property
    def inspect_address(self) -> str:
        return reverse(self.inspect_url_name, args=[self.version.pk])

    def get_page_subtitle(self) -> str:
        return str(self.version)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": capfirst(_("published versions"))},
            {"url": self.inspect_address, "label": str(self.version)},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(version=self.version, cancel_url=self.inspect_address, **kwargs)
