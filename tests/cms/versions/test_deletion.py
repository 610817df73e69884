"""What was published stays, on every path that deletes something."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.messages import get_messages
from django.db import IntegrityError
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.models import Locale, Page, PageLogEntry, Site

from cms.core.refusals import Refused
from cms.home.models import HomePage
from cms.policies.models import PolicyPage
from cms.versions.models import PublishedVersion
from site_settings.models import Contact, PrivacySettings
from tests.cms.versions.editing import signed_in
from tests.factories.policies import policy_page, section, text

Publish = Callable[..., PublishedVersion]


@pytest.fixture
def admin(superuser: Any) -> Client:
    return signed_in(superuser)


def said(response: Any) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def assert_untouched(*pages: Page) -> None:
    for page in pages:
        assert Page.objects.get(pk=page.pk).path == page.path
    assert not PageLogEntry.objects.filter(action="wagtail.delete", page_id__in=[page.pk for page in pages]).exists()
    assert Page.find_problems() == ([], [], [], [], [])


@pytest.mark.parametrize("method", ["get", "post"])
def test_delete_view_says_why_and_leads_to_archiving(admin: Client, published: PolicyPage, method: str) -> None:
    address = reverse("wagtailadmin_pages:delete", args=[published.pk])

    response = getattr(admin, method)(address)

    assert response.status_code == 302
    assert response.headers["Location"] == reverse("privacy_archive_page", args=[published.pk])
    assert "cannot be deleted" in said(response)
    assert admin.get(response.headers["Location"]).status_code == 200
    assert_untouched(published)


@pytest.mark.parametrize("method", ["get", "post"])
def test_parents_of_a_published_page_stay_too(
    admin: Client, home: HomePage, published: PolicyPage, method: str
) -> None:
    response = getattr(admin, method)(reverse("wagtailadmin_pages:delete", args=[home.pk]))

    assert response.status_code == 302
    assert f"“{published.title}”" in said(response)
    assert_untouched(home, published)


def test_archived_page_cannot_be_deleted_either(admin: Client, published: PolicyPage, approver: Any) -> None:
    published.unpublish(user=approver)

    response = admin.post(reverse("wagtailadmin_pages:delete", args=[published.pk]))

    assert response.headers["Location"] == reverse("wagtailadmin_pages:edit", args=[published.pk])
    assert said(response)
    assert_untouched(published)


def test_bulk_deletion_deletes_none_of_the_pages(admin: Client, home: HomePage, published: PolicyPage) -> None:
    draft = policy_page(home, slug="entwurf", title="Entwurf")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])

    confirmation = admin.get(f"{address}?id={draft.pk}&id={published.pk}")
    response = admin.post(f"{address}?id={draft.pk}&id={published.pk}", {"next": "/admin/"})

    assert confirmation.status_code == 200
    assert response.status_code == 302
    assert f"“{published.title}”" in said(response)
    assert_untouched(published, draft)


@pytest.mark.parametrize("below", [False, True])
def test_admin_api_refuses_with_the_same_sentence(
    admin: Client, home: HomePage, published: PolicyPage, below: bool
) -> None:
    page = home if below else published

    response = admin.post(reverse("wagtailadmin_api:pages:action", args=[page.pk, "delete"]))

    assert response.status_code == 409
    assert f"“{published.title}”" in response.json()["message"]
    assert_untouched(home, published)


def test_programs_are_refused(home: HomePage, published: PolicyPage) -> None:
    for page in (published, Page.objects.get(pk=published.pk), home, Page.objects.get(pk=home.pk)):
        with pytest.raises(Refused):
            page.delete()
    assert_untouched(home, published)


def test_refused_program_leaves_the_tree_whole(home: HomePage, policy: PolicyPage, publish: Publish) -> None:
    publish(policy)

    with pytest.raises(Refused):
        home.delete()

    assert_untouched(home, policy)


def test_database_protects_what_queries_would_delete(home: HomePage, published: PolicyPage) -> None:
    from django.db import transaction

    for queryset in (Page.objects.filter(pk=home.pk), PolicyPage.objects.filter(pk=published.pk)):
        with pytest.raises((ProtectedError, IntegrityError)), transaction.atomic():
            queryset.delete()
    assert_untouched(home, published)


def test_drafts_that_were_never_published_can_be_deleted(admin: Client, policy: PolicyPage) -> None:
    response = admin.post(reverse("wagtailadmin_pages:delete", args=[policy.pk]))

    assert response.status_code == 302
    assert not Page.objects.filter(pk=policy.pk).exists()


def test_published_page_may_be_moved(admin: Client, home: HomePage, published: PolicyPage) -> None:
    parent = home.add_child(instance=HomePage(title="Recht", slug="recht", locale=home.locale))
    version = PublishedVersion.objects.of(published).latest("sequence")
    address = version.get_absolute_url()

    response = admin.post(reverse("wagtailadmin_pages:move_confirm", args=[published.pk, parent.pk]))

    assert response.status_code == 302
    assert Page.objects.get(pk=published.pk).get_parent().pk == parent.pk
    assert admin.get(address).status_code == 200


def test_locale_with_versions_cannot_be_deleted(admin: Client, published: PolicyPage, german: Locale) -> None:
    response = admin.post(reverse("wagtaillocales:delete", args=[german.pk]))

    assert response.status_code in {200, 302}
    assert Locale.objects.filter(pk=german.pk).exists()
    assert_untouched(published)


def test_deleting_the_site_keeps_its_versions_readable(admin: Client, published: PolicyPage) -> None:
    version = PublishedVersion.objects.of(published).latest("sequence")

    response = admin.post(reverse("wagtailsites:delete", args=[Site.objects.get().pk]))

    assert response.status_code == 302
    assert "Die Kasse." in PublishedVersion.objects.get(pk=version.pk).content.html
    assert PublishedVersion.objects.get(pk=version.pk).compute_hash() == version.hash
    assert admin.get(version.get_absolute_url()).status_code == 200


def test_deleting_the_people_changes_no_byte(admin: Client, published: PolicyPage, editor: Any, approver: Any) -> None:
    version = PublishedVersion.objects.of(published).latest("sequence")

    for person in (editor, approver):
        response = admin.post(reverse("wagtailusers_users:delete", args=[person.pk]))
        assert response.status_code == 302

    assert not get_user_model().objects.filter(username__in=["erika", "dora"]).exists()
    later = PublishedVersion.objects.get(pk=version.pk)
    assert (later.publisher, later.approver) == ("Erika", "Dora")
    assert later.compute_hash() == version.hash


@pytest.mark.parametrize("path", ["view", "bulk"])
def test_contact_in_use_is_refused_without_a_500(admin: Client, home: HomePage, path: str) -> None:
    contact = Contact.objects.create(name="Kasse", address="Weg 1", locale=home.locale)
    PrivacySettings.objects.create(site=Site.objects.get(), controller=contact)
    if path == "view":
        address = reverse("wagtailsnippets_privacy_site_settings_contact:delete", args=[contact.pk])
    else:
        address = (
            reverse("wagtail_bulk_action", args=["privacy_site_settings", "contact", "delete"]) + f"?id={contact.pk}"
        )

    assert admin.get(address).status_code < 400
    response = admin.post(address, {"next": "/admin/"})

    assert response.status_code == 302
    assert Contact.objects.filter(pk=contact.pk).exists()


def test_deleting_a_linked_document_leaves_the_version_its_copy(
    admin: Client, home: HomePage, editor: Any, publish: Publish
) -> None:
    from django.core.files.base import ContentFile

    document = Document.objects.create(title="Merkblatt", file=ContentFile(b"Merkblatt von 2018", "merkblatt.txt"))
    link = f'<p><a linktype="document" id="{document.pk}">Merkblatt</a></p>'
    version = publish(policy_page(home, section("Dokumente", text(link)), user=editor))
    frozen = version.version_files.get().file

    response = admin.post(reverse("wagtaildocs:delete", args=[document.pk]))

    assert response.status_code == 302
    assert not Document.objects.exists()
    address = reverse("privacy_versions:file", args=[frozen.sha256, "merkblatt.txt"])
    assert address in version.content.html
    answer: Any = admin.get(address)
    assert b"".join(answer.streaming_content if answer.streaming else [answer.content]) == b"Merkblatt von 2018"
