"""The import in the admin, step by step, and the list as a file."""

import csv
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import AbstractUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from cms.register.exchange import admin_views, list_export, preview
from cms.register.exchange.limits import Limits
from cms.register.models import ProcessingActivity
from tests.cms.register.exchange.conftest import csv_of, exported
from tests.factories.hostile_files import with_macros
from tests.factories.register import activity, published_activity

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]

UPLOAD, REVIEW, CONFIRM = (reverse(f"privacy_register_import:{name}") for name in ("upload", "review", "confirm"))
LIST = reverse("wagtailsnippets_privacy_register_processingactivity:list")
GOOD = {"Nr.": "VVT-1", "Bezeichnung": "Post", "Abteilung": "it"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.WAGTAIL_PRIVACY_IMPORT_DIRECTORY = str(tmp_path / "imports")
    (tmp_path / "imports").mkdir(mode=0o700)
    return tmp_path / "imports"


@pytest.fixture
def client(client: Client, editor: AbstractUser) -> Client:
    return logged_in(client, editor)


def logged_in(client: Client, user: AbstractUser) -> Client:
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = "en"
    profile.save()
    client.force_login(user)
    return client


def upload(client: Client, content: bytes, name: str = "register.csv", **values: Any) -> HttpResponse:
    file = SimpleUploadedFile(name, content)
    return client.post(UPLOAD, {"file": file, "language": "de", **values}, follow=True)


def confirm(client: Client, shown: HttpResponse, **values: Any) -> HttpResponse:
    return client.post(CONFIRM, {"digest": shown.context["form"].initial["digest"], **values}, follow=True)


def messages(response: HttpResponse) -> list[str]:
    return [str(message).strip() for message in response.context["messages"]]


def test_a_file_becomes_drafts_in_three_steps(client: Client, folder: Path, editor: AbstractUser) -> None:
    activity("VVT-2")
    content = csv_of({**GOOD, "Raum": "A 1"}, {**GOOD, "Nr.": "VVT-2", "Bezeichnung": "Pakete"})
    mapping = upload(client, content)
    assert mapping.redirect_chain[-1][0] == REVIEW
    assert "For example: A 1" in mapping.content.decode()
    shown = client.post(REVIEW, {"column-0": "note"}, follow=True)
    text = shown.content.decode()
    assert "VVT-1" in text
    assert "Betrieb der Website" in text
    assert "Save 2 drafts" in text
    assert ProcessingActivity.objects.count() == 1
    done = confirm(client, shown)
    assert "2 drafts saved" in messages(done)[0]
    assert done.redirect_chain[-1][0] == LIST
    new = ProcessingActivity.objects.get(reference="VVT-1")
    assert (new.live, new.note, new.latest_revision.user) == (False, "A 1", editor)
    assert list(folder.iterdir()) == []


def test_what_is_known_already_needs_no_import(client: Client) -> None:
    published_activity()
    shown = upload(client, exported("xlsx", "en"), "register.xlsx")
    assert "nothing to import" in shown.content.decode()
    assert b"Save" not in shown.content.split(b"privacy-import")[-1]


def test_errors_are_listed_and_good_rows_need_a_tick(client: Client) -> None:
    shown = upload(client, csv_of(GOOD, {**GOOD, "Nr.": "VVT-2", "Abteilung": "Fuhrpark"}))
    assert "“Fuhrpark” is no unit" in shown.content.decode()
    refused = confirm(client, shown)
    assert not ProcessingActivity.objects.exists()
    assert refused.redirect_chain[-1][0] == REVIEW
    assert "1 draft saved" in messages(confirm(client, shown, skips_bad_rows="on"))[0]
    assert [entry.reference for entry in ProcessingActivity.objects.all()] == ["VVT-1"]


def test_a_register_that_has_changed_since_is_shown_again(client: Client) -> None:
    activity("VVT-1")
    shown = upload(client, csv_of(GOOD))
    entry = ProcessingActivity.objects.get()
    entry.name = "Zwischendurch"
    entry.save_revision()
    again = confirm(client, shown)
    assert "the register has changed since" in messages(again)[0]
    assert "Zwischendurch" in again.content.decode()
    assert ProcessingActivity.objects.get().get_latest_revision_as_object().name == "Zwischendurch"


def test_a_hostile_file_is_refused_at_the_field(client: Client, folder: Path) -> None:
    response = upload(client, with_macros(), "register.xlsx")
    assert "The workbook holds macros" in response.content.decode()
    assert list(folder.iterdir()) == []


def test_a_file_without_known_numbers_asks_for_the_column(client: Client) -> None:
    mapping = upload(client, csv_of({"Kürzel": "VVT-1", "Bezeichnung": "Post"}))
    fields = mapping.context["form"].fields
    assert [field.label for field in fields.values()] == ["Kürzel", "Bezeichnung"]
    refused = client.post(REVIEW, {"column-0": "note", "column-1": "name"})
    assert "Choose the column that holds the reference number" in refused.content.decode()
    shown = client.post(REVIEW, {"column-0": "reference", "column-1": "name"}, follow=True)
    assert "Save 1 draft" in shown.content.decode()


def test_a_file_that_is_gone_is_asked_for_again(client: Client, folder: Path) -> None:
    shown = upload(client, csv_of(GOOD))
    for path in folder.iterdir():
        path.unlink()
    response = confirm(client, shown)
    assert response.redirect_chain[-1][0] == UPLOAD
    assert "Upload it again" in messages(response)[0]
    assert client.get(REVIEW, follow=True).redirect_chain[-1][0] == UPLOAD


def test_a_second_upload_replaces_the_first(client: Client, folder: Path) -> None:
    upload(client, csv_of(GOOD))
    upload(client, csv_of({**GOOD, "Nr.": "VVT-2"}))
    assert len(list(folder.iterdir())) == 1


def test_more_drafts_than_somebody_waits_for_are_left_to_the_command(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = Limits(file=10**7, unpacked=10**8, elements=10**6, rows=1000, entries=100, changes=1)
    monkeypatch.setattr(admin_views, "IN_REQUEST", small)
    monkeypatch.setattr(preview, "IN_REQUEST", small)
    shown = upload(client, csv_of(GOOD, {**GOOD, "Nr.": "VVT-2"}))
    assert "import_register" in shown.content.decode()
    assert "import_register" in messages(confirm(client, shown))[0]
    assert not ProcessingActivity.objects.exists()


def test_units_are_created_only_by_those_who_may(client: Client, editor: AbstractUser) -> None:
    content = csv_of({**GOOD, "Abteilung": "Fuhrpark"})
    shown = upload(client, content, creates_units="on")
    assert "New units" in shown.content.decode()
    group = editor.groups.get()
    group.permissions.remove(group.permissions.get(codename="add_unit"))
    assert "creates_units" not in client.get(UPLOAD).context["form"].fields
    assert "is no unit" in upload(client, content, creates_units="on").content.decode()


def test_nobody_imports_without_the_permission(client: Client, editor: AbstractUser, translator: AbstractUser) -> None:
    assert "privacy-register-import" in [item.name for item in _menu(client, editor)]
    logged_in(client, translator)
    for address in (UPLOAD, REVIEW, CONFIRM):
        assert client.post(address).url == reverse("wagtailadmin_home")
    assert "privacy-register-import" not in [item.name for item in _menu(client, translator)]


def _menu(client: Client, user: AbstractUser) -> list[Any]:
    from cms.register.menus import register_menu

    request = client.get(reverse("wagtailadmin_home")).wsgi_request
    request.user = user
    return register_menu.menu_items_for_request(request)


def test_the_list_leaves_as_a_file_with_its_filters(client: Client) -> None:
    activity("VVT-1")
    activity("VVT-2", status="retired")
    response = client.get(f"{LIST}export/csv/?status=retired")
    rows = list(csv.reader(io.StringIO(response.getvalue().decode("utf-8-sig"), newline="")))
    assert [row[0] for row in rows[1:]] == ["VVT-2"]
    assert "attachment" in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{LIST}export/xlsx/").getvalue()))
    assert [row[0].value for row in book.worksheets[0].iter_rows(min_row=2)] == ["VVT-1", "VVT-2"]
    assert "no export in this format" in messages(client.get(f"{LIST}export/pdf/", follow=True))[0]
    page = client.get(f"{LIST}?status=retired").content.decode()
    assert f"{LIST}export/json/?status=retired" in page


def test_a_workbook_that_takes_long_is_left_to_the_command(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_export, "MOST_IN_WORKBOOK", 1)
    activity("VVT-1")
    activity("VVT-2")
    response = client.get(f"{LIST}export/xlsx/", follow=True)
    assert "export_register" in messages(response)[0]
    assert client.get(f"{LIST}export/json/").status_code == 200


def test_auditors_read_the_list_and_may_take_it_along(client: Client, roles: dict[str, Any]) -> None:
    from tests.factories.users import UserFactory

    auditor = UserFactory(username="anna")
    auditor.groups.add(roles["auditor"])
    logged_in(client, auditor)
    activity("VVT-1")
    assert client.get(f"{LIST}export/json/").status_code == 200
    assert client.get(UPLOAD).status_code == 302
