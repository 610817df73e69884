"""What all catalogues have in common: rows that many entries of the register share, written and translated once.

Entries always point to the row in the source language. `cms.register.wording` finds the name for the reader.
"""

from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, TranslatableMixin, WorkflowMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.core.conf import source_language

CODE = RegexValidator(r"^[a-z0-9]+(?:[-._][a-z0-9]+)*\Z", _("Use small letters, digits, hyphens, dots."))
DPV_TERM = RegexValidator(r"^[a-z][a-z0-9-]*:[A-Za-z0-9_.-]+\Z", _("Write a term with its prefix, e.g. dpv:Consent."))


def in_source_language() -> models.Q:
    """Which rows an entry may point to."""
    return models.Q(locale__language_code=source_language())


class CatalogueRow(
    TranslatableMixin, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, index.Indexed, models.Model
):
    """One row of a catalogue. ``code`` is the same in every language and never changes: imports and exports use it."""

    kind: ClassVar[str]
    """The catalogue's name in `cms.register.entry.Entry.wording`."""

    code = models.CharField(
        _("code"),
        max_length=60,
        validators=[CODE],
        help_text=_("Stays the same in all languages and for ever; exports and imports name the row by it."),
    )
    name = models.CharField(_("name"), max_length=255)
    description = models.TextField(_("description"), blank=True)
    dpv = models.CharField(
        _("DPV term"),
        max_length=120,
        blank=True,
        validators=[DPV_TERM],
        help_text=_("The matching term of the W3C Data Privacy Vocabulary, for the JSON-LD export."),
    )
    sort_order = models.IntegerField(default=0, editable=False)
    sort_order_field = "sort_order"

    panels: ClassVar[list[Any]] = [FieldPanel("name"), FieldPanel("description"), FieldPanel("code"), FieldPanel("dpv")]
    # Named one by one: when a row goes live is each language's own affair.
    translatable_fields: ClassVar[list[Any]] = [
        TranslatableField("name"),
        TranslatableField("description"),
        SynchronizedField("code", overridable=False),
        SynchronizedField("dpv", overridable=False),
        SynchronizedField("sort_order", overridable=False),
    ]
    search_fields: ClassVar[list[Any]] = [
        index.SearchField("name"),
        index.SearchField("code"),
        index.AutocompleteField("name"),
        index.FilterField("locale"),
    ]

    class Meta(TranslatableMixin.Meta):
        abstract = True
        ordering = ["sort_order", "name"]
        constraints = [models.UniqueConstraint(fields=["code", "locale"], name="privacy_%(class)s_code")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        from cms.register.catalogue_rules import check_row

        super().clean()
        check_row(self)

    def with_content_json(self, content: Any) -> "CatalogueRow":
        from cms.register.catalogue_rules import keep_facts

        draft: CatalogueRow = keep_facts(self, super().with_content_json(content))
        return draft

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse what is in use with the list of its users, ahead of the protected keys.

        Raises:
            Refused: Something uses the row, in whatever language.
        """
        from cms.register.deletion import refuse_deletion

        refuse_deletion(self)
        return super().delete(*args, **kwargs)

    delete.alters_data = True  # type: ignore[attr-defined]

    def wording(self) -> dict[str, Any]:
        """What an entry keeps of the row: its name as read today, and facts that do not depend on the language."""
        return {"name": self.name, "language": self.locale.language_code, "dpv": self.dpv}
