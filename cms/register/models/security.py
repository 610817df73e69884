"""How the data are protected and which fields of an entry are kept from the public."""

from django import forms
from django.db import models
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.register.entry_fields import publishable_choices
from cms.register.models.catalogue_key import catalogue_key
from cms.register.models.rows import ActivityRow, note_field


class EntryMeasure(ActivityRow):
    """A technical or organisational measure of an entry (Art. 30(1)(g))."""

    KEYS = {"category": "measure"}
    VALUES = ("note",)

    activity = ParentalKey("privacy_register.ProcessingActivity", on_delete=models.CASCADE, related_name="measures")
    category = catalogue_key("Measure", _("measure"))
    note = models.CharField(_("note"), max_length=255, blank=True)

    panels = [FieldPanel("category"), FieldPanel("note")]
    translatable_fields = [SynchronizedField("category", overridable=False), TranslatableField("note")]

    class Meta(ActivityRow.Meta):
        verbose_name = _("measure of an entry")
        verbose_name_plural = _("measures of an entry")


class EntrySystem(ActivityRow):
    """An IT system and who has access to it."""

    VALUES = ("name", "access")

    activity = ParentalKey("privacy_register.ProcessingActivity", on_delete=models.CASCADE, related_name="systems")
    name = models.CharField(_("system"), max_length=255)
    access = note_field(_("access groups"))

    panels = [FieldPanel("name"), FieldPanel("access")]
    translatable_fields = [SynchronizedField("name", overridable=False), TranslatableField("access")]

    class Meta(ActivityRow.Meta):
        verbose_name = _("system of an entry")
        verbose_name_plural = _("systems of an entry")


class InternalField(ActivityRow):
    """A field that a partly public entry keeps internal, and why."""

    VALUES = ("field", "reason")

    activity = ParentalKey(
        "privacy_register.ProcessingActivity", on_delete=models.CASCADE, related_name="internal_fields"
    )
    field = models.CharField(_("field"), max_length=40)
    reason = note_field(_("reason"))

    panels = [
        FieldPanel("field", widget=forms.Select(choices=lazy(publishable_choices, list)())),
        FieldPanel("reason"),
    ]
    translatable_fields = [SynchronizedField("field", overridable=False), TranslatableField("reason")]

    class Meta(ActivityRow.Meta):
        verbose_name = _("internal field")
        verbose_name_plural = _("internal fields")
