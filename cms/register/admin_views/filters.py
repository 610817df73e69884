"""By what the list of entries can be narrowed."""

from datetime import timedelta
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.coreutils import get_content_languages

from cms.core.conf import source_language
from cms.register import upkeep
from cms.register.admin_views.units import UnitNames, unit_names
from cms.register.enums import Publicity, Role, Status, YesNo
from cms.register.models import ProcessingActivity
from cms.versions.editions import language_name

ALL = "all"
OPEN = "open"
DAYS = {"30": 30, "90": 90}


def languages() -> list[tuple[str, str]]:
    named = [(code, language_name(code, "name_translated")) for code in get_content_languages()]
    return [*named, (ALL, gettext("All languages"))]


def languages_but_source() -> list[tuple[str, str]]:
    codes = [code for code in get_content_languages() if code != source_language()]
    return [(code, language_name(code, "name_translated")) for code in codes]


class ActivityFilterSet(WagtailFilterSet):
    """Starts with the entries in the source language: the others are translations of them."""

    locale = django_filters.ChoiceFilter(
        label=_("Language"),
        choices=languages,
        empty_label=None,
        initial=source_language,
        method="filter_language",
        widget=forms.RadioSelect,
    )
    status = django_filters.MultipleChoiceFilter(
        label=_("Status"), choices=Status.choices, widget=forms.CheckboxSelectMultiple
    )
    unit = django_filters.MultipleChoiceFilter(
        label=_("Responsible unit"), choices=(), widget=forms.CheckboxSelectMultiple
    )
    publicity = django_filters.MultipleChoiceFilter(
        label=_("In the public register"), choices=Publicity.choices, widget=forms.CheckboxSelectMultiple
    )
    completeness = django_filters.ChoiceFilter(
        label=_("Completeness"),
        choices=[("incomplete", _("Something is missing")), ("complete", _("Complete"))],
        empty_label=_("All"),
        method="filter_completeness",
        widget=forms.RadioSelect,
    )
    review = django_filters.ChoiceFilter(
        label=_("Review"),
        choices=[
            ("due", _("Due")),
            ("30", _("Due within 30 days")),
            ("90", _("Due within 90 days")),
            ("none", _("No date set")),
        ],
        empty_label=_("All"),
        method="filter_review",
        widget=forms.RadioSelect,
    )
    social_data = django_filters.ChoiceFilter(
        label=_("Social data"),
        choices=[*YesNo.choices, (OPEN, _("Not examined yet"))],
        empty_label=_("All"),
        method="filter_social_data",
        widget=forms.RadioSelect,
    )
    role = django_filters.ChoiceFilter(
        label=_("Kind of record"), choices=Role.choices, empty_label=_("All"), widget=forms.RadioSelect
    )
    publication = django_filters.ChoiceFilter(
        label=_("State of publication"),
        choices=[
            ("live", _("Published")),
            ("changed", _("Published, changed since")),
            ("draft", _("Never published or taken out")),
        ],
        empty_label=_("All"),
        method="filter_publication",
        widget=forms.RadioSelect,
    )

    untranslated = django_filters.ChoiceFilter(
        label=_("Without a published translation"),
        choices=languages_but_source,
        empty_label=_("All"),
        method="filter_untranslated",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = ProcessingActivity
        fields: list[str] = []

    def __init__(self, data: Any = None, *args: Any, units: UnitNames | None = None, **kwargs: Any) -> None:
        values = data.copy() if data is not None else {}
        values.setdefault("locale", source_language())
        super().__init__(values, *args, **kwargs)
        # Read once: choices that are a function are asked anew by the field, its widget and the list of chosen filters.
        self.filters["unit"].extra["choices"] = list((units or unit_names()).shown.items())
        if len(get_content_languages()) < 2:
            del self.filters["locale"]
            del self.filters["untranslated"]

    @property
    def language(self) -> str:
        """The language of all entries that are listed; empty if they are of several."""
        chosen = self.form.cleaned_data.get("locale", "") if self.is_valid() else ""
        return "" if chosen == ALL else chosen

    def filter_language(self, entries: Any, name: str, value: str) -> QuerySet:
        return entries if value == ALL else entries.in_language(value)

    def filter_completeness(self, entries: Any, name: str, value: str) -> QuerySet:
        return entries.incomplete() if value == "incomplete" else entries.filter(gaps=[])

    def filter_review(self, entries: Any, name: str, value: str) -> QuerySet:
        if value == "none":
            return entries.filter(next_review_on=None)
        return entries.due_for_review(timezone.localdate() + timedelta(days=DAYS.get(value, 0)))

    def filter_social_data(self, entries: Any, name: str, value: str) -> QuerySet:
        return entries.filter(social_data="" if value == OPEN else value)

    def filter_publication(self, entries: Any, name: str, value: str) -> QuerySet:
        if value == "draft":
            return entries.filter(live=False)
        entries = entries.filter(live=True)
        return entries.filter(has_unpublished_changes=True) if value == "changed" else entries

    def filter_untranslated(self, entries: Any, name: str, value: str) -> QuerySet:
        return entries.filter(pk__in=upkeep.untranslated(value).values("pk"))
