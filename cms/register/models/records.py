"""The history of the register: every published state of every entry, for ever (Art. 30(4), Art. 5(2))."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.register.enums import RecordedEvent
from cms.register.querysets import RecordQuerySet
from cms.versions.models.version import FrozenModel


class ActivityRecord(FrozenModel):
    """One entry as it stood from a moment on, complete and in words: nothing in it is looked up elsewhere.

    Wagtail's revisions are no archive: they can be purged, and they show today's catalogues.
    """

    activity_key = models.UUIDField(_("entry"))
    language = models.CharField(_("language"), max_length=20)
    reference = models.CharField(_("reference number"), max_length=60)
    event = models.CharField(_("event"), max_length=20, choices=RecordedEvent.choices)
    entry = models.JSONField(_("entry"))
    digest = models.CharField(max_length=64)
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by = models.CharField(_("recorded by"), max_length=255, blank=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("record of an entry")
        verbose_name_plural = _("records of entries")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["activity_key", "language", "-id"], name="privacy_record_last"),
            models.Index(fields=["recorded_at"], name="privacy_record_moment"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} ({self.language}), {self.recorded_at:%Y-%m-%d %H:%M}"
