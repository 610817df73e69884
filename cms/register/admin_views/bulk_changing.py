"""The actions on entries that are ticked in the list: another unit, another review date."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.functional import classproperty
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from cms.register.admin_views.filters import ActivityFilterSet
from cms.register.admin_views.finding import found_by
from cms.register.admin_views.units import unit_names
from cms.register.bulk_changes import AT_ONCE, BulkOutcome, Skipped, change_many, obstacle
from cms.register.catalogue_choices import CatalogueChoiceField
from cms.register.edit_states import with_states
from cms.register.models import ProcessingActivity, Unit
from cms.register.models.catalogue_row import in_source_language

NAMED = 10
"""How many skipped entries a message names."""


class UnitForm(forms.Form):
    value = CatalogueChoiceField(label=_("Responsible unit"), queryset=Unit.objects.filter(in_source_language()))


class ReviewForm(forms.Form):
    value = forms.DateField(label=_("Next review"), widget=AdminDateInput)


class EntryBulkAction(SnippetBulkAction):
    """Changes one field of the chosen entries. Those that cannot be changed are listed with the reason beforehand."""

    field: str
    template_name = "privacy_register/admin/bulk_change.html"
    outcome: BulkOutcome

    @classproperty
    def models(cls) -> list[Any]:  # noqa: N805 - a property of the class
        return [ProcessingActivity]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("privacy_register.change_processingactivity"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @classmethod
    def get_queryset(cls, model: Any, object_ids: Any) -> list[Any]:
        """The chosen entries, at most one more than can be changed."""
        chosen = [key for key in object_ids if str(key).isdecimal()]
        entries = with_states(ProcessingActivity.objects.with_rows().filter(pk__in=chosen))
        return list(entries.select_related("latest_revision").order_by("reference", "pk")[: AT_ONCE + 1])

    def get_all_objects_in_listing_query(self, parent_id: Any) -> Any:
        """All that the list shows with the search and the filters of its address, not all there are."""
        filters = ActivityFilterSet(self.request.GET, request=self.request)
        entries: Any = ProcessingActivity.objects.all()
        if filters.is_valid():
            entries = filters.filter_queryset(entries)
        if query := self.request.GET.get("q"):
            entries = found_by(entries, query, unit_names(), filters.language)
        return list(entries.order_by("reference", "pk").values_list("pk", flat=True)[: AT_ONCE + 1])

    def get_actionable_objects(self) -> tuple[list[Any], dict[str, Any]]:
        objects, extra = super().get_actionable_objects()
        kept = [Skipped(entry, reason) for entry in objects if (reason := obstacle(entry))]
        blocked = {each.activity.pk for each in kept}
        extra = {**extra, "skipped": kept, "is_too_many": len(objects) > AT_ONCE, "at_once": AT_ONCE}
        return [entry for entry in objects if entry.pk not in blocked], extra

    def prepare_action(self, objects: list[Any], objects_without_access: dict[str, Any]) -> HttpResponse | None:
        if objects_without_access["is_too_many"] and self.cleaned_form is not None:
            self.cleaned_form.add_error(None, too_many())
            return self.form_invalid(self.cleaned_form)
        return None

    def get_execution_context(self) -> dict[str, Any]:
        return {**super().get_execution_context(), "user": self.request.user}

    @classmethod
    def execute_action(cls, objects: list[Any], user: Any = None, **kwargs: Any) -> tuple[int, int]:
        view = kwargs["self"]
        value: Unit | date = view.cleaned_form.cleaned_data["value"]
        view.outcome = change_many(objects, cls.field, value, user)
        return len(view.outcome.changed), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        _objects, extra = self.get_actionable_objects()
        if skipped := [*extra["skipped"], *self.outcome.skipped]:
            messages.warning(self.request, skipped_message(skipped))
        if not num_parent_objects:
            return None
        return ngettext(
            "%(count)d entry has a new draft. Nothing was published.",
            "%(count)d entries have a new draft. Nothing was published.",
            num_parent_objects,
        ) % {"count": num_parent_objects}


def too_many() -> str:
    return gettext("Choose at most %(count)d entries at once; narrow the list by a filter.") % {"count": AT_ONCE}


def skipped_message(skipped: list[Skipped]) -> str:
    """Which entries stay as they are, and why."""
    named = ", ".join(f"{each.activity.reference} ({each.reason})" for each in skipped[:NAMED])
    if len(skipped) > NAMED:
        named += ", …"
    return ngettext(
        "%(count)d entry was left as it is: %(named)s",
        "%(count)d entries were left as they are: %(named)s",
        len(skipped),
    ) % {"count": len(skipped), "named": named}


class ChangeUnitAction(EntryBulkAction):
    display_name = _("Change unit")
    action_type = "change-unit"
    aria_label = _("Change the unit of the chosen entries")
    action_priority = 10
    field = "unit"
    form_class = UnitForm


class ChangeReviewAction(EntryBulkAction):
    display_name = _("Change review date")
    action_type = "change-review"
    aria_label = _("Change the review date of the chosen entries")
    action_priority = 20
    field = "next_review_on"
    form_class = ReviewForm
