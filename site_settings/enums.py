from django.db import models
from django.utils.translation import gettext_lazy as _


class ContactRole(models.TextChoices):
    """The parties that a policy must name (Art. 13(1)(a), (b), 13(2)(d), 26, 27 GDPR)."""

    CONTROLLER = "controller", _("Controller")
    JOINT_CONTROLLERS = "joint_controllers", _("Joint controllers")
    REPRESENTATIVE = "representative", _("Representative")
    DPO = "dpo", _("Data protection officer")
    SUPERVISORY_AUTHORITY = "supervisory_authority", _("Supervisory authority")
