"""Comparing a file with the register: what is new, what changes, what is the same, and what is wrong."""

from collections.abc import Iterable
from typing import IO, Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Locale

from cms.core.conf import source_language
from cms.register.entry import Data
from cms.register.exchange.checking import facts_of_translation, findings
from cms.register.exchange.labels import Labels
from cms.register.exchange.limits import BY_COMMAND, Limits
from cms.register.exchange.matching import Matcher
from cms.register.exchange.notation import write_rows
from cms.register.exchange.parsed import Key, Parsed, ParsedEntry, Reading
from cms.register.exchange.parsing import parse
from cms.register.exchange.plan import Change, Difference, Plan
from cms.register.exchange.reading import read_file
from cms.register.exchange.shape import Rows, entry_shape
from cms.register.exchange.stored import Register, Stored
from cms.register.exchange.tables import Contents
from cms.register.models.activity import ProcessingActivity, reference_slug


def plan_import(
    file: IO[bytes],
    name: str,
    reading: Reading | None = None,
    *,
    user: Any = None,
    limits: Limits = BY_COMMAND,
    creates_units: bool = False,
) -> Plan:
    """Read a file and compare it with the register. Nothing is stored.

    Args:
        file: Opened for reading bytes.
        name: Its name; only the extension counts.
        reading: The language of rows that do not say it, what columns mean, what is left out.
        user: Who imports; entries that are locked for this person are errors.
        limits: How much is taken.
        creates_units: Whether unknown units are created instead of being errors.

    Raises:
        Refused: The file as a whole cannot be imported: one sentence that says why.
    """
    return plan_contents(
        read_file(file, name, limits), reading or Reading(), user=user, limits=limits, creates_units=creates_units
    )


def plan_contents(
    contents: Contents, reading: Reading, *, user: Any = None, limits: Limits, creates_units: bool = False
) -> Plan:
    """As `plan_import`, for a file that was read."""
    matcher = Matcher(creates_units=creates_units)
    parsed = parse(contents, matcher, reading, limits)
    plan = Planner(parsed, user).plan()
    plan.remark = contents.remark
    used = {change.data["unit"] for change in plan.changes}
    plan.new_units = {code: name for code, name in matcher.new_units.items() if code in used}
    return plan


class Planner:
    """Compares what a file says with what is stored."""

    def __init__(self, parsed: Parsed, user: Any) -> None:
        self.parsed = parsed
        self.user = user
        self.register = Register()
        self.labels = Labels(get_language() or source_language())
        self.result = Plan(notices=parsed.notices, unknown=parsed.unknown)
        self.locales = {locale.language_code for locale in Locale.objects.all()}

    def plan(self) -> Plan:
        by_reference: dict[str, list[ParsedEntry]] = {}
        for entry in self.parsed.entries.values():
            by_reference.setdefault(entry.key[0], []).append(entry)
        for references, stored in self.register.batches(by_reference):
            for reference in references:
                self._plan_languages(by_reference[reference], stored)
        self._check_addresses()
        self.result.errors = sorted(self.parsed.problems, key=lambda error: (error.sheet, error.row))
        self.result.more_errors = self.parsed.more
        return self.result

    def _plan_languages(self, entries: list[ParsedEntry], stored: dict[Key, Stored]) -> None:
        """One entry in all languages of the file, its source first."""
        reference = entries[0].key[0]
        known = stored.get((reference, source_language()))
        source = known.data if known else None
        for entry in sorted(entries, key=lambda each: each.key[1] != source_language()):
            if entry.key[1] not in self.locales:
                self._say(entry, "language", _("The site does not have this language yet."))
                continue
            if entry.key in self.parsed.bad:
                continue
            now = stored.get(entry.key)
            if entry.key[1] == source_language():
                source = self._plan_entry(entry, now, {**(now.data if now else empty_entry()), **entry.data}) or source
            elif source is None:
                self._say(entry, "language", _no_source())
            else:
                self._plan_translation(entry, now, source)

    def _plan_translation(self, entry: ParsedEntry, now: Stored | None, source: Data) -> None:
        current = now.data if now else None
        if current is not None and {**current, **entry.data} == current and not entry.leftovers:
            self.result.skipped.append(entry.key)
            return
        data, wrong = facts_of_translation(entry.data, source, current)
        for name, reason in wrong:
            self._say(entry, name, reason)
        if not wrong:
            self._plan_entry(entry, now, data)

    def _plan_entry(self, entry: ParsedEntry, now: Stored | None, data: Data) -> Data | None:
        """Answers the data that the entry will have; ``None`` where it cannot be taken over."""
        data = with_leftovers(data, entry.leftovers)
        if now is not None and data == now.data:
            self.result.skipped.append(entry.key)
            return data
        wrong = list(findings(data))
        for name, reason in wrong:
            self._say(entry, name, reason)
        if now is not None and self._is_locked(now.activity):
            self._say(entry, "reference", _("The entry is locked, or somebody is about to approve it."))
            return None
        if wrong:
            return None
        change = Change(entry, data, now)
        if now is None:
            self.result.created.append(change)
        else:
            change.differences = list(self._differences(now.data, data))
            self.result.changed.append(change)
        return data

    def _is_locked(self, activity: ProcessingActivity) -> bool:
        lock = activity.get_lock()
        return lock is not None and (self.user is None or bool(lock.for_user(self.user)))

    def _differences(self, before: Data, after: Data) -> Iterable[Difference]:
        old, new = self.register.entry(before), self.register.entry(after)
        for name, each in entry_shape().items():
            if before.get(name) == after.get(name):
                continue
            if isinstance(each, Rows):
                rows = [write_rows(entry, each, entry.data[name], self.labels) for entry in (old, new)]
                texts = lines_that_differ(*rows)
            else:
                texts = [self.labels.text(entry, name, each, entry.data[name]) for entry in (old, new)]
            yield Difference(name, self.labels.headings[name], *texts)

    def _check_addresses(self) -> None:
        """Different numbers with the same address: "VVT 1" and "VVT-1"."""
        new = [change for change in self.result.created if not change.is_translation]
        taken = dict(ProcessingActivity.objects.sources().values_list("slug", "reference").iterator())
        for change in new:
            slug = reference_slug(change.reference)
            other = taken.setdefault(slug, change.reference)
            if other != change.reference:
                reason = _("The number is too much like “%(other)s”: both have the address “%(slug)s”.")
                self._say(change.parsed, "reference", reason % {"other": other, "slug": slug})
                self._take_back(change.reference)

    def _take_back(self, reference: str) -> None:
        self.result.created = [change for change in self.result.created if change.reference != reference]

    def _say(self, entry: ParsedEntry, name: str, reason: str) -> None:
        self.parsed.say(entry.row, self.labels.headings[name], reason, entry.sheet, entry.key)


def lines_that_differ(before: str, after: str) -> list[str]:
    """The rows of a list without those that stay; all of them where only the order changes."""
    old, new = before.split("\n"), after.split("\n")
    gone, come = [row for row in old if row not in new], [row for row in new if row not in old]
    return ["\n".join(gone), "\n".join(come)] if gone or come else [before, after]


def _no_source() -> str:
    return _("The entry is not there in the source language (%(language)s), or has an error there.") % {
        "language": source_language()
    }


def empty_entry() -> Data:
    """The data of a new entry of which nothing is known."""
    data: Data = {name: [] if isinstance(each, Rows) else each.empty for name, each in entry_shape().items()}
    for name in ("role", "status", "publicity"):
        data[name] = str(ProcessingActivity._meta.get_field(name).get_default())
    return data


def with_leftovers(data: Data, leftovers: list[tuple[str, str]]) -> Data:
    """Add what no catalogue knows to the internal note, unless it is there already."""
    note = data["note"]
    for heading, text in leftovers:
        line = f"{heading}: {text}"
        if line not in note:
            note = f"{note}\n{line}".strip("\n")
    return {**data, "note": note}
