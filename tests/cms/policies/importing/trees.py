"""Short ways to a tree in tests."""

from __future__ import annotations

from cms.policies.importing.outline import Outline
from cms.policies.importing.reading import read_policy
from cms.policies.importing.report import ImportReport
from tests.cms.policies.importing.rendering import render_outline


def read(text: str, suffix: str = ".txt", language: str = "de") -> tuple[Outline, ImportReport]:
    return read_policy(f"datei{suffix}", text.encode(), language)


def tree(text: str, suffix: str = ".txt") -> str:
    """The rendered tree of a text that is given a title first."""
    titles = {".txt": "Datenschutzerklärung\n\n", ".md": "# Datenschutzerklärung\n\n", ".html": "<h1>Datenschutz</h1>"}
    return render_outline(read(titles[suffix] + text, suffix)[0]).split("\n", 1)[1]
