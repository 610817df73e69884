"""The import in the admin."""

import pytest
from django.contrib.auth.models import AbstractUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cms.home.models import HomePage
from cms.policies.models import PolicyPage
from tests.cms.policies.test_importer import FILE


@pytest.fixture
def address(home: HomePage) -> str:
    return reverse("privacy_policies:import")


def form(content: bytes = FILE, name: str = "policy.md", **values: object) -> dict[str, object]:
    return {"file": SimpleUploadedFile(name, content), "language": "de", "becomes": "new", "page": "", **values}


def test_editor_gets_a_draft_and_a_report(address: str, editor: AbstractUser, client: Client) -> None:
    client.force_login(editor)
    assert client.get(address).status_code == 200

    response = client.post(address, form())

    page = PolicyPage.objects.get()
    assert (page.live, page.owner) == (False, editor)
    html = response.content.decode()
    assert "2.1. Welche Rechte haben Sie?" in html
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in html


def test_existing_page_gets_a_new_draft(address: str, policy: PolicyPage, editor: AbstractUser, client: Client) -> None:
    client.force_login(editor)

    client.post(address, form(becomes="draft", page=policy.pk))

    policy.refresh_from_db()
    assert policy.get_latest_revision_as_object().body[1].value["heading"] == "Ihre Rechte"
    assert policy.body[0].value["heading"] == "Wer ist verantwortlich?"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"content": b""}, "file"),
        ({"content": b"\x00\x01"}, "file"),
        ({"name": "policy.pdf", "content": b"%PDF-1.7"}, "file"),
        ({"content": b"a" * (5 * 1024 * 1024 + 1)}, "file"),
        ({"language": "fr"}, "language"),
        ({"becomes": "draft"}, "page"),
        ({"becomes": "draft", "page": "999999"}, "page"),
        ({"becomes": "magic"}, "becomes"),
    ],
)
def test_bad_input_is_explained_at_its_field(
    address: str, editor: AbstractUser, client: Client, values: dict[str, object], field: str
) -> None:
    client.force_login(editor)

    response = client.post(address, form(**values))  # type: ignore[arg-type]

    assert response.status_code == 200
    assert response.context["form"].errors[field]
    assert not PolicyPage.objects.exists()


def test_people_without_page_permissions_do_not_import(address: str, roles: dict[str, object], client: Client) -> None:
    from tests.factories.users import UserFactory

    user = UserFactory(username="leser")
    user.groups.add(roles["auditor"])
    client.force_login(user)

    response = client.post(address, form())

    assert response.status_code in {302, 403}
    assert not PolicyPage.objects.exists()
