"""`manage.py import_policy FILE --language de`: an existing policy becomes a draft page. Examples: docs/import.md."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from cms.core.refusals import Refused
from cms.policies.importer import Imported, find_policy_page, import_draft, import_historic, publish_import
from cms.policies.importing.refusal import ImportRefused
from cms.policies.translating import TranslationImport, import_translation


class Command(BaseCommand):
    help = "Reads a policy from plain text, Markdown, HTML or DOCX into a draft page, the archive, or a translation."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", type=Path, metavar="FILE", help="The file: .txt, .md, .html or .docx, at most 5 MB."
        )
        parser.add_argument("--language", required=True, help="Language code of the text, e.g. de.")
        parser.add_argument("--page", help="Number, address or slug of the page to make a new draft of.")
        parser.add_argument("--slug", default="", help="Address of a new page; by default made from its title.")
        parser.add_argument("--translation-of", metavar="PAGE", help="The page that the file translates.")
        parser.add_argument("--editor", help="User name of who imports; the author of the draft.")
        parser.add_argument("--approver", help="User name of who approves; another person than the editor.")
        parser.add_argument("--publish", action="store_true", help="Publish the draft; needs --editor and --approver.")
        parser.add_argument("--as-version", action="store_true", help="Archive the file as an earlier text of --page.")
        parser.add_argument("--valid-from", type=date.fromisoformat, help="With --as-version: YYYY-MM-DD.")
        parser.add_argument("--label", type=_number, help="With --as-version: the label, e.g. 1 or 1.2.")
        parser.add_argument("--note", default="", help="The change note that visitors read in the archive.")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        self._check(options)
        data = _read(file)
        editor, approver = _user(options["editor"]), _user(options["approver"])
        try:
            with transaction.atomic():
                if options["translation_of"]:
                    self._translate(file.name, data, options, editor, approver)
                elif options["as_version"]:
                    self._archive(file.name, data, options, editor, approver)
                else:
                    self._draft(file.name, data, options, editor, approver)
        except (ImportRefused, Refused) as refusal:
            raise CommandError(str(refusal)) from None

    def _check(self, options: dict[str, Any]) -> None:
        if options["publish"] and not (options["editor"] and options["approver"]):
            raise CommandError(_("--publish needs --editor and --approver: say who wrote and who approves the text."))
        if options["as_version"] and not (options["page"] and options["valid_from"]):
            raise CommandError(_("--as-version needs --page and --valid-from: say what the text is an earlier one of."))
        if options["as_version"] and (options["publish"] or options["translation_of"]):
            raise CommandError(_("--as-version goes with neither --publish nor --translation-of."))
        if options["valid_from"] and not options["as_version"]:
            raise CommandError(_("--valid-from goes with --as-version."))

    def _draft(self, name: str, data: bytes, options: dict[str, Any], editor: Any, approver: Any) -> None:
        page = find_policy_page(options["page"], options["language"]) if options["page"] else None
        imported = import_draft(name, data, options["language"], user=editor, page=page, slug=options["slug"])
        self._print_report(imported)
        if imported.is_changed:
            self._say(_("Draft saved: page %(number)d, “%(title)s”.") % _about(imported.page))
        else:
            self._say(
                _("Nothing changed: page %(number)d, “%(title)s”, says just this already.") % _about(imported.page)
            )
        if options["publish"]:
            version = publish_import(imported, approver)
            self._say(_("In force: version %(label)s, %(address)s") % _about_version(version))

    def _archive(self, name: str, data: bytes, options: dict[str, Any], editor: Any, approver: Any) -> None:
        imported = import_historic(
            name,
            data,
            page=find_policy_page(options["page"], options["language"]),
            valid_from=options["valid_from"],
            number=options["label"],
            change_note=options["note"],
            editor=editor,
            approver=approver,
        )
        self._print_report(imported)
        message = (
            _("Archived: version %(label)s, %(address)s")
            if imported.is_changed
            else _("Archived before: version %(label)s, %(address)s")
        )
        self._say(message % _about_version(imported.version))

    def _translate(self, name: str, data: bytes, options: dict[str, Any], editor: Any, approver: Any) -> None:
        source = find_policy_page(options["translation_of"])
        done: TranslationImport = import_translation(
            name, data, options["language"], source=source, user=editor, note=options["note"], slug=options["slug"]
        )
        for line in done.lines():
            self.stdout.write(line)
        if done.revision is None:
            raise CommandError(
                _("No translation was saved: both files must have the same structure. Mend what is listed above.")
            )
        self._say(_("Draft saved: page %(number)d, “%(title)s”.") % _about(done.revision.as_object()))
        if options["publish"]:
            done.revision.publish(user=approver)

    def _print_report(self, imported: Imported) -> None:
        for line in imported.report.lines():
            self.stdout.write(line)

    def _say(self, message: str) -> None:
        self.stdout.write("")
        self.stdout.write(self.style.SUCCESS(message))


def _number(text: str) -> tuple[int, int]:
    """``"1.2"`` as ``(1, 2)``; argparse reports a ``ValueError`` as a wrong argument."""
    major, _dot, minor = text.partition(".")
    return int(major), int(minor or 0)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise CommandError(
            _("The file %(file)s cannot be read: %(reason)s.") % {"file": file, "reason": error.strerror}
        ) from None


def _user(username: str | None) -> Any:
    if not username:
        return None
    users = get_user_model()
    try:
        return users.objects.get_by_natural_key(username)
    except users.DoesNotExist:
        raise CommandError(_("There is no user “%(username)s”.") % {"username": username}) from None


def _about(page: Any) -> dict[str, Any]:
    return {"number": page.pk, "title": page.title}


def _about_version(version: Any) -> dict[str, Any]:
    return {"label": version.label, "address": version.get_absolute_url()}
