"""Collect and compile the German messages: `make messages`. Needs GNU gettext.

Each room has its own catalogue in ``locale/``; the site's templates have theirs in ``templates/locale/``.
"""

import os
import subprocess
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent.parent
ROOMS = [
    *(
        "cms/core",
        "cms/versions",
        "cms/policies",
        "cms/register",
        "cms/localization",
        "cms/home",
        "blocks",
        "site_settings",
        "templates",
    ),
]
# What gettext's template leaves as "FULL NAME <EMAIL@ADDRESS>".
HEADER = {
    "Project-Id-Version": "wagtail-privacy",
    "Report-Msgid-Bugs-To": "",
    "Last-Translator": "",
    "Language-Team": "German",
    "Language": "de",
}


def catalogue(room: str) -> Path:
    return ROOT / room / "locale" / "de" / "LC_MESSAGES" / "django.po"


def collect(room: str) -> None:
    """Bring a room's catalogue up to date with its source. Obsolete messages go, translations stay."""
    (ROOT / room / "locale").mkdir(exist_ok=True)
    command = [sys.executable, "-m", "django", "makemessages", "-l", "de", "--no-obsolete", "--no-wrap"]
    command += ["--add-location", "file", "-e", "py,html,txt"]
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    subprocess.run(command, cwd=ROOT / room, env=environment, check=True, capture_output=True)
    path = catalogue(room)
    if path.exists():
        # The moment of collecting would change the file at every run.
        messages = polib.pofile(str(path), wrapwidth=0)
        messages.metadata.pop("POT-Creation-Date", None)
        messages.metadata.pop("PO-Revision-Date", None)
        messages.header, messages.metadata_is_fuzzy = "", 0
        messages.metadata.update(HEADER)
        messages.save()


def compile_(room: str) -> None:
    """Write the binary catalogue that Django reads."""
    if catalogue(room).exists():
        polib.pofile(str(catalogue(room))).save_as_mofile(str(catalogue(room).with_suffix(".mo")))


def main() -> None:
    for room in ROOMS:
        collect(room)
        compile_(room)


if __name__ == "__main__":
    main()
