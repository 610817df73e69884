"""The entries of the register in the admin."""

from django.urls import URLPattern, path
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.register.admin_views.duplicating import DuplicateView
from cms.register.admin_views.editing import ActivityCreateView, ActivityEditView, ChecklistView
from cms.register.admin_views.editor import edit_handler
from cms.register.admin_views.exporting import ActivityExportView
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
    list_per_page = 25
    search_backend_name = None
    inspect_view_enabled = True
    inspect_view_class = ActivityInspectView
    inspect_template_name = ActivityInspectView.template_name
    # `cms.register.usages` knows who uses which catalogue row, drafts included. Wagtail's index would be rewritten for
    # the whole entry at every row saved: six thousand queries to save a long entry.
    add_to_reference_index = False
    # Wagtail's own copy would keep the reference number and the keys of the rows.
    copy_view_enabled = False

    add_view_class = ActivityCreateView
    create_template_name = ActivityCreateView.template_name
    edit_view_class = ActivityEditView
    edit_template_name = ActivityEditView.template_name
    edit_handler = edit_handler()

    def get_urlpatterns(self) -> list[URLPattern]:
        duplicate = self.construct_view(DuplicateView, header_icon="copy", index_url_name=self.get_url_name("list"))
        return [
            *super().get_urlpatterns(),
            path("duplicate/<int:pk>/", duplicate, name="duplicate"),
            path("export/<str:extension>/", self.construct_view(ActivityExportView), name="export"),
            path("checklist/<int:pk>/", self.construct_view(ChecklistView), name="checklist"),
        ]
