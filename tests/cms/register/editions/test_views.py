"""What visitors see of editions: permanent addresses, in the language of the entries, frozen rows only."""

import csv
import io
import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from cms.register.editions.document import editions_key
from cms.register.editions.listing import public_editions
from cms.register.editions.redacting import confirm_row_redaction, request_row_redaction
from cms.register.models import PublicEntry, RegisterEdition, RegisterPage
from tests.cms.register.editions.conftest import Cut
from tests.factories.register_editions import many_public_entries, public_entry

pytestmark = pytest.mark.django_db
KINDS = ("html", "csv", "xlsx", "json")


@pytest.fixture
def base(page: RegisterPage) -> str:
    return f"/privacy/register/editions/{editions_key(page)}"


@pytest.fixture
def edition(two_languages: None, cut: Cut, year: int) -> RegisterEdition:
    """The current year's, after one of the year before."""
    cut(year - 1)
    public_entry("VVT-002", name="Newsletter und Magazin")
    public_entry("VVT-003", name="Gewinnspiel")
    return cut()


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return (b"".join(response.streaming_content) if response.streaming else response.content).decode()


class TestPages:
    def test_list_names_all_editions_in_the_readers_language(
        self, client: Client, edition: RegisterEdition, base: str, year: int
    ) -> None:
        german, english = text(client, f"{base}/de/"), text(client, f"{base}/en/")
        for label in (str(year), str(year - 1)):
            assert f'href="{base}/de/{label}/"' in german
            assert f'href="{base}/en/{label}/"' in english
        assert f'href="{base}/en/"' in german

    def test_edition_lists_its_entries_with_names_and_files(
        self, client: Client, edition: RegisterEdition, base: str, year: int
    ) -> None:
        page = text(client, f"{base}/de/{year}/")
        assert "Betrieb der Website" in page
        assert "Gewinnspiel" in page
        assert f'href="{base}/de/{year}/entries/vvt-003/"' in page
        for kind in KINDS:
            assert f'href="{base}/de/{year}/register.{kind}"' in page
        assert edition.version.hash in page
        assert "Dora" not in page
        assert "Xenia" not in page

    def test_entry_reads_as_it_did_then(self, client: Client, edition: RegisterEdition, base: str, year: int) -> None:
        PublicEntry.objects.all().delete()
        assert "Newsletter und Magazin" in text(client, f"{base}/de/{year}/entries/vvt-002/")
        before = text(client, f"{base}/de/{year - 1}/entries/vvt-002/")
        assert "Newsletter" in before
        assert "Newsletter und Magazin" not in before

    def test_changes_name_old_and_new(self, client: Client, edition: RegisterEdition, base: str, year: int) -> None:
        page = text(client, f"{base}/de/{year}/changes/{year - 1}/")
        assert "Newsletter und Magazin" in page
        assert "Gewinnspiel" in page
        assert "Betrieb der Website" not in page

    def test_is_in_the_language_of_the_entries_whatever_the_browser_prefers(
        self, client: Client, edition: RegisterEdition, base: str, year: int
    ) -> None:
        response = client.get(f"{base}/en/{year}/", headers={"accept-language": "de"})
        assert response.headers["Content-Language"] == "en"
        page = response.content.decode()
        assert "Running the website" in page
        assert "The entries" in page
        assert "VVT-002" not in page

    @pytest.mark.parametrize(
        "path",
        [
            *("/fr/", "/de/1999/", "/en/1999/", "/de/{year}/entries/vvt-999/", "/en/{year}/entries/vvt-002/"),
            *("/de/{year}/changes/{year}/", "/de/{year}/changes/1999/", "/de/{year}/register.exe", "/de/{year}-9/"),
            *("/de/{year}/?page=99", "/de/{year}/?page=x", "/de/{year}.0/"),
        ],
    )
    def test_what_does_not_exist_is_not_found(
        self, client: Client, edition: RegisterEdition, base: str, year: int, path: str
    ) -> None:
        response = client.get(base + path.format(year=year), follow=True)
        assert response.status_code == 404

    def test_are_kept_out_of_search_engines(
        self, client: Client, edition: RegisterEdition, base: str, year: int
    ) -> None:
        paths = ("", f"{year}/", f"{year}/entries/vvt-001/", f"{year}/changes/{year - 1}/", f"{year}/register.json")
        for path in paths:
            assert client.get(f"{base}/de/{path}").headers["X-Robots-Tag"] == "noindex"

    def test_take_no_other_method(self, client: Client, edition: RegisterEdition, base: str) -> None:
        assert client.post(f"{base}/de/").status_code == 405

    def test_permanent_addresses_of_the_archive_lead_to_them(
        self, client: Client, edition: RegisterEdition, base: str, year: int
    ) -> None:
        assert client.get(edition.version.get_absolute_url()).headers["Location"] == f"{base}/de/{year}/"
        key = edition.version.document_key
        assert client.get(f"/privacy/versions/{key}/de/").headers["Location"] == f"{base}/de/"
        assert f"/privacy/versions/{key}/de/{year}/" in text(client, f"/privacy/versions/{key}/de/feed/")

    def test_are_listed_for_the_register_page(
        self, edition: RegisterEdition, english_page: RegisterPage, page: RegisterPage, base: str, year: int
    ) -> None:
        assert [each.address for each in public_editions(page)] == [f"{base}/de/{year}/", f"{base}/de/{year - 1}/"]
        listed = public_editions(english_page)[0]
        assert (listed.title, listed.address, listed.count) == (f"Register {year}", f"{base}/en/{year}/", 1)

    def test_corrected_edition_says_so_and_only_the_correction_is_offered(
        self, client: Client, edition: RegisterEdition, cut: Cut, page: RegisterPage, base: str, year: int
    ) -> None:
        public_entry("VVT-004", name="Beschwerden")
        cut(note="VVT-004 fehlte.")
        assert f"{base}/de/{year}-2/" in text(client, f"{base}/de/{year}/")
        corrected = text(client, f"{base}/de/{year}-2/")
        assert "VVT-004 fehlte." in corrected
        assert f"{base}/de/{year}-2/changes/{year}/" in corrected
        assert f"{base}/de/{year}-2/changes/{year - 1}/" in corrected
        assert [each.slug for each in public_editions(page)] == [f"{year}-2", str(year - 1)]

    def test_redacted_entry_is_named_everywhere_without_its_text(
        self, client: Client, edition: RegisterEdition, base: str, year: int, approver: Any, second: Any
    ) -> None:
        row = edition.rows.get(reference="VVT-002")
        confirm_row_redaction(request_row_redaction([row], approver, "Gerichtsbeschluss."), second)
        for path in (f"{year}/", f"{year}/entries/vvt-002/", f"{year}/changes/{year - 1}/"):
            page = text(client, f"{base}/de/{path}")
            assert "VVT-002" in page
            assert "Newsletter und Magazin" not in page
        for kind in ("html", "csv", "json"):
            body = text(client, f"{base}/de/{year}/register.{kind}")
            assert "VVT-002" in body
            assert "Gerichtsbeschluss." in body
            assert "Newsletter und Magazin" not in body


class TestReaders:
    def test_of_a_private_page_alone_may_read_its_editions(
        self, client: Client, edition: RegisterEdition, page: RegisterPage, base: str, year: int, editor: Any
    ) -> None:
        PageViewRestriction.objects.create(
            page=Page.objects.get(pk=page.pk), restriction_type=PageViewRestriction.LOGIN
        )
        paths = ("", f"{year}/", f"{year}/entries/vvt-001/", f"{year}/changes/{year - 1}/")
        for path in (*paths, *(f"{year}/register.{kind}" for kind in KINDS)):
            assert client.get(f"{base}/de/{path}").status_code == 302
        client.force_login(editor)
        response = client.get(f"{base}/de/{year}/")
        assert response.status_code == 200
        assert "no-store" in response.headers["Cache-Control"]

    def test_of_an_archived_page_still_read_its_editions(
        self, client: Client, edition: RegisterEdition, page: RegisterPage, base: str, year: int
    ) -> None:
        page.unpublish()
        assert client.get(f"{base}/de/{year}/").status_code == 200


class TestQueries:
    def test_do_not_depend_on_the_number_of_entries(self, client: Client, cut: Cut, year: int, base: str) -> None:
        many_public_entries(2)
        cut(year - 1)
        many_public_entries(0)
        PublicEntry.objects.all().delete()
        for number in range(120):
            public_entry(f"VVT-{number:05}", name=f"Neu {number}")
        cut()
        paths = ("", f"{year}/", f"{year}/?page=3", f"{year}/entries/vvt-00001/", f"{year}/changes/{year - 1}/")
        counts = {}
        for path in paths:
            client.get(f"{base}/de/{path}")
            with CaptureQueriesContext(connection) as queries:
                assert client.get(f"{base}/de/{path}").status_code == 200
            counts[path] = len(queries)
        assert max(counts.values()) <= 15, counts


class TestDownloads:
    def test_have_names_and_languages(self, client: Client, edition: RegisterEdition, base: str, year: int) -> None:
        for kind in KINDS:
            response = client.get(f"{base}/en/{year}/register.{kind}")
            assert response.headers["Content-Disposition"] == f'attachment; filename="register-{year}-en.{kind}"'
            assert response.headers["Content-Language"] == "en"
            assert response.streaming

    def test_html_needs_nothing_else(self, client: Client, edition: RegisterEdition, base: str, year: int) -> None:
        page = text(client, f"{base}/de/{year}/register.html")
        assert "Gewinnspiel" in page
        assert '<html lang="de">' in page
        assert edition.version.content_hash in page
        for outside in ("<link", "<script", "src=", "url(", "@import"):
            assert outside not in page
        # Who answers for the register stands once, as it is the same for all.
        assert page.count('class="edition-parties"') == 1

    def test_csv_is_a_table_of_the_entries(
        self, client: Client, edition: RegisterEdition, base: str, year: int
    ) -> None:
        content = text(client, f"{base}/de/{year}/register.csv").lstrip("\ufeff")
        rows = list(csv.reader(io.StringIO(content), delimiter=";" if ";" in content.splitlines()[0] else ","))
        assert {"VVT-001", "VVT-002", "VVT-003"} <= {cell for row in rows for cell in row}

    def test_json_says_which_version_it_is(
        self, client: Client, edition: RegisterEdition, base: str, year: int
    ) -> None:
        file = json.loads(text(client, f"{base}/de/{year}/register.json"))
        assert file["form"] == "register-edition/1"
        assert file["version"]["hash"] == edition.version.hash
        assert file["version"]["sequence"] == edition.version.sequence
        assert "approver" not in file["version"]
        assert [entry["reference"] for entry in file["entries"]] == ["VVT-001", "VVT-002", "VVT-003"]
        assert len(file["content"]["structured"]["rows"]) == 4
