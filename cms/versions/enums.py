from django.db import models
from django.utils.translation import gettext_lazy as _


class ChangeKind(models.TextChoices):
    """What a change means to the people concerned (WP260 rev.01, 29-31)."""

    MATERIAL = "material", _("Material change")
    EDITORIAL = "editorial", _("Editorial change")
