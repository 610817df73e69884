"""The complete register as one printable HTML document, made piece by piece: cover, contents, one sheet per entry."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from cms.core.conf import source_language
from cms.register.complete_register import CompleteRegister, Part, Recorded
from cms.register.entry import Entry
from cms.register.models.activity import reference_slug
from cms.register.sheet_rendering import Party, parties_of, render_sheet
from cms.versions.editions import language_name
from site_settings.enums import ContactRole


def document(register: CompleteRegister, part: Part | None = None) -> Iterator[str]:
    """The document in pieces; one batch of entries is in memory.

    The language is set for each piece alone: between two of them, the server does other things in this thread.

    Args:
        register: Which register.
        part: A stretch of it; ``None``: all of it.
    """
    made_at = timezone.now()
    yield _piece(register, "head", **_cover(register, part, made_at))
    for recorded in register.entries(part):
        yield _entry(register, recorded)
    yield _piece(register, "tail")


def _piece(register: CompleteRegister, name: str, **context: Any) -> str:
    with override(register.language):
        values = {"register": register, "language": register.language, **context}
        return str(render_to_string(f"privacy_register/complete/{name}.html", values))


def _cover(register: CompleteRegister, part: Part | None, made_at: datetime.datetime) -> dict[str, Any]:
    with override(register.language):
        source_name = language_name(source_language(), "name_translated")
        return {
            "part": part,
            "headings": part.headings if part else register.headings,
            "parties": [*parties_of(Entry({}, {}, register.parties)), authority_of(register)],
            "made_at": made_at,
            "source_language": source_language(),
            "source_language_name": source_name,
            "untranslated": register.untranslated if part is None or part.number == 1 else [],
        }


def authority_of(register: CompleteRegister) -> Party:
    return Party(str(ContactRole.SUPERVISORY_AUTHORITY.label), register.authority)


def _entry(register: CompleteRegister, recorded: Recorded) -> str:
    sheet = render_sheet(recorded.entry, heading="h3")
    anchor = reference_slug(recorded.entry.reference)
    return _piece(register, "entry", entry=recorded.entry, anchor=anchor, since=recorded.since, sheet=sheet)
