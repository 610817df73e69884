"""Redaction: the one way to take a published text out of the archive. Two persons, a reason, and a record for ever."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.versions.models.version import FrozenModel, PublishedVersion
from cms.versions.querysets import FrozenQuerySet


class AbstractRedactionRequest(models.Model):
    """The first person's request. It can be withdrawn until a second person confirms it."""

    reason = models.TextField(_("reason"))
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    requested_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    @property
    def requester_name(self) -> str:
        return self.requested_by.get_full_name() or self.requested_by.get_username()


class AbstractRedaction(FrozenModel):
    """The record of a redaction: who, when and why. The reason is shown to visitors in place of the text."""

    reason = models.TextField(_("reason"))
    requested_by = models.CharField(_("requested by"), max_length=255)
    confirmed_by = models.CharField(_("confirmed by"), max_length=255)
    redacted_at = models.DateTimeField(_("redacted at"))

    objects = FrozenQuerySet.as_manager()

    class Meta:
        abstract = True


class RedactionRequest(AbstractRedactionRequest):
    """A request to redact a version."""

    version = models.OneToOneField(PublishedVersion, on_delete=models.PROTECT, related_name="redaction_request")

    class Meta:
        verbose_name = _("redaction request")
        verbose_name_plural = _("redaction requests")
        permissions = [("redact_version", _("Can redact published versions"))]

    def __str__(self) -> str:
        return str(self.version)


class Redaction(AbstractRedaction):
    """The redaction of a version."""

    version = models.OneToOneField(PublishedVersion, on_delete=models.PROTECT, related_name="redaction_record")

    class Meta:
        verbose_name = _("redaction")
        verbose_name_plural = _("redactions")

    def __str__(self) -> str:
        return str(self.version)
