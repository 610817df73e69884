"""The catalogues that an entry of the register draws on."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField

from cms.register.enums import Goal
from cms.register.models.catalogue_row import CatalogueRow
from cms.register.models.legal_basis import LegalBasis
from cms.register.models.retention import RetentionRule


class Unit(CatalogueRow):
    """An organisational unit that is responsible for processing activities."""

    kind = "unit"

    email = models.EmailField(_("e-mail"), blank=True, help_text=_("Reminders of due reviews go here. Not public."))

    panels = [*CatalogueRow.panels, FieldPanel("email")]
    translatable_fields = [*CatalogueRow.translatable_fields, SynchronizedField("email", overridable=False)]

    class Meta(CatalogueRow.Meta):
        verbose_name = _("unit")
        verbose_name_plural = _("units")


class PurposeCategory(CatalogueRow):
    """A group of purposes, so that visitors can find entries by what they are for."""

    kind = "purpose"

    class Meta(CatalogueRow.Meta):
        verbose_name = _("purpose category")
        verbose_name_plural = _("purpose categories")


class DataCategory(CatalogueRow):
    """A category of personal data."""

    kind = "data_category"

    is_special = models.BooleanField(
        _("special category"), default=False, help_text=_("Art. 9(1): health, origin, belief, trade union, biometrics.")
    )
    is_social_data = models.BooleanField(_("social data"), default=False, help_text=_("Section 67(2) SGB X."))

    panels = [*CatalogueRow.panels, FieldPanel("is_special"), FieldPanel("is_social_data")]
    translatable_fields = [
        *CatalogueRow.translatable_fields,
        SynchronizedField("is_special", overridable=False),
        SynchronizedField("is_social_data", overridable=False),
    ]

    class Meta(CatalogueRow.Meta):
        verbose_name = _("category of personal data")
        verbose_name_plural = _("categories of personal data")

    def wording(self) -> dict[str, Any]:
        return {**super().wording(), "is_special": self.is_special}


class DataSubjectCategory(CatalogueRow):
    """A category of data subjects."""

    kind = "data_subject"

    class Meta(CatalogueRow.Meta):
        verbose_name = _("category of data subjects")
        verbose_name_plural = _("categories of data subjects")


class RecipientCategory(CatalogueRow):
    """A category of recipients."""

    kind = "recipient"

    class Meta(CatalogueRow.Meta):
        verbose_name = _("category of recipients")
        verbose_name_plural = _("categories of recipients")


class Measure(CatalogueRow):
    """A technical or organisational measure (Art. 32(1))."""

    kind = "measure"

    goal = models.CharField(_("goal"), max_length=30, choices=Goal.choices, default=Goal.CONFIDENTIALITY)

    panels = [*CatalogueRow.panels, FieldPanel("goal")]
    translatable_fields = [*CatalogueRow.translatable_fields, SynchronizedField("goal", overridable=False)]

    class Meta(CatalogueRow.Meta):
        verbose_name = _("technical or organisational measure")
        verbose_name_plural = _("technical and organisational measures")

    def wording(self) -> dict[str, Any]:
        return {**super().wording(), "goal": self.goal}


CATALOGUES: tuple[type[CatalogueRow], ...] = (
    Unit,
    PurposeCategory,
    LegalBasis,
    DataCategory,
    DataSubjectCategory,
    RecipientCategory,
    Measure,
    RetentionRule,
)
"""All catalogues, in the order of the menu."""
