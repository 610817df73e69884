"""Groups and permissions of the roles, as `setup_privacy` creates them."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Site

from cms.core.ledger import created_id, forget, once
from cms.core.roles import GROUP_NAMES, Role, RolePermissions, granted


def group_for(role: Role) -> Group | None:
    """The group of a role, under whatever name; ``None`` before `setup_privacy` has run."""
    pk = created_id(f"group:{role}")
    return Group.objects.filter(pk=pk).first() if pk else None


def seed_groups() -> list[str]:
    """Create the five groups and grant what their roles need, each once.

    What an administrator renamed, added or took away stays. Languages and rooms added later are served by the next run;
    a group that was deleted is made again.
    """
    pages, collections = _root_pages(), list(Collection.objects.filter(depth=1))
    created: list[str] = []
    for role in GROUP_NAMES:
        group = group_for(role) or _create_group(role, created)
        for label, name, grant in _grants(group, granted(role), pages, collections):
            if once(f"role:{role}:{label}", grant):
                created.append(f"{group.name}: {name}")
    return created


def _create_group(role: Role, created: list[str]) -> Group:
    forget(f"group:{role}")
    forget(f"role:{role}")
    with override(settings.LANGUAGE_CODE):
        name = _(GROUP_NAMES[role])
    group, _is_new = Group.objects.get_or_create(name=name)
    once(f"group:{role}", lambda: group)
    created.append(f"Group “{name}”")
    return group


Grant = tuple[str, str, Callable[[], Model]]


def _grants(group: Group, needs: RolePermissions, pages: list[Page], collections: list[Collection]) -> list[Grant]:
    """Every single permission of a role: its name in the ledger, in words, and how to grant it."""
    grants: list[Grant] = []
    for name, permission in _permissions(needs.model_permissions).items():
        grants.append((name, str(permission.name), _granting(group, permission)))
    for name, permission in _permissions({f"wagtailcore.{action}_page" for action in needs.page_permissions}).items():
        for page in pages:
            words = f"{permission.name} below “{page.title}” ({page.locale.language_code})"
            grants.append((f"{name}:{page.pk}", words, _granting(group, permission, page=page)))
    for name, permission in _permissions(needs.collection_permissions).items():
        for collection in collections:
            words = f"{permission.name} in “{collection.name}”"
            grants.append((f"{name}:{collection.pk}", words, _granting(group, permission, collection=collection)))
    return grants


def _granting(group: Group, permission: Permission, **where: Any) -> Callable[[], Model]:
    def grant() -> Model:
        if "page" in where:
            return GroupPagePermission.objects.get_or_create(group=group, permission=permission, **where)[0]
        if "collection" in where:
            return GroupCollectionPermission.objects.get_or_create(group=group, permission=permission, **where)[0]
        group.permissions.add(permission)
        return permission

    return grant


def _permissions(names: set[str]) -> dict[str, Permission]:
    """Permissions by ``"app_label.codename"``.

    Raises:
        LookupError: A room grants a permission that does not exist.
    """
    candidates = Permission.objects.filter(codename__in=[name.split(".")[1] for name in names])
    by_name = {f"{p.content_type.app_label}.{p.codename}": p for p in candidates.select_related("content_type")}
    if missing := names - by_name.keys():
        raise LookupError(f"Unknown permissions: {', '.join(sorted(missing))}. Run “manage.py migrate” first.")
    return {name: by_name[name] for name in sorted(names)}


def _root_pages() -> list[Page]:
    """Every site's root page with its translations."""
    keys = Site.objects.values_list("root_page__translation_key", flat=True)
    pages = Page.objects.filter(translation_key__in=list(keys), depth__gt=1)
    return list(pages.select_related("locale").order_by("path"))
