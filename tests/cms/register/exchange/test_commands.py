"""The commands export_register and import_register."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AbstractUser
from django.core.management import CommandError, call_command

from cms.register.models import ProcessingActivity
from tests.cms.register.exchange.conftest import csv_of
from tests.factories.hostile_files import with_macros
from tests.factories.register import activity, published_activity

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]


def run(command: str, *arguments: Any, **options: Any) -> str:
    out = io.StringIO()
    call_command(command, *map(str, arguments), stdout=out, no_color=True, **options)
    return out.getvalue()


def references(path: Path) -> list[str]:
    return [entry["reference"] for entry in json.loads(path.read_bytes())["entries"]]


def test_the_register_goes_out_and_comes_in_again(tmp_path: Path, editor: AbstractUser) -> None:
    activity()
    activity("VVT-002")
    file = tmp_path / "register.xlsx"
    assert "2 entries written" in run("export_register", file, drafts=True)
    assert "Unchanged: 2" in run("import_register", file)
    ProcessingActivity.objects.all().delete()
    told = run("import_register", file, user=editor.get_username())
    assert "Created: 2" in told
    assert "2 drafts saved" in told
    assert ProcessingActivity.objects.filter(latest_revision__user=editor).count() == 2


def test_by_default_the_published_register_is_exported(tmp_path: Path) -> None:
    published_activity()
    activity("VVT-002")
    published_activity("VVT-003", publicity="no", publicity_reason="geheim")
    file = tmp_path / "register.json"
    run("export_register", file)
    assert references(file) == ["VVT-001", "VVT-003"]
    run("export_register", file, public=True)
    assert references(file) == ["VVT-001"]
    assert b"geheim" not in file.read_bytes()
    run("export_register", file, drafts=True)
    assert references(file) == ["VVT-001", "VVT-002", "VVT-003"]
    run("export_register", file, "--as-of", "2001-01-01")
    assert references(file) == []


def test_a_file_that_cannot_be_written_leaves_none_behind(tmp_path: Path) -> None:
    published_activity(note="x" * 40_000)
    with pytest.raises(CommandError, match="workbook cannot hold this text"):
        run("export_register", tmp_path / "register.xlsx")
    with pytest.raises(CommandError, match="cannot be written"):
        run("export_register", tmp_path / "missing" / "register.json")
    with pytest.raises(CommandError, match="Say the format"):
        run("export_register", tmp_path / "register.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_dry_run_says_everything_and_stores_nothing(tmp_path: Path) -> None:
    activity()
    file = tmp_path / "register.csv"
    file.write_bytes(
        csv_of(
            {"Nr.": "VVT-001", "Bezeichnung": "Neuer Name", "Raum": "A 1"},
            {"Nr.": "VVT-002", "Bezeichnung": ""},
        )
    )
    told = run("import_register", file, dry_run=True)
    assert "Read as UTF-8; separator: semicolon." in told
    assert "Name: “Betrieb der Website” → “Neuer Name”" in told
    assert "row 3, VVT-002 (de), column “Name”: The field is empty." in told
    assert "--map 'Raum'=…    (A 1)" in told
    assert "dry run" in told
    assert ProcessingActivity.objects.get().get_latest_revision_as_object().name == "Betrieb der Website"


def test_good_rows_are_imported_without_the_bad_ones_only_when_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "register.csv"
    file.write_bytes(csv_of({"Nr.": "VVT-1", "Bezeichnung": "Post", "Raum": "A"}, {"Nr.": "", "Bezeichnung": "Rest"}))
    with pytest.raises(CommandError, match="unknown columns"):
        run("import_register", file)
    with pytest.raises(CommandError, match="rows have errors"):
        run("import_register", file, map=[("Raum", "note")])
    told = run("import_register", file, map=[("Raum", "note")], skip_bad_rows=True)
    assert "1 draft saved" in told
    assert "1 bad row was left out" in told
    assert ProcessingActivity.objects.get().note == "A"


def test_a_hostile_file_is_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "register.xlsx"
    file.write_bytes(with_macros())
    with pytest.raises(CommandError, match="holds macros"):
        run("import_register", file)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("/nowhere/register.csv",), "There is no file"),
        (("/dev/zero",), "There is no file"),
        (("register.csv", "--user", "nobody"), "no user “nobody”"),
        (("register.csv", "--map", "Raum"), "not HEADING=FIELD"),
    ],
)
def test_a_slip_of_the_pen_is_told(arguments: tuple[str, ...], reason: str) -> None:
    with pytest.raises(CommandError, match=reason):
        run("import_register", *arguments)
