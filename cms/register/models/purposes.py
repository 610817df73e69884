"""Why data are processed, and on which legal basis: the two belong together (Art. 13(1)(c))."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.register.models.catalogue_key import catalogue_key
from cms.register.models.rows import ActivityRow, note_field


class Purpose(ActivityRow, ClusterableModel):
    """One purpose with its own legal bases."""

    KEYS = {"category": "purpose"}
    VALUES = ("text", "legitimate_interest")

    activity = ParentalKey("privacy_register.ProcessingActivity", on_delete=models.CASCADE, related_name="purposes")
    category = catalogue_key("PurposeCategory", _("category"), null=True, blank=True)
    text = models.TextField(_("purpose"), help_text=_("What the data are used for, in one plain sentence."))
    legitimate_interest = note_field(
        _("legitimate interest"),
        help_text=_("Only with Art. 6(1)(f), which public authorities cannot use for their tasks."),
    )

    panels = [
        FieldPanel("text"),
        FieldPanel("category"),
        InlinePanel("legal_bases", heading=_("Legal bases"), label=_("Legal basis")),
        FieldPanel("legitimate_interest"),
    ]
    translatable_fields = [
        TranslatableField("text"),
        TranslatableField("legitimate_interest"),
        SynchronizedField("category", overridable=False),
        TranslatableField("legal_bases"),
    ]

    class Meta(ActivityRow.Meta):
        verbose_name = _("purpose")
        verbose_name_plural = _("purposes")


class PurposeLegalBasis(ActivityRow):
    """A legal basis of one purpose."""

    KEYS = {"basis": "legal_basis"}
    VALUES = ("note",)

    purpose = ParentalKey(Purpose, on_delete=models.CASCADE, related_name="legal_bases")
    basis = catalogue_key("LegalBasis", _("legal basis"))
    note = models.CharField(
        _("in conjunction with"),
        max_length=255,
        blank=True,
        help_text=_("A norm or detail: “with section 284(1) no. 1 SGB V”."),
    )

    panels = [FieldPanel("basis"), FieldPanel("note")]
    translatable_fields = [SynchronizedField("basis", overridable=False), TranslatableField("note")]

    class Meta(ActivityRow.Meta):
        verbose_name = _("legal basis of a purpose")
        verbose_name_plural = _("legal bases of a purpose")
