"""The editor of a catalogue row."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.forms import Media
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import Panel

from cms.register.catalogue_rules import fact_fields, is_translation, keeps_its_code
from cms.register.enums import Trigger
from cms.register.models import RetentionRule
from cms.register.usages import usage_counts

COLLECTED_ON = datetime.date(2026, 11, 24)
"""The day of all examples: late enough in a year to show what "end of the year" means."""


class CatalogueRowForm(WagtailAdminModelForm):
    """Locks what must not change: the code of a row that others know, and a translation's facts."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            return
        if is_translation(self.instance):
            for name in fact_fields(type(self.instance)):
                self._lock(name.removesuffix("_id"), _("The same in all languages: change it in the source language."))
        elif keeps_its_code(self.instance):
            self._lock("code", _("Stays as it is: the row was published or is in use."))

    def _lock(self, name: str, reason: str) -> None:
        if name in self.fields:
            self.fields[name].disabled = True
            self.fields[name].help_text = reason

    def save(self, commit: bool = True) -> Any:
        """A new row comes last."""
        if self.instance._state.adding and not self.instance.sort_order:
            last = type(self.instance)._default_manager.aggregate(last=Max("sort_order"))["last"]
            self.instance.sort_order = 0 if last is None else last + 1
        return super().save(commit)


def due_example(rule: RetentionRule, start: datetime.date = COLLECTED_ON) -> str:
    """What a rule means for one day, in a sentence; empty while the rule cannot be computed."""
    try:
        due = rule.due_on(start)
    except (ValidationError, OverflowError, ValueError):
        return ""
    return _("%(event)s on %(start)s: deleted by %(due)s at the latest.") % {
        "event": event_of(rule),
        "start": date_format(start),
        "due": date_format(due),
    }


def event_of(rule: RetentionRule) -> str:
    """What happens on the day that a period is computed from. For ends of years: something within that year."""
    if rule.trigger in {Trigger.END_OF_BUSINESS_YEAR, Trigger.END_OF_CALENDAR_YEAR, Trigger.COLLECTION}:
        return _("Collected")
    return str(Trigger(rule.trigger).label) if rule.trigger in Trigger.values else _("Event")


class UsagePanel(Panel):
    """Says in the editor how far a change reaches."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": gettext_lazy("Usages"), **kwargs})

    class BoundPanel(Panel.BoundPanel):
        template_name = "privacy_register/catalogues/usage_panel.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk and super().is_shown())

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            row = self.instance
            count = usage_counts(type(row), [row])[row.translation_key]
            url = reverse(row.snippet_viewset.get_url_name("inspect"), args=[row.pk])
            return {**context, "count": count, "inspect_url": f"{url}#usages"}


class DueDatePanel(Panel):
    """Shows in the editor when data that are collected on a certain day have to be gone; follows what is typed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": gettext_lazy("Example"), **kwargs})

    class BoundPanel(Panel.BoundPanel):
        template_name = "privacy_register/catalogues/due_date_panel.html"

        @property
        def media(self) -> Media:
            return Media(js=["privacy_register/due-date.js"])

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, "example": due_example(self.instance)}
