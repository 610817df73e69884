"""`manage.py setup_privacy`: once is enough, twice does no harm, and an administrator has the last word."""

from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page, Workflow

from cms.core.groups import group_for
from cms.core.roles import GROUP_NAMES, grant, granted

pytestmark = pytest.mark.django_db


def setup() -> str:
    output = StringIO()
    call_command("setup_privacy", stdout=output)
    return output.getvalue()


def actions_on(role: Any, page: Page) -> set[str]:
    permissions = GroupPagePermission.objects.filter(group=group_for(role), page=page)
    return {codename.removesuffix("_page") for codename in permissions.values_list("permission__codename", flat=True)}


def models(role: Any) -> set[str]:
    group = group_for(role)
    assert group is not None
    return {f"{p.content_type.app_label}.{p.codename}" for p in group.permissions.select_related("content_type")}


def test_five_roles_get_what_they_need(home: Page, english_home: Page) -> None:
    said = setup()

    assert said.count("Group “") == 5
    for page in (home, english_home):
        assert actions_on("editor", page) == {"add", "change"}
        assert actions_on("translator", page) == {"change"}
        assert actions_on("approver", page) == {"change", "publish", "lock", "unlock"}
        assert actions_on("auditor", page) == set()
        assert actions_on("submissions_reader", page) == set()
    assert "privacy_site_settings.publish_contact" in models("approver")
    assert "privacy_site_settings.publish_contact" not in models("editor")
    assert "privacy_versions.view_publishedversion" in models("auditor")
    for role in GROUP_NAMES:
        assert "wagtailadmin.access_admin" in models(role)


def test_editors_upload_files_and_others_choose_among_them(home: Page) -> None:
    setup()

    def files(role: Any) -> set[str]:
        permissions = GroupCollectionPermission.objects.filter(
            group=group_for(role), collection=Collection.get_first_root_node()
        )
        return set(permissions.values_list("permission__codename", flat=True))

    assert {"add_document", "change_document", "choose_document", "add_image"} <= files("editor")
    assert files("translator") == {"choose_document", "choose_image"}
    assert files("auditor") == set()


def test_second_run_changes_nothing(home: Page, english_home: Page) -> None:
    setup()
    before = (Group.objects.count(), GroupPagePermission.objects.count(), Workflow.objects.count())

    assert "Nothing to do" in setup()

    assert (Group.objects.count(), GroupPagePermission.objects.count(), Workflow.objects.count()) == before


def test_what_an_administrator_changed_stays(home: Page) -> None:
    setup()
    editors = group_for("editor")
    assert editors is not None
    editors.name = "Redaktion"
    editors.save()
    editors.permissions.remove(Permission.objects.get(codename="add_contact"))
    editors.permissions.add(Permission.objects.get(codename="view_contact"))
    GroupPagePermission.objects.filter(group=editors, permission__codename="add_page").delete()

    assert "Nothing to do" in setup()

    assert group_for("editor").name == "Redaktion"  # type: ignore[union-attr]
    assert "privacy_site_settings.add_contact" not in models("editor")
    assert "privacy_site_settings.view_contact" in models("editor")
    assert actions_on("editor", home) == {"change"}


def test_deleted_group_is_made_again_with_everything(home: Page) -> None:
    setup()
    group_for("auditor").delete()  # type: ignore[union-attr]

    setup()

    assert "privacy_versions.view_publishedversion" in models("auditor")
    assert Group.objects.filter(name__startswith="Privacy").count() <= 5


def test_language_added_later_is_served_by_the_next_run(home: Page) -> None:
    setup()
    french = Locale.objects.create(language_code="fr")
    translated = home.copy_for_translation(french)

    said = setup()

    assert "(fr)" in said
    assert actions_on("editor", translated) == {"add", "change"}


def test_room_added_later_gets_its_permissions(home: Page) -> None:
    setup()
    grant("auditor", model=("wagtaildocs.view_document",))
    try:
        assert "Can view document" in setup()
    finally:
        granted("auditor").model_permissions.discard("wagtaildocs.view_document")


def test_misspelt_permission_is_named_and_nothing_is_set_up(home: Page) -> None:
    grant("auditor", model=("wagtaildocs.enjoy_document",))
    try:
        with pytest.raises(LookupError, match=r"wagtaildocs\.enjoy_document"):
            setup()
    finally:
        granted("auditor").model_permissions.discard("wagtaildocs.enjoy_document")
    assert group_for("editor") is None


def test_group_with_the_name_that_exists_already_is_used(home: Page) -> None:
    existing = Group.objects.create(name=GROUP_NAMES["editor"])

    setup()

    assert Group.objects.filter(name=existing.name).count() == 1
