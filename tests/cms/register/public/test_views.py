"""Addresses that do not depend on the tree: permanent ones, and files."""

import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook
from wagtail.models import PageViewRestriction

from cms.core.refusals import Refused
from cms.home.models import HomePage
from cms.register.models import RegisterPage
from cms.register.public import downloads
from cms.register.public.addresses import download_address, entry_address, register_address
from tests.factories.register_public import public_entry

pytestmark = pytest.mark.django_db


def body(client: Client, extension: str, language: str = "de") -> bytes:
    response = client.get(download_address(language, extension))
    assert response.status_code == 200
    assert response.headers["Content-Disposition"].startswith(f'attachment; filename="register-{language}-')
    return b"".join(response.streaming_content)


class TestPermanentAddresses:
    def test_it_leads_to_the_entry_wherever_the_page_is(self, german_page: RegisterPage, client: Client) -> None:
        public_entry()
        assert client.get(entry_address("de", "vvt-001")).headers["Location"] == "/de/verzeichnis/vvt-001/"
        german_page.slug = "woanders"
        german_page.save()
        assert client.get(entry_address("de", "vvt-001")).headers["Location"] == "/de/woanders/vvt-001/"
        assert client.get(register_address("de")).headers["Location"] == "/de/woanders/"

    def test_without_a_page_in_a_language_it_leads_to_the_source(
        self, german_page: RegisterPage, client: Client
    ) -> None:
        assert client.get(entry_address("en", "vvt-001")).headers["Location"] == "/de/verzeichnis/vvt-001/"

    @pytest.mark.parametrize("language", ["de", "fr", "xx", "%00", "de'--"])
    def test_without_any_page_there_is_nothing(self, home: HomePage, client: Client, language: str) -> None:
        for path in ("", "vvt-001/", "register.csv"):
            response = client.get(f"/privacy/register/{language}/{path}", follow=True)
            assert response.status_code == 404


class TestDownloads:
    def test_every_format_holds_the_public_entries(self, german_page: RegisterPage, client: Client) -> None:
        public_entry("VVT-001", name="Ärztesuche")
        public_entry("VVT-002", name="Klagen")
        assert "Ärztesuche" in body(client, "csv").decode("utf-8-sig")
        assert "Klagen" in json.dumps(json.loads(body(client, "json")), ensure_ascii=False)
        assert "https://w3id.org/dpv" in body(client, "jsonld").decode()
        workbook = body(client, "xlsx")
        assert zipfile.is_zipfile(io.BytesIO(workbook))
        cells = [cell for sheet in load_workbook(io.BytesIO(workbook)) for row in sheet.values for cell in row]
        assert {"Ärztesuche", "Klagen"} <= set(cells)

    def test_a_language_has_its_own_entries(
        self, german_page: RegisterPage, english_page: RegisterPage, client: Client
    ) -> None:
        german = public_entry("VVT-001", name="Nachrichten")
        public_entry(of=german, language="en", name="Newsletter")
        told = body(client, "json", "en").decode()
        assert "Newsletter" in told
        assert "Nachrichten" not in told

    def test_names_in_json_ld_lead_to_the_entries(self, german_page: RegisterPage, client: Client) -> None:
        public_entry()
        assert '"http://testserver/privacy/register/de/vvt-001/"' in body(client, "jsonld").decode()

    def test_an_empty_register_can_be_downloaded(self, german_page: RegisterPage, client: Client) -> None:
        for extension in ("csv", "xlsx", "json", "jsonld"):
            assert body(client, extension)

    @pytest.mark.parametrize("extension", ["exe", "CSV", "csv.bak", "%00"])
    def test_there_are_no_other_formats(self, german_page: RegisterPage, client: Client, extension: str) -> None:
        assert client.get(f"/privacy/register/de/register.{extension}", follow=True).status_code == 404

    def test_a_format_that_cannot_hold_a_text_says_so(
        self, german_page: RegisterPage, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*args: Any, **kwargs: Any) -> Iterator[bytes]:
            raise Refused("A cell is too small.")
            yield b""

        monkeypatch.setattr(downloads, "stream_export", refuse)
        response = client.get(download_address("de", "xlsx"))
        assert (response.status_code, response.content) == (409, b"A cell is too small.")

    def test_nothing_is_changed_by_other_methods(self, german_page: RegisterPage, client: Client) -> None:
        assert client.post(download_address("de", "csv")).status_code == 405


class TestPrivatePages:
    @pytest.fixture
    def private(self, german_page: RegisterPage) -> RegisterPage:
        public_entry(name="Klagen")
        PageViewRestriction.objects.create(page=german_page, restriction_type=PageViewRestriction.LOGIN)
        return german_page

    @pytest.mark.parametrize("extension", ["csv", "xlsx", "json", "jsonld"])
    def test_the_files_of_a_private_register_ask_for_the_login(
        self, private: RegisterPage, client: Client, extension: str
    ) -> None:
        response = client.get(download_address("de", extension))
        assert response.status_code == 302
        assert "login" in response.headers["Location"]

    @pytest.mark.parametrize("path", ["", "vvt-001/", "nothing/", "?q=klagen"])
    def test_so_do_its_pages(self, private: RegisterPage, client: Client, path: str) -> None:
        response = client.get(f"/de/verzeichnis/{path}")
        assert response.status_code == 302
        assert "login" in response.headers["Location"]

    def test_the_permanent_address_does_not_tell_whether_there_is_an_entry(
        self, private: RegisterPage, client: Client
    ) -> None:
        there, missing = (client.get(entry_address("de", slug)).headers["Location"] for slug in ("vvt-001", "x"))
        assert (there, missing) == ("/de/verzeichnis/vvt-001/", "/de/verzeichnis/x/")

    def test_people_who_may_read_it_get_it_past_shared_caches(
        self, private: RegisterPage, client: Client, superuser: Any
    ) -> None:
        client.force_login(superuser)
        response = client.get(download_address("de", "csv"))
        assert b"Klagen" in b"".join(response.streaming_content)
        assert "no-store" in response.headers["Cache-Control"]
