from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from wagtail import hooks

from cms.core.menus import HOOK
from cms.localization import menus
from cms.localization.corrections import remember_corrections
from cms.localization.guard import disable_records, is_guarded
from cms.localization.urls import urlpatterns
from cms.localization.views.localize_paths import refuse_editor_actions

FIRST = -100  # ahead of wagtail-localize, which registers with order 0

hooks.register("register_admin_urls", lambda: urlpatterns, order=FIRST)
hooks.register(HOOK, menus.translations_menu_item)
hooks.register("construct_reports_menu", menus.remove_localize_report)
hooks.register("construct_page_action_menu", menus.remove_refused_actions)
hooks.register("construct_snippet_action_menu", menus.remove_refused_actions)
hooks.register("register_page_header_buttons", menus.page_buttons)
hooks.register("register_page_listing_more_buttons", menus.page_buttons)
hooks.register("register_snippet_listing_buttons", menus.snippet_buttons)
hooks.register("register_snippet_action_menu_item", menus.snippet_action)


@hooks.register("before_edit_page", order=FIRST)
@hooks.register("before_edit_snippet", order=FIRST)
def keep_the_editor(request: HttpRequest, instance: Any) -> None:
    """Wagtail's own editor stays in charge: it knows drafts, workflow and permissions."""
    if is_guarded(type(instance)):
        disable_records(instance)
        refuse_editor_actions(request, instance)


@hooks.register("after_edit_page")
@hooks.register("after_edit_snippet")
def keep_corrections(request: HttpRequest, instance: Any) -> None:
    for place in remember_corrections(instance, request.user):
        messages.warning(request, place)
