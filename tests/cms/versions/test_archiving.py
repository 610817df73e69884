"""Archiving takes a page off the site and loses nothing."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from cms.core.refusals import Refused
from cms.policies.models import PolicyPage
from cms.versions.archiving import archive
from cms.versions.models import PublishedVersion
from tests.factories.policies import section, text

Publish = Callable[..., PublishedVersion]


def test_approver_archives_from_the_page_menu(client: Client, published: PolicyPage, approver: Any) -> None:
    client.force_login(approver)
    address = reverse("privacy_archive_page", args=[published.pk])
    version = PublishedVersion.objects.of(published).latest("sequence")

    editor_page = client.get(reverse("wagtailadmin_pages:edit", args=[published.pk]))
    question = client.get(address)
    response = client.post(address, {"reason": "Zusammengelegt"})

    assert address in editor_page.content.decode()
    assert version.get_absolute_url().rsplit("/", 2)[0] in question.content.decode()
    assert response.status_code == 302
    assert not PolicyPage.objects.get(pk=published.pk).live
    entry = PageLogEntry.objects.get(action="privacy.archive")
    assert (entry.user, entry.data["reason"]) == (approver, "Zusammengelegt")
    assert "Zusammengelegt" in client.get(reverse("wagtailadmin_pages:history", args=[published.pk])).content.decode()
    client.logout()
    assert client.get(version.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("method", ["get", "post"])
def test_editor_may_not_archive(client: Client, published: PolicyPage, editor: Any, method: str) -> None:
    client.force_login(editor)
    address = reverse("privacy_archive_page", args=[published.pk])

    response = getattr(client, method)(address)

    assert response.status_code == 302
    assert PolicyPage.objects.get(pk=published.pk).live
    assert address not in client.get(reverse("wagtailadmin_pages:edit", args=[published.pk])).content.decode()


def test_translations_go_too_unless_unticked(
    client: Client, published: PolicyPage, english_policy: PolicyPage, approver: Any
) -> None:
    client.force_login(approver)
    address = reverse("privacy_archive_page", args=[published.pk])

    assert "Privacy policy" in client.get(address).content.decode()
    client.post(address, {"reason": ""})
    assert PolicyPage.objects.get(pk=english_policy.pk).live

    PolicyPage.objects.filter(pk=published.pk).update(live=True)
    client.post(address, {"with_translations": "on"})
    assert not PolicyPage.objects.get(pk=english_policy.pk).live


def test_archiving_a_translation_leaves_its_source_unless_somebody_ticks_it(
    client: Client, published: PolicyPage, english_policy: PolicyPage, approver: Any
) -> None:
    client.force_login(approver)

    def is_ticked(page: PolicyPage) -> bool:
        form = client.get(reverse("privacy_archive_page", args=[page.pk])).context["form"]
        return bool(form["with_translations"].value())

    assert is_ticked(published)
    assert not is_ticked(english_policy)


@pytest.fixture
def english_policy(published: PolicyPage, english_home: Page, publish: Publish, translator: Any) -> PolicyPage:
    page = published.copy_for_translation(english_home.locale)
    page.title, page.slug = "Privacy policy", "privacy"
    page.body = [section("Who is responsible?", text("<p>The fund.</p>"))]
    page.save_revision(user=translator)
    publish(page)
    return PolicyPage.objects.get(pk=page.pk)


def test_schedule_and_workflow_end(published: PolicyPage, editor: Any, approver: Any) -> None:
    draft = published.get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + timedelta(days=1)
    draft.title = "Neu"
    revision = draft.save_revision(user=editor)
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=draft.go_live_at)
    workflow = published.get_workflow()
    assert workflow is not None
    workflow.start(published, editor)

    archive(PolicyPage.objects.get(pk=published.pk), approver)

    page = PolicyPage.objects.get(pk=published.pk)
    assert not page.live
    assert not page.workflow_in_progress
    assert not page.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_page_that_is_not_public_has_nothing_to_archive(client: Client, policy: PolicyPage, approver: Any) -> None:
    with pytest.raises(Refused):
        archive(policy, approver)
    client.force_login(approver)
    assert client.get(reverse("privacy_archive_page", args=[policy.pk])).status_code == 302


def test_archived_page_can_be_published_again(published: PolicyPage, approver: Any, publish: Publish) -> None:
    archive(published, approver)

    version = publish(published)

    assert version.label == "1"
    assert PolicyPage.objects.get(pk=published.pk).live
