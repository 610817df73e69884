"""The overview of all translations."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import Media
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views.reports import ReportView

from cms.localization.rows import Row
from cms.localization.states import all_rows, for_reading, with_states
from cms.localization.views.base import SUBMIT, may_see_overview

WIDE = "privacy-translations-wide"  # left out on small screens, where the title leads to the next step


class ActionColumn(Column):
    """A link to what has to be done next."""

    cell_template_name = "privacy_localization/admin/action_cell.html"


class TranslationsReportView(ReportView):
    """Every text times every language: missing, waiting, current or outdated."""

    page_title = _("Translations")
    header_icon = "wagtail-localize-language"
    index_url_name = "privacy_localization:report"
    index_results_url_name = "privacy_localization:report_results"
    verbose_name_plural = _("texts to translate")
    list_export = ["title", "kind", "language", "state", "detail"]
    export_headings = {
        "title": _("Text"),
        "kind": _("Type"),
        "language": _("Language"),
        "state": _("State"),
        "detail": _("Details"),
    }
    table_classname = "listing privacy-translations"
    columns = [
        TitleColumn("title", label=_("Text"), get_url=lambda row: row.url),
        Column("kind", label=_("Type"), classname=WIDE),
        Column("language", label=_("Language")),
        StatusTagColumn("state", label=_("State"), primary=lambda row: row.is_due),
        Column("detail", label=_("Details"), classname=WIDE),
        ActionColumn("action", label=_("Next step"), classname=WIDE),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_see_overview(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        context["media"] += Media(css={"all": ["privacy_localization/translation.css"]})
        return context

    def get_filename(self) -> str:
        return "translations"

    def get_queryset(self) -> list[Row]:
        rows = all_rows(self.request.user)
        return list(self._described(rows)) if self.is_export else rows

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        paginator, page, rows, has_others = super().paginate_queryset(queryset, page_size)
        return paginator, page, self._described(rows), has_others

    def _described(self, rows: Sequence[Row]) -> Sequence[Row]:
        described = with_states(rows)
        return described if self.request.user.has_perm(SUBMIT) else for_reading(described)
