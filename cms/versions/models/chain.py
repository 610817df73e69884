from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.versions.hashing import GENESIS_HASH


class ChainHead(models.Model):
    """Length and last hash of the chain, kept apart from it, so that cutting off the last versions is noticed.

    One row. Publishing locks it: two publications at the same moment become two linked versions.
    """

    count = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=GENESIS_HASH)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("chain head")
        verbose_name_plural = _("chain heads")

    def __str__(self) -> str:
        return f"{self.count}: {self.hash}"

    @classmethod
    def lock(cls) -> "ChainHead":
        """Return the head, locked until the transaction ends."""
        cls.objects.get_or_create(pk=1)
        return cls.objects.select_for_update().get(pk=1)
