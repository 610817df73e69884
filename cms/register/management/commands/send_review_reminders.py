"""`manage.py send_review_reminders`: for a daily job."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.register.reminders import due_reminders, send_reminders, subject_of


class Command(BaseCommand):
    help = (
        "Reminds the responsible units by mail of register entries that are due for review: one mail per unit, each "
        "entry once per review date. A unit without e-mail: the people who approve. Ends with status 1 if a mail could "
        "not be sent; the next run tries again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Say what would be sent, send nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dry_run"]:
            for reminder in due_reminders():
                self.stdout.write(f"{reminder.name}: {subject_of(reminder)} ({len(reminder.recipients)} recipients)")
                for entry in reminder.entries:
                    self.stdout.write(f"  {entry.reference}: {entry.next_review_on}")
        sent = send_reminders(dry_run=options["dry_run"])
        verb = "Would send" if options["dry_run"] else "Sent"
        self.stdout.write(f"{verb} {sent.mails} mails about {sent.entries} entries.")
        if sent.failed:
            raise CommandError(f"Not sent, will be tried again: {', '.join(sent.failed)}", returncode=1)
