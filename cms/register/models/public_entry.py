"""What visitors read of the register: a copy that holds public fields only, so that nothing else can leak."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.register.querysets import PublicEntryQuerySet


class PublicEntry(models.Model):
    """The public part of one published entry in one language, written by `cms.register.recording`."""

    activity = models.OneToOneField(
        "privacy_register.ProcessingActivity", on_delete=models.CASCADE, related_name="public_entry"
    )
    activity_key = models.UUIDField(db_index=True)
    language = models.CharField(max_length=20)
    reference = models.CharField(max_length=60)
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=255)
    summary = models.TextField(blank=True)
    unit = models.CharField(max_length=255, blank=True)
    entry = models.JSONField()
    search_text = models.TextField()
    changed_at = models.DateTimeField(_("last change"))
    """When this text was published."""
    facts_changed_at = models.DateTimeField()
    """When something changed that is the same in every language; tells a translation that lags behind."""
    facts_digest = models.CharField(max_length=64)

    objects = PublicEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("public entry")
        verbose_name_plural = _("public entries")
        ordering = ["reference"]
        constraints = [models.UniqueConstraint(fields=["language", "slug"], name="privacy_public_entry_slug")]
        indexes = [models.Index(fields=["language", "reference"], name="privacy_public_entry_list")]

    def __str__(self) -> str:
        return f"{self.reference} {self.name}"


class EntryFacet(models.Model):
    """A value by which the public register can be narrowed: of a public field, never of an internal one."""

    entry = models.ForeignKey(PublicEntry, on_delete=models.CASCADE, related_name="facets")
    kind = models.CharField(max_length=20)
    code = models.CharField(max_length=60)
    language = models.CharField(max_length=20)

    class Meta:
        verbose_name = _("facet")
        verbose_name_plural = _("facets")
        constraints = [models.UniqueConstraint(fields=["entry", "kind", "code"], name="privacy_entry_facet")]
        indexes = [models.Index(fields=["language", "kind", "code", "entry"], name="privacy_facet_by_code")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.code}"

    @classmethod
    def rows_of(cls, entry: PublicEntry, found: Any) -> "list[EntryFacet]":
        """The facets of an entry, unsaved. ``found``: pairs of kind and code."""
        return [cls(entry=entry, kind=kind, code=code, language=entry.language) for kind, code in sorted(set(found))]
