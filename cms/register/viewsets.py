"""The register in the admin."""

from wagtail.snippets.views.snippets import SnippetViewSet

from cms.core.menus import HOOK
from cms.register.models import CatalogueRow, ProcessingActivity


class ProcessingActivityViewSet(SnippetViewSet):
    model = ProcessingActivity
    icon = "clipboard-list"
    add_to_admin_menu = True
    menu_hook = HOOK
    menu_order = 200


def catalogue_viewset(catalogue: type[CatalogueRow]) -> SnippetViewSet:
    return type(f"{catalogue.__name__}ViewSet", (SnippetViewSet,), {"model": catalogue})()
