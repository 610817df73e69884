"""Groups and permissions of the roles, as `setup_privacy` creates them."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page, Site

from cms.core.roles import GROUP_NAMES, granted


def _permissions(names: set[str]) -> list[Permission]:
    by_name = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.filter(codename__in=[name.split(".")[1] for name in names]).select_related(
            "content_type"
        )
    }
    return [by_name[name] for name in sorted(names)]


def _root_pages() -> list[Page]:
    """Every site's root page with its translations."""
    keys = Site.objects.values_list("root_page__translation_key", flat=True)
    return list(Page.objects.filter(translation_key__in=list(keys)))


def seed_groups() -> list[str]:
    """Create the five groups and grant what is missing. Permissions that an administrator added stay."""
    created = []
    pages = _root_pages()
    for role, name in GROUP_NAMES.items():
        group, is_new = Group.objects.get_or_create(name=name)
        if is_new:
            created.append(f"Group “{name}”")
        grants = granted(role)
        missing = [p for p in _permissions(grants.model_permissions) if not group.permissions.filter(pk=p.pk).exists()]
        group.permissions.add(*missing)
        created.extend(f"“{name}” may {permission.name.lower()}" for permission in missing)
        for permission in Permission.objects.filter(
            content_type__app_label="wagtailcore", codename__in=[f"{action}_page" for action in grants.page_permissions]
        ):
            for page in pages:
                _, is_new = GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)
                if is_new:
                    created.append(f"“{name}” may {permission.name.lower()} below “{page.title}”")
    return created
