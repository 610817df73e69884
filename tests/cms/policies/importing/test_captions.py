"""A line before a table that says it is its caption becomes it."""

import pytest

from cms.policies.importing.outline import Section, Table, Text
from cms.policies.importing.reading import read_policy

TABLE = "| Name | Zweck |\n|---|---|\n| a | b |\n"


def blocks(before: str) -> tuple[object, ...]:
    outline, _report = read_policy("policy.md", f"# Titel\n\n## Cookies\n\n{before}\n\n{TABLE}".encode(), "de")
    (section,) = outline.blocks
    assert isinstance(section, Section)
    return section.blocks


@pytest.mark.parametrize("line", ["Table: Alle Cookies", "Tabelle 2: Alle Cookies", "Tab. 1: Alle Cookies"])
def test_caption_is_taken_without_its_number(line: str) -> None:
    (table,) = blocks(line)
    assert isinstance(table, Table)
    assert table.caption == "Alle Cookies"


@pytest.mark.parametrize("line", ["Alle Cookies", "Die Tabelle zeigt: alle Cookies", "Tabellen: siehe unten."])
def test_other_lines_stay_text(line: str) -> None:
    text, table = blocks(line)
    assert isinstance(text, Text)
    assert isinstance(table, Table)
    assert table.caption == ""


def test_taking_a_caption_is_reported() -> None:
    _outline, report = read_policy("policy.md", f"# Titel\n\nTable: Alle Cookies\n\n{TABLE}".encode(), "de")
    assert any("Table: Alle Cookies" in note for note in report.notes)
