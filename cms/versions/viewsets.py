"""Published versions in the admin: a list to look things up in, and what can be done with a version. None is edited."""

from typing import Any

import django_filters
from django import forms
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import Page

from cms.versions.editions import language_name
from cms.versions.enums import ChangeKind
from cms.versions.inspecting import InspectVersionView
from cms.versions.models.redaction import RedactionRequest
from cms.versions.models.version import PublishedVersion
from cms.versions.redaction_views import RedactVersionView
from cms.versions.restoring_views import RestoreVersionView


def _languages() -> list[tuple[str, str]]:
    codes = PublishedVersion.objects.order_by("language").values_list("language", flat=True).distinct()
    return [(code, language_name(code, "name_translated")) for code in codes]


def _published_pages(request: Any) -> QuerySet[Page]:
    keys = PublishedVersion.objects.order_by().values("page")
    return Page.objects.filter(pk__in=keys).order_by("title", "pk")


def _status(version: PublishedVersion) -> str:
    if version.redaction is not None:
        return str(_("redacted"))
    return str(_("redaction requested")) if hasattr(version, "redaction_request") else ""


class VersionFilterSet(WagtailFilterSet):
    page = django_filters.ModelChoiceFilter(label=_("Page"), queryset=_published_pages, widget=forms.Select)
    language = django_filters.ChoiceFilter(label=_("Language"), choices=_languages, widget=forms.RadioSelect)
    change_kind = django_filters.ChoiceFilter(
        label=_("Kind of change"), choices=ChangeKind.choices, widget=forms.RadioSelect
    )
    valid_from = django_filters.DateFromToRangeFilter(label=_("Valid from"), widget=DateRangePickerWidget)
    published_at = django_filters.DateFromToRangeFilter(label=_("Published at"), widget=DateRangePickerWidget)
    redaction = django_filters.ChoiceFilter(
        label=_("Redaction"),
        choices=[("requested", _("requested")), ("redacted", _("redacted"))],
        method="filter_redaction",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = PublishedVersion
        fields: list[str] = []

    def filter_redaction(self, queryset: Any, name: str, value: str) -> Any:
        relation = "redaction_record" if value == "redacted" else "redaction_request"
        return queryset.filter(**{f"{relation}__isnull": False})


class VersionIndexView(generic.IndexView):
    default_ordering = "-sequence"

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("redaction_record", "redaction_request")


class PublishedVersionViewSet(ModelViewSet):
    """List and inspect; no view adds, edits or deletes, for superusers neither."""

    model = PublishedVersion
    icon = "history"
    menu_label = _("Published versions")
    menu_order = 200
    url_prefix = "privacy/versions"
    index_view_class = VersionIndexView
    inspect_view_class = InspectVersionView
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False
    form_fields: list[str] = []
    filterset_class = VersionFilterSet
    search_fields = ["title", "change_note", "hash"]
    search_backend_name = None
    list_per_page = 50
    list_display = [
        "title",
        Column("label", label=_("Version"), sort_key="sequence"),
        Column("language", label=_("Language"), accessor=lambda v: language_name(v.language, "name_translated")),
        Column(
            "valid_from",
            label=_("Valid from"),
            accessor=lambda v: date_format(v.valid_from, "SHORT_DATE_FORMAT"),
            sort_key="valid_from",
        ),
        Column(
            "published_at",
            label=_("Published at"),
            accessor=lambda v: date_format(timezone.localtime(v.published_at), "SHORT_DATETIME_FORMAT"),
            sort_key="published_at",
        ),
        Column("approver", label=_("Approved by"), sort_key="approver"),
        Column("hash", label=_("SHA-256"), accessor=lambda v: v.hash[:12]),
        Column("status", label=_("Status"), accessor=_status),
    ]
    list_export = [
        *("sequence", "title", "label", "language", "change_kind", "change_note", "valid_from", "published_at"),
        *("publisher", "approver", "is_self_approved", "emergency_reason", "is_historic", "content_hash", "hash"),
    ]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        names = super().get_common_view_kwargs(**kwargs)
        absent = dict.fromkeys(
            ("add_url_name", "edit_url_name", "delete_url_name", "history_url_name", "usage_url_name")
        )
        actions = {"restore_url_name": self.get_url_name("restore"), "redact_url_name": self.get_url_name("redact")}
        return {**names, **absent, **actions}

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("inspect/<int:pk>/", self.inspect_view, name="inspect"),
            path("restore/<int:pk>/", self.construct_view(RestoreVersionView), name="restore"),
            path("redact/<int:pk>/", self.construct_view(RedactVersionView), name="redact"),
        ]

    def register_admin_url_finder(self) -> None:
        """There is no edit view to find."""

    def get_permissions_to_register(self) -> QuerySet[Permission]:
        """What a group can be given: to see the archive, and to redact."""
        models = (PublishedVersion._meta.model_name, RedactionRequest._meta.model_name)
        return Permission.objects.filter(
            content_type__app_label=self.app_label,
            content_type__model__in=models,
            codename__in=["view_publishedversion", "redact_version"],
        )


published_versions = PublishedVersionViewSet("privacy_version_archive")
