"""An entry as its printed sheet, with checklist, history and usages: for reading, not for editing."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.models import Revision
from wagtail.snippets.views.snippets import InspectView

from cms.register.admin_views.checklists import checklist_groups
from cms.register.admin_views.columns import latest_name
from cms.register.admin_views.urls import url_of
from cms.register.edit_states import edit_state, with_states
from cms.register.entry import Entry, entry_of
from cms.register.models import ActivityRecord, ProcessingActivity
from cms.register.sheet_rendering import render_parties, render_sheet
from cms.register.usages import usages_of
from cms.versions.editions import language_name
from cms.versions.publication import person_name

HISTORY_SHOWN = 50


@dataclass(frozen=True)
class ShownText:
    """What the sheet shows.

    Attributes:
        kind: ``"live"``, ``"draft"`` or ``"record"``.
        entry: Its content.
        revision: The revision that a live text or a draft stands in.
        record: The record of the history that is shown.
    """

    kind: str
    entry: Entry
    revision: Revision | None = None
    record: ActivityRecord | None = None


class ActivityInspectView(InspectView):
    """Shows the published text, the draft (``?text=draft``) or an earlier one (``?record=<number>``)."""

    template_name = "privacy_register/admin/inspect.html"
    page_title = gettext_lazy("Sheet")
    header_icon = "clipboard-list"
    inspect_url_name = ""

    def get_object(self, queryset: Any = None) -> ProcessingActivity:
        entries = with_states(ProcessingActivity.objects.with_rows())
        return get_object_or_404(entries.select_related("latest_revision__user", "live_revision__user"), pk=self.pk)

    @cached_property
    def has_draft(self) -> bool:
        return self.object.has_unpublished_changes or not self.object.live

    @cached_property
    def shown(self) -> ShownText:
        if number := self.request.GET.get("record"):
            record = self._record(number)
            return ShownText("record", Entry.from_json(record.entry), record=record)
        if self.has_draft and (not self.object.live or self.request.GET.get("text") == "draft"):
            draft = self.object.get_latest_revision_as_object()
            return ShownText("draft", entry_of(draft), self.object.latest_revision)
        return ShownText("live", entry_of(self.object), self.object.live_revision)

    def _record(self, number: str) -> ActivityRecord:
        if not number.isdecimal() or len(number) > 18:
            raise Http404
        return get_object_or_404(self._records(), pk=int(number))

    def _records(self) -> Any:
        language = self.object.locale.language_code
        return ActivityRecord.objects.filter(activity_key=self.object.translation_key, language=language)

    @cached_property
    def header_buttons(self) -> list[Button]:
        url = self.get_edit_url()
        return [HeaderButton(_("Edit"), url=url, icon_name="edit")] if url else []

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons = []
        if self.user_has_permission("add"):
            url = url_of("duplicate", self.object)
            buttons.append(Button(_("New from this one"), url=url, icon_name="copy", priority=10))
        if self.get_edit_url():
            url = url_of("history", self.object)
            buttons.append(Button(_("History of changes"), url=url, icon_name="history", priority=20))
        if url := self.get_delete_url():
            buttons.append(Button(_("Delete"), url=url, icon_name="bin", priority=30))
        return buttons

    def get_page_subtitle(self) -> str:
        return latest_name(self.object)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        *items, last = super().get_breadcrumbs_items()
        return [*items, {**last, "sublabel": ""}]

    def get_fields_context(self) -> list[dict[str, Any]]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        records = list(self._records().order_by("-pk").defer("entry")[: HISTORY_SHOWN + 1])
        entry = self.shown.entry
        return super().get_context_data(
            shown=self.shown,
            has_draft=self.has_draft,
            title=f"{entry.reference} {entry.data['name']}",
            language=entry.language,
            parties=render_parties(entry, is_own=True),
            sheet=render_sheet(entry),
            groups=checklist_groups(entry),
            author=person_name(self.shown.revision.user) if self.shown.revision else "",
            state=edit_state(self.object),
            records=records[:HISTORY_SHOWN],
            has_more_records=len(records) > HISTORY_SHOWN,
            usages=usages_of(self.object),
            translations=self._translations(),
            address=reverse(self.inspect_url_name, args=[self.object.pk]),
            **kwargs,
        )

    def _translations(self) -> list[dict[str, str]]:
        others = self.object.get_translations().select_related("locale")
        names = {each.pk: language_name(each.locale.language_code, "name_translated") for each in others}
        return [{"name": names[each.pk], "url": url_of("inspect", each)} for each in others]
