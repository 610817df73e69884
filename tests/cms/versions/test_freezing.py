"""Frozen means: nothing that happens later changes a byte of a published text."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Revision, Site

from cms.core.refusals import Refused
from cms.policies.models import PolicyPage
from cms.versions.models import FrozenFile, PublishedVersion, VersionFile
from cms.versions.verification import verify
from site_settings.enums import ContactRole
from site_settings.models import Contact, PrivacySettings
from tests.factories.policies import policy_page, section, text
from tests.factories.versions import document, draft, link_to

Publish = Callable[..., PublishedVersion]


@pytest.fixture
def linked_document(db: None) -> Any:
    return document()


@pytest.fixture
def linked_page(home: Any) -> Page:
    page = policy_page(home, title="Impressum", slug="impressum")
    Page.objects.filter(pk=page.pk).update(live=True)
    return page


@pytest.fixture
def controller(home: Any, german: Any) -> Contact:
    contact = Contact.objects.create(name="Nordlicht Krankenkasse", locale=german)
    site = Site.objects.get(is_default_site=True)
    PrivacySettings.objects.update_or_create(site=site, defaults={"controller": contact})
    return contact


@pytest.fixture
def version(
    policy: PolicyPage,
    publish: Publish,
    editor: User,
    linked_document: Any,
    linked_page: Page,
    controller: Contact,
) -> PublishedVersion:
    """A version that draws on everything that can change: a document, a page, a contact of the site settings."""
    latest = PolicyPage.objects.get(pk=policy.pk).get_latest_revision_as_object()
    latest.body = [
        section(
            "Wer ist verantwortlich?",
            {"type": "contact", "value": {"role": ContactRole.CONTROLLER.value}, "id": "c1"},
            text(link_to(linked_document) + f'<p><a linktype="page" id="{linked_page.pk}">Impressum</a></p>'),
        )
    ]
    latest.save_revision(user=editor)
    version = publish(policy)
    assert "Nordlicht Krankenkasse" in version.content.html
    assert "/impressum/" in version.content.html
    assert "/privacy/files/" in version.content.html
    return version


@pytest.fixture
def unchanged(client: Client, version: PublishedVersion) -> Any:
    """Call it to compare bytes, hashes and what visitors read with the moment of publishing."""
    before = (version.content.html, version.content.text, version.content.structured, version.hash)

    def check() -> None:
        now = PublishedVersion.objects.select_related("content").get(pk=version.pk)
        assert (now.content.html, now.content.text, now.content.structured, now.hash) == before
        assert before[0] in client.get(version.get_absolute_url()).content.decode()
        assert verify().fault is None

    return check


class TestFrozenText:
    def test_survives_purge_revisions(self, policy: PolicyPage, publish: Publish, editor: User, unchanged: Any) -> None:
        draft(policy, "<p>Neu.</p>", editor)
        publish(policy)
        Revision.objects.update(created_at=timezone.now() - timedelta(days=999))
        call_command("purge_revisions", verbosity=0)
        assert Revision.objects.for_instance(policy).count() == 1
        unchanged()

    def test_survives_renamed_and_deleted_contacts(self, controller: Contact, unchanged: Any) -> None:
        controller.name = "Südlicht Krankenkasse"
        controller.save()
        unchanged()
        PrivacySettings.objects.update(controller=None)
        Contact.objects.filter(pk=controller.pk).delete()
        unchanged()

    def test_survives_changed_settings(self, unchanged: Any, settings: Any) -> None:
        settings.WAGTAIL_PRIVACY_INTERNAL_HOSTS = ["example.org"]
        settings.TIME_ZONE = "Pacific/Auckland"
        site = Site.objects.get(is_default_site=True)
        site.site_name = "Umbenannt"
        site.save()
        unchanged()

    def test_survives_a_moved_renamed_and_unpublished_page(
        self, policy: PolicyPage, linked_page: Page, unchanged: Any
    ) -> None:
        page = PolicyPage.objects.get(pk=policy.pk)
        page.slug, page.title = "anders", "Anders"
        page.save()
        page.move(linked_page, "last-child")
        unchanged()
        PolicyPage.objects.get(pk=policy.pk).unpublish()
        unchanged()

    def test_survives_the_end_of_a_page_it_links(self, linked_page: Page, unchanged: Any) -> None:
        Page.objects.get(pk=linked_page.pk).delete()
        unchanged()

    def test_survives_a_replaced_and_deleted_document(self, linked_document: Any, unchanged: Any) -> None:
        linked_document.title = "Anders"
        linked_document.file.save("anders.pdf", ContentFile(b"%PDF-1 anders"))
        linked_document.save()
        unchanged()
        default_storage.delete(linked_document.file.name)
        linked_document.delete()
        unchanged()

    def test_survives_changed_templates(self, unchanged: Any, settings: Any, tmp_path: Path) -> None:
        for name in ("privacy_policies/body.html", "privacy_blocks/section.html", "privacy_blocks/prose.html"):
            template = tmp_path / name
            template.parent.mkdir(exist_ok=True)
            template.write_text("changed", encoding="utf-8")
        engine = dict(settings.TEMPLATES[0])
        settings.TEMPLATES = [{**engine, "DIRS": [tmp_path, *engine["DIRS"]]}]
        unchanged()

    def test_survives_a_new_draft(
        self, policy: PolicyPage, editor: User, client: Client, version: PublishedVersion, unchanged: Any
    ) -> None:
        draft(policy, "<p>Entwurf.</p>", editor)
        unchanged()
        assert version.content.html in client.get(policy.get_url()).content.decode()


class TestFrozenDocument:
    def test_is_stored_once_for_many_versions(self, policy: PolicyPage, publish: Publish, editor: User) -> None:
        html = link_to(document())
        for number in range(2):
            draft(policy, f"{html}<p>{number}</p>", editor)
            publish(policy)

        assert FrozenFile.objects.count() == 1
        assert VersionFile.objects.count() == 2

    def test_of_a_publication_that_is_rolled_back_leaves_no_row_and_is_taken_over_later(
        self, policy: PolicyPage, publish: Publish, editor: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # Given: publishing fails after the document was copied
        draft(policy, link_to(document(content=b"%PDF of this test alone")), editor)

        def fail(*args: Any, **kwargs: Any) -> None:
            raise RuntimeError

        with monkeypatch.context() as patched:
            patched.setattr("cms.versions.cutting.log", fail)
            with pytest.raises(RuntimeError):
                publish(policy)

        # Then: no row is left
        assert not FrozenFile.objects.exists()
        assert not PublishedVersion.objects.exists()

        # When it is published again, then the copy that stayed in the storage is taken over
        publish(policy)
        frozen = FrozenFile.objects.get()
        assert frozen.file.name == f"privacy/frozen/{frozen.sha256}"
        assert verify().fault is None

    def test_whose_file_is_missing_is_refused_with_its_title(
        self, policy: PolicyPage, publish: Publish, editor: User
    ) -> None:
        lost = document("Verloren.pdf")
        draft(policy, link_to(lost), editor)
        default_storage.delete(lost.file.name)

        with pytest.raises(Refused, match=r"Verloren\.pdf"):
            publish(policy)

    def test_two_documents_with_one_name_are_kept_apart(
        self, policy: PolicyPage, publish: Publish, editor: User, client: Client
    ) -> None:
        draft(policy, link_to(document(content=b"%PDF eins")) + link_to(document(content=b"%PDF zwei")), editor)
        version = publish(policy)

        assert {entry["size"] for entry in version.content.files} == {9}
        assert version.version_files.count() == 2
        assert verify().files == 2
