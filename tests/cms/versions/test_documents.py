"""What a page publishes besides its text shares the chain, and is never taken for the text."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from cms.core.refusals import Refused
from cms.policies.models import PolicyPage
from cms.versions.cutting import RenderedText, freeze
from cms.versions.documents import FurtherDocument, document_of, documents
from cms.versions.freezing import FileFreezer
from cms.versions.labels import Label
from cms.versions.models import ChainHead, PublishedVersion, VersionContent
from cms.versions.restoring import restore_as_draft
from cms.versions.verification import Fault, verify
from tests.factories.versions import draft

Publish = Callable[..., PublishedVersion]


class Leaflet(FurtherDocument):
    name = "leaflet"
    is_broken = False

    def archive_address(self, document_key: UUID, language: str) -> str:
        return f"/leaflets/{language}/"

    def address(self, version: PublishedVersion) -> str:
        return f"/leaflets/{version.language}/{version.slug}/"

    def verify(self, version: Any, content: Any, report: Any) -> None:
        report.rows += len(content.structured)
        if self.is_broken:
            raise Fault(f"{version} is broken")


@pytest.fixture
def leaflets() -> Iterator[Leaflet]:
    document = Leaflet()
    documents.register(document.name, document)
    yield document
    documents.unregister(document.name)


@pytest.fixture
def text(policy: PolicyPage, publish: Publish) -> PublishedVersion:
    """The page's own text, version 1."""
    return publish(policy)


@pytest.fixture
def leaflet(leaflets: Leaflet, text: PublishedVersion, policy: PolicyPage) -> PublishedVersion:
    content = VersionContent(html="<p>Blatt</p>", text="Blatt", structured=["eins", "zwei"], files=[])
    key = leaflets.key_for(policy.translation_key)
    return freeze(
        PolicyPage.objects.get(pk=policy.pk),
        ChainHead.lock(),
        Label(2026),
        RenderedText(content, FileFreezer()),
        valid_from=timezone.localdate(),
        document_key=key,
        title="Merkblatt",
    )


def test_it_is_no_version_of_the_text(
    leaflet: PublishedVersion, text: PublishedVersion, policy: PolicyPage, editor: Any, publish: Publish
) -> None:
    assert list(PublishedVersion.objects.of(policy)) == [text]
    assert list(PublishedVersion.objects.texts()) == [text]
    draft(policy, "<p>Neu.</p>", editor)
    assert str(publish(policy).label) == "2"


def test_a_snippet_has_no_versions_of_a_page_with_its_number(text: PublishedVersion, editor: Any) -> None:
    editor.pk = text.page_id
    assert not PublishedVersion.objects.of(editor).exists()


def test_the_live_page_shows_the_text(client: Client, leaflet: PublishedVersion, policy: PolicyPage) -> None:
    page = client.get(PolicyPage.objects.get(pk=policy.pk).url).content.decode()
    assert "Die Kasse." in page
    assert "Blatt" not in page


def test_the_archive_leads_to_its_own_place(client: Client, leaflet: PublishedVersion) -> None:
    assert client.get(leaflet.get_absolute_url()).headers["Location"] == "/leaflets/de/2026/"
    archive = f"/privacy/versions/{leaflet.document_key}/de/"
    assert client.get(archive).headers["Location"] == "/leaflets/de/"


def test_it_is_verified_by_its_own_rules(leaflet: PublishedVersion, leaflets: Leaflet) -> None:
    report = verify()
    assert (report.fault, report.rows, report.head.count) == (None, 2, 2)
    leaflets.is_broken = True
    assert verify().fault == "Merkblatt 2026 is broken"


def test_a_document_that_nobody_knows_is_a_fault(leaflet: PublishedVersion) -> None:
    documents.unregister("leaflet")
    assert document_of(PublishedVersion.objects.get(pk=leaflet.pk)) is None
    assert "attached to another page" in (verify().fault or "")


def test_it_cannot_be_restored_as_the_text(leaflet: PublishedVersion, editor: Any) -> None:
    with pytest.raises(Refused, match="no version of the page's text"):
        restore_as_draft(leaflet, editor)


def test_a_page_that_has_one_is_not_deleted(leaflet: PublishedVersion, policy: PolicyPage) -> None:
    with pytest.raises(Refused):
        PolicyPage.objects.get(pk=policy.pk).delete()
