"""`manage.py verify_versions`: is the archive what it was? For a nightly job, and for whoever has to prove it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser, no_translations

from cms.versions.verification import Head, verify


class Command(BaseCommand):
    help = (
        "Recomputes the chain of published versions, its head and the digests of the kept documents. Names the first "
        "fault and ends with status 1. Prints the head (count and hash): write it down, or print it, and compare it "
        "later with --expect-head."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--expect-head",
            metavar="COUNT:HASH",
            help="A head printed earlier. The chain may have grown since, but must still contain it.",
        )

    @no_translations  # one language for a nightly job's log, whatever the site's is
    def handle(self, *args: Any, **options: Any) -> None:
        report = verify(self._head(options["expect_head"]))
        for line in report.redacted:
            self.stdout.write(f"Redacted: {line}")
        if report.fault:
            raise CommandError(report.fault, returncode=1)
        self.stdout.write(self.style.SUCCESS(f"{report.head.count} versions and {report.files} documents are intact."))
        if report.rows:
            self.stdout.write(self.style.SUCCESS(f"{report.rows} rows of further documents are intact."))
        self.stdout.write(f"Head: {report.head}")

    @staticmethod
    def _head(text: str | None) -> Head | None:
        if text is None:
            return None
        try:
            return Head.parse(text)
        except ValueError as error:
            raise CommandError("--expect-head takes COUNT:HASH, as this command prints it.", returncode=2) from error
