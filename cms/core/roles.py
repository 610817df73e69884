"""The five roles of an editorial office. Rooms add the permissions that a role needs for them."""

from dataclasses import dataclass, field
from typing import Literal

from django.utils.translation import gettext_noop

Role = Literal["editor", "translator", "approver", "submissions_reader", "auditor"]

# Names that new groups get. An administrator may rename them: `cms.core.groups.group_for` finds the group of a role.
GROUP_NAMES: dict[Role, str] = {
    "editor": gettext_noop("Privacy editors"),
    "translator": gettext_noop("Privacy translators"),
    "approver": gettext_noop("Privacy approvers (DPO)"),
    "submissions_reader": gettext_noop("Privacy submissions readers"),
    "auditor": gettext_noop("Privacy auditors"),
}


# What Wagtail's group form says about permissions of ours and of wagtail-localize; their catalogues lack these words.
PERMISSION_LABELS = (
    gettext_noop("Can publish"),
    gettext_noop("Can lock"),
    gettext_noop("Can unlock"),
    gettext_noop("Can submit translations"),
)


@dataclass
class RolePermissions:
    """What a room grants to a role.

    Attributes:
        model_permissions: ``"app_label.codename"`` strings.
        page_permissions: Actions on pages (``"change"``), granted on every site's root page and its translations.
        collection_permissions: ``"app_label.codename"`` strings, granted on the root collection.
    """

    model_permissions: set[str] = field(default_factory=set)
    page_permissions: set[str] = field(default_factory=set)
    collection_permissions: set[str] = field(default_factory=set)


_granted: dict[Role, RolePermissions] = {role: RolePermissions() for role in GROUP_NAMES}


def grant(
    role: Role, *, model: tuple[str, ...] = (), page: tuple[str, ...] = (), collection: tuple[str, ...] = ()
) -> None:
    """Let `setup_privacy` give a role more permissions. Called from a room's ``AppConfig.ready``."""
    _granted[role].model_permissions.update(model)
    _granted[role].page_permissions.update(page)
    _granted[role].collection_permissions.update(collection)


def granted(role: Role) -> RolePermissions:
    """All permissions that the installed rooms give to a role."""
    return _granted[role]
