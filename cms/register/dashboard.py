"""The admin's first page: what in the register needs somebody's attention, in a constant number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import Media
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.models import Locale

from cms.core.conf import source_language
from cms.register import upkeep
from cms.register.enums import Status
from cms.register.models import ProcessingActivity
from cms.versions.editions import language_name


@dataclass(frozen=True)
class Task:
    """Something to look after.

    Attributes:
        label: What it is.
        count: In how many entries.
        url: The list of these entries.
    """

    label: str
    count: int
    url: str


class RegisterPanel(Component):
    """Reviews, gaps and missing translations, each with the list of the entries concerned."""

    name = "privacy_register"
    template_name = "privacy_register/upkeep/dashboard_panel.html"
    order = 150

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"tasks": tasks(), "list_url": entries_url()}

    @property
    def media(self) -> Media:
        return Media(css={"all": ["privacy_register/upkeep.css"]})


def tasks() -> list[Task]:
    """What there is to do, the pressing things first."""
    found = [
        Task(_("Due for review"), upkeep.due().count(), entries_url(review="due")),
        Task(_("Due for review within 30 days"), upkeep.due_soon().count(), entries_url(review="30")),
        Task(
            _("Active, but incomplete"),
            upkeep.incomplete_active().count(),
            entries_url(status=Status.ACTIVE.value, completeness="incomplete"),
        ),
    ]
    for language in Locale.objects.exclude(language_code=source_language()).values_list("language_code", flat=True):
        label = _("Without a published translation: %(language)s") % {
            "language": language_name(language, "name_translated")
        }
        found.append(Task(label, upkeep.untranslated(language).count(), entries_url(untranslated=language)))
    return found


def entries_url(**filters: str) -> str:
    """The list of entries, filtered; see `cms.register.admin_views.filters`."""
    address = reverse(ProcessingActivity.snippet_viewset.get_url_name("list"))
    return f"{address}?{urlencode(filters)}" if filters else address


def may_see(user: Any) -> bool:
    actions = ("view", "change", "publish")
    return any(user.has_perm(f"privacy_register.{action}_processingactivity") for action in actions)


def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Hook ``construct_homepage_panels``: for people who may read entries."""
    if may_see(request.user):
        panels.append(RegisterPanel())
