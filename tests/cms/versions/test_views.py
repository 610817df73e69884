"""What visitors find in the archive."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageViewRestriction

from cms.policies.models import PolicyPage
from cms.versions.models import FrozenFile, PublishedVersion
from tests.factories.policies import policy_page, section, text
from tests.factories.versions import document, draft, link_to, long_archive, translation

Publish = Callable[..., PublishedVersion]


def archive_address(version: PublishedVersion) -> str:
    return reverse("privacy_versions:archive", args=[version.document_key, version.language])


def downloaded(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def html_of(response: Any) -> str:
    return response.content.decode()


@pytest.fixture
def two_versions(policy: PolicyPage, publish: Publish, editor: User) -> list[PublishedVersion]:
    first = publish(policy)
    draft(policy, "<p>Die neue Kasse.</p>", editor, change_note="Die Kasse heißt anders.")
    return [first, publish(policy)]


class TestArchive:
    def test_lists_versions_with_dates_kind_and_note(
        self, client: Client, two_versions: list[PublishedVersion]
    ) -> None:
        html = html_of(client.get(archive_address(two_versions[0])))

        assert html.index(two_versions[1].get_absolute_url()) < html.index(two_versions[0].get_absolute_url())
        assert "Die Kasse heißt anders." in html
        assert 'lang="de"' in html
        assert two_versions[1].valid_from.isoformat() in html

    def test_is_sorted_by_validity(self, client: Client, policy: PolicyPage, publish: Publish, editor: Any) -> None:
        today = publish(policy)
        draft(policy, "<p>Alt.</p>", editor, valid_from=date(2018, 5, 25))
        backdated = publish(policy)

        html = html_of(client.get(archive_address(today)))

        assert html.index(today.get_absolute_url()) < html.index(backdated.get_absolute_url())

    def test_costs_the_same_queries_for_one_and_a_thousand_versions(
        self, client: Client, policy: PolicyPage, publish: Publish
    ) -> None:
        version = publish(policy)

        def queries() -> int:
            cache.clear()
            with CaptureQueriesContext(
                connection,
            ) as captured:
                assert client.get(archive_address(version)).status_code == 200
            return len(captured)

        one = queries()
        long_archive(version, 999)

        assert queries() == one <= 12

    def test_is_paginated(self, client: Client, policy: PolicyPage, publish: Publish, settings: Any) -> None:
        settings.WAGTAIL_PRIVACY_ARCHIVE_PAGE_SIZE = 10
        version = publish(policy)
        long_archive(version, 24)
        address = archive_address(version)

        first = client.get(address).context["versions"]
        last = client.get(address, {"page": 3}).context["versions"]

        assert (len(first), len(last)) == (10, 5)
        for nonsense in ("4", "0", "-1", "x", "9" * 30):
            assert client.get(address, {"page": nonsense}, follow=True).status_code == 404

    def test_of_an_unknown_text_is_not_found(self, client: Client, two_versions: list[PublishedVersion]) -> None:
        key = two_versions[0].document_key
        assert client.get(reverse("privacy_versions:archive", args=[key, "fr"]), follow=True).status_code == 404


class TestVersion:
    def test_earlier_one_says_so_and_leads_to_the_text_in_force(
        self, client: Client, two_versions: list[PublishedVersion], policy: PolicyPage
    ) -> None:
        first, second = two_versions
        response = client.get(first.get_absolute_url())
        html = html_of(response)

        assert "Die Kasse." in html
        assert response.context["is_current"] is False
        assert f'href="{policy.get_url()}"' in html
        assert response.context["edition"].version == second
        assert first.hash in html

    def test_is_kept_out_of_search_engines(self, client: Client, two_versions: list[PublishedVersion]) -> None:
        for version in two_versions:
            response = client.get(version.get_absolute_url())
            assert response.headers["X-Robots-Tag"] == "noindex"
            assert '<meta name="robots" content="noindex">' in html_of(response)

    def test_names_no_person(self, client: Client, two_versions: list[PublishedVersion]) -> None:
        for address in (archive_address(two_versions[0]), two_versions[0].get_absolute_url()):
            html = html_of(client.get(address))
            assert two_versions[0].approver not in html
            assert two_versions[0].publisher not in html

    @pytest.mark.parametrize("slug", ["3", "1.1", "1.0", "01", "1-2", "1-1", "x", "9" * 40, "²"])
    def test_with_an_unknown_label_is_not_found(
        self, client: Client, two_versions: list[PublishedVersion], slug: str
    ) -> None:
        version = two_versions[0]
        address = reverse("privacy_versions:version", args=[version.document_key, version.language, slug])
        assert client.get(address, follow=True).status_code == 404

    def test_stays_where_it_is_when_the_page_is_renamed_moved_and_unpublished(
        self, client: Client, two_versions: list[PublishedVersion], policy: PolicyPage, home: Any
    ) -> None:
        address = two_versions[0].get_absolute_url()
        other = policy_page(home, title="Anderes", slug="anderes")
        page = PolicyPage.objects.get(pk=policy.pk)
        page.slug = "umbenannt"
        page.save()
        page.move(other, "last-child")
        PolicyPage.objects.get(pk=policy.pk).unpublish()

        response = client.get(address)

        assert response.status_code == 200
        assert "Die Kasse." in html_of(response)
        assert response.context["edition"].address is None

    def test_costs_the_same_queries_however_long_the_text_and_the_archive(
        self, client: Client, policy: PolicyPage, publish: Publish, editor: Any
    ) -> None:
        version = publish(policy)

        def queries(shown: PublishedVersion) -> int:
            cache.clear()
            with CaptureQueriesContext(connection) as captured:
                assert client.get(shown.get_absolute_url()).status_code == 200
            return len(captured)

        few = queries(version)
        latest = PolicyPage.objects.get(pk=policy.pk).get_latest_revision_as_object()
        latest.body = [section(f"Abschnitt {n}", text(f"<p>{n}</p>")) for n in range(100)]
        latest.save_revision(user=editor)
        second = publish(policy)
        long_archive(second, 500)

        assert queries(second) == few <= 12


class TestTranslation:
    def test_names_and_links_the_version_it_translates(
        self, client: Client, policy: PolicyPage, publish: Publish, translator: Any, editor: Any
    ) -> None:
        # Given: German version 1 with its English translation, and German version 2
        german_one = publish(policy)
        page = translation(policy, "<p>The fund.</p>", translator)
        english_one = publish(page)
        draft(policy, "<p>Die neue Kasse.</p>", editor)
        publish(policy)

        # When: both are read at their permanent addresses, with a browser that prefers the other language
        english = client.get(english_one.get_absolute_url(), headers={"Accept-Language": "de"})
        german = client.get(german_one.get_absolute_url(), headers={"Accept-Language": "en"})

        # Then: each is in its own language, and they lead to each other
        assert english.headers["Content-Language"] == "en"
        assert '<html lang="en"' in html_of(english)
        assert "version 1 of the German text" in html_of(english)
        assert f'href="{german_one.get_absolute_url()}"' in html_of(english)
        assert '<html lang="de"' in html_of(german)
        assert f'href="{english_one.get_absolute_url()}"' in html_of(german)

    def test_corrected_one_has_its_own_address(
        self, client: Client, policy: PolicyPage, publish: Publish, translator: Any
    ) -> None:
        publish(policy)
        page = translation(policy, "<p>The fund.</p>", translator)
        publish(page)
        draft(page, "<p>The fund, corrected.</p>", translator)
        corrected = publish(page)

        assert corrected.get_absolute_url().endswith("/en/1-2/")
        assert "The fund, corrected." in html_of(client.get(corrected.get_absolute_url()))


class TestAddressesBelowThePage:
    def test_lead_to_the_permanent_ones(
        self, client: Client, two_versions: list[PublishedVersion], policy: PolicyPage
    ) -> None:
        page = policy.get_url()
        first = two_versions[0]

        assert client.get(f"{page}versions/").headers["Location"] == archive_address(first)
        assert client.get(f"{page}versions/1/").headers["Location"] == first.get_absolute_url()

    def test_work_for_an_unpublished_page(
        self, client: Client, two_versions: list[PublishedVersion], policy: PolicyPage
    ) -> None:
        PolicyPage.objects.get(pk=policy.pk).unpublish()
        assert client.get(f"{policy.get_url()}versions/").status_code == 302

    @pytest.mark.parametrize("path", ["versions/x/", "versions/1/2/", "elsewhere/"])
    def test_are_not_made_up(
        self, client: Client, two_versions: list[PublishedVersion], policy: PolicyPage, path: str
    ) -> None:
        assert client.get(policy.get_url() + path).status_code == 404

    def test_do_not_exist_before_the_first_publication(self, client: Client, policy: PolicyPage) -> None:
        assert client.get(f"{policy.get_url()}versions/").status_code == 404


class TestFrozenFile:
    @pytest.fixture
    def linked(self, policy: PolicyPage, publish: Publish, editor: Any) -> tuple[Any, str]:
        """The document, and the address that the published text links."""
        original = document()
        draft(policy, link_to(original), editor)
        version = publish(policy)
        link = version.version_files.get()
        address = reverse("privacy_versions:file", args=[link.file_id, link.name])
        assert f'href="{address}"' in version.content.html
        return original, address

    def test_is_a_download_that_can_do_no_harm(self, client: Client, linked: tuple[Any, str]) -> None:
        response = client.get(linked[1])

        assert downloaded(response) == b"%PDF-1 Merkblatt"
        assert response.headers["Content-Type"] == "application/pdf"
        assert response.headers["Content-Disposition"].startswith("attachment")
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Content-Security-Policy"] == "sandbox"
        assert "immutable" in response.headers["Cache-Control"]

    def test_outlives_its_original(self, client: Client, linked: tuple[Any, str]) -> None:
        original, address = linked
        original.file.save("Merkblatt.pdf", ContentFile(b"%PDF-1 anders"))
        original.file.storage.delete(original.file.name)
        original.delete()

        assert downloaded(client.get(address)) == b"%PDF-1 Merkblatt"

    def test_is_served_only_under_a_linked_name(self, client: Client, linked: tuple[Any, str]) -> None:
        digest = FrozenFile.objects.get().sha256
        assert client.get(reverse("privacy_versions:file", args=[digest, "evil.html"]), follow=True).status_code == 404
        assert (
            client.get(reverse("privacy_versions:file", args=["0" * 64, "Merkblatt.pdf"]), follow=True).status_code
            == 404
        )

    def test_that_is_lost_is_not_found(self, client: Client, linked: tuple[Any, str]) -> None:
        stored: Any = FrozenFile.objects.get().file
        stored.storage.delete(stored.name)
        assert client.get(linked[1], follow=True).status_code == 404


class TestPrivatePage:
    @pytest.fixture
    def private(self, two_versions: list[PublishedVersion], policy: PolicyPage) -> PublishedVersion:
        PageViewRestriction.objects.create(page=policy, restriction_type=PageViewRestriction.LOGIN)
        return two_versions[0]

    def test_keeps_its_archive_private(self, client: Client, private: PublishedVersion) -> None:
        for address in (archive_address(private), private.get_absolute_url()):
            response = client.get(address)
            assert response.status_code == 302
            assert "login" in response.headers["Location"]

    def test_opens_it_to_those_who_may_read_the_page(
        self, client: Client, private: PublishedVersion, translator: User
    ) -> None:
        client.force_login(translator)
        response = client.get(private.get_absolute_url())
        assert response.status_code == 200
        assert "private" in response.headers["Cache-Control"]
