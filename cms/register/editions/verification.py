"""Proving an edition: its rows against the list in the version's content, and each row's text against its digest."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from cms.register.editions.state import RowFacts, counts_of, digests_of
from cms.register.entry import Entry
from cms.register.models.editions import EditionRow, EditionRowContent, RegisterEdition
from cms.versions.hashing import digest
from cms.versions.models import PublishedVersion, VersionContent
from cms.versions.verification import Fault, Report

BATCH = 200


def facts_of(row: EditionRow) -> RowFacts:
    """The columns of a stored row."""
    return RowFacts(str(row.key), row.language, row.reference, row.slug, row.digest, row.text_digest)


def stored_rows(edition: RegisterEdition, language: str = "") -> Iterator[EditionRow]:
    """The rows of an edition in order, with texts and redactions, in batches."""
    rows = EditionRow.objects.filter(edition=edition, **({"language": language} if language else {}))
    rows = rows.select_related("content", "redaction_record").order_by("position")
    last = -1
    while batch := list(rows.filter(position__gt=last)[:BATCH]):
        yield from batch
        last = batch[-1].position


def text_of(row: EditionRow) -> EditionRowContent | None:
    """The text of a row, unless it was redacted."""
    try:
        return row.content
    except EditionRowContent.DoesNotExist:
        return None


def verify_edition(version: PublishedVersion, content: VersionContent | None, report: Report) -> None:
    """Check the rows of an edition whose version is proven.

    Args:
        version: In the chain.
        content: What the version lists; ``None`` if the whole edition was redacted.
        report: Takes counts and redactions.

    Raises:
        Fault: A row is missing, was altered, added or lost its text.
    """
    edition = RegisterEdition.objects.filter(pk=version.pk).first()
    if edition is None:
        raise Fault(_("%(edition)s (no. %(no)d) has lost its rows.") % {"edition": version, "no": version.sequence})
    if content is None:
        _verify_redacted(version, edition)
        return
    listed = content.structured["rows"]
    counts = counts_of(facts["language"] for facts in listed)
    if (edition.year, edition.year, edition.counts) != (version.major, content.structured["year"], counts):
        raise Fault(_("%(edition)s: its year or its numbers of entries were altered.") % {"edition": version})
    expected = iter(enumerate(listed, start=1))
    for row in stored_rows(edition):
        position, facts = next(expected, (0, {}))
        if not facts or row.position < position:
            raise Fault(_("%(edition)s: the entry %(row)s was added later.") % _named(version, row))
        if row.position > position:
            raise Fault(_missing(version, facts))
        if facts_of(row).to_json() != facts:
            raise Fault(_("%(edition)s: the row of the entry %(row)s was altered.") % _named(version, row))
        _verify_text(version, row, report)
        report.rows += 1
    for _position, facts in expected:
        raise Fault(_missing(version, facts))


def _verify_redacted(version: PublishedVersion, edition: RegisterEdition) -> None:
    left = EditionRowContent.objects.filter(row__edition=edition).select_related("row").first()
    if left is not None:
        raise Fault(
            _("%(edition)s is recorded as redacted, but the text of the entry %(row)s is there.")
            % _named(version, left.row)
        )


def _verify_text(version: PublishedVersion, row: EditionRow, report: Report) -> None:
    named = _named(version, row)
    redaction, content = getattr(row, "redaction_record", None), text_of(row)
    if redaction is not None:
        if content is not None:
            raise Fault(_("%(edition)s: the entry %(row)s is recorded as redacted, but its text is there.") % named)
        facts = {**named, "date": f"{redaction.redacted_at:%Y-%m-%d}", "reason": redaction.reason}
        report.redacted.append(_("%(edition)s, entry %(row)s, on %(date)s: %(reason)s") % facts)
        return
    if content is None:
        raise Fault(_("%(edition)s: the text of the entry %(row)s is missing, and no redaction was recorded.") % named)
    if digest(content.entry) != row.digest or digests_of(Entry.from_json(content.entry))[1] != row.text_digest:
        raise Fault(_("%(edition)s: the text of the entry %(row)s was altered.") % named)


def _missing(version: PublishedVersion, facts: dict[str, str]) -> str:
    row = f"{facts['reference']} ({facts['language']})"
    return _("%(edition)s: the entry %(row)s is missing.") % {"edition": version, "row": row}


def _named(version: PublishedVersion, row: EditionRow) -> dict[str, Any]:
    return {"edition": version, "row": row}
