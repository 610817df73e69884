"""The feed of a text's versions."""

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageViewRestriction, Site

from cms.policies.models import PolicyPage
from cms.versions.models import PublishedVersion
from tests.factories.versions import draft, long_archive, translation

Publish = Callable[..., PublishedVersion]
ATOM = {"": "http://www.w3.org/2005/Atom"}
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def feed_address(version: PublishedVersion, language: str = "") -> str:
    return reverse("privacy_versions:feed", args=[version.document_key, language or version.language])


def read(client: Client, version: PublishedVersion) -> ElementTree.Element:
    """The feed, parsed."""
    response = client.get(feed_address(version))
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)  # noqa: S314


def texts(feed: ElementTree.Element, name: str) -> list[str | None]:
    return [entry.findtext(name, namespaces=ATOM) for entry in feed.iterfind("entry", ATOM)]


@pytest.fixture
def two_versions(policy: PolicyPage, publish: Publish, editor: User) -> list[PublishedVersion]:
    first = publish(policy)
    draft(policy, "<p>Die neue Kasse.</p>", editor, change_note="Die Kasse heißt anders.\nSie zieht <bald> um.")
    return [first, publish(policy)]


class TestEntries:
    def test_tell_what_changed_and_lead_to_the_permanent_address(
        self, client: Client, two_versions: list[PublishedVersion]
    ) -> None:
        first, second = two_versions
        feed = read(client, first)

        assert texts(feed, "title") == [f"{version.title}, Fassung\xa0{version.label}" for version in (second, first)]
        assert texts(feed, "summary")[0] == "Die Kasse heißt anders.<br>Sie zieht &lt;bald&gt; um."
        links = [link.get("href") for link in feed.iterfind("entry/link", ATOM)]
        assert links == texts(feed, "id")
        assert links == [f"http://testserver{version.get_absolute_url()}" for version in (second, first)]
        assert texts(feed, "updated")[0] == second.published_at.isoformat()

    def test_are_the_latest_twenty(self, client: Client, two_versions: list[PublishedVersion]) -> None:
        long_archive(two_versions[1], 30)

        titles = texts(read(client, two_versions[0]), "title")

        assert len(titles) == 20
        assert titles[0] == f"{two_versions[1].title}, Fassung\xa032"

    def test_survive_what_xml_cannot_contain(
        self, client: Client, policy: PolicyPage, publish: Publish, editor: User
    ) -> None:
        publish(policy)
        draft(policy, "<p>Die neue Kasse.</p>", editor, change_note="Eingefügt:\x0bneue Zeile.")
        assert texts(read(client, publish(policy)), "summary")[0] == "Eingefügt: neue Zeile."

    def test_cost_the_same_queries_for_one_and_many(self, client: Client, policy: PolicyPage, publish: Publish) -> None:
        version = publish(policy)

        def queries() -> int:
            cache.clear()
            with CaptureQueriesContext(connection) as captured:
                read(client, version)
            return len(captured)

        one = queries()
        long_archive(version, 19)

        assert queries() == one <= 4


class TestFeed:
    def test_names_the_website_and_no_person(self, client: Client, two_versions: list[PublishedVersion]) -> None:
        Site.objects.update(site_name="Nordlicht Krankenkasse")
        feed = read(client, two_versions[0])

        assert feed.findtext("author/name", namespaces=ATOM) == "Nordlicht Krankenkasse"
        whole = "".join(feed.itertext())
        for version in two_versions:
            assert version.approver
            assert version.approver not in whole
            assert version.publisher
            assert version.publisher not in whole

    def test_speaks_the_language_of_its_text(
        self, client: Client, two_versions: list[PublishedVersion], policy: PolicyPage, publish: Publish, editor: User
    ) -> None:
        english = publish(translation(policy, "<p>The fund.</p>", editor))

        german_feed, english_feed = read(client, two_versions[0]), read(client, english)

        assert german_feed.get(LANGUAGE) == "de"
        assert english_feed.get(LANGUAGE) == "en"
        assert texts(english_feed, "title") == [f"Privacy policy, version {english.label}"]
        assert english_feed.findtext("title", namespaces=ATOM) == "Privacy policy: changes"
        assert german_feed.findtext("title", namespaces=ATOM) == f"{two_versions[1].title}: Änderungen"

    def test_is_found_from_archive_version_and_live_page(
        self, client: Client, two_versions: list[PublishedVersion], policy: PolicyPage
    ) -> None:
        version = two_versions[0]
        address = feed_address(version)
        archive = reverse("privacy_versions:archive", args=[version.document_key, version.language])
        for place in (archive, version.get_absolute_url(), policy.get_url()):
            html = client.get(place).content.decode()
            assert html.count('<link rel="alternate" type="application/atom+xml" title="Änderungen') == 1
            assert f'href="{address}"' in html
        assert "Änderungen abonnieren (Feed)" in client.get(archive).content.decode()

    def test_is_not_announced_before_the_first_version(self, client: Client, policy: PolicyPage) -> None:
        preview = policy.get_latest_revision_as_object().make_preview_request()
        assert "application/atom+xml" not in preview.content.decode()

    def test_of_an_unknown_text_is_not_found(self, client: Client, two_versions: list[PublishedVersion]) -> None:
        version = two_versions[0]
        unknown = reverse("privacy_versions:feed", args=["00000000-0000-4000-8000-000000000000", "de"])
        for address in (unknown, feed_address(version, "fr")):
            assert client.get(address, follow=True).status_code == 404

    def test_is_only_read(self, client: Client, two_versions: list[PublishedVersion]) -> None:
        assert client.post(feed_address(two_versions[0])).status_code == 405


class TestPrivatePage:
    @pytest.fixture
    def private(self, two_versions: list[PublishedVersion], policy: PolicyPage) -> PublishedVersion:
        PageViewRestriction.objects.create(page=policy, restriction_type=PageViewRestriction.LOGIN)
        return two_versions[0]

    def test_keeps_its_feed_private(self, client: Client, private: PublishedVersion) -> None:
        response = client.get(feed_address(private))
        assert response.status_code == 302
        assert "login" in response.headers["Location"]

    def test_opens_it_to_those_who_may_read_the_page(self, client: Client, private: Any, translator: User) -> None:
        client.force_login(translator)
        response = client.get(feed_address(private))
        assert response.status_code == 200
        assert "private" in response.headers["Cache-Control"]
