"""The register's page: its own text, the list below it, the entries below its address."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AbstractUser
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Page

from cms.home.models import HomePage, TextPage
from cms.register.entry_fields import PUBLICATION_IS_VOLUNTARY
from cms.register.models import LegalBasis, ProcessingActivity, PublicEntry, RegisterPage, Unit
from cms.register.recording import project
from tests.factories.contacts import privacy_settings
from tests.factories.policies import policy_page
from tests.factories.register import catalogue_row, responsible_parties
from tests.factories.register_pages import register_page
from tests.factories.register_public import public_entry, purpose

pytestmark = pytest.mark.django_db


@pytest.fixture
def german_page(home: HomePage, english_home: HomePage, editor: AbstractUser, approver: AbstractUser) -> RegisterPage:
    responsible_parties()
    return register_page(home, editor=editor, approver=approver)


@pytest.fixture
def english_page(
    german_page: RegisterPage, english_home: HomePage, editor: AbstractUser, approver: AbstractUser
) -> RegisterPage:
    return register_page(english_home, editor=editor, approver=approver, source=german_page)


def text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def voluntary(language: str) -> str:
    with override(language):
        return str(PUBLICATION_IS_VOLUNTARY)


class TestList:
    def test_the_frozen_text_stands_above_what_is_published_today(
        self, german_page: RegisterPage, client: Client
    ) -> None:
        RegisterPage.objects.update(introduction="<p>Ungeprüft</p>")
        public_entry(name="Klagen")
        page = text(client, "/de/verzeichnis/")
        assert "Was wir verarbeiten." in page
        assert "Ungeprüft" not in page
        assert '<a href="/de/verzeichnis/vvt-001/">Klagen</a>' in page

    @pytest.mark.parametrize("query", ["", "?q=nothing", "?unit=it", "vvt-001/"])
    def test_it_always_says_that_publication_is_voluntary(
        self, german_page: RegisterPage, english_page: RegisterPage, client: Client, query: str
    ) -> None:
        public_entry(of=public_entry(), language="en")
        assert voluntary("de") in text(client, f"/de/verzeichnis/{query}")
        assert voluntary("en") in text(client, f"/en/register/{query}")

    def test_everything_works_by_plain_forms_and_links(self, german_page: RegisterPage, client: Client) -> None:
        public_entry()
        page = text(client, "/de/verzeichnis/?q=website&unit=it")
        assert 'method="get" action="/de/verzeichnis/#register-list"' in page
        assert 'name="unit" value="it" checked' in page
        assert 'href="/de/verzeichnis/?unit=it#register-list"' in page
        assert 'href="/de/verzeichnis/?q=website#register-list"' in page
        assert "<script" not in page

    def test_nothing_found_shows_a_way_out(self, german_page: RegisterPage, client: Client) -> None:
        public_entry()
        page = text(client, "/de/verzeichnis/?q=xyzzy")
        assert "privacy-register-none" in page
        assert '<a href="/de/verzeichnis/#register-list">' in page

    def test_untranslated_entries_are_named_in_their_language_apart_from_the_list(
        self, german_page: RegisterPage, english_page: RegisterPage, client: Client
    ) -> None:
        public_entry("VVT-001", name="Klagen", summary="Vor Gericht")
        public_entry(of=public_entry("VVT-002", name="Post"), language="en", name="Mail")
        page = text(client, "/en/register/")
        assert "1 further activity is available in German only" in page
        assert '<ul lang="de"><li><a href="/de/verzeichnis/vvt-001/" hreflang="de">' in page
        assert page.count("Klagen") == 1
        assert "Vor Gericht" not in page

    def test_without_a_german_page_nothing_german_is_named(
        self, german_page: RegisterPage, english_page: RegisterPage, client: Client
    ) -> None:
        public_entry(name="Klagen")
        german_page.unpublish()
        assert "Klagen" not in text(client, "/en/register/")

    def test_searches_stay_out_of_search_engines(self, german_page: RegisterPage, client: Client) -> None:
        public_entry()
        assert "noindex" not in text(client, "/de/verzeichnis/")
        assert '<meta name="robots" content="noindex, follow">' in text(client, "/de/verzeichnis/?q=website")

    def test_a_preview_shows_the_draft_above_the_list(self, german_page: RegisterPage) -> None:
        public_entry(name="Klagen")
        german_page.introduction = "<p>Entwurf</p>"
        page = german_page.make_preview_request().rendered_content
        assert "Entwurf" in page
        assert "Klagen" in page

    def test_a_page_that_was_never_published_can_be_previewed(self, home: HomePage, german_page: RegisterPage) -> None:
        draft = RegisterPage(title="Neu", slug="neu", introduction="<p>Entwurf</p>", locale=home.locale, live=False)
        home.add_child(instance=draft)
        assert "Entwurf" in draft.make_preview_request().rendered_content

    def test_the_archive_of_the_text_is_where_every_archive_is(self, german_page: RegisterPage, client: Client) -> None:
        assert client.get("/de/verzeichnis/versions/").headers["Location"].startswith("/privacy/versions/")


class TestEntry:
    def test_it_shows_the_public_fields_and_who_is_responsible(self, german_page: RegisterPage, client: Client) -> None:
        public_entry(summary="Kurz gesagt")
        page = text(client, "/de/verzeichnis/vvt-001/")
        assert "<h1>Betrieb der Website</h1>" in page
        assert "Kurz gesagt" in page
        assert "Die Website ausliefern" in page
        assert "Datenschutzbeauftragte" in page
        assert "nginx" not in page
        assert "IT-Leitung" not in page

    def test_what_was_never_public_is_not_found(self, german_page: RegisterPage, client: Client) -> None:
        with pytest.raises(PublicEntry.DoesNotExist):
            public_entry(publicity="no", publicity_reason="Sicherheit", name="Geheimsache")
        page = text(client, "/de/verzeichnis/vvt-001/", status=404)
        assert "Geheimsache" not in page

    def test_what_is_no_longer_public_is_not_found_either_and_looks_the_same(
        self, german_page: RegisterPage, client: Client
    ) -> None:
        entry = public_entry(name="Klagen")
        ProcessingActivity.objects.get(pk=entry.activity_id).unpublish()
        gone = text(client, "/de/verzeichnis/vvt-001/", status=404)
        assert "Klagen" not in gone
        assert gone == text(client, "/de/verzeichnis/vvt-002/", status=404)

    def test_big_letters_lead_to_the_address(self, german_page: RegisterPage, client: Client) -> None:
        public_entry()
        response = client.get("/de/verzeichnis/VVT-001/")
        assert (response.status_code, response.headers["Location"]) == (301, "/de/verzeichnis/vvt-001/")

    def test_an_unpublished_page_shows_no_entries(self, german_page: RegisterPage, client: Client) -> None:
        public_entry()
        german_page.unpublish()
        assert client.get("/de/verzeichnis/vvt-001/").status_code == 404

    def test_child_pages_keep_their_addresses_but_for_those_of_entries(
        self, german_page: RegisterPage, client: Client
    ) -> None:
        public_entry(name="Klagen")
        for slug in ("hilfe", "vvt-001"):
            german_page.add_child(instance=TextPage(title=f"Seite {slug}", slug=slug, body="<p>x</p>"))
        assert "Seite hilfe" in text(client, "/de/verzeichnis/hilfe/")
        assert "<h1>Klagen</h1>" in text(client, "/de/verzeichnis/vvt-001/")

    def test_neighbours_follow_the_reference_number(self, german_page: RegisterPage, client: Client) -> None:
        for number in (1, 2, 3):
            public_entry(f"VVT-00{number}")
        page = text(client, "/de/verzeichnis/vvt-002/")
        assert 'rel="prev" href="/de/verzeichnis/vvt-001/"' in page
        assert 'rel="next" href="/de/verzeichnis/vvt-003/"' in page
        assert 'rel="next"' not in text(client, "/de/verzeichnis/vvt-003/")

    def test_rights_follow_from_the_legal_bases(self, german_page: RegisterPage, client: Client) -> None:
        catalogue_row(LegalBasis, "consent", "Einwilligung", citation="Art. 6 Abs. 1 a", is_consent=True)
        public_entry("VVT-001")
        public_entry("VVT-002", purposes=[purpose("website", "consent")])
        with override("de"):
            public_task, consent = (text(client, f"/de/verzeichnis/vvt-00{number}/") for number in (1, 2))
        assert "privacy-register-right--prominent" in public_task
        assert "privacy-register-right--prominent" not in consent

    def test_the_policy_is_linked_in_the_readers_language(
        self,
        german_page: RegisterPage,
        home: HomePage,
        editor: AbstractUser,
        publish: Any,
        client: Client,
    ) -> None:
        policy = policy_page(home, user=editor)
        publish(policy)
        privacy_settings(policy_page=Page.objects.get(pk=policy.pk))
        public_entry()
        assert f'<a href="/de/{policy.slug}/" hreflang="de">' in text(client, "/de/verzeichnis/vvt-001/")


class TestTranslatedEntry:
    @pytest.fixture
    def both(self, german_page: RegisterPage, english_page: RegisterPage) -> tuple[PublicEntry, PublicEntry]:
        source = public_entry(name="Klagen")
        return source, public_entry(of=source, language="en", name="Lawsuits")

    def test_each_language_links_the_other_one(self, both: Any, client: Client) -> None:
        page = text(client, "/en/register/vvt-001/")
        assert 'rel="canonical" href="http://testserver/en/register/vvt-001/"' in page
        assert '<link rel="alternate" hreflang="de" href="http://testserver/de/verzeichnis/vvt-001/">' in page
        assert '<link rel="alternate" hreflang="x-default" href="http://testserver/de/verzeichnis/vvt-001/">' in page
        # In the text and in the site's own header.
        assert page.count('<a href="/de/verzeichnis/vvt-001/"') == 2

    def test_it_says_so_while_it_lags_behind(self, both: tuple[PublicEntry, PublicEntry], client: Client) -> None:
        assert "This translation is being updated" not in text(client, "/en/register/vvt-001/")
        source = both[0]
        activity = ProcessingActivity.objects.get(pk=source.activity_id)
        catalogue_row(Unit, "legal", "Recht")
        activity.unit = Unit.objects.get(code="legal")
        from cms.register.entry import entry_of

        project(activity, entry_of(activity))
        assert "This translation is being updated" in text(client, "/en/register/vvt-001/")
        assert "privacy-shell-notice-lag" not in text(client, "/de/verzeichnis/vvt-001/")

    def test_a_corrected_spelling_of_the_source_is_no_lag(
        self, both: tuple[PublicEntry, PublicEntry], client: Client
    ) -> None:
        PublicEntry.objects.filter(pk=both[0].pk).update(changed_at=timezone.now() + timedelta(days=1))
        assert "This translation is being updated" not in text(client, "/en/register/vvt-001/")

    def test_an_untranslated_entry_leads_to_the_language_it_exists_in(
        self, german_page: RegisterPage, english_page: RegisterPage, client: Client
    ) -> None:
        public_entry(name="Klagen")
        page = text(client, "/en/register/vvt-001/", status=404)
        assert 'href="/de/verzeichnis/vvt-001/" hreflang="de"><span lang="de">VVT-001 Klagen</span>' in page

    def test_another_activity_of_the_same_number_is_no_translation(
        self, german_page: RegisterPage, english_page: RegisterPage, client: Client
    ) -> None:
        public_entry(name="Klagen")
        public_entry(language="en", name="Something else")
        assert "/de/verzeichnis/vvt-001/" not in text(client, "/en/register/vvt-001/")


def test_the_sitemap_names_every_entry(german_page: RegisterPage) -> None:
    entry = public_entry()
    urls = german_page.get_sitemap_urls()
    assert urls[0]["location"] == "http://testserver/de/verzeichnis/"
    assert urls[1] == {"location": "http://testserver/de/verzeichnis/vvt-001/", "lastmod": entry.changed_at}
