"""The register in the admin."""

from wagtail.snippets.views.snippets import SnippetViewSet

from cms.register.menus import HOOK, ORDER_ENTRIES
from cms.register.models import CatalogueRow, ProcessingActivity


class ProcessingActivityViewSet(SnippetViewSet):
    model = ProcessingActivity
    icon = "clipboard-list"
    menu_hook = HOOK
    menu_order = ORDER_ENTRIES


def catalogue_viewset(catalogue: type[CatalogueRow]) -> SnippetViewSet:
    return type(f"{catalogue.__name__}ViewSet", (SnippetViewSet,), {"model": catalogue})()
