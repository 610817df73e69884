"""Who may do what with the register."""

from django.db.models import Model

from cms.core.roles import grant
from cms.register.models import CATALOGUES, ProcessingActivity


def grant_roles() -> None:
    """Add the register's permissions to the roles of `setup_privacy`."""
    models: list[type[Model]] = [ProcessingActivity, *CATALOGUES]
    names = [model._meta.model_name for model in models]
    label = "privacy_register"

    def each(*actions: str) -> tuple[str, ...]:
        return tuple(f"{label}.{action}_{name}" for action in actions for name in names)

    grant("editor", model=(*each("add", "change", "view"), f"{label}.import_register"))
    grant("translator", model=each("change", "view"))
    grant(
        "approver",
        model=(
            *each("add", "change", "delete", "view", "publish", "lock", "unlock"),
            f"{label}.view_complete_register",
            f"{label}.import_register",
            f"{label}.cut_edition",
        ),
    )
    # The settings' history says who has read and exported the complete register.
    grant("auditor", model=(*each("view"), "privacy_site_settings.view_privacysettings"))
