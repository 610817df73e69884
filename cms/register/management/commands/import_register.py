"""`manage.py import_register FILE`: entries of the register become drafts. Examples: docs/register-import.md."""

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.core.refusals import Refused
from cms.register.exchange.applying import Applied, apply_plan
from cms.register.exchange.limits import BY_COMMAND
from cms.register.exchange.parsed import Problem, Reading
from cms.register.exchange.plan import Change, Plan
from cms.register.exchange.planning import plan_import
from cms.register.exchange.targets import targets

LONGEST_DIFFERENCE = 120
MOST_LINES = 200


class Command(BaseCommand):
    help = "Reads entries of the register from XLSX, CSV or JSON into drafts. All of them or, with errors, none."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="The file: .xlsx, .csv, .txt or .json.")
        parser.add_argument("--dry-run", action="store_true", help="Only say what would be done.")
        parser.add_argument("--user", metavar="NAME", help="User name of who imports; the author of the drafts.")
        parser.add_argument(
            "--language", default="", help="Language of rows that do not say it; by default the source."
        )
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            type=_mapping,
            metavar="HEADING=FIELD",
            help=f"What a column holds; FIELD is one of: {', '.join(name for name, _label in targets())}. "
            "“-” leaves it out. Columns of further sheets: “purposes/My heading=text”.",
        )
        parser.add_argument("--ignore-unknown", action="store_true", help="Leave out columns that nobody knows.")
        parser.add_argument("--keep-unmatched", action="store_true", help="Put unknown names into the internal note.")
        parser.add_argument("--create-units", action="store_true", help="Create units that the catalogue lacks.")
        parser.add_argument(
            "--skip-bad-rows", action="store_true", help="Import the good rows although others are bad."
        )
        parser.add_argument(
            "--publish", action="store_true", help="Publish the drafts at once: nobody else looks at them."
        )

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        user = _user(options["user"])
        reading = Reading(
            options["language"], dict(options["map"]), options["ignore_unknown"], options["keep_unmatched"]
        )
        try:
            with _opened(file) as opened:
                plan = plan_import(
                    opened, file.name, reading, user=user, limits=BY_COMMAND, creates_units=options["create_units"]
                )
            self._tell(plan)
            if options["dry_run"]:
                self.stdout.write(_("Nothing was stored: this was a dry run."))
                return
            applied = apply_plan(plan, user, skips_bad_rows=options["skip_bad_rows"], publishes=options["publish"])
        except Refused as refused:
            raise CommandError(refused.message) from None
        self._tell_applied(plan, applied)

    def _tell(self, plan: Plan) -> None:
        if plan.remark:
            self.stdout.write(plan.remark)
        self._list(_("Created: %(count)d") % {"count": len(plan.created)}, map(_named, plan.created))
        self._list(_("Changed: %(count)d") % {"count": len(plan.changed)}, _changes(plan))
        self._list(_("Unchanged: %(count)d") % {"count": len(plan.skipped)}, [])
        if plan.new_units:
            units = [f"{name} [{code}]" for code, name in plan.new_units.items()]
            self._list(_("New units: %(count)d") % {"count": len(units)}, units)
        self._list(_("To look at: %(count)d") % {"count": len(plan.notices)}, map(_problem, plan.notices))
        self._list(_("Errors: %(count)d") % {"count": len(plan.errors)}, map(_problem, plan.errors))
        if plan.unknown:
            unknown = [f"--map {column.key!r}=…    ({column.sample[:40]})" for column in plan.unknown]
            self._list(_("Unknown columns: %(count)d") % {"count": len(unknown)}, unknown)
            self.stdout.write(_("Say what they hold, or leave all of them out with --ignore-unknown."))

    def _list(self, heading: str, lines: Any) -> None:
        lines = list(lines)
        self.stdout.write(heading)
        for line in lines[:MOST_LINES]:
            self.stdout.write(f"  {line}")
        if len(lines) > MOST_LINES:
            self.stdout.write(_("  … and %(count)d more") % {"count": len(lines) - MOST_LINES})

    def _tell_applied(self, plan: Plan, applied: Applied) -> None:
        message = ngettext("%(count)d draft saved.", "%(count)d drafts saved.", applied.count)
        message %= {"count": applied.count}
        self.stdout.write(self.style.SUCCESS(message))
        if applied.published:
            published = ngettext("%(count)d entry published.", "%(count)d entries published.", applied.published)
            self.stdout.write(self.style.SUCCESS(published % {"count": applied.published}))
        if plan.errors:
            left = len({(error.sheet, error.row) for error in plan.errors})
            self.stdout.write(
                self.style.WARNING(
                    ngettext("%(count)d bad row was left out.", "%(count)d bad rows were left out.", left)
                    % {"count": left}
                )
            )


def _mapping(text: str) -> tuple[str, str]:
    heading, equals, field = text.rpartition("=")
    if not equals or not heading.strip() or not field.strip():
        raise ArgumentTypeError(f"{text!r} is not HEADING=FIELD")
    return heading.strip(), field.strip()


def _user(name: str | None) -> Any:
    if name is None:
        return None
    model = get_user_model()
    user = model._default_manager.filter(**{model.USERNAME_FIELD: name}).first()
    if user is None:
        raise CommandError(_("There is no user “%(name)s”.") % {"name": name})
    return user


def _opened(file: Path) -> Any:
    # Not a device or a pipe: those have no end, or no size.
    if not file.is_file():
        raise CommandError(_("There is no file %(path)s.") % {"path": file})
    try:
        return file.open("rb")
    except OSError as error:
        raise CommandError(
            _("The file %(path)s cannot be read: %(reason)s") % {"path": file, "reason": error.strerror}
        ) from error


def _named(change: Change) -> str:
    return f"{change.reference} ({change.language}) {change.name}"


def _changes(plan: Plan) -> list[str]:
    lines = []
    for change in plan.changed:
        lines.append(_named(change))
        lines += [f"  {each.label}: {_short(each.before)} → {_short(each.after)}" for each in change.differences]
    return lines


def _short(text: str) -> str:
    text = " ⏎ ".join(text.splitlines())
    return f"“{text}”" if len(text) <= LONGEST_DIFFERENCE else f"“{text[: LONGEST_DIFFERENCE - 1]}…”"


def _problem(problem: Problem) -> str:
    place = f"{problem.sheet}: " if problem.sheet else ""
    entry = f" {problem.key[0]} ({problem.key[1]})," if problem.key else ""
    return _("%(sheet)srow %(row)d,%(entry)s column “%(column)s”: %(reason)s") % {
        "sheet": place,
        "row": problem.row,
        "entry": entry,
        "column": problem.column,
        "reason": problem.reason,
    }
