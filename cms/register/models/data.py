"""Whose data, which data, and how long they are kept (Art. 30(1)(c), (f))."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.register.enums import Provision, Source
from cms.register.models.catalogue_key import catalogue_key
from cms.register.models.rows import ActivityRow, note_field


class ConcernedSubject(ActivityRow):
    """A category of data subjects of an entry."""

    KEYS = {"category": "data_subject"}
    VALUES = ("note",)

    activity = ParentalKey(
        "privacy_register.ProcessingActivity", on_delete=models.CASCADE, related_name="data_subjects"
    )
    category = catalogue_key("DataSubjectCategory", _("category"))
    note = models.CharField(_("note"), max_length=255, blank=True)

    panels = [FieldPanel("category"), FieldPanel("note")]
    translatable_fields = [SynchronizedField("category", overridable=False), TranslatableField("note")]

    class Meta(ActivityRow.Meta):
        verbose_name = _("data subjects of an entry")
        verbose_name_plural = _("data subjects of an entry")


class ProcessedData(ActivityRow):
    """A category of personal data of an entry: where it comes from, whether it must be given, when it is deleted."""

    KEYS = {"category": "data_category", "retention": "retention"}
    VALUES = ("note", "source", "source_note", "provision", "provision_basis", "consequence", "retention_note")

    activity = ParentalKey(
        "privacy_register.ProcessingActivity", on_delete=models.CASCADE, related_name="data_categories"
    )
    category = catalogue_key("DataCategory", _("category"))
    note = models.CharField(_("note"), max_length=255, blank=True)
    source = models.CharField(_("source"), max_length=20, choices=Source.choices, blank=True)
    source_note = models.CharField(_("which source"), max_length=255, blank=True)
    provision = models.CharField(
        _("obligation to provide"), max_length=20, choices=Provision.choices, blank=True, help_text=_("Art. 13(2)(e).")
    )
    provision_basis = models.CharField(
        _("reason or norm of the obligation"),
        max_length=255,
        blank=True,
        help_text=_("Why the person must provide it."),
    )
    consequence = note_field(_("consequence of not providing it"))
    retention = catalogue_key("RetentionRule", _("retention rule"), null=True, blank=True)
    retention_note = models.CharField(_("note on retention"), max_length=255, blank=True)

    panels = [
        FieldPanel("category"),
        FieldPanel("note"),
        MultiFieldPanel([FieldPanel("source"), FieldPanel("source_note")], heading=_("Source")),
        MultiFieldPanel(
            [FieldPanel("provision"), FieldPanel("provision_basis"), FieldPanel("consequence")],
            heading=_("Obligation to provide"),
        ),
        MultiFieldPanel([FieldPanel("retention"), FieldPanel("retention_note")], heading=_("Retention")),
    ]
    translatable_fields = [
        SynchronizedField("category", overridable=False),
        TranslatableField("note"),
        SynchronizedField("source", overridable=False),
        TranslatableField("source_note"),
        SynchronizedField("provision", overridable=False),
        TranslatableField("provision_basis"),
        TranslatableField("consequence"),
        SynchronizedField("retention", overridable=False),
        TranslatableField("retention_note"),
    ]

    class Meta(ActivityRow.Meta):
        verbose_name = _("personal data of an entry")
        verbose_name_plural = _("personal data of an entry")
