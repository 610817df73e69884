"""The demo is what a new user judges first."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client

from cms.policies.models import PolicyPage
from cms.versions.models import ChainHead, PublishedVersion


@pytest.fixture
def demo(db: None, settings: Any, tmp_path: Path) -> str:
    """The site as `make run` leaves it; the value is what was printed."""
    settings.VAR_DIR = tmp_path
    settings.ALLOWED_HOSTS = ["*"]
    out = io.StringIO()
    call_command("start_site", "--no-server", "--port", "8123", stdout=out)
    return out.getvalue()


def test_demo_reads_well_and_stays_what_it_is(demo: str, tmp_path: Path) -> None:
    # Then three versions stand in the archive of each language, under the same labels
    for language in ("de", "en"):
        page = PolicyPage.objects.get(locale__language_code=language)
        versions = PublishedVersion.objects.of(page).order_by("valid_from")
        assert [(v.label, v.valid_from.year) for v in versions] == [("1", 2018), ("2", 2021), ("3", 2026)]
        assert all(version.change_note for version in versions)
    english = PublishedVersion.objects.get(language="en", major=3)
    assert english.source_sequence == PublishedVersion.objects.get(language="de", major=3).sequence

    # And visitors can read all of it, without a cookie
    client = Client(headers={"host": "localhost"})
    addresses = ["/de/", "/en/", "/de/datenschutz/", "/en/privacy/", "/de/impressum/", "/en/accessibility/"]
    addresses += [version.get_absolute_url() for version in PublishedVersion.objects.all()]
    for address in addresses:
        response = client.get(address, follow=True)
        assert response.status_code == 200, address
        assert not response.cookies, address
    policy = client.get("/en/privacy/").content.decode()
    assert "Data protection officer" in policy
    assert "No contact is set" not in policy
    body = policy.split('class="privacy-body"')[1].split('class="privacy-section-switch"')[0]
    assert 'lang="de"' not in body

    # And the chain holds
    call_command("verify_versions", stdout=io.StringIO())

    # When the site is started again
    head, users = ChainHead.objects.get().hash, get_user_model().objects.count()
    again = io.StringIO()
    call_command("start_site", "--no-server", "--port", "8123", stdout=again)

    # Then nothing is doubled or lost, and the logins are the same
    assert ChainHead.objects.get().hash == head
    assert get_user_model().objects.count() == users
    assert PolicyPage.objects.count() == 2
    assert _logins(again.getvalue()) == _logins(demo)
    assert "http://localhost:8123/admin/" in demo

    # And the passwords were made here, work, and are nobody else's to read
    logins = _logins(demo)
    assert len({password for _name, password in logins}) == len(logins) == 5
    for username, password in logins:
        assert get_user_model().objects.get(username=username).check_password(password)
    assert (tmp_path / "demo-logins.json").stat().st_mode & 0o077 == 0


def _logins(printed: str) -> list[tuple[str, str]]:
    lines = printed.split("Demo logins")[1].splitlines()[1:]
    return [(parts[0], parts[1]) for line in lines if len(parts := line.split()) >= 3]
