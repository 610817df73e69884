"""`manage.py export_register FILE`: the register as XLSX, CSV or JSON. Examples: docs/register-import.md."""

import datetime
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cms.core.conf import source_language
from cms.core.refusals import Refused
from cms.register.entry import Entry
from cms.register.exchange.export import EXPORT_FORMATS, stream_export
from cms.register.exchange.matching import all_words
from cms.register.exchange.selecting import draft_entries, entries_as_of, public_entries, published_entries
from cms.register.models import ProcessingActivity

STANDARD_OUTPUT = "-"


class Command(BaseCommand):
    help = "Writes the register of processing activities as XLSX, CSV or JSON. By default every language, complete."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="Where to; “-” is the standard output.")
        parser.add_argument("--format", choices=list(EXPORT_FORMATS), help="By default, what the file's name says.")
        parser.add_argument("--language", help="Only entries in this language, and headings in it: de.")
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--public", action="store_true", help="Only what visitors may read. It cannot be imported.")
        what.add_argument("--drafts", action="store_true", help="The latest drafts, also of what was never published.")
        what.add_argument("--as-of", type=datetime.date.fromisoformat, metavar="DATE", help="As it stood: 2026-12-31.")

    def handle(self, *args: Any, file: str, **options: Any) -> None:
        codes = [code for code, _name in settings.LANGUAGES]
        language = options["language"]
        if language and language not in codes:
            raise CommandError(
                _("There is no language “%(language)s”. There are: %(codes)s.")
                % {"language": language, "codes": ", ".join(codes)}
            )
        format_ = options["format"] or Path(file).suffix.lower().lstrip(".")
        if format_ not in EXPORT_FORMATS:
            raise CommandError(_("Say the format: --format xlsx, csv or json."))
        headings = language or source_language()
        # The source language first, so that an import finds it before its translations.
        languages = [language] if language else sorted(codes, key=lambda code: code != source_language())
        counted = _Counted(_entries(languages, options))
        catalogues = None if options["public"] else all_words(headings)
        stream = stream_export(counted, format_, headings, is_public=options["public"], catalogues=catalogues)
        try:
            _write(stream, file)
        except Refused as refused:
            raise CommandError(refused.message) from None
        except OSError as error:
            raise CommandError(
                _("The file %(path)s cannot be written: %(reason)s") % {"path": file, "reason": error.strerror}
            ) from error
        if file != STANDARD_OUTPUT:
            self.stdout.write(self.style.SUCCESS(_("%(count)d entries written.") % {"count": counted.count}))


class _Counted:
    def __init__(self, entries: Iterator[Entry]) -> None:
        self.entries = entries
        self.count = 0

    def __iter__(self) -> Iterator[Entry]:
        for entry in self.entries:
            self.count += 1
            yield entry


def _entries(languages: list[str], options: dict[str, Any]) -> Iterator[Entry]:
    if options["public"]:
        return public_entries(languages)
    if options["drafts"]:
        return draft_entries(ProcessingActivity.objects.all(), languages)
    if options["as_of"]:
        return entries_as_of(languages, options["as_of"])
    return published_entries(languages)


def _write(stream: Iterator[bytes], file: str) -> None:
    if file == STANDARD_OUTPUT:
        for chunk in stream:
            sys.stdout.buffer.write(chunk)
        return
    # What is refused leaves no half a file.
    first = next(stream, b"")
    path = Path(file)
    partial = path.with_name(f".{path.name}.part")
    try:
        with partial.open("wb") as target:
            target.write(first)
            for chunk in stream:
                target.write(chunk)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
