from wagtail import hooks
from wagtail.snippets.models import register_snippet

from cms.core.menus import HOOK
from cms.register import catalogue_viewsets, complete_log, complete_register_views, dashboard, deletion
from cms.register.admin_views import bulk_changing
from cms.register.editions import admin_urls as edition_urls
from cms.register.editions import log_actions as edition_log_actions
from cms.register.exchange import admin_views as import_views
from cms.register.menus import HOOK as REGISTER_HOOK
from cms.register.menus import register_menu_item
from cms.register.viewsets import ProcessingActivityViewSet

hooks.register(HOOK, register_menu_item)
register_snippet(ProcessingActivityViewSet)
hooks.register("register_bulk_action", bulk_changing.ChangeUnitAction)
hooks.register("register_bulk_action", bulk_changing.ChangeReviewAction)
register_snippet(catalogue_viewsets.CatalogueGroup)
hooks.register("register_admin_urls", catalogue_viewsets.admin_urls)
hooks.register("before_delete_snippet", deletion.before_delete_snippet)
hooks.register("register_log_actions", edition_log_actions.register)
hooks.register("construct_homepage_panels", dashboard.add_panel)
hooks.register("register_admin_urls", complete_register_views.admin_urls)
hooks.register("register_log_actions", complete_log.register)
hooks.register(REGISTER_HOOK, complete_register_views.menu_item)
hooks.register("register_admin_urls", import_views.admin_urls)
hooks.register(REGISTER_HOOK, import_views.menu_item)
hooks.register("register_admin_urls", edition_urls.admin_urls)
hooks.register(REGISTER_HOOK, edition_urls.menu_item)
