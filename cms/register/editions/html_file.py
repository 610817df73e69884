"""An edition as one HTML file that needs nothing else: to keep, to print, to send."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from cms.register.editions.cover import cover_in
from cms.register.editions.reading import rows_with_names, sheet_of_frozen
from cms.register.editions.verification import stored_rows, text_of
from cms.register.entry import Entry, Parties
from cms.register.models.editions import EditionRow, RegisterEdition
from cms.register.sheet_rendering import render_parties

STYLES = ("sheet.css", "edition-file.css")
BATCH = 500


def stream_html(edition: RegisterEdition, language: str) -> Iterator[str]:
    """Write an edition in one language. Call each step with that language active.

    Args:
        edition: With its version.
        language: Of the entries.
    """
    context = {
        "edition": edition,
        "version": edition.version,
        "language": language,
        "cover": cover_in(language, edition.counted, edition.version.valid_from),
        "styles": mark_safe("\n".join(_style(name) for name in STYLES)),
    }
    yield render_to_string("privacy_register/editions/file_head.html", context)
    yield from _contents(edition, language)
    yield render_to_string("privacy_register/editions/file_begin.html", context)
    parties: Parties | None = None
    for row in stored_rows(edition, language):
        text = text_of(row)
        entry = Entry.from_json(text.entry) if text else None
        # Who answers for the register stands once, and again where it is not the same for an entry.
        is_told = entry is not None and entry.parties != parties
        parties = entry.parties if entry else parties
        yield _entry(row, entry, is_told)
    yield render_to_string("privacy_register/editions/file_end.html", context)


def _contents(edition: RegisterEdition, language: str) -> Iterator[str]:
    last = -1
    rows = rows_with_names(edition, language)
    while batch := list(rows.filter(position__gt=last)[:BATCH]):
        yield render_to_string("privacy_register/editions/file_contents.html", {"rows": batch})
        last = batch[-1].position


def _entry(row: EditionRow, entry: Entry | None, is_told: bool) -> str:
    context: dict[str, Any] = {"row": row, "redaction": getattr(row, "redaction_record", None)}
    if entry is not None:
        context |= {
            "name": entry.data.get("name", ""),
            "summary": entry.data.get("summary", ""),
            "sheet": sheet_of_frozen(entry, heading="h3"),
            "parties": render_parties(entry) if is_told else "",
        }
    return render_to_string("privacy_register/editions/file_entry.html", context)


def _style(name: str) -> str:
    folder = Path(apps.get_app_config("privacy_register").path)
    return (folder / "static" / "privacy_register" / name).read_text(encoding="utf-8")
