"""The page that says why something is not deleted, and where it is used."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.register.usages import Usages, edit_url


@dataclass(frozen=True)
class Refusal:
    """One thing that stays, and why."""

    instance: Any
    sentence: str
    usages: Usages

    @property
    def url(self) -> str | None:
        return edit_url(self.instance)


class RefusedDeletionView(WagtailAdminTemplateMixin, TemplateView):
    """Shown instead of Wagtail's question. Nothing has been deleted."""

    template_name = "privacy_register/upkeep/not_deleted.html"
    page_title = _("Not deleted")
    header_icon = "warning"
    refusals: list[Refusal] = []

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.get(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(refusals=self.refusals, back_url=self.refusals[0].url, **kwargs)
