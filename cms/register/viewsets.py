"""The register in the admin."""

from wagtail.snippets.views.snippets import SnippetViewSet

from cms.register.menus import HOOK, ORDER_ENTRIES
from cms.register.models import ProcessingActivity


class ProcessingActivityViewSet(SnippetViewSet):
    model = ProcessingActivity
    icon = "clipboard-list"
    menu_hook = HOOK
    menu_order = ORDER_ENTRIES
