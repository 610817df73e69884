"""What `manage.py setup_privacy` remembers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SetupRecord(models.Model):
    """Something that `setup_privacy` has created, so that it is never created twice.

    What an administrator has renamed, changed or taken away since stays as the administrator left it.
    """

    key = models.CharField(max_length=255, unique=True)
    object_id = models.CharField(max_length=255, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("setup record")
        verbose_name_plural = _("setup records")

    def __str__(self) -> str:
        return self.key
