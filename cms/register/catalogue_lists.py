"""The list of a catalogue: one line per row, whatever the number of languages, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.models import Locale
from wagtail.snippets.views.snippets import IndexView

from cms.core.conf import source_language
from cms.register.durations import spoken_duration
from cms.register.enums import BasisFlag
from cms.register.models import LegalBasis, RetentionRule
from cms.register.searching import normalise, words_of
from cms.register.usages import usage_counts

SEARCHED = ("code", "name", "description", "citation", "norm", "email", "dpv")


@dataclass(frozen=True)
class LanguageTag:
    """A row in one language: published, a draft, or missing."""

    language: str
    title: str
    url: str | None
    is_live: bool
    is_missing: bool = False


class RowTitleColumn(TitleColumn):
    """What a row is called, with its code below: two columns would leave no room for the others."""

    cell_template_name = "privacy_register/catalogues/title_cell.html"


class LanguagesColumn(Column):
    """The languages that a row is written in; each leads to its editor, a missing one to its translation."""

    cell_template_name = "privacy_register/catalogues/languages_cell.html"

    class Media:
        css = {"all": ["privacy_register/upkeep.css"]}


class UsagesColumn(Column):
    """How many places use a row; leads to the list of them."""

    cell_template_name = "privacy_register/catalogues/usages_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return {**context, "count": instance.usage_count, "url": instance.inspect_url}


class RepealedColumn(Column):
    """Whether a provision is in force, and what to cite instead."""

    cell_template_name = "privacy_register/catalogues/repealed_cell.html"


def yes_or_nothing(name: str) -> Any:
    return lambda row: gettext("Yes") if getattr(row, name) else ""


def basis_kinds(basis: LegalBasis) -> str:
    return ", ".join(str(BasisFlag(flag).label) for flag in basis.flags)


def rule_duration(rule: RetentionRule) -> str:
    return spoken_duration(rule.duration)


class CatalogueFilterSet(WagtailFilterSet):
    """Filters of a catalogue. There is none by language: a list has one line per row."""

    def _add_locale_filter(self) -> None:
        pass


class LegalBasisFilterSet(CatalogueFilterSet):
    kind = django_filters.ChoiceFilter(
        label=_("Kind of basis"), choices=BasisFlag.choices, method="filter_kind", widget=forms.RadioSelect
    )

    class Meta:
        model = LegalBasis
        fields = ["act", "is_repealed"]

    def filter_kind(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset.filter(**{f"is_{value}": True})


class CatalogueIndexView(IndexView):
    """Rows in the source language, with their translations, usages and state."""

    base_filterset_class = CatalogueFilterSet
    default_ordering = ["sort_order", "name", "pk"]
    is_searchable = True

    def get_locale(self) -> Locale | None:
        """New rows are written in the source language, too."""
        return Locale.objects.filter(language_code=source_language()).first()

    def get_base_queryset(self) -> QuerySet[Any]:
        rows = self.model._default_manager.filter(locale__language_code=source_language())
        return rows.select_related("successor") if self.model is LegalBasis else rows

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Find rows that hold every word, umlauts written or not, also as part of a compound.

        A catalogue has a few hundred rows: comparing them here is quicker than a search index, and SQLite's LIKE does
        not know capital umlauts.
        """
        words = words_of(self.search_query)
        if not words:
            return queryset
        names = [name for name in SEARCHED if name in _field_names(self.model)]
        found = [
            pk
            for pk, *texts in queryset.values_list("pk", *names)
            if all(word in normalise("\n".join(map(str, texts))) for word in words)
        ]
        return queryset.filter(pk__in=found)

    def _get_title_column(self, field_name: str, column_class: Any = RowTitleColumn, **kwargs: Any) -> Any:
        # Wagtail's own lists extend this method; there is no public way to give a title column another template.
        return super()._get_title_column(field_name, column_class, width="32%", **kwargs)

    def get_list_buttons(self, instance: Any) -> list[Any]:
        """Wagtail's own buttons. The hooks for more of them ask the database for every row (two queries each)."""
        buttons: list[Any] = super(IndexView, self).get_list_buttons(instance)
        return buttons

    def get_table(self, object_list: Iterable[Any]) -> Any:
        rows = list(object_list)
        counts = usage_counts(self.model, rows)
        tags = self._language_tags(rows)
        for row in rows:
            row.usage_count = counts[row.translation_key]
            row.language_tags = tags[row.pk]
            row.inspect_url = self.get_inspect_url(row)
        return super().get_table(rows)

    def _language_tags(self, rows: Sequence[Any]) -> dict[int, list[LanguageTag]]:
        keys = [row.translation_key for row in rows]
        versions: dict[Any, dict[int, tuple[int, bool]]] = defaultdict(dict)
        stored = self.model._default_manager.filter(translation_key__in=keys).order_by()
        for key, locale_id, pk, is_live in stored.values_list("translation_key", "locale_id", "pk", "live"):
            versions[key][locale_id] = (pk, is_live)
        locales = sorted(Locale.objects.all(), key=lambda each: (each.language_code != source_language(), str(each)))
        return {
            row.pk: [self._language_tag(row, locale, versions[row.translation_key]) for locale in locales]
            for row in rows
        }

    def _language_tag(self, row: Any, locale: Locale, versions: dict[int, tuple[int, bool]]) -> LanguageTag:
        language = locale.language_code
        if locale.pk not in versions:
            return LanguageTag(language, gettext("Not translated"), self._translate_url(row), False, is_missing=True)
        pk, is_live = versions[locale.pk]
        can_edit = self.edit_url_name and self.user_has_permission("change")
        url = reverse(self.edit_url_name, args=[pk]) if can_edit else None
        return LanguageTag(language, gettext("Published") if is_live else gettext("Draft"), url, is_live)

    def _translate_url(self, row: Any) -> str | None:
        if not self.request.user.has_perm("wagtail_localize.submit_translation"):
            return None
        try:
            name = "wagtail_localize:submit_snippet_translation"
            return reverse(name, args=[row._meta.app_label, row._meta.model_name, row.pk])
        except NoReverseMatch:
            return None


def _field_names(model: Any) -> set[str]:
    return {field.name for field in model._meta.get_fields()}


def state_of(row: Any) -> str:
    """Published, a draft, or both. Wagtail's own column also asks for a schedule: one query per row."""
    if not row.live:
        return gettext("draft")
    return gettext("live + draft") if row.has_unpublished_changes else gettext("live")


def columns_for(*between: Column, title: str = "name") -> list[Any]:
    """The columns of a catalogue: name and code, what is its own, then usages, languages, state."""
    return [
        title,
        *between,
        UsagesColumn("usages", label=_("Usages")),
        LanguagesColumn("languages", label=_("Languages"), accessor="language_tags"),
        StatusTagColumn("state", label=_("Status"), accessor=state_of, sort_key="live", primary=lambda row: row.live),
    ]
