"""`manage.py import_policy` as somebody types it."""

import io
from pathlib import Path

import pytest
from django.contrib.auth.models import AbstractUser
from django.core.management import CommandError, call_command

from cms.home.models import HomePage
from cms.policies.models import PolicyPage
from cms.versions.models import PublishedVersion
from tests.cms.policies.test_importer import FILE


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "policy.md"
    path.write_bytes(FILE)
    return path


def run(file: Path, *arguments: str) -> str:
    out = io.StringIO()
    call_command("import_policy", str(file), "--language", "de", *arguments, stdout=out, no_color=True)
    return out.getvalue()


def test_report_says_what_was_recognised(home: HomePage, file: Path) -> None:
    printed = run(file)

    page = PolicyPage.objects.get()
    assert "1. Wer ist verantwortlich?" in printed
    assert "2.1. Welche Rechte haben Sie?" in printed
    assert str(page.pk) in printed


def test_publishing_names_editor_and_approver(
    home: HomePage, file: Path, editor: AbstractUser, approver: AbstractUser
) -> None:
    printed = run(file, "--publish", "--editor", "erika", "--approver", "dora")

    version = PublishedVersion.objects.get()
    assert (version.publisher, version.approver) == ("Erika", "Dora")
    assert version.get_absolute_url() in printed


def test_refused_publication_leaves_nothing_behind(home: HomePage, file: Path, editor: AbstractUser) -> None:
    with pytest.raises(CommandError):
        run(file, "--publish", "--editor", "erika", "--approver", "erika")

    assert not PolicyPage.objects.exists()


def test_historic_version(policy: PolicyPage, file: Path, editor: AbstractUser, approver: AbstractUser) -> None:
    printed = run(
        file, "--page", str(policy.pk), "--as-version", "--valid-from", "2018-05-25", "--label", "1", "--note", "Alt",
        "--editor", "erika", "--approver", "dora",
    )  # fmt: skip

    version = PublishedVersion.objects.get()
    assert (version.label, version.change_note, version.valid_from.isoformat()) == ("1", "Alt", "2018-05-25")
    assert version.get_absolute_url() in printed


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--publish"], "--editor"),
        (["--as-version"], "--valid-from"),
        (
            [
                "--as-version",
                "--page",
                "1",
                "--valid-from",
                "2018-05-25",
                "--publish",
                "--editor",
                "a",
                "--approver",
                "b",
            ],
            "--as-v",
        ),
        (["--valid-from", "2018-05-25"], "--as-version"),
        (["--valid-from", "gestern"], "--valid-from"),
        (["--editor", "niemand"], "niemand"),
        (["--page", "nirgends"], "nirgends"),
        (["--translation-of", "nirgends"], "nirgends"),
    ],
)
def test_wrong_arguments_get_one_clear_sentence(home: HomePage, file: Path, arguments: list[str], message: str) -> None:
    with pytest.raises(CommandError, match=message):
        run(file, *arguments)


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"  \n "])
def test_unreadable_files_are_refused(home: HomePage, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "policy.txt"
    path.write_bytes(content)

    with pytest.raises(CommandError):
        run(path)
    assert not PolicyPage.objects.exists()


def test_missing_file_is_named(home: HomePage, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"fehlt\.md"):
        run(tmp_path / "fehlt.md")
