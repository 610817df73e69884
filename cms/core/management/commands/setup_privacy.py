"""`manage.py setup_privacy`: groups, permissions, workflow and whatever else the installed rooms need. Repeatable."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from cms.core.seeds import seeds


class Command(BaseCommand):
    help = "Creates the roles, permissions and workflow that the installed privacy plug-ins need. Safe to repeat."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        created = [line for seed in seeds for line in seed()]
        if options["verbosity"] > 0:
            for line in created or ["Nothing to do: everything is set up."]:
                self.stdout.write(line)
