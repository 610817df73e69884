from wagtail import hooks

from cms.versions import archiving_views, log_actions

hooks.register("register_log_actions", log_actions.register)
hooks.register("register_admin_urls", archiving_views.admin_urls)
hooks.register("register_page_header_buttons", archiving_views.archive_button)
hooks.register("register_page_listing_more_buttons", archiving_views.archive_button)
hooks.register("before_delete_page", archiving_views.before_delete_page)
hooks.register("before_bulk_action", archiving_views.before_bulk_action)
