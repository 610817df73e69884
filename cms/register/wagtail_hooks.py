from wagtail import hooks
from wagtail.snippets.models import register_snippet

from cms.core.menus import HOOK
from cms.register.menus import register_menu_item
from cms.register.models import CATALOGUES
from cms.register.viewsets import ProcessingActivityViewSet, catalogue_viewset

hooks.register(HOOK, register_menu_item)
register_snippet(ProcessingActivityViewSet)
for catalogue in CATALOGUES:
    register_snippet(catalogue_viewset(catalogue))
