"""The columns of the list of entries. None of them asks the database: the view has read what they show."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import (
    BaseColumn,
    BulkActionsCheckboxColumn,
    ButtonsColumnMixin,
    Column,
    TitleColumn,
)

from cms.register.demands import DEMANDS
from cms.register.edit_states import edit_state
from cms.register.enums import Status
from cms.register.models import ProcessingActivity
from cms.versions.editions import language_name


class EntryColumn(ButtonsColumnMixin, TitleColumn):
    """Reference number and name as the latest draft has them, with the buttons of the view."""

    def __init__(self, view: Any) -> None:
        super().__init__(
            "entry",
            label=_("Processing activity"),
            accessor=latest_name,
            sort_key="reference",
            get_url=lambda entry: view.get_edit_url(entry) or view.get_inspect_url(entry),
            get_title_id=lambda entry: f"snippet_{entry.pk}_title",
            width="30%",
        )
        self.view = view

    def get_buttons(self, instance: Any, parent_context: Any) -> list[Any]:
        return self.view.get_list_buttons(instance)


def latest_name(entry: ProcessingActivity) -> str:
    return entry.latest_revision.object_str if entry.latest_revision else str(entry)


class CompletenessColumn(Column):
    """Whether the latest draft has every "must" field, and which it lacks."""

    cell_template_name = "privacy_register/admin/completeness_cell.html"

    def get_value(self, instance: Any) -> dict[str, Any]:
        missing = [str(LABELS[name]) for name in instance.gaps if name in LABELS]
        text = ngettext("%(count)d missing", "%(count)d missing", len(missing)) % {"count": len(missing)}
        return {"missing": missing, "text": text if missing else gettext("Complete")}


LABELS = {demand.name: demand.label for demand in DEMANDS}


class StatusColumn(Column):
    """Whether the processing is carried out, and whether the public may read about it."""

    cell_template_name = "privacy_register/admin/status_cell.html"


class ReviewColumn(Column):
    """The next review; marked in words and by an icon once it is due."""

    cell_template_name = "privacy_register/admin/review_cell.html"

    def get_value(self, instance: Any) -> dict[str, Any]:
        day = instance.next_review_on
        is_due = day is not None and day <= timezone.localdate() and instance.status != Status.RETIRED
        return {"day": date_format(day, "SHORT_DATE_FORMAT") if day else "", "is_due": is_due}


class TextColumn(Column):
    """Where the text stands, and since when."""

    cell_template_name = "privacy_register/admin/text_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        return {**super().get_cell_context_data(instance, parent_context), "state": edit_state(instance)}


class TranslationsColumn(Column):
    """The entry in the other languages, each a link to where it is edited or read."""

    cell_template_name = "privacy_register/admin/translations_cell.html"

    def __init__(self, view: Any) -> None:
        super().__init__("translations", label=_("Other languages"))
        self.view = view

    def get_value(self, instance: Any) -> list[dict[str, Any]]:
        return [
            {
                "code": other.locale.language_code,
                "name": language_name(other.locale.language_code, "name_translated"),
                "is_live": other.live,
                "url": self.view.get_edit_url(other) or self.view.get_inspect_url(other),
            }
            for other in self.view.page_translations.get(instance.pk, [])
        ]


def entry_columns(view: Any) -> list[BaseColumn]:
    """All columns for a view that knows ``units`` and ``page_translations``, its entries `with_states`."""
    units = view.units.shown
    columns: list[BaseColumn] = [
        EntryColumn(view),
        Column("unit", label=_("Unit"), accessor=lambda entry: units.get(entry.unit_id, ""), sort_key="unit"),
        StatusColumn("status", label=_("Status"), sort_key="status"),
        CompletenessColumn("gaps", label=_("Completeness")),
        ReviewColumn("next_review_on", label=_("Next review"), sort_key="next_review_on"),
        TextColumn("_updated_at", label=_("Text"), sort_key="_updated_at"),
    ]
    if view.i18n_enabled:
        columns.append(TranslationsColumn(view))
    if view.can_change:
        columns.insert(0, BulkActionsCheckboxColumn("bulk_actions", obj_type="snippet"))
    return columns
