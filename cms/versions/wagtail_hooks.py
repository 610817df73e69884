from wagtail import hooks

from cms.core import menus
from cms.versions import archiving_views, emergency, hooks_publish, log_actions, routing
from cms.versions.version_buttons import versions_button
from cms.versions.viewsets import published_versions

hooks.register("register_log_actions", log_actions.register)
hooks.register("before_publish_page", hooks_publish.before_publish_page)
hooks.register("after_edit_page", hooks_publish.after_edit_page)
hooks.register("construct_page_action_menu", hooks_publish.adapt_menu_when_creating)
hooks.register("register_page_action_menu_item", emergency.menu_item)
hooks.register("register_admin_urls", emergency.admin_urls)
hooks.register("register_admin_urls", archiving_views.admin_urls)
hooks.register("register_page_header_buttons", archiving_views.archive_button)
hooks.register("register_page_listing_more_buttons", archiving_views.archive_button)
hooks.register("before_delete_page", archiving_views.before_delete_page)
hooks.register("before_bulk_action", archiving_views.before_bulk_action)
hooks.register("before_serve_page", routing.redirect_to_archive)
hooks.register("register_admin_viewset", lambda: published_versions)
hooks.register(menus.HOOK, published_versions.get_menu_item)
hooks.register("register_page_header_buttons", versions_button)
hooks.register("register_page_listing_more_buttons", versions_button)
