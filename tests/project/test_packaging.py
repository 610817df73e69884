"""The wheel alone makes a fresh Wagtail project publish a policy."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.project.host import OPTIONAL, ROOT, build_wheel, create_host

pytestmark = pytest.mark.packaging


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(tmp_path_factory.mktemp("wheel"))


def test_wheel_holds_the_plug_ins_and_not_the_site(wheel: Path) -> None:
    names = ZipFile(wheel).namelist()

    assert "cms/policies/templates/privacy_policies/policy_page.html" in names
    assert "cms/versions/locale/de/LC_MESSAGES/django.mo" in names
    assert "cms/versions/static/privacy_versions/policy.css" in names
    site_only = ("cms/settings/", "cms/home/", "cms/demo/", "cms/urls.py", "cms/wsgi.py", "templates/", "tests/")
    assert [name for name in names if name.startswith(site_only)] == []


@pytest.mark.parametrize("without", [(), OPTIONAL], ids=["all plug-ins", "smallest set"])
def test_fresh_project_publishes_and_serves_a_policy(wheel: Path, tmp_path: Path, without: tuple[str, ...]) -> None:
    # Given a fresh `wagtail start` project set up as the documentation says
    host = create_host(tmp_path, wheel, without=without)

    # When it is checked, migrated and set up
    host.manage("check", "--fail-level", "WARNING")
    assert "No changes detected" in host.manage("makemigrations", "--check", "--dry-run")
    host.manage("migrate", "--verbosity", "0")
    host.manage("setup_privacy")

    # Then a policy can be published and read there, from the wheel's code
    journey = (ROOT / "tests" / "project" / "host_journey.py").read_text(encoding="utf-8")
    printed = host.manage("shell", "--no-imports", "--command", journey)
    assert "published and served" in printed
    assert f"location: {tmp_path}" in printed
    assert f"localization: {not without}" in printed
