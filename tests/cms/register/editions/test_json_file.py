"""A downloaded edition proves itself with the program that the documentation prints, without this software."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cms.register.editions.json_file import stream_json
from cms.register.editions.redacting import confirm_row_redaction, request_row_redaction
from cms.register.models import RegisterEdition
from tests.cms.register.editions.conftest import Cut

pytestmark = pytest.mark.django_db
DOCUMENT = Path(__file__).resolve().parents[4] / "docs" / "register-editions.md"


@pytest.fixture
def program(tmp_path: Path) -> Path:
    (code,) = re.findall(r"```python check_edition\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    path = tmp_path / "check_edition.py"
    path.write_text(code, encoding="utf-8")
    return path


@pytest.fixture
def edition(two_languages: None, cut: Cut) -> RegisterEdition:
    return cut(note="Mit Umlauten: äöü, „Anführung“ und \n Zeilen.")


def check(program: Path, content: str) -> subprocess.CompletedProcess[str]:
    file = program.parent / "edition.json"
    file.write_text(content, encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-I", str(program), str(file)], capture_output=True, text=True, check=False, encoding="utf-8"
    )


def test_untouched_file_is_right(program: Path, edition: RegisterEdition) -> None:
    result = check(program, "".join(stream_json(edition, "de")))
    assert result.returncode == 0, result.stderr
    assert "2 entries" in result.stdout
    assert edition.version.content_hash in result.stdout


def test_names_prove_the_place_in_the_chain(program: Path, edition: RegisterEdition) -> None:
    public = check(program, "".join(stream_json(edition, "de")))
    complete = check(program, "".join(stream_json(edition, "en", with_persons=True)))
    assert "not checked" in public.stdout
    assert complete.returncode == 0, complete.stderr
    assert f"hash {edition.version.hash} is right" in complete.stdout


def _change_name(file: Any) -> None:
    file["entries"][0]["entry"]["data"]["name"] = "Anders"


def _leave_out(file: Any) -> None:
    del file["entries"][1]


def _change_list(file: Any) -> None:
    file["content"]["structured"]["rows"].pop()


def _exchange(file: Any) -> None:
    file["entries"][0]["entry"], file["entries"][1]["entry"] = (
        file["entries"][1]["entry"],
        file["entries"][0]["entry"],
    )


def _change_day(file: Any) -> None:
    file["version"]["valid_from"] = "2020-01-01"


@pytest.mark.parametrize("change", [_change_name, _leave_out, _change_list, _exchange, _change_day])
def test_changed_file_is_found_out(program: Path, edition: RegisterEdition, change: Any) -> None:
    file = json.loads("".join(stream_json(edition, "de", with_persons=True)))
    change(file)
    assert check(program, json.dumps(file)).returncode == 1


def test_redacted_entry_is_reported_and_no_fault(
    program: Path, edition: RegisterEdition, approver: Any, second: Any
) -> None:
    row = edition.rows.get(position=2)
    confirm_row_redaction(request_row_redaction([row], approver, "Name."), second)
    result = check(program, "".join(stream_json(edition, "de")))
    assert result.returncode == 0, result.stderr
    assert "VVT-002: redacted" in result.stdout


def test_names_are_for_those_who_may_cut_editions(
    client: Client, edition: RegisterEdition, editor: Any, approver: Any
) -> None:
    address = reverse("privacy_edition_proof", args=[edition.pk, "de"])
    client.force_login(editor)
    assert client.get(address).status_code == 302
    client.force_login(approver)
    body = b"".join(client.get(address).streaming_content)
    assert json.loads(body)["version"]["approver"] == "Xenia"
