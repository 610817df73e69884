"""Contacts (translatable snippets) and the one row of settings per site that points to them."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Orderable,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from site_settings.enums import ContactRole

__all__ = ["Contact", "ContactRole", "JointController", "PrivacySettings"]


class Contact(
    TranslatableMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    index.Indexed,
    ClusterableModel,
):
    """A party with its address: the controller, the data protection officer, the supervisory authority, ...

    Names and addresses are translated; e-mail, telephone and web address are the same in every language unless a
    translation overrides them.
    """

    name = models.CharField(_("name"), max_length=255, help_text=_("An office or a function rather than a person."))
    organisation = models.CharField(_("organisation"), max_length=255, blank=True)
    address = models.TextField(_("postal address"), help_text=_("One line per line of the address."))
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=50, blank=True)
    url = models.URLField(_("website"), blank=True)

    panels = [
        FieldPanel("name"),
        FieldPanel("organisation"),
        FieldPanel("address"),
        MultiFieldPanel([FieldPanel("email"), FieldPanel("phone"), FieldPanel("url")], heading=_("Reachable by")),
    ]
    # Named one by one: everything else, such as when a contact goes live, is each language's own affair.
    translatable_fields = [
        TranslatableField("name"),
        TranslatableField("organisation"),
        TranslatableField("address"),
        SynchronizedField("email"),
        SynchronizedField("phone"),
        SynchronizedField("url"),
    ]
    search_fields = [
        index.SearchField("name"),
        index.SearchField("organisation"),
        index.AutocompleteField("name"),
        index.FilterField("locale"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation}" if self.organisation else self.name

    def get_preview_template(self, request: object, mode_name: str) -> str:
        return "privacy_site_settings/contact_preview.html"

    @property
    def address_lines(self) -> list[str]:
        """The postal address without empty lines."""
        return [line.strip() for line in self.address.splitlines() if line.strip()]

    @property
    def phone_href(self) -> str:
        """The number as a ``tel:`` address (RFC 3966): digits and a leading plus only."""
        return "tel:" + "".join(c for c in self.phone if c.isdigit() or c == "+")


def language_choices() -> list[tuple[str, str]]:
    """The site's languages for a select box. Read late, so that migrations do not depend on a project's languages."""
    return [("", "---------"), *settings.WAGTAIL_CONTENT_LANGUAGES]


def _contact_key(verbose_name: Any, **kwargs: Any) -> models.ForeignKey:
    return models.ForeignKey(
        Contact, verbose_name=verbose_name, null=True, blank=True, on_delete=models.PROTECT, related_name="+", **kwargs
    )


@register_setting(icon="lock")
class PrivacySettings(ClusterableModel, BaseSiteSetting):
    """The responsible parties and the policy page of one site: one row for all languages."""

    controller = _contact_key(
        _("controller"), help_text=_("Who decides on purposes and means (Art. 4(7), 13(1)(a) GDPR).")
    )
    representative = _contact_key(
        _("representative"), help_text=_("Only for controllers outside the EU (Art. 27 GDPR).")
    )
    dpo = _contact_key(_("data protection officer"), help_text=_("Art. 13(1)(b), 37 GDPR."))
    supervisory_authority = _contact_key(
        _("supervisory authority"), help_text=_("Where people can complain (Art. 13(2)(d), 77 GDPR).")
    )
    policy_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("policy page"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The privacy policy in the source language; translations are found by themselves."),
    )
    prevailing_language = models.CharField(
        _("prevailing language"),
        max_length=20,
        blank=True,
        help_text=_("The language that counts if the language versions differ."),
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("controller"),
                InlinePanel("joint_controllers", label=_("Joint controller"), heading=_("Joint controllers")),
                FieldPanel("representative"),
                FieldPanel("dpo"),
                FieldPanel("supervisory_authority"),
            ],
            heading=_("Who is responsible"),
        ),
        MultiFieldPanel(
            [
                PageChooserPanel("policy_page"),
                FieldPanel("prevailing_language", widget=forms.Select(choices=cast("Any", language_choices))),
            ],
            heading=_("Privacy policy"),
        ),
    ]

    class Meta:
        verbose_name = _("privacy")
        verbose_name_plural = _("privacy settings")


class JointController(Orderable):
    """One of several controllers that decide together (Art. 26 GDPR)."""

    settings = ParentalKey(PrivacySettings, on_delete=models.CASCADE, related_name="joint_controllers")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+", verbose_name=_("contact"))

    panels = [FieldPanel("contact")]

    class Meta(Orderable.Meta):
        verbose_name = _("joint controller")
        verbose_name_plural = _("joint controllers")
