"""Lists of rows from one cell: in our notation, or as free text of older registers."""

from django.utils.translation import gettext as _

from cms.register.entry import Data
from cms.register.exchange.free_text import blocks_of, items_of, known_items_of
from cms.register.exchange.headings import find, part_headings
from cms.register.exchange.limits import MOST_ITEMS
from cms.register.exchange.matching import Matcher
from cms.register.exchange.notation import split_lines, split_parts, unescape
from cms.register.exchange.shape import Rows, Value
from cms.register.exchange.usual_words import says_none
from cms.register.exchange.values import Unreadable, read_value

LINES_LOOKED_AT = 50
NO_RECIPIENTS = "none"
"""The row of the shipped catalogue that says so: an empty list would be a gap."""


class CellReport:
    """What reading one cell gave.

    Attributes:
        rows: What was understood.
        reasons: Why something was not, each with the text that it is about.
    """

    def __init__(self) -> None:
        self.rows: list[Data] = []
        self.reasons: list[tuple[str, str]] = []


def empty_row(rows: Rows) -> Data:
    row: Data = {value.name: value.empty for value in rows.values}
    if rows.nested is not None:
        row[rows.nested.name] = []
    return row


def is_notation(rows: Rows, cell: str) -> bool:
    """Whether a cell is written in our notation: a part at the beginning of a line has a label that we know."""
    known = part_headings(rows.name)
    labels = {label for line in split_lines(cell)[:LINES_LOOKED_AT] for label, _text in split_parts(line)[:2]}
    return any(find(known, label) for label in labels if label)


def read_rows(matcher: Matcher, rows: Rows, cell: str) -> CellReport:
    """The rows in a cell, however they are written."""
    if is_notation(rows, cell):
        return _read_notation(matcher, rows, cell)
    return _read_free_text(matcher, rows, cell)


def _read_notation(matcher: Matcher, rows: Rows, cell: str) -> CellReport:
    report = CellReport()
    known = part_headings(rows.name)
    lines = split_lines(cell)
    if len(lines) > MOST_ITEMS:
        report.reasons.append((cell, too_many(len(lines))))
        return report
    for line in lines:
        row = empty_row(rows)
        below: Data | None = None
        for position, (label, raw) in enumerate(split_parts(line)):
            part = find(known, label)
            if not part and position == 0:
                # The leading part may stand without its label; a colon is then part of the text.
                part, raw = rows.values[0].name, f"{label}:{raw}" if label else raw
            if not part:
                report.reasons.append((line, _no_part(rows, label or raw.strip())))
                continue
            owner, value = _owner(rows, part)
            try:
                content = read_value(matcher, f"{owner.name}.{part}", value, unescape(raw))
            except Unreadable as error:
                report.reasons.append((unescape(raw), f"{value.label}: {error}"))
                continue
            if owner is rows:
                row[part] = content
                continue
            if below is None or part == owner.values[0].name:
                below = empty_row(owner)
                row[owner.name].append(below)
            below[part] = content
        report.rows.append(row)
    return report


def _owner(rows: Rows, part: str) -> tuple[Rows, Value]:
    for owner in filter(None, (rows, rows.nested)):
        for value in owner.values:
            if value.name == part:
                return owner, value
    raise KeyError(part)


def _no_part(rows: Rows, label: str) -> str:
    labels = [str(value.label) for owner in filter(None, (rows, rows.nested)) for value in owner.values]
    return _("“%(label)s” is none of: %(labels)s. Within a text write \\| for a bar.") % {
        "label": label[:60],
        "labels": ", ".join(labels),
    }


def _read_free_text(matcher: Matcher, rows: Rows, cell: str) -> CellReport:
    report = CellReport()
    lead = rows.values[0]
    path = f"{rows.name}.{lead.name}"
    if rows.name in ("joint_controllers", "controllers_served"):
        items = blocks_of(cell)
    elif lead.is_coded:
        items = [(item, "") for item in known_items_of(cell, lambda item: matcher.knows(path, lead, item))]
        if rows.name == "recipients" and says_none(cell) and matcher.knows(path, lead, NO_RECIPIENTS):
            items = [(NO_RECIPIENTS, "")]
    else:
        items = [(item, "") for item in items_of(cell)]
    if len(items) > MOST_ITEMS:
        report.reasons.append((cell, too_many(len(items))))
        return report
    for item, address in items:
        row = empty_row(rows)
        try:
            row[lead.name] = read_value(matcher, path, lead, item)
        except Unreadable as error:
            report.reasons.append((item, str(error)))
            continue
        if address:
            row["address" if "address" in row else "contact"] = address
        report.rows.append(row)
    return report


def too_many(count: int) -> str:
    return _("The cell has %(count)d lines; %(limit)d are read.") % {"count": count, "limit": MOST_ITEMS}


def read_bases(matcher: Matcher, bases: Rows, cell: str) -> CellReport:
    """Legal bases in a column of their own: "Art. 6 Abs. 1 lit. e DSGVO i. V. m. § 3 BDSG; § 284 SGB V"."""
    report = CellReport()
    lead = bases.values[0]
    path = f"{bases.name}.{lead.name}"
    for item in known_items_of(cell, lambda text: matcher.knows(path, lead, text))[:MOST_ITEMS]:
        row = empty_row(bases)
        citation, joined, with_what = item, "", ""
        if not matcher.knows(path, lead, item):
            citation, joined, with_what = _split_joined(item)
        try:
            row[lead.name] = read_value(matcher, path, lead, citation)
        except Unreadable as error:
            report.reasons.append((item, str(error)))
            continue
        row["note"] = f"{joined} {with_what}".strip()
        report.rows.append(row)
    return report


def _split_joined(item: str) -> tuple[str, str, str]:
    for joined in ("i. V. m.", "i.V.m.", "iVm", "in Verbindung mit", "in conjunction with"):
        before, found, after = item.partition(joined)
        if found:
            return before.strip(" ,"), joined, after.strip()
    return item, "", ""
