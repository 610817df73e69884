"""The processing activity: one entry of the register (Art. 30)."""

from typing import Any, ClassVar

from anyascii import anyascii
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.http import HttpRequest
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.models import (
    DraftStateMixin,
    Locale,
    LockableMixin,
    PreviewableMixin,
    Revision,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.register.enums import DpiaThreshold, NoneYes, Publicity, Role, Status, YesNo
from cms.register.models.catalogue_key import catalogue_key
from cms.register.models.rows import note_field
from cms.register.models.stored_keys import without_lost_keys
from cms.register.querysets import ProcessingActivityQuerySet
from cms.versions.publication import publication

ROWS = (
    *("joint_controllers", "controllers_served", "purposes", "data_subjects", "data_categories", "recipients"),
    *("processors", "transfers", "measures", "systems", "internal_fields"),
)
"""The child relations of an entry, in the order of the sheet."""
TEXTS = (
    *("name", "summary", "contact", "statutory_task", "automated_decisions_logic", "dpia_reason"),
    *("publicity_reason", "note"),
)
FACTS = (
    *("reference", "slug", "role", "status", "unit", "started_on", "ended_on", "transfer_status", "social_data"),
    *("automated_decisions", "dpia_threshold", "dpia_on", "next_review_on", "publicity"),
)


class ProcessingActivity(
    TranslatableMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    index.Indexed,
    ClusterableModel,
):
    """One entry of the register, in one language. Facts are the source language's; texts are translated.

    ``status`` says whether the processing is carried out; whether the entry's text is published is Wagtail's ``live``.
    """

    reference = models.CharField(
        _("reference number"),
        max_length=60,
        validators=[RegexValidator(r"^[\w./ -]*\w[\w./ -]*\Z", _("Use letters, digits, and . / - between them."))],
        help_text=_("Names the entry for ever, in addresses too: “VVT-001”."),
    )
    slug = models.SlugField(max_length=80, editable=False)
    name = models.CharField(_("name"), max_length=255)
    summary = note_field(_("in short"), help_text=_("One or two plain sentences for visitors."))
    role = models.CharField(_("kind of record"), max_length=20, choices=Role.choices, default=Role.CONTROLLER)
    status = models.CharField(_("status"), max_length=20, choices=Status.choices, default=Status.DRAFT)
    unit = catalogue_key("Unit", _("responsible unit"), null=True, blank=True)
    contact = models.CharField(
        _("contact in the unit"),
        max_length=255,
        blank=True,
        help_text=_("A function with telephone or e-mail. Not public."),
    )
    started_on = models.DateField(_("carried out since"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    social_data = models.CharField(
        _("social data"), max_length=10, choices=YesNo.choices, blank=True, help_text=_("Section 67(2) SGB X.")
    )
    statutory_task = note_field(
        _("statutory task"), help_text=_("For social data: the task and its norm, section 284 SGB V.")
    )
    transfer_status = models.CharField(
        _("transfers to third countries"), max_length=10, choices=NoneYes.choices, blank=True
    )
    automated_decisions = models.CharField(
        _("automated decisions, profiling"), max_length=10, choices=NoneYes.choices, blank=True, help_text=_("Art. 22.")
    )
    automated_decisions_logic = note_field(_("logic and consequences"), help_text=_("Art. 13(2)(f)."))
    dpia_threshold = models.CharField(
        _("threshold for an impact assessment"), max_length=20, choices=DpiaThreshold.choices, blank=True
    )
    dpia_reason = note_field(_("reason for the result"))
    dpia_on = models.DateField(
        _("impact assessment of"), null=True, blank=True, help_text=_("Required when the threshold says so (Art. 35).")
    )
    next_review_on = models.DateField(_("next review"), null=True, blank=True)

    publicity = models.CharField(
        _("in the public register"), max_length=10, choices=Publicity.choices, default=Publicity.NO
    )
    publicity_reason = note_field(_("reason for keeping it internal"))
    note = note_field(_("internal note"))

    gaps = models.JSONField(default=list, editable=False)
    """The "must" fields that the latest draft lacks; see `cms.register.completeness`."""

    objects = ProcessingActivityQuerySet.as_manager()

    translatable_fields: ClassVar[list[Any]] = [
        *(TranslatableField(name) for name in TEXTS),
        *(SynchronizedField(name, overridable=False) for name in FACTS),
        *(TranslatableField(name) for name in ROWS),
    ]
    search_fields: ClassVar[list[Any]] = [
        index.SearchField("reference"),
        index.SearchField("name", boost=2),
        index.SearchField("summary"),
        index.AutocompleteField("name"),
        index.FilterField("locale"),
        index.FilterField("status"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("processing activity")
        verbose_name_plural = _("processing activities")
        ordering = ["reference"]
        constraints = [
            models.UniqueConstraint(fields=["reference", "locale"], name="privacy_activity_reference"),
            models.UniqueConstraint(fields=["slug", "locale"], name="privacy_activity_slug"),
        ]
        indexes = [
            models.Index(fields=["locale", "reference"], name="privacy_activity_list"),
            models.Index(fields=["locale", "status"], name="privacy_activity_status"),
            models.Index(fields=["next_review_on"], name="privacy_activity_review"),
        ]
        permissions = [
            ("view_complete_register", _("Can read and export the complete internal register")),
            ("import_register", _("Can import register entries")),
            ("cut_edition", _("Can request and approve yearly editions of the register")),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.name}"

    def clean(self) -> None:
        super().clean()
        self.slug = reference_slug(self.reference)
        if not self.slug:
            raise ValidationError({"reference": gettext("The reference number needs a letter or a digit.")})
        others = type(self).objects.filter(slug=self.slug, locale_id=self.locale_id).exclude(pk=self.pk)
        if other := others.first():
            raise ValidationError(
                {"reference": gettext("“%(other)s” has this reference number already.") % {"other": other}}
            )
        self._check_reference_is_kept()
        if self.started_on and self.ended_on and self.ended_on < self.started_on:
            raise ValidationError({"ended_on": gettext("The end lies before the beginning.")})

    def _check_reference_is_kept(self) -> None:
        from cms.register.models.records import ActivityRecord

        published = ActivityRecord.objects.filter(activity_key=self.translation_key).order_by("pk").first()
        if published is not None and published.reference != self.reference:
            raise ValidationError(
                {
                    "reference": gettext(
                        "This entry was published as “%(reference)s” and keeps that number, because links and "
                        "submissions name it."
                    )
                    % {"reference": published.reference}
                }
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = reference_slug(self.reference)
        super().save(*args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Save a draft and note what it lacks, so that lists can filter by it."""
        from cms.register.recording import found_gaps

        # Before the revision is written: publishing it writes its values into the row.
        self.gaps = found_gaps(self)
        revision = super().save_revision(*args, **kwargs)
        type(self).objects.filter(pk=self.pk).update(gaps=self.gaps)
        return revision

    save_revision.alters_data = True  # type: ignore[attr-defined]

    @classmethod
    def from_serializable_data(cls, data: Any, check_fks: bool = True, strict_fks: bool = False) -> Any:
        """The entry of a revision; keys are checked for all rows at once."""
        checked = without_lost_keys(cls, data) if check_fks else data
        return super().from_serializable_data(checked, check_fks=False, strict_fks=strict_fks)

    def copy_for_translation(self, locale: Locale, exclude_fields: Any = None) -> "ProcessingActivity":
        """Wagtail sets the language of an entry's rows, but not of the rows below them."""
        copy: ProcessingActivity = super().copy_for_translation(locale, exclude_fields=exclude_fields)
        for purpose in copy.purposes.all():
            for basis in purpose.legal_bases.all():
                basis.locale = locale
        return copy

    copy_for_translation.alters_data = True  # type: ignore[attr-defined]

    def publish(self, revision: Revision, user: Any = None, **kwargs: Any) -> Any:
        """Publish all or nothing: live row, history and public entry agree.

        Raises:
            Refused: The entry is active and incomplete, or the person wrote it.
        """
        from cms.register.recording import check_publication

        check_publication(revision.as_object(), user)
        with transaction.atomic(), publication(user):
            return super().publish(revision, user=user, **kwargs)

    publish.alters_data = True  # type: ignore[attr-defined]

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return [("", _("Complete entry")), ("public", _("What the public reads"))]

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "privacy_register/preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        from cms.register.sheet_rendering import preview_context

        return {**super().get_preview_context(request, mode_name), **preview_context(self, mode_name)}


def reference_slug(reference: str) -> str:
    """The reference number as part of an address: "VVT 17/2024" is ``vvt-17-2024``."""
    return slugify(anyascii(reference.replace("/", "-").replace(".", "-").replace("_", "-")))
