"""An edition is frozen: one version in the chain, one row per entry and language, one text per row."""

from datetime import date
from itertools import zip_longest
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext
from wagtail.models import Page

from blocks.rendering import Rendering
from cms.core.refusals import Refused
from cms.register.editions.cover import cover
from cms.register.editions.document import editions_key
from cms.register.editions.state import RowFacts, counts_of, public_rows
from cms.register.models.editions import EditionRow, EditionRowContent, RegisterEdition
from cms.versions.cutting import RenderedText, freeze
from cms.versions.enums import ChangeKind
from cms.versions.freezing import FileFreezer
from cms.versions.labels import Label
from cms.versions.models import ChainHead, PublishedVersion, VersionContent
from cms.versions.plain_text import plain_text

BATCH = 100


def freeze_edition(
    page: Page, head: ChainHead, year: int, rows: list[RowFacts], *, valid_from: date, **facts: Any
) -> RegisterEdition:
    """Store an edition of the register as it stands. Call it in a transaction.

    Args:
        page: The register page in the source language.
        head: The locked head of the chain.
        year: Of the edition.
        rows: The state that was approved: it is frozen just so, or not at all.
        valid_from: The day that the edition is as of.
        **facts: Further fields of `PublishedVersion`.

    Raises:
        Refused: An entry was published at this very moment.
    """
    correction = next_correction(page, year)
    counts = counts_of(row.language for row in rows)
    with override(page.locale.language_code):
        version = freeze(
            page,
            head,
            Label(year, 0, correction),
            _cover(page, year, rows, counts, valid_from),
            valid_from=valid_from,
            document_key=editions_key(page),
            title=_title(),
            change_kind=ChangeKind.MATERIAL if correction == 1 else ChangeKind.EDITORIAL,
            **facts,
        )
    edition = RegisterEdition(version=version, year=year, counts=counts)
    edition.save(force_insert=True)
    _freeze_rows(edition, rows)
    return edition


def next_correction(page: Page, year: int) -> int:
    """1 for the first edition of a year, then counted on."""
    versions = PublishedVersion.objects.of_document(editions_key(page), page.locale.language_code)
    return (versions.filter(major=year).aggregate(last=Max("correction"))["last"] or 0) + 1


def edition_name(page: Page, year: int) -> str:
    """What the next edition of a year is called, in the active language: ``"Register 2026, correction 2"``."""
    return str(PublishedVersion(title=_title(), major=year, correction=next_correction(page, year)))


def _title() -> str:
    return pgettext("title of a yearly edition", "Register")


def _cover(page: Page, year: int, rows: list[RowFacts], counts: dict[str, int], valid_from: date) -> RenderedText:
    """What the version itself holds: a few words, and the list of all rows with their digests."""
    html = cover(Rendering(page.get_site(), page.locale), counts, valid_from)
    structured = {"year": year, "rows": [row.to_json() for row in rows]}
    content = VersionContent(html=html, text=plain_text(html), structured=structured, files=[])
    return RenderedText(content, FileFreezer())


def _freeze_rows(edition: RegisterEdition, rows: list[RowFacts]) -> None:
    """The texts are read a second time, instead of being kept in memory meanwhile."""
    batch: list[tuple[EditionRow, dict[str, Any]]] = []
    for position, (expected, found) in enumerate(zip_longest(rows, public_rows()), start=1):
        if found is None or found[0] != expected:
            raise Refused(_("Not cut: an entry was published at this very moment. Look at the register again."))
        batch.append((EditionRow(edition=edition, position=position, **found[0].to_json()), found[1]))
        if len(batch) == BATCH:
            _store(batch)
            batch = []
    _store(batch)


def _store(batch: list[tuple[EditionRow, dict[str, Any]]]) -> None:
    stored = EditionRow.objects.bulk_create([row for row, _entry in batch])
    entries = (entry for _row, entry in batch)
    EditionRowContent.objects.bulk_create(
        [EditionRowContent(row=row, entry=entry) for row, entry in zip(stored, entries, strict=True)]
    )
