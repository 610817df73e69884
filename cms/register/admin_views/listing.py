"""The list of entries in the admin: a constant number of queries, however many entries there are."""

from typing import Any

from django.db.models import F, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.widgets.button import Button, ButtonWithDropdown
from wagtail.snippets.views.snippets import IndexView

from cms.register.admin_views.columns import entry_columns, latest_name
from cms.register.admin_views.filters import ActivityFilterSet
from cms.register.admin_views.finding import found_by
from cms.register.admin_views.units import UnitNames, unit_names
from cms.register.admin_views.urls import url_of
from cms.register.edit_states import translations_of, with_states
from cms.register.exchange.list_export import export_buttons
from cms.register.models import ProcessingActivity

MAY_BE_EMPTY = {"unit": "unit__name", "next_review_on": "next_review_on", "_updated_at": "_updated_at"}
"""Orders in which entries without a value come last, with what they are ordered by."""


class ActivityIndexView(IndexView):
    """Reads everything that its columns show for the whole page at once.

    Wagtail's own list asks the hooks ``register_snippet_listing_buttons`` for each row; those of wagtail-localize and
    of `cms.localization` take two queries per row to find out which translations exist. This list shows the
    translations in a column, read in one query.
    """

    template_name = "privacy_register/admin/activity_index.html"
    filterset_class = ActivityFilterSet
    table_classname = "listing privacy-activities"
    default_ordering = "reference"
    is_searchable = True
    search_backend_name = None

    def get_locale(self) -> None:
        """None: which languages are listed is a filter's affair, and new entries are written in the source language."""

    @cached_property
    def can_change(self) -> bool:
        return self.user_has_permission("change")

    @property
    def can_delete(self) -> bool:
        return self.user_has_permission("delete")

    @property
    def parent_template(self) -> str:
        """Without ticks, where nothing may be changed: Wagtail's script for them fails on a page that has none."""
        return "wagtailsnippets/snippets/index.html" if self.can_change else "wagtailadmin/generic/index.html"

    @cached_property
    def units(self) -> UnitNames:
        return unit_names()

    @cached_property
    def columns(self) -> list[BaseColumn]:
        return entry_columns(self)

    def get_filterset_kwargs(self) -> dict[str, Any]:
        return {**super().get_filterset_kwargs(), "units": self.units}

    def get_base_queryset(self) -> QuerySet:
        # The text of a revision is large and not shown.
        entries = ProcessingActivity.objects.select_related("latest_revision").defer("latest_revision__content")
        return with_states(entries).annotate(_updated_at=F("latest_revision__created_at"))

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        ordering = self.ordering or self.default_ordering
        name, is_descending = ordering.lstrip("-"), ordering.startswith("-")
        if name not in MAY_BE_EMPTY:
            # As a plain name: with "nulls last" the database could not read the order from an index.
            return queryset.order_by(ordering, "reference", "pk")
        field = F(MAY_BE_EMPTY[name])
        order = field.desc(nulls_last=True) if is_descending else field.asc(nulls_last=True)
        return queryset.order_by(order, "reference", "pk")

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        if not self.is_searching:
            return queryset
        return found_by(queryset, self.search_query, self.units, self.filters.language)

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        # A search reads the texts of all entries: once for the keys, not a second time to count them.
        found = list(queryset.values_list("pk", flat=True)) if self.is_searching else queryset
        paginator, page, shown, has_other_pages = super().paginate_queryset(found, page_size)
        page.object_list = self._with_keys(shown) if self.is_searching else list(shown)
        self.page_translations = translations_of(page.object_list) if self.i18n_enabled else {}
        return paginator, page, page.object_list, has_other_pages

    def _with_keys(self, keys: list[int]) -> list[ProcessingActivity]:
        entries = {entry.pk: entry for entry in self.get_base_queryset().filter(pk__in=keys)}
        return [entries[key] for key in keys if key in entries]

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        address = self.index_url + "export/"
        return [*super().header_more_buttons, *export_buttons(lambda extension: f"{address}{extension}/", self.request)]

    def get_list_buttons(self, instance: ProcessingActivity) -> list[Any]:
        buttons = self.get_list_more_buttons(instance)
        label = _("More options for '%(title)s'") % {"title": latest_name(instance)}
        return [ButtonWithDropdown(buttons=sorted(buttons), icon_name="dots-horizontal", attrs={"aria-label": label})]

    def get_list_more_buttons(self, instance: ProcessingActivity) -> list[Any]:
        buttons = [Button(_("Read the sheet"), self.get_inspect_url(instance), icon_name="view", priority=20)]
        if url := self.get_edit_url(instance):
            buttons.append(Button(_("Edit"), url, icon_name="edit", priority=10))
            buttons.append(Button(_("History"), url_of("history", instance), icon_name="history", priority=40))
        if self.user_has_permission("add"):
            url = url_of("duplicate", instance)
            buttons.append(Button(_("New from this one"), url, icon_name="copy", priority=30))
        if url := self.get_delete_url(instance):
            buttons.append(Button(_("Delete"), url, icon_name="bin", priority=50))
        return buttons
