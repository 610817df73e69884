"""Which reminders have been sent: one per entry and review date."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReviewReminder(models.Model):
    """A reminder of a due review that was sent. Not a field of the entry: publishing a draft would reset it."""

    activity_key = models.UUIDField()
    due_on = models.DateField()
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("review reminder")
        verbose_name_plural = _("review reminders")
        constraints = [models.UniqueConstraint(fields=["activity_key", "due_on"], name="privacy_review_reminder")]

    def __str__(self) -> str:
        return f"{self.activity_key}: {self.due_on}"
