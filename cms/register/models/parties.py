"""Who takes part: joint controllers, controllers served, recipients, processors, recipients in third countries."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.register.countries import country_choices, is_country
from cms.register.enums import Safeguard
from cms.register.models.catalogue_key import catalogue_key
from cms.register.models.rows import ActivityRow, note_field


class EntryController(ActivityRow):
    """One of several controllers that decide together about this processing (Art. 26)."""

    VALUES = ("name", "address", "arrangement_on", "arrangement")

    activity = ParentalKey(
        "privacy_register.ProcessingActivity", on_delete=models.CASCADE, related_name="joint_controllers"
    )
    name = models.CharField(_("name"), max_length=255)
    address = note_field(_("address and contact"))
    arrangement_on = models.DateField(_("arrangement of"), null=True, blank=True, help_text=_("Art. 26(1)."))
    arrangement = note_field(_("essence of the arrangement"), help_text=_("Art. 26(2): available to data subjects."))

    panels = [
        FieldPanel("name"),
        FieldPanel("address"),
        FieldPanel("arrangement_on"),
        FieldPanel("arrangement"),
    ]
    translatable_fields = [
        TranslatableField("name"),
        TranslatableField("address"),
        SynchronizedField("arrangement_on", overridable=False),
        TranslatableField("arrangement"),
    ]

    class Meta(ActivityRow.Meta):
        verbose_name = _("joint controller of an entry")
        verbose_name_plural = _("joint controllers of an entry")


class ServedController(ActivityRow):
    """A controller on whose behalf data are processed, and which categories of processing (Art. 30(2)(a), (b))."""

    VALUES = ("name", "contact", "representative", "dpo", "processing")

    activity = ParentalKey(
        "privacy_register.ProcessingActivity", on_delete=models.CASCADE, related_name="controllers_served"
    )
    name = models.CharField(_("name"), max_length=255)
    contact = note_field(_("address and contact"))
    representative = note_field(_("representative"))
    dpo = note_field(_("data protection officer"))
    processing = note_field(_("categories of processing"), help_text=_("What is done on behalf of this controller."))

    panels = [
        FieldPanel("name"),
        FieldPanel("contact"),
        FieldPanel("representative"),
        FieldPanel("dpo"),
        FieldPanel("processing"),
    ]
    translatable_fields = [TranslatableField(name) for name in VALUES]

    class Meta(ActivityRow.Meta):
        verbose_name = _("controller served")
        verbose_name_plural = _("controllers served")


class EntryRecipient(ActivityRow):
    """A category of recipients of an entry."""

    KEYS = {"category": "recipient"}
    VALUES = ("note",)

    activity = ParentalKey("privacy_register.ProcessingActivity", on_delete=models.CASCADE, related_name="recipients")
    category = catalogue_key("RecipientCategory", _("category"))
    note = models.CharField(_("note"), max_length=255, blank=True)

    panels = [FieldPanel("category"), FieldPanel("note")]
    translatable_fields = [SynchronizedField("category", overridable=False), TranslatableField("note")]

    class Meta(ActivityRow.Meta):
        verbose_name = _("recipient of an entry")
        verbose_name_plural = _("recipients of an entry")


class EntryProcessor(ActivityRow):
    """A processor with its contract (Art. 28(3)) and, for social data, the notice given before it (§ 80 SGB X)."""

    VALUES = ("name", "task", "contract_on", "notice_on", "notice_authority")

    activity = ParentalKey("privacy_register.ProcessingActivity", on_delete=models.CASCADE, related_name="processors")
    name = models.CharField(_("name and seat"), max_length=255)
    task = note_field(_("task"))
    contract_on = models.DateField(_("contract of"), null=True, blank=True, help_text=_("Art. 28(3)."))
    notice_on = models.DateField(
        _("notice given on"),
        null=True,
        blank=True,
        help_text=_("For social data, before the contract: section 80 SGB X."),
    )
    notice_authority = models.CharField(_("notice given to"), max_length=255, blank=True)

    panels = [
        FieldPanel("name"),
        FieldPanel("task"),
        FieldPanel("contract_on"),
        MultiFieldPanel(
            [FieldPanel("notice_on"), FieldPanel("notice_authority")], heading=_("Notice to the supervisory body")
        ),
    ]
    translatable_fields = [
        SynchronizedField("name", overridable=False),
        TranslatableField("task"),
        SynchronizedField("contract_on", overridable=False),
        SynchronizedField("notice_on", overridable=False),
        TranslatableField("notice_authority"),
    ]

    class Meta(ActivityRow.Meta):
        verbose_name = _("processor of an entry")
        verbose_name_plural = _("processors of an entry")


class Transfer(ActivityRow):
    """A transfer to a third country or an international organisation (Art. 30(1)(e))."""

    VALUES = ("country", "recipient", "safeguard", "documentation")

    activity = ParentalKey("privacy_register.ProcessingActivity", on_delete=models.CASCADE, related_name="transfers")
    country = models.CharField(
        _("country"), max_length=2, help_text=_("Two letters, ISO 3166-1. For an international organisation: its seat.")
    )
    recipient = models.CharField(_("recipient there"), max_length=255, blank=True)
    safeguard = models.CharField(_("rests on"), max_length=30, choices=Safeguard.choices, blank=True)
    documentation = note_field(
        _("suitable safeguards"),
        help_text=_("Where they are documented and how to get a copy. Required with Art. 49(1) subpara. 2."),
    )

    panels = [
        FieldPanel("country", widget=forms.Select(choices=lazy(country_choices, list)())),
        FieldPanel("recipient"),
        FieldPanel("safeguard"),
        FieldPanel("documentation"),
    ]
    translatable_fields = [
        SynchronizedField("country", overridable=False),
        SynchronizedField("recipient", overridable=False),
        SynchronizedField("safeguard", overridable=False),
        TranslatableField("documentation"),
    ]

    class Meta(ActivityRow.Meta):
        verbose_name = _("third-country transfer")
        verbose_name_plural = _("third-country transfers")

    def clean(self) -> None:
        super().clean()
        if self.country and not is_country(self.country):
            raise ValidationError(
                {"country": gettext("“%(code)s” is no country code of ISO 3166-1.") % {"code": self.country}}
            )
