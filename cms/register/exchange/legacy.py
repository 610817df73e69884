"""Columns of registers kept elsewhere that say in free text what we keep below purposes, data and transfers."""

from django.utils.translation import gettext as _

from cms.register.entry import Data
from cms.register.exchange.free_text import items_of
from cms.register.exchange.headings import LEGAL_BASES, RETENTION, SAFEGUARDS, fold
from cms.register.exchange.matching import Matcher
from cms.register.exchange.rows_reading import is_notation, read_bases, read_rows
from cms.register.exchange.shape import Rows, Value, rows_named
from cms.register.exchange.usual_words import YES, says_none
from cms.register.exchange.values import Unreadable, read_value

Reasons = list[tuple[str, str, str]]
"""Heading, text, and why it was not understood."""
LISTS_THAT_MAY_SAY_NONE = frozenset({"joint_controllers", "processors", "controllers_served", "systems"})


class Legacy:
    """What one row says in such columns, until all of its columns are read."""

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher
        self.kept: dict[str, list[tuple[str, str]]] = {}
        self.notices: list[tuple[str, str]] = []

    def keep(self, target: str, heading: str, text: str) -> None:
        if text.strip():
            self.kept.setdefault(target, []).append((heading, text.strip()))

    def takes(self, rows: Rows, heading: str, text: str) -> bool:
        """Whether a cell of a list says in words that there is nothing, or is about transfers: then it waits."""
        if rows.name == "transfers" and text.strip() and not is_notation(rows, text):
            self.keep("transfers", heading, text)
            return True
        return rows.name in LISTS_THAT_MAY_SAY_NONE and says_none(text)

    def finish(self, data: Data) -> Reasons:
        """Put everything where it belongs."""
        reasons = self._transfers(data)
        for heading, text in self.kept.get(SAFEGUARDS, []):
            reasons += _all(data, "transfers", "documentation", heading, text, _("There is no transfer to add it to."))
        for heading, text in self.kept.get(LEGAL_BASES, []):
            reasons += self._bases(data, heading, text)
        for heading, text in self.kept.get(RETENTION, []):
            reasons += self._retention(data, heading, text)
        return reasons

    def _transfers(self, data: Data) -> Reasons:
        reasons: Reasons = []
        for heading, text in self.kept.get("transfers", []):
            says_yes = not says_none(text)
            if says_yes and fold(text) not in YES:
                report = read_rows(self.matcher, rows_named("transfers"), text)
                data["transfers"] += report.rows
                reasons += [(heading, item, reason) for item, reason in report.reasons]
            data["transfer_status"] = data.get("transfer_status") or ("yes" if says_yes else "none")
        return reasons

    def _bases(self, data: Data, heading: str, text: str) -> Reasons:
        purposes = data.get("purposes", [])
        if not purposes:
            return [(heading, text, _("There is no purpose that the legal basis could belong to."))]
        bases = rows_named("purposes").nested
        assert bases is not None  # noqa: S101 - purposes have legal bases
        report = read_bases(self.matcher, bases, text)
        for purpose in purposes:
            purpose["legal_bases"] += [dict(row) for row in report.rows]
        if len(purposes) > 1 and report.rows:
            self.notices.append(
                (heading, _("Every purpose got all legal bases of the row. Check which of them belong to it."))
            )
        return [(heading, item, reason) for item, reason in report.reasons]

    def _retention(self, data: Data, heading: str, text: str) -> Reasons:
        """A rule that the catalogue knows; else a note on retention, which is free text with us, too."""
        values = {value.name: value for value in rows_named("data_categories").values}
        nothing = _("There is no category of personal data that the period could belong to.")
        for known in (text, *items_of(text)[:1]) if len(items_of(text)) == 1 else (text,):
            if self._knows(values["retention"], known):
                code = read_value(self.matcher, "data_categories.retention", values["retention"], known)
                return _all(data, "data_categories", "retention", heading, code or "", nothing)
        try:
            note = read_value(self.matcher, "data_categories.retention_note", values["retention_note"], text)
        except Unreadable as error:
            return [(heading, text, str(error))]
        if data.get("data_categories"):
            self.notices.append((heading, _("The catalogue has no such retention rule; it is kept as a note.")))
        return _all(data, "data_categories", "retention_note", heading, note or "", nothing)

    def _knows(self, value: Value, text: str) -> bool:
        return self.matcher.knows("data_categories.retention", value, text)


def _all(data: Data, name: str, part: str, heading: str, content: str, nothing: str) -> Reasons:
    """Write the same into every row of a list that has nothing there yet."""
    rows = data.get(name, [])
    for row in rows:
        row[part] = row[part] or content
    return [] if rows else [(heading, content, nothing)]
