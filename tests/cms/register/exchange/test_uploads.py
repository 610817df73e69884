"""Uploaded registers wait in private and not for long."""

import os
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.uploadedfile import SimpleUploadedFile

from cms.core.refusals import Refused
from cms.register.exchange.uploads import KEPT_FOR, open_upload, remove_upload, store_upload


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.WAGTAIL_PRIVACY_IMPORT_DIRECTORY = str(tmp_path / "imports")
    return tmp_path / "imports"


def stored() -> str:
    return store_upload(SimpleUploadedFile("register.csv", b"Nr.;Name"))


def test_only_the_servers_user_can_read_a_file(folder: Path) -> None:
    token = stored()
    assert (folder.stat().st_mode & 0o777, (folder / token).stat().st_mode & 0o777) == (0o700, 0o600)
    with open_upload(token) as file:
        assert file.read() == b"Nr.;Name"


def test_after_an_hour_a_file_is_gone(folder: Path) -> None:
    token = stored()
    past = time.time() - KEPT_FOR - 1
    os.utime(folder / token, (past, past))
    with pytest.raises(Refused, match="no longer there"):
        open_upload(token)
    other = stored()
    assert [path.name for path in folder.iterdir()] == [other]
    remove_upload(other)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("token", ["", "../../etc/passwd", "a" * 31, "/etc/passwd", "a" * 31 + "/"])
def test_a_token_is_no_path(folder: Path, token: str) -> None:
    with pytest.raises(Refused):
        open_upload(token)
    remove_upload(token)


def test_a_folder_that_others_can_open_is_not_used(folder: Path) -> None:
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    with pytest.raises(ImproperlyConfigured, match="0700"):
        stored()


def test_a_link_instead_of_the_folder_is_not_used(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    folder.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ImproperlyConfigured):
        stored()
