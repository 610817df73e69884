"""Everything about one version on one page of the admin."""

from typing import Any, NamedTuple

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views import generic

from cms.versions.editions import language_name
from cms.versions.models.version import PublishedVersion
from cms.versions.redacting import PERMISSION, may_confirm, pending_request
from cms.versions.restoring import can_be_restored, may_restore

LABELS = {
    "label": _("Version"),
    "source": _("Translation of"),
    "documents": _("Documents"),
    "page": _("Page"),
    "content_hash": _("SHA-256 of the text"),
    "previous_hash": _("SHA-256 of the version before it in the chain"),
    "hash": _("SHA-256 of this version"),
    "revision_number": _("Number of the revision"),
}
ALWAYS = (
    *("title", "label", "language", "page", "change_kind", "change_note", "valid_from", "published_at"),
    *("publisher", "approver", "source", "documents", "sequence", "revision_number"),
    *("content_hash", "previous_hash", "hash"),
)
WHEN_TRUE = ("is_self_approved", "emergency_reason", "is_historic")


class Action(NamedTuple):
    label: str
    address: str


class InspectVersionView(generic.InspectView):
    """Facts, frozen text, and buttons for what the person may do with the version."""

    any_permission_required = ["view"]
    template_name = "privacy_versions/admin/inspect.html"
    restore_url_name = ""
    redact_url_name = ""
    inspect_url_name = ""

    def get_object(self, queryset: Any = None) -> PublishedVersion:
        versions = PublishedVersion.objects.select_related("page", "content", "redaction_record")
        return get_object_or_404(versions, pk=self.pk)

    def get_page_title(self) -> str:
        return str(self.object)

    def get_page_subtitle(self) -> str:
        return str(self.object)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        *items, last = super().get_breadcrumbs_items()
        return [*items, {**last, "sublabel": ""}]

    @property
    def actions(self) -> list[Action]:
        """What the person may do with the version."""
        version, user = self.object, self.request.user
        actions = [Action(gettext("Open the public page"), version.get_absolute_url())]
        if can_be_restored(version) and may_restore(version.page.specific, user):
            actions.append(Action(gettext("Restore as a draft"), reverse(self.restore_url_name, args=[version.pk])))
        if version.redaction is None and user.has_perm(PERMISSION):
            actions.append(Action(self._redaction_label(), reverse(self.redact_url_name, args=[version.pk])))
        return actions

    def _redaction_label(self) -> str:
        if self.pending is None:
            return gettext("Request redaction")
        if may_confirm(self.pending, self.request.user):
            return gettext("Decide about redaction")
        return gettext("Withdraw the request for redaction")

    @cached_property
    def pending(self) -> Any:
        return pending_request(self.object)

    def get_fields_context(self) -> list[dict[str, Any]]:
        fields = [*ALWAYS, *(name for name in WHEN_TRUE if getattr(self.object, name))]
        rows = [self.get_context_for_field(name) for name in fields]
        return [row for row in rows if row["value"] not in ("", None)]

    def get_field_label(self, field_name: str, field: Any) -> str:
        return str(LABELS[field_name]) if field_name in LABELS else super().get_field_label(field_name, field)

    def get_language_display_value(self) -> str:
        return language_name(self.object.language, "name_translated")

    def get_published_at_display_value(self) -> str:
        return date_format(localtime(self.object.published_at), "DATETIME_FORMAT")

    def get_page_display_value(self) -> str:
        page = self.object.page
        return format_html('<a href="{}">{}</a>', reverse("wagtailadmin_pages:edit", args=[page.pk]), page.draft_title)

    def get_source_display_value(self) -> str:
        source = PublishedVersion.objects.filter(sequence=self.object.source_sequence or 0).first()
        if source is None:
            return ""
        text = f"{source} ({language_name(source.language, 'name_translated')})"
        return format_html('<a href="{}">{}</a>', reverse(self.inspect_url_name, args=[source.pk]), text)

    def get_is_self_approved_display_value(self) -> str:
        return gettext("yes")

    def get_is_historic_display_value(self) -> str:
        return gettext("yes")

    def get_documents_display_value(self) -> str:
        content = getattr(self.object, "content", None)
        rows = [
            (reverse("privacy_versions:file", args=[entry["sha256"], entry["name"]]), entry["name"], entry["sha256"])
            for entry in (content.files if content else [])
        ]
        return format_html_join(mark_safe("<br>"), '<a href="{}">{}</a> <code>{}</code>', rows)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            version=self.object,
            actions=self.actions,
            text=getattr(getattr(self.object, "content", None), "text", ""),
            redaction=self.object.redaction,
            pending=self.pending,
            **kwargs,
        )
