"""`manage.py start_site`: what `make run` calls. Brings the site up to date and starts it. Safe to repeat."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import translation

from cms.demo.loading import load_demo
from cms.demo.logins import Login, create_people


class Command(BaseCommand):
    help = "Migrates, sets up roles and workflow, loads the demo content and starts the development server."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="Port of the server on this machine.")
        parser.add_argument("--no-server", action="store_true", help="Prepare everything but do not start the server.")

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        with translation.override(None):
            load_demo(self.stdout.write)
            logins = create_people()
        self._print_addresses(f"http://localhost:{options['port']}", logins)
        if not options["no_server"]:
            # The addresses above stay the last thing on the screen until the first request.
            call_command("runserver", f"localhost:{options['port']}", use_reloader=False, skip_checks=True)

    def _print_addresses(self, base: str, logins: list[Login]) -> None:
        lines = [
            "",
            "The site is ready.",
            f"  Privacy policy   {base}/de/datenschutz/",
            f"  in English       {base}/en/privacy/",
            f"  Register         {base}/de/verarbeitungsverzeichnis/",
            f"  in English       {base}/en/processing-register/",
            f"  Home page        {base}/de/",
            f"  Admin            {base}/admin/",
            "",
            "Demo logins (made on this machine, kept in var/demo-logins.json):",
            *(f"  {login.username:<14} {login.password or '(changed)':<14} {login.role}" for login in logins),
            "",
        ]
        self.stdout.write("\n".join(lines))
