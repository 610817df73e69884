"""`manage.py refresh_register`: for a nightly job, and after catalogues were changed in bulk."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser, no_translations

from cms.register.models import ProcessingActivity
from cms.register.rewording import refresh


class Command(BaseCommand):
    help = (
        "Brings published register entries up to date with the catalogues and contacts that they name: a new record in "
        "the history and a new public entry for each that reads otherwise. Entries that are up to date stay as they "
        "are, so it can be repeated at any time."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--rebuild",
            action="store_true",
            help="Also write the public entries anew that have not changed, e.g. after an update of this software.",
        )

    @no_translations  # one language for a nightly job's log, whatever the site's is
    def handle(self, *args: Any, **options: Any) -> None:
        outcome = refresh(ProcessingActivity.objects.all(), rebuild=options["rebuild"])
        self.stdout.write(self.style.SUCCESS(f"{outcome.seen} published entries read, {outcome.changed} reworded."))
