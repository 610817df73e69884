"""Yearly editions: the public register as it stood, one frozen row per entry and language.

An edition is a version in the chain (`PublishedVersion`), whose content lists all columns of all rows. A row's text
stands apart from it, so that a redaction removes the text and leaves the proof.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.versions.models import AbstractRedaction, AbstractRedactionRequest, PublishedVersion
from cms.versions.models.version import FrozenModel
from cms.versions.querysets import FrozenQuerySet


class FrozenRow(FrozenModel):
    """Tens of thousands of frozen rows have no place in Wagtail's index of references."""

    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True


class EditionRequest(models.Model):
    """The first person's request for an edition, until a second person approves it."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="privacy_edition_requests")
    year = models.PositiveIntegerField(_("year"))
    valid_from = models.DateField(_("as of"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    rows = models.JSONField()
    """What the person saw: the columns of each row that the edition would have had then."""
    digest = models.CharField(max_length=64)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    requested_at = models.DateTimeField(auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("request for an edition")
        verbose_name_plural = _("requests for editions")
        constraints = [models.UniqueConstraint(fields=["page", "year"], name="privacy_edition_request")]

    def __str__(self) -> str:
        return str(self.year)

    @property
    def requester_name(self) -> str:
        return self.requested_by.get_full_name() or self.requested_by.get_username()


class RegisterEdition(FrozenRow):
    """An edition of the public register: what its version in the chain does not say already."""

    version = models.OneToOneField(
        PublishedVersion, on_delete=models.PROTECT, primary_key=True, related_name="register_edition"
    )
    year = models.PositiveIntegerField(_("year"))
    counts = models.JSONField()
    """How many entries it has, by language; the source language first."""

    objects = FrozenQuerySet.as_manager()

    class Meta:
        verbose_name = _("register edition")
        verbose_name_plural = _("register editions")

    def __str__(self) -> str:
        return str(self.version)

    @property
    def languages(self) -> list[str]:
        """The languages that it has entries in, the source language first. A database may sort the keys of JSON."""
        return sorted(self.counts, key=lambda language: (language != self.version.language, language))

    @property
    def counted(self) -> dict[str, int]:
        return {language: self.counts[language] for language in self.languages}


class EditionRowQuerySet(FrozenQuerySet):
    """The rows of editions."""

    def redacted(self) -> Any:
        return self.filter(redaction_record__isnull=False)


class EditionRow(FrozenRow):
    """One entry of an edition in one language. Its columns stay when its text is redacted: nothing personal in them."""

    edition = models.ForeignKey(RegisterEdition, on_delete=models.PROTECT, related_name="rows")
    position = models.PositiveIntegerField()
    key = models.UUIDField(_("entry"), db_index=True)
    language = models.CharField(_("language"), max_length=20)
    reference = models.CharField(_("reference number"), max_length=60)
    slug = models.SlugField(max_length=80, db_index=False)
    digest = models.CharField(max_length=64)
    """Of the whole text, as `cms.register.entry.Entry.digest` computes it."""
    text_digest = models.CharField(max_length=64)
    """Without those who answer for the register: a new telephone number of theirs is no change of every entry."""

    objects = EditionRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("row of a register edition")
        verbose_name_plural = _("rows of register editions")
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "position"], name="privacy_edition_row"),
            models.UniqueConstraint(fields=["edition", "language", "slug"], name="privacy_edition_row_slug"),
        ]
        indexes = [models.Index(fields=["edition", "language", "position"], name="privacy_edition_list")]

    def __str__(self) -> str:
        return f"{self.reference} ({self.language})"


class RowContentQuerySet(FrozenQuerySet):
    """The texts of rows. They go when the row or the whole edition is redacted, never otherwise."""

    def delete_redacted(self) -> int:
        """Delete those whose redaction is recorded and return their number."""
        redacted = self.filter(
            models.Q(row__redaction_record__isnull=False)
            | models.Q(row__edition__version__redaction_record__isnull=False)
        )
        return models.QuerySet.delete(redacted)[0]


class EditionRowContent(FrozenRow):
    """The text of a row: what `cms.register.entry.Entry.public` said when the edition was cut."""

    row = models.OneToOneField(EditionRow, on_delete=models.PROTECT, primary_key=True, related_name="content")
    entry = models.JSONField()

    objects = RowContentQuerySet.as_manager()

    class Meta:
        verbose_name = _("text of a register edition's row")
        verbose_name_plural = _("texts of register editions' rows")

    def __str__(self) -> str:
        return str(self.row)


class RowRedactionRequest(AbstractRedactionRequest):
    """A request to redact rows: the same entry may stand in several editions and languages."""

    rows = models.ManyToManyField(EditionRow, related_name="redaction_requests")

    class Meta:
        verbose_name = _("request to redact an entry of an edition")
        verbose_name_plural = _("requests to redact entries of editions")

    def __str__(self) -> str:
        return str(self.pk)


class RowRedaction(AbstractRedaction):
    """The redaction of one row."""

    row = models.OneToOneField(EditionRow, on_delete=models.PROTECT, related_name="redaction_record")

    class Meta:
        verbose_name = _("redaction of an entry of an edition")
        verbose_name_plural = _("redactions of entries of editions")

    def __str__(self) -> str:
        return str(self.row)
