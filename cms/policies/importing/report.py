"""What an import recognised and what it could not place."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .outline import Contact, ItemList, Notice, Outline, Section, Table, Text
from .rich_text import link_targets


@dataclass(frozen=True, slots=True)
class UnplacedLine:
    """Text that is not in the tree. `line_number` is None where the format has no lines."""

    line_number: int | None
    text: str
    reason: str

    def __str__(self) -> str:
        if self.line_number is None:
            return _("“%(text)s”: %(reason)s") % {"text": self.text, "reason": self.reason}
        return _("Line %(line)d: “%(text)s”: %(reason)s") % {
            "line": self.line_number,
            "text": self.text,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class RecognisedHeading:
    """A heading, the number the site gives it, and the number it had in the file."""

    number: str
    text: str
    number_in_file: str = ""

    def __str__(self) -> str:
        if not self.number_in_file or self.number_in_file.strip("§ .:") == self.number:
            return f"{self.number}. {self.text}"
        return _("%(number)s. %(heading)s (in the file: “%(label)s”)") % {
            "number": self.number,
            "heading": self.text,
            "label": self.number_in_file,
        }


@dataclass(frozen=True, slots=True)
class ImportReport:
    sections: int = 0
    subsections: int = 0
    texts: int = 0
    lists: int = 0
    tables: int = 0
    links: int = 0
    notices: int = 0
    contacts: int = 0
    footnotes: int = 0
    dated: str = ""
    headings: tuple[RecognisedHeading, ...] = ()
    notes: tuple[str, ...] = ()
    unplaced: tuple[UnplacedLine, ...] = ()

    @property
    def outline(self) -> str:
        """The recognised headings, one a line, indented by level."""
        return "\n".join("  " * heading.number.count(".") + str(heading) for heading in self.headings)

    def lines(self) -> list[str]:
        """The whole report, ready to print."""
        printed = [self.summary]
        if self.headings:
            printed += ["", *self.outline.splitlines()]
        if self.notes:
            printed += ["", _("Remarks:"), *(f"- {note}" for note in self.notes)]
        if self.unplaced:
            count = len(self.unplaced)
            heading = ngettext("%(count)d line was not placed:", "%(count)d lines were not placed:", count)
            printed += ["", heading % {"count": count}, *(f"- {line}" for line in self.unplaced)]
        else:
            printed += ["", _("Every line was placed.")]
        return printed

    @property
    def summary(self) -> str:
        """How much of what was recognised, in one sentence."""
        return _(
            "Recognised: %(sections)d sections, %(subsections)d subsections, %(texts)d texts, %(lists)d lists, "
            "%(tables)d tables, %(notices)d notices, %(contacts)d contacts, %(footnotes)d footnotes, %(links)d links."
        ) % {name: getattr(self, name) for name in _COUNTED}


_COUNTED = (
    "sections",
    "subsections",
    "texts",
    "lists",
    "tables",
    "notices",
    "contacts",
    "footnotes",
    "links",
)
_KINDS = {Text: "texts", ItemList: "lists", Table: "tables", Notice: "notices", Contact: "contacts"}


def describe(
    outline: Outline,
    *,
    footnotes: int,
    dated: str,
    labels: list[str],
    notes: list[str],
    unplaced: list[UnplacedLine],
) -> ImportReport:
    """The report about a finished tree. `labels` are the numbers the headings had in the file, in reading order."""
    counts: Counter[str] = Counter()
    for path, block in outline.walk():
        if isinstance(block, Section):
            counts["sections" if len(path) == 1 else "subsections"] += 1
        else:
            counts[_KINDS[type(block)]] += 1
            counts["links"] += sum(1 for html in _html_of(block) for _target in link_targets(html))
    counts["links"] += sum(1 for _target in link_targets(outline.summary))
    headings = tuple(
        RecognisedHeading(number, section.heading, label)
        for (number, section), label in zip(outline.sections(), labels, strict=True)
    )
    return ImportReport(
        **counts,
        footnotes=footnotes,
        dated=dated,
        headings=headings,
        notes=tuple(dict.fromkeys(notes)),
        unplaced=tuple(unplaced),
    )


def _html_of(block: object) -> tuple[str, ...]:
    match block:
        case Text(html) | Notice(html=html):
            return (html,)
        case ItemList(items=items):
            return items
        case Table(rows=rows):
            return tuple(cell for row in rows for cell in row)
    return ()
