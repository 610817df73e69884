"""The demo's texts as they stand in `cms/demo/texts/`."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.html import escape

from cms.policies.importing.linking import link_text

FOLDER = Path(__file__).parent / "texts"
SOURCE, TARGET = "de", "en"


@cache
def load(name: str) -> dict[str, Any]:
    """A TOML file of the demo."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def policy_file(label: str, language: str) -> tuple[str, bytes]:
    """Name and bytes of a policy text."""
    path = FOLDER / f"policy-{label}.{language}.md"
    return path.name, path.read_bytes()


def paragraphs(lines: list[str]) -> str:
    """Rich text of plain paragraphs, with links where they name an address."""
    return "".join(f"<p>{link_text(line)}</p>" for line in lines)


def sections(parts: list[dict[str, Any]]) -> str:
    """Rich text of headings and paragraphs."""
    return "".join(f"<h2>{escape(part['heading'])}</h2>{paragraphs(part['paragraphs'])}" for part in parts)
