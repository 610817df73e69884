"""A page with versions shows its own text only: no path makes it an alias, and a copy begins anew."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import LocaleSynchronization
from wagtail_localize.synctree import synchronize_tree

from cms.core.refusals import Refused
from cms.home.models import HomePage, TextPage
from cms.policies.models import PolicyPage
from cms.versions.models import PublishedVersion

Publish = Callable[..., PublishedVersion]


@pytest.fixture
def admin(client: Client, superuser: Any) -> Client:
    client.force_login(superuser)
    return client


def copy_form(page: Page, **values: object) -> dict[str, object]:
    return {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": page.get_parent().pk, **values}


def test_copy_view_refuses_an_alias_with_a_sentence(admin: Client, published: PolicyPage) -> None:
    address = reverse("wagtailadmin_pages:copy", args=[published.pk])

    response = admin.post(address, copy_form(published, alias="on"), headers={"referer": f"http://testserver{address}"})

    assert (response.status_code, response.headers["Location"]) == (302, f"http://testserver{address}")
    assert published.title in " ".join(str(message) for message in get_messages(response.wsgi_request))
    assert not Page.objects.filter(alias_of__isnull=False).exists()


def test_aliases_of_a_whole_tree_are_refused_as_a_whole(admin: Client, home: HomePage, published: PolicyPage) -> None:
    response = admin.post(
        reverse("wagtailadmin_pages:copy", args=[home.pk]), copy_form(home, alias="on", copy_subpages="on")
    )

    assert response.status_code == 302
    assert not Page.objects.filter(alias_of__isnull=False).exists()
    assert Page.find_problems() == ([], [], [], [], [])


def test_admin_api_refuses_an_alias(admin: Client, published: PolicyPage) -> None:
    response = admin.post(
        reverse("wagtailadmin_api:pages:action", args=[published.pk, "create_alias"]),
        {"update_slug": "kopie"},
        content_type="application/json",
    )

    assert response.status_code == 409
    assert published.title in response.json()["message"]


def test_admin_api_refuses_an_alias_as_translation(
    admin: Client, published: PolicyPage, english_home: HomePage
) -> None:
    response = admin.post(
        reverse("wagtailadmin_api:pages:action", args=[published.pk, "copy_for_translation"]),
        {"locale": "en", "alias": True},
        content_type="application/json",
    )

    assert response.status_code == 409
    assert not Page.objects.filter(alias_of__isnull=False).exists()


def test_programs_are_refused_an_alias(published: PolicyPage, home: HomePage) -> None:
    with pytest.raises(Refused):
        published.create_alias(update_slug="kopie")


def test_tree_synchronisation_leaves_versioned_pages_out(
    home: HomePage, english_home: HomePage, published: PolicyPage, german: Locale, english: Locale
) -> None:
    home.add_child(instance=TextPage(title="Impressum", slug="impressum", body="<p>Wir</p>", locale=german))

    synchronize_tree(german, english)

    assert [page.title for page in HomePage.objects.get(pk=english_home.pk).get_children()] == ["Impressum"]
    assert not PolicyPage.objects.filter(locale=english).exists()


def test_policy_can_be_created_where_trees_are_synchronised(
    admin: Client, home: HomePage, english_home: HomePage, german: Locale, english: Locale
) -> None:
    LocaleSynchronization.objects.create(locale=english, sync_from=german)
    address = reverse("wagtailadmin_pages:add", args=["privacy_policies", "policypage", home.pk])

    response = admin.post(
        address,
        {
            "title": "Neu",
            "slug": "neu",
            "summary": "null",
            "comments-TOTAL_FORMS": 0,
            "comments-INITIAL_FORMS": 0,
            "body-count": 0,
            "change_kind": "material",
        },
    )

    assert response.status_code == 302, response.context["form"].errors
    assert PolicyPage.objects.get().locale == german


def test_page_that_is_no_alias_has_nothing_to_convert(admin: Client, published: PolicyPage) -> None:
    address = reverse("wagtailadmin_pages:convert_alias", args=[published.pk])

    assert admin.post(address, follow=True).status_code == 404


def test_copy_begins_without_versions_and_notes(admin: Client, published: PolicyPage, editor: Any) -> None:
    draft = published.get_latest_revision_as_object()
    draft.change_note, draft.change_kind, draft.translated_from = "Neue Zwecke", "editorial", 7
    draft.save_revision(user=editor)

    response = admin.post(reverse("wagtailadmin_pages:copy", args=[published.pk]), copy_form(published))

    assert response.status_code == 302
    copy = PolicyPage.objects.get(slug="kopie")
    assert not PublishedVersion.objects.of(copy).exists()
    assert copy.translation_key != published.translation_key
    for state in (copy, copy.get_latest_revision_as_object()):
        assert (state.based_on, state.translated_from) == (0, None)
        assert (state.change_note, state.change_kind) == ("", "material")
        assert state.body.raw_data[0]["value"]["heading"] == "Wer ist verantwortlich?"


def test_copy_can_be_published_as_its_own_document(published: PolicyPage, editor: Any, publish: Publish) -> None:
    copy = published.copy(update_attrs={"slug": "kopie"}, keep_live=False, user=editor)

    version = publish(copy)

    assert version.label == "1"
    assert version.document_key != published.translation_key


def test_publishing_copies_obeys_the_rules(
    client: Client, published: PolicyPage, approver: Any, roles: dict[str, object]
) -> None:
    approver.groups.add(roles["editor"])
    client.force_login(approver)

    response = client.post(
        reverse("wagtailadmin_pages:copy", args=[published.pk]), copy_form(published, publish_copies="on")
    )

    assert response.status_code == 302
    assert not Page.objects.filter(slug="kopie").exists()
    assert any(get_messages(response.wsgi_request))


def test_program_that_publishes_a_copy_is_refused_as_a_whole(published: PolicyPage, approver: Any) -> None:
    with pytest.raises(Refused):
        published.copy(update_attrs={"slug": "kopie"}, user=approver)

    assert not Page.objects.filter(slug="kopie").exists()
