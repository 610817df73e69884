"""The entries of the register in the admin."""

from django.urls import URLPattern, path
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.register.admin_views.duplicating import DuplicateView
from cms.register.admin_views.filters import ActivityFilterSet
from cms.register.admin_views.inspecting import ActivityInspectView
from cms.register.admin_views.listing import ActivityIndexView
from cms.register.menus import HOOK, ORDER_ENTRIES
from cms.register.models import ProcessingActivity


class ProcessingActivityViewSet(SnippetViewSet):
    """Lists, sheets and editors of entries, and the ways from one entry to others."""

    model = ProcessingActivity
    icon = "clipboard-list"
    menu_hook = HOOK
    menu_order = ORDER_ENTRIES
    index_view_class = ActivityIndexView
    index_template_name = ActivityIndexView.template_name
    filterset_class = ActivityFilterSet
    ordering = "reference"
    list_per_page = 50
    search_backend_name = None
    inspect_view_enabled = True
    inspect_view_class = ActivityInspectView
    inspect_template_name = ActivityInspectView.template_name
    # Wagtail's own copy would keep the reference number and the keys of the rows.
    copy_view_enabled = False

    def get_urlpatterns(self) -> list[URLPattern]:
        duplicate = self.construct_view(DuplicateView, header_icon="copy", index_url_name=self.get_url_name("list"))
        return [*super().get_urlpatterns(), path("duplicate/<int:pk>/", duplicate, name="duplicate")]
