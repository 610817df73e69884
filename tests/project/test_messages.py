"""The German catalogue is complete and compiled."""

import shutil
from pathlib import Path

import polib
import pytest

from tests.project import messages


@pytest.mark.parametrize("room", messages.ROOMS)
def test_every_message_is_translated_and_compiled(room: str) -> None:
    path = messages.catalogue(room)
    if not path.exists():
        pytest.skip("no messages")
    catalogue = polib.pofile(str(path))

    missing = [entry.msgid for entry in catalogue if not entry.translated() or "fuzzy" in entry.flags]
    assert missing == []
    compiled = {(entry.msgctxt, entry.msgid): entry for entry in polib.mofile(str(path.with_suffix(".mo")))}
    stale = [
        entry.msgid
        for entry in catalogue
        if (found := compiled.get((entry.msgctxt, entry.msgid))) is None
        or (found.msgstr, found.msgstr_plural) != (entry.msgstr, entry.msgstr_plural)
    ]
    assert stale == [], "run `make messages`"


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="GNU gettext is not installed")
@pytest.mark.parametrize("room", messages.ROOMS)
def test_no_message_in_the_source_is_missing_from_the_catalogue(
    room: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a copy of the room, so that collecting changes nothing here
    ignore = shutil.ignore_patterns("__pycache__", "migrations", "node_modules")
    shutil.copytree(messages.ROOT / room, tmp_path / room, ignore=ignore)
    path = messages.catalogue(room)
    known = {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(path))} if path.exists() else set()

    # When the messages are collected anew
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    messages.collect(room)

    # Then the catalogue holds just these
    fresh = messages.catalogue(room)
    found = {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(fresh))} if fresh.exists() else set()
    assert found == known, "run `make messages` and translate what is new"
