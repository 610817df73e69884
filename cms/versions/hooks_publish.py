"""The publish button: the rules are asked before anything is published, so that the draft stays when they say no."""

from typing import Any

from django.apps import apps
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.action_menu import PublishMenuItem

from cms.core.conf import get_setting
from cms.core.refusals import Refused
from cms.versions import rules
from cms.versions.models import VersionedPageMixin
from cms.versions.publication import current_publication


def before_publish_page(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Answer a publication that the rules forbid with the reason. What was entered has just been saved as a draft."""
    if not isinstance(page, VersionedPageMixin):
        return None
    try:
        rules.check_publication(page, page.get_latest_revision(), current_publication())
    except Refused as refused:
        _stay_draft(page)
        messages.error(request, refused.message)
        return HttpResponseRedirect(refused.redirect_to or reverse("wagtailadmin_pages:edit", args=[page.pk]))
    return None


def _stay_draft(page: Any) -> None:
    """Wagtail's create view stores a page as live before it publishes it."""
    if page.live and not page.was_published:
        page.live = False
        page.has_unpublished_changes = True
        page.save(update_fields=["live", "has_unpublished_changes"], clean=False)


def hide_publish_when_creating(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Whoever creates a page is its author: only another person can publish it."""
    if context["view"] != "create" or not get_setting("FOUR_EYES") or not _creates_versioned_page(request):
        return
    menu_items[:] = [item for item in menu_items if not isinstance(item, PublishMenuItem)]


def _creates_versioned_page(request: HttpRequest) -> bool:
    kwargs = request.resolver_match.kwargs if request.resolver_match else {}
    try:
        model = apps.get_model(kwargs["content_type_app_name"], kwargs["content_type_model_name"])
    except (KeyError, LookupError):
        return False
    return issubclass(model, VersionedPageMixin)
