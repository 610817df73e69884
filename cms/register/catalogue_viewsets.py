"""The catalogues in the admin: one group in the register's menu."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import permission_denied
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.models import Locale
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet, SnippetViewSetGroup

from cms.core.conf import source_language
from cms.register.catalogue_forms import CatalogueRowForm, DueDatePanel, UsagePanel, due_example
from cms.register.catalogue_inspecting import CatalogueInspectView
from cms.register.catalogue_lists import (
    CatalogueIndexView,
    LegalBasisFilterSet,
    RepealedColumn,
    basis_kinds,
    columns_for,
    rule_duration,
    yes_or_nothing,
)
from cms.register.menus import HOOK, ORDER_CATALOGUES
from cms.register.models import (
    DataCategory,
    DataSubjectCategory,
    LegalBasis,
    Measure,
    PurposeCategory,
    RecipientCategory,
    RetentionRule,
    Unit,
)
from cms.register.ordering import ReorderRowsView


class CatalogueCreateView(CreateView):
    """New rows are written in the source language, which entries point to; translations follow."""

    def get_locale(self) -> Locale | None:
        return Locale.objects.filter(language_code=source_language()).first()

    def get_translations(self) -> list[Any]:
        return []


class CatalogueViewSet(SnippetViewSet):
    """What all catalogues have in common."""

    index_view_class = CatalogueIndexView
    add_view_class = CatalogueCreateView
    inspect_view_class = CatalogueInspectView
    inspect_template_name = CatalogueInspectView.template_name
    inspect_view_enabled = True
    copy_view_enabled = False
    reorder_view_class = ReorderRowsView
    # Not Wagtail's index: see the list's own search.
    search_backend_name = None
    search_fields = ["code", "name", "description"]
    list_display = columns_for()
    list_per_page = 50

    def get_edit_handler(self) -> Any:
        handler = ObjectList([*self.get_panels(), UsagePanel()], base_form_class=CatalogueRowForm)
        return handler.bind_to_model(self.model)

    def get_panels(self) -> list[Any]:
        return list(self.model.panels)


class UnitViewSet(CatalogueViewSet):
    model = Unit
    icon = "group"
    list_display = columns_for(Column("email", label=_("E-mail"), sort_key="email"))


class PurposeCategoryViewSet(CatalogueViewSet):
    model = PurposeCategory
    icon = "tag"


class LegalBasisViewSet(CatalogueViewSet):
    model = LegalBasis
    icon = "openquote"
    list_display = columns_for(
        Column("act", label=_("Act"), accessor="get_act_display", sort_key="act"),
        Column("kinds", label=_("Kind of basis"), accessor=basis_kinds),
        RepealedColumn("repealed", label=_("In force?"), accessor="is_repealed", sort_key="is_repealed"),
        title="citation",
    )
    filterset_class = LegalBasisFilterSet


class DataCategoryViewSet(CatalogueViewSet):
    model = DataCategory
    icon = "table"
    list_display = columns_for(
        Column("special", label=_("Special category"), accessor=yes_or_nothing("is_special"), sort_key="is_special"),
        Column("social", label=_("Social data"), accessor=yes_or_nothing("is_social_data"), sort_key="is_social_data"),
    )
    list_filter = ["is_special", "is_social_data"]


class DataSubjectCategoryViewSet(CatalogueViewSet):
    model = DataSubjectCategory
    icon = "user"


class RecipientCategoryViewSet(CatalogueViewSet):
    model = RecipientCategory
    icon = "mail"


class MeasureViewSet(CatalogueViewSet):
    model = Measure
    icon = "key"
    list_display = columns_for(Column("goal", label=_("Goal"), accessor="get_goal_display", sort_key="goal"))
    list_filter = ["goal"]


class RetentionRuleViewSet(CatalogueViewSet):
    model = RetentionRule
    icon = "time"
    list_display = columns_for(
        Column("duration", label=_("Period"), accessor=rule_duration),
        Column("trigger", label=_("Starts with"), accessor="get_trigger_display", sort_key="trigger"),
        Column("norm", label=_("Norm"), sort_key="norm"),
    )
    list_filter = ["trigger"]

    def get_panels(self) -> list[Any]:
        return [*super().get_panels(), DueDatePanel()]


class CatalogueGroup(SnippetViewSetGroup):
    """All catalogues below one menu item."""

    items = (
        UnitViewSet,
        PurposeCategoryViewSet,
        LegalBasisViewSet,
        DataCategoryViewSet,
        DataSubjectCategoryViewSet,
        RecipientCategoryViewSet,
        MeasureViewSet,
        RetentionRuleViewSet,
    )
    menu_label = _("Catalogues")
    menu_name = "privacy-catalogues"
    menu_icon = "list-ul"
    menu_hook = HOOK
    menu_order = ORDER_CATALOGUES


def due_date_example(request: HttpRequest) -> Any:
    """What a rule that is being written means for one day, for the editor's example."""
    if not request.user.has_perm("privacy_register.change_retentionrule"):
        return permission_denied(request)
    rule = RetentionRule(duration=request.GET.get("duration", "")[:20], trigger=request.GET.get("trigger", ""))
    return JsonResponse({"example": due_example(rule)})


def admin_urls() -> list[Any]:
    return [path("privacy/retention-example/", due_date_example, name="privacy_register_due_date")]
