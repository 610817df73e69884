"""The list of entries as a file."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase

from cms.register.admin_views.listing import ActivityIndexView
from cms.register.exchange.list_export import list_export


class ActivityExportView(ActivityIndexView):
    """The entries of the list, with its filters and its search, as a download."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return list_export(request, self.get_queryset(), kwargs["extension"])
