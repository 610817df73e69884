"""The archive's rows. Names, labels and codes are copied: a key that is nulled would alter a hashed row."""

from datetime import UTC
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cms.versions.enums import ChangeKind
from cms.versions.hashing import HASH_FORM, digest
from cms.versions.querysets import FrozenQuerySet, PublishedVersionQuerySet, RedactableQuerySet


class FrozenModel(models.Model):
    """A row that is written once."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError(f"{type(self).__name__} rows are frozen and cannot be changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise TypeError(f"{type(self).__name__} rows are frozen and cannot be deleted.")


class PublishedVersion(FrozenModel):
    """One published text in one language, and everything about its publication that has to be proved later."""

    sequence = models.PositiveBigIntegerField(_("place in the chain"), unique=True)
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.PROTECT, related_name="privacy_versions")
    document_key = models.UUIDField(_("document"), db_index=True)
    language = models.CharField(_("language"), max_length=20)

    title = models.CharField(_("title"), max_length=255)
    major = models.PositiveIntegerField()
    minor = models.PositiveIntegerField(default=0)
    correction = models.PositiveIntegerField(default=1)
    change_kind = models.CharField(_("kind of change"), max_length=20, choices=ChangeKind.choices)
    change_note = models.TextField(_("change note"), blank=True)

    valid_from = models.DateField(_("valid from"))
    published_at = models.DateTimeField(_("published at"))
    publisher = models.CharField(_("written by"), max_length=255, blank=True)
    approver = models.CharField(_("approved by"), max_length=255, blank=True)
    is_self_approved = models.BooleanField(_("approved by its author"), default=False)
    emergency_reason = models.TextField(_("reason for publishing without a second person"), blank=True)
    is_historic = models.BooleanField(_("archived later"), default=False)
    revision_number = models.PositiveBigIntegerField(null=True)

    source_sequence = models.PositiveBigIntegerField(null=True)
    source_language = models.CharField(max_length=20, blank=True)

    hash_form = models.PositiveSmallIntegerField(default=HASH_FORM)
    content_hash = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = PublishedVersionQuerySet.as_manager()

    HASHED_FIELDS = (
        *(
            "sequence",
            "document_key",
            "language",
            "title",
            "major",
            "minor",
            "correction",
            "change_kind",
            "change_note",
        ),
        *("valid_from", "published_at", "publisher", "approver", "is_self_approved", "emergency_reason", "is_historic"),
        *("revision_number", "source_sequence", "source_language", "hash_form", "content_hash", "previous_hash"),
    )

    class Meta:
        verbose_name = _("published version")
        verbose_name_plural = _("published versions")
        ordering = ["-sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["document_key", "language", "major", "minor", "correction"], name="privacy_version_label"
            ),
        ]
        indexes = [models.Index(fields=["page", "-sequence"], name="privacy_version_by_page")]

    def __str__(self) -> str:
        return f"{self.title} {self.label}"

    def get_absolute_url(self) -> str:
        """The permanent address. It depends on nothing that an editor can change."""
        return reverse("privacy_versions:version", args=[self.document_key, self.language, self.slug])

    @property
    def number(self) -> str:
        """The number alone: ``"7"`` or ``"7.1"``."""
        return f"{self.major}.{self.minor}" if self.minor else str(self.major)

    @property
    def label(self) -> str:
        """The label as people read it: ``"7.1"`` or, for a corrected translation, ``"7.1, correction 2"``."""
        if self.correction == 1:
            return self.number
        return _("%(number)s, correction %(correction)d") % {"number": self.number, "correction": self.correction}

    @property
    def slug(self) -> str:
        """The label as part of an address: ``"7.1"`` or ``"7.1-2"``."""
        return self.number if self.correction == 1 else f"{self.number}-{self.correction}"

    @property
    def is_translation(self) -> bool:
        return self.source_sequence is not None

    def hashed_facts(self) -> dict[str, Any]:
        """What the hash is computed over, in JSON types."""
        values = {name: getattr(self, name) for name in self.HASHED_FIELDS}
        values["document_key"] = str(values["document_key"])
        values["valid_from"] = values["valid_from"].isoformat()
        values["published_at"] = values["published_at"].astimezone(tz=UTC).isoformat(timespec="microseconds")
        return values

    def compute_hash(self) -> str:
        """The hash over the row and, through ``previous_hash``, over all before it."""
        return digest(self.hashed_facts())

    @cached_property
    def redaction(self) -> "Any | None":
        """The redaction of this version, if its text had to be withdrawn.

        ``select_related("redaction_record")`` saves the query.
        """
        from cms.versions.models.redaction import Redaction

        try:
            return self.redaction_record
        except Redaction.DoesNotExist:
            return None


class VersionContent(FrozenModel):
    """The text of a version. Kept apart from its row: a redaction removes the text, the chain stays whole."""

    version = models.OneToOneField(
        PublishedVersion, on_delete=models.PROTECT, primary_key=True, related_name="content", verbose_name=_("version")
    )
    html = models.TextField()
    text = models.TextField()
    structured = models.JSONField()
    files = models.JSONField(default=list)

    objects = RedactableQuerySet.as_manager()

    class Meta:
        verbose_name = _("content of a version")
        verbose_name_plural = _("contents of versions")

    def __str__(self) -> str:
        return str(self.version)

    def compute_hash(self) -> str:
        """The hash over HTML, plain text, structured content and the linked files' digests."""
        return digest({"html": self.html, "text": self.text, "structured": self.structured, "files": self.files})


class FrozenFile(FrozenModel):
    """A copy of a linked document, stored once per content."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    file = models.FileField(upload_to="privacy/frozen/")
    size = models.PositiveBigIntegerField()
    content_type = models.CharField(max_length=100)

    objects = FrozenQuerySet.as_manager()

    class Meta:
        verbose_name = _("frozen file")
        verbose_name_plural = _("frozen files")

    def __str__(self) -> str:
        return self.sha256


class VersionFile(FrozenModel):
    """A file that a version links to, under the name it had then."""

    version = models.ForeignKey(PublishedVersion, on_delete=models.PROTECT, related_name="version_files")
    file = models.ForeignKey(FrozenFile, on_delete=models.PROTECT, related_name="links")
    name = models.CharField(max_length=255)

    objects = RedactableQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of a version")
        verbose_name_plural = _("files of versions")
        constraints = [models.UniqueConstraint(fields=["version", "file", "name"], name="privacy_version_file")]

    def __str__(self) -> str:
        return self.name
