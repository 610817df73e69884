"""Legal bases."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.register.enums import Act, BasisFlag
from cms.register.models.catalogue_row import CatalogueRow, in_source_language

FLAG_FIELDS = [f"is_{flag.value}" for flag in BasisFlag]


class LegalBasis(CatalogueRow):
    """A provision that allows or demands processing. Rights follow from its flags."""

    kind = "legal_basis"

    act = models.CharField(_("act"), max_length=20, choices=Act.choices, default=Act.GDPR)
    citation = models.CharField(_("citation"), max_length=255, help_text=_("As quoted in a text: “Art. 6(1)(e) GDPR”."))
    is_consent = models.BooleanField(_("consent"), default=False)
    is_contract = models.BooleanField(_("contract"), default=False)
    is_legal_obligation = models.BooleanField(_("legal obligation"), default=False)
    is_vital_interest = models.BooleanField(_("vital interest"), default=False)
    is_public_task = models.BooleanField(_("public task"), default=False)
    is_legitimate_interest = models.BooleanField(_("legitimate interest"), default=False)
    is_special_category = models.BooleanField(_("special categories (Art. 9)"), default=False)
    is_repealed = models.BooleanField(_("repealed"), default=False)
    successor = models.ForeignKey(
        "self",
        verbose_name=_("successor"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="predecessors",
        limit_choices_to=in_source_language,
        help_text=_("What to cite instead of a repealed provision."),
    )

    panels = [
        FieldPanel("citation"),
        *CatalogueRow.panels,
        FieldPanel("act"),
        MultiFieldPanel(
            [FieldPanel(flag) for flag in FLAG_FIELDS],
            heading=_("Kind of basis"),
            help_text=_("Withdrawal, portability and objection depend on it."),
        ),
        MultiFieldPanel([FieldPanel("is_repealed"), FieldPanel("successor")], heading=_("In force?")),
    ]
    translatable_fields = [
        TranslatableField("citation"),
        *CatalogueRow.translatable_fields,
        SynchronizedField("act", overridable=False),
        *(SynchronizedField(flag, overridable=False) for flag in FLAG_FIELDS),
        SynchronizedField("is_repealed", overridable=False),
        SynchronizedField("successor", overridable=False),
    ]
    search_fields = [*CatalogueRow.search_fields, index.SearchField("citation"), index.AutocompleteField("citation")]

    class Meta(CatalogueRow.Meta):
        verbose_name = _("legal basis")
        verbose_name_plural = _("legal bases")

    def __str__(self) -> str:
        return f"{self.citation} – {self.name}" if self.name else self.citation

    @property
    def flags(self) -> list[str]:
        """What kind of basis it is: values of `BasisFlag`."""
        return [flag.value for flag in BasisFlag if getattr(self, f"is_{flag.value}")]

    def wording(self) -> dict[str, Any]:
        return {
            **super().wording(),
            "citation": self.citation,
            "flags": self.flags,
            "is_repealed": self.is_repealed,
        }
