"""An edition as JSON that proves itself: texts, digests, and the version that they are chained in.

The form is documented in docs/register-editions.md, with a program that checks a file without this software.
"""

import json
from collections.abc import Iterator
from typing import Any

from cms.register.editions.state import COLUMNS
from cms.register.editions.verification import facts_of, stored_rows, text_of
from cms.register.models.editions import EditionRow, RegisterEdition
from cms.versions.models import VersionContent

FORM = "register-edition/1"
BATCH = 1000
PERSONS = ("publisher", "approver", "emergency_reason")
"""Hashed facts that are not public. With them the hash of the version itself can be computed, too."""


def stream_json(edition: RegisterEdition, language: str, *, with_persons: bool = False) -> Iterator[str]:
    """Write an edition with the texts of one language; the digests of all languages come along.

    Args:
        edition: With its version.
        language: Of the texts.
        with_persons: Whether the names of those who requested and approved come along: for the supervisory authority.
    """
    version = edition.version
    facts = version.hashed_facts()
    if not with_persons:
        facts = {name: value for name, value in facts.items() if name not in PERSONS}
    head = {"form": FORM, "title": str(version), "language": language, "version": {**facts, "hash": version.hash}}
    if version.redaction is not None:
        head["redaction"] = _redaction(version.redaction)
    yield _json(head)[:-1]
    content = VersionContent.objects.filter(pk=version.pk).values_list("html", "text", "files").first()
    if content is not None:
        html, text, files = content
        yield f',"content":{{"html":{_json(html)},"text":{_json(text)},"files":{_json(files)},'
        yield f'"structured":{{"year":{edition.year},"rows":['
        yield from _joined(_facts(edition))
        yield "]}}"
    yield ',"entries":['
    yield from _joined(_entry(row) for row in stored_rows(edition, language))
    yield "]}\n"


def _facts(edition: RegisterEdition) -> Iterator[dict[str, str]]:
    """The list of rows as the version's content holds it, read from the rows themselves: the file proves both."""
    last = -1
    rows = EditionRow.objects.filter(edition=edition).order_by("position").values_list("position", *COLUMNS)
    while batch := list(rows.filter(position__gt=last)[:BATCH]):
        for _position, key, *rest in batch:
            yield dict(zip(COLUMNS, (str(key), *rest), strict=True))
        last = batch[-1][0]


def _entry(row: EditionRow) -> dict[str, Any]:
    facts: dict[str, Any] = facts_of(row).to_json()
    content, redaction = text_of(row), getattr(row, "redaction_record", None)
    if redaction is not None:
        facts["redaction"] = _redaction(redaction)
    return {**facts, "entry": content.entry if content else None}


def _redaction(redaction: Any) -> dict[str, str]:
    return {"redacted_at": redaction.redacted_at.isoformat(), "reason": redaction.reason}


def _joined(values: Iterator[Any]) -> Iterator[str]:
    separator = "\n"
    for value in values:
        yield f"{separator}{_json(value)}"
        separator = ",\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
