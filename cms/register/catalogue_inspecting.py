"""The inspect view of a catalogue row: its values in every language, an example, and who uses it."""

from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.snippets.views.snippets import InspectView

from cms.core.conf import source_language
from cms.register.catalogue_forms import due_example
from cms.register.durations import spoken_duration
from cms.register.models import RetentionRule
from cms.register.usages import usages_of

HIDDEN = frozenset(
    {
        *("id", "locale", "translation_key", "sort_order", "live", "has_unpublished_changes", "first_published_at"),
        *("last_published_at", "live_revision", "go_live_at", "expire_at", "expired", "locked", "locked_at"),
        *("locked_by", "latest_revision"),
    }
)

TEXTS = frozenset({"name", "description", "citation", "norm"})


@dataclass(frozen=True)
class Value:
    """One field of a row. ``language``: the language code of a text, empty for facts."""

    label: str
    text: str
    language: str = ""


class CatalogueInspectView(InspectView):
    """What a row says, where it is used, and whether it is translated."""

    template_name = "privacy_register/catalogues/inspect.html"
    page_title = gettext_lazy("Inspect")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        rule = self.object if isinstance(self.object, RetentionRule) else None
        return {
            **context,
            "values": [
                Value(str(field["label"]), str(field["value"]), self._language(name))
                for name, field in zip(self.fields, context["fields"], strict=True)
                if field["value"]
            ],
            "example": due_example(rule) if rule else "",
            "usages": usages_of(self.object),
            "translations": self._translations(),
        }

    def get_fields(self) -> list[str]:
        return [field.name for field in self.model._meta.concrete_fields if field.name not in HIDDEN]

    def get_field_label(self, field_name: str, field: Any) -> str:
        return str(capfirst(field.verbose_name))

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        value = getattr(self.object, field_name)
        if isinstance(value, bool):
            return _("Yes") if value else ""
        if field_name == "duration":
            return f"{spoken_duration(value)} ({value})"
        if field.choices:
            return getattr(self.object, f"get_{field_name}_display")()
        return value or ""

    def _language(self, name: str) -> str:
        return self.object.locale.language_code if name in TEXTS else ""

    def _translations(self) -> list[Any]:
        rows = self.model._default_manager.filter(translation_key=self.object.translation_key).exclude(
            pk=self.object.pk
        )
        found = list(rows.select_related("locale").order_by("locale__language_code"))
        return sorted(found, key=lambda row: row.locale.language_code != source_language())
