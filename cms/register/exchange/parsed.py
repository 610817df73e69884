"""What reading a file gives: entries, and everything that could not be read."""

from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import gettext as _

from cms.core.conf import source_language
from cms.core.refusals import Refused
from cms.register.entry import Data
from cms.register.exchange.columns import Column
from cms.register.exchange.headings import fold
from cms.register.exchange.json_reading import too_many_entries
from cms.register.exchange.limits import Limits
from cms.register.exchange.matching import Matcher
from cms.register.exchange.shape import value_named
from cms.register.exchange.values import Unreadable, read_value

Key = tuple[str, str]
"""Reference and language: what an entry is known by."""

MOST_PROBLEMS = 2_000


@dataclass(frozen=True)
class Problem:
    """Something in the file that cannot be taken over, or that people should look at.

    Attributes:
        row: Its number in the file, or the position of the entry in a JSON file.
        column: The heading or label.
        reason: What is wrong and, if known, what would be right.
        sheet: Of a workbook.
        key: The entry that it belongs to, if that is known.
    """

    row: int
    column: str
    reason: str
    sheet: str = ""
    key: Key | None = None


@dataclass
class ParsedEntry:
    """One entry of the file.

    Attributes:
        key: Reference and language.
        row: Where it stands.
        sheet: Of a workbook.
        data: What the file says about it: fields that it has no column for are absent.
        leftovers: What no catalogue knows and is to be kept in the internal note: heading and text.
    """

    key: Key
    row: int
    sheet: str
    data: Data
    leftovers: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Reading:
    """How a file is to be read.

    Attributes:
        language: Of rows that do not say it; by default the source language.
        mapping: What people said about columns, see `cms.register.exchange.columns.layout_of`.
        ignores_unknown: Leave out columns that nobody knows.
        keeps_unmatched: Put what no catalogue knows into the internal note instead of refusing the row.
    """

    language: str = ""
    mapping: dict[str, str] = field(default_factory=dict)
    ignores_unknown: bool = False
    keeps_unmatched: bool = False


class Parsed:
    """A whole file.

    Attributes:
        entries: In the order of the file.
        problems: What could not be read.
        notices: What was read, and people should look at.
        unknown: Columns that nobody knows.
        bad: The entries that have problems.
        more: How many problems there are beyond those that are kept.
    """

    def __init__(self, matcher: Matcher, reading: Reading, limits: Limits) -> None:
        self.matcher = matcher
        self.reading = reading
        self.limits = limits
        self.entries: dict[Key, ParsedEntry] = {}
        self.problems: list[Problem] = []
        self.notices: list[Problem] = []
        self.unknown: list[Column] = []
        self.bad: set[Key] = set()
        self.more = 0
        self._languages = _languages()
        matcher.lookups_left = limits.lookups

    def say(self, row: int, column: str, reason: str, sheet: str = "", key: Key | None = None) -> None:
        """Note a problem."""
        if key is not None:
            self.bad.add(key)
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(row, column, reason, sheet, key))
        elif self.more < MOST_PROBLEMS * 4:
            self.more += 1
        else:
            raise Refused(
                _("The file has more than %(count)s errors. Is it a register?") % {"count": f"{MOST_PROBLEMS * 5:,}"}
            )

    def refuse(self, entry: ParsedEntry, column: str, text: str, reason: str) -> None:
        """A text that is not understood: a problem, or one for the internal note."""
        if self.reading.keeps_unmatched and text.strip():
            entry.leftovers.append((column, text.strip()))
            kept = _("%(reason)s The text is kept in the internal note.") % {"reason": reason}
            self.notices.append(Problem(entry.row, column, kept, entry.sheet, entry.key))
        else:
            self.say(entry.row, column, reason, entry.sheet, entry.key)

    def start(self, row: int, sheet: str, reference: str, language: str) -> ParsedEntry | None:
        """Begin an entry; ``None`` where it has no usable number or language, which is noted.

        Raises:
            Refused: There are more than the limits allow.
        """
        number = value_named("reference")
        label = str(number.label)
        if not reference:
            self.say(row, label, _("The row has no reference number."), sheet)
            return None
        try:
            key = (reference, self.language(language))
            read_value(self.matcher, "reference", number, reference)
        except Unreadable as error:
            self.say(row, label, str(error), sheet)
            return None
        if key in self.entries:
            first = self.entries[key].row
            reason = _("Row %(row)d has the same reference number and language.") % {"row": first}
            self.say(row, label, reason, sheet, key)
            return None
        if len(self.entries) >= self.limits.entries:
            raise too_many_entries(self.limits)
        entry = ParsedEntry(key, row, sheet, {"reference": reference, "language": key[1]})
        self.entries[key] = entry
        return entry

    def language(self, text: str) -> str:
        """The code of a language, given by code or name; that of the file where nothing is given.

        Raises:
            Unreadable: The site has no such language.
        """
        if not text.strip():
            return self.reading.language or source_language()
        if (found := self._languages.get(fold(text))) is None:
            raise Unreadable(
                _("“%(text)s” is no language of this site. There are: %(codes)s.")
                % {"text": text[:40], "codes": ", ".join(code for code, _name in settings.LANGUAGES)}
            )
        return found


def _languages() -> dict[str, str]:
    found = {}
    for code, name in settings.LANGUAGES:
        found[fold(code)] = found[fold(str(name))] = code
    return found
