"""The publish button: the rules are asked before anything is published, so that the draft stays when they say no."""

from typing import Any

from django.apps import apps
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.admin import messages
from wagtail.admin.action_menu import PublishMenuItem, SubmitForModerationMenuItem

from cms.core.conf import get_setting
from cms.core.refusals import Refused
from cms.versions import rules
from cms.versions.models import VersionedPageMixin
from cms.versions.publication import current_publication
from cms.versions.workflow import check_other_person, workflow_for


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


def after_edit_page(request: HttpRequest, page: Any) -> None:
    """Say why a button did nothing but save.

    Wagtail saves a draft where the person may not do what the button says. An approver who changes the text sees the
    button "Publish" until the page is loaded anew, while automatic saving has made them an author long before.
    """
    if request.method != "POST" or not isinstance(page, VersionedPageMixin):
        return
    wants_approval = request.POST.get("workflow-action-name") == "approve" and "action-workflow-action" in request.POST
    try:
        if wants_approval and page.workflow_in_progress:
            check_other_person(page, request.user)
        elif "action-publish" in request.POST and page.has_unpublished_changes and page.scheduled_revision is None:
            rules.check_publication(page, page.get_latest_revision(), current_publication())
    except Refused as refused:
        messages.error(request, refused.message)


def _stay_draft(page: Any) -> None:
    """Wagtail's create view stores a page as live before it publishes it."""
    if page.live and not page.was_published:
        page.live = False
        page.has_unpublished_changes = True
        page.save(update_fields=["live", "has_unpublished_changes"], clean=False)


class SubmitNewPageItem(SubmitForModerationMenuItem):
    """Names the workflow that the new page will have; Wagtail would name that of its parent."""

    def __init__(self, model: type[Any], order: int | None = None) -> None:
        super().__init__(order)
        self.model = model

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        workflow = workflow_for(self.model(), parent_context["parent_page"].get_workflow())
        if workflow is not None:
            # Wagtail's own sentence, which its catalogues translate.
            context["label"] = gettext("Submit to %(workflow_name)s") % {"workflow_name": workflow.name}
        return context


def adapt_menu_when_creating(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Whoever creates a page is its author: only another person can publish it."""
    model = _created_model(request) if context["view"] == "create" else None
    if model is None:
        return
    if get_setting("FOUR_EYES"):
        menu_items[:] = [item for item in menu_items if not isinstance(item, PublishMenuItem)]
    for place, item in enumerate(menu_items):
        if isinstance(item, SubmitForModerationMenuItem):
            menu_items[place] = SubmitNewPageItem(model, order=item.order)


def _created_model(request: HttpRequest) -> type[Any] | None:
    """The versioned page type that the create view makes; ``None`` for any other."""
    kwargs = request.resolver_match.kwargs if request.resolver_match else {}
    try:
        model = apps.get_model(kwargs["content_type_app_name"], kwargs["content_type_model_name"])
    except (KeyError, LookupError):
        return None
    return model if issubclass(model, VersionedPageMixin) else None
