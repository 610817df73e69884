"""Proving that the archive is what it was: every hash is computed again, from the first version to the last.

Reads in batches and keeps one batch in memory. Stops at the first fault: all behind a broken link is unproven anyway.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from cms.versions.documents import document_of
from cms.versions.freezing import stored_digest
from cms.versions.hashing import GENESIS_HASH, HASH_FORM
from cms.versions.models.chain import ChainHead
from cms.versions.models.version import FrozenFile, PublishedVersion, VersionContent, VersionFile

BATCH = 50


@dataclass(frozen=True)
class Head:
    """Length and last hash of a chain, short enough to be written down: ``12:9f86d0…``."""

    count: int = 0
    hash: str = GENESIS_HASH

    @classmethod
    def parse(cls, text: str) -> "Head":
        """Read ``COUNT:HASH``.

        Raises:
            ValueError: It is something else.
        """
        count, separator, last_hash = text.strip().partition(":")
        if not separator or not count.isdecimal() or len(last_hash) != len(GENESIS_HASH):
            raise ValueError(text)
        return cls(int(count), last_hash.lower())

    def __str__(self) -> str:
        return f"{self.count}:{self.hash}"


@dataclass
class Report:
    """What a verification found.

    Attributes:
        head: The last version that is proven.
        redacted: What was redacted, a version's text or a row of a further document: not a fault.
        files: How many frozen files were compared.
        rows: How many rows of further documents were compared.
        fault: The first fault in one sentence; ``None`` if the archive is intact.
    """

    head: Head = field(default_factory=Head)
    redacted: list[str] = field(default_factory=list)
    files: int = 0
    rows: int = 0
    fault: str | None = None


class Fault(Exception):  # noqa: N818 - it is no error of the program
    """The archive is not what it was; the message says where and how."""


def verify(expected: Head | None = None) -> Report:
    """Check the chain, its head and the frozen files.

    Args:
        expected: A head that was written down earlier. The chain may have grown since, but must still contain it.
    """
    report = Report()
    try:
        _verify_chain(report, expected)
        _verify_files(report)
    except Fault as fault:
        report.fault = str(fault)
    return report


def _verify_chain(report: Report, expected: Head | None) -> None:
    before = _stored_head()
    for version, content in _versions():
        _verify_link(report.head, version)
        _verify_row(version)
        _verify_content(version, content, report)
        _verify_document(version, content, report)
        report.head = Head(version.sequence, version.hash)
        if report.head.count == before.count and report.head.hash != before.hash:
            raise Fault(_("The head of the chain does not match version no. %(no)d (%(name)s).") % _named(version))
        if expected and report.head.count == expected.count and report.head.hash != expected.hash:
            raise Fault(
                _("Version no. %(no)d (%(name)s) is not the one that was written down: the chain was rewritten.")
                % _named(version)
            )
    # Read again: versions published during the check belong to the chain.
    for head in (before, _stored_head(), expected or Head()):
        if head.count > report.head.count:
            raise Fault(
                _("The chain was cut off: %(expected)d versions were recorded, the last one found is no. %(found)d.")
                % {"expected": head.count, "found": report.head.count}
            )
    if report.head.count > _stored_head().count:
        raise Fault(
            _("The head of the chain records %(expected)d versions, but there are %(found)d.")
            % {"expected": _stored_head().count, "found": report.head.count}
        )


def _stored_head() -> Head:
    row = ChainHead.objects.order_by("pk").first()
    return Head(row.count, row.hash) if row else Head()


def _versions() -> Iterator[tuple[PublishedVersion, VersionContent | None]]:
    """All versions in the order of the chain, with their contents.

    Not ``iterator()``: without server-side cursors it holds everything. The content of a further document, which may be
    some megabytes, is read for one version at a time.
    """
    last = 0
    rows = PublishedVersion.objects.order_by("sequence").select_related("redaction_record", "page")
    while batch := list(rows.filter(sequence__gt=last).prefetch_related("version_files")[:BATCH]):
        last = batch[-1].sequence
        texts = VersionContent.objects.in_bulk([each.pk for each in batch if document_of(each) is None])
        for version in batch:
            if document_of(version) is None:
                yield version, texts.pop(version.pk, None)
            else:
                yield version, VersionContent.objects.filter(pk=version.pk).first()


def _named(version: PublishedVersion) -> dict[str, Any]:
    return {"no": version.sequence, "name": f"{version.title} {version.label}, {version.language}"}


def _verify_link(previous: Head, version: PublishedVersion) -> None:
    if version.sequence != previous.count + 1:
        raise Fault(
            _("Version no. %(missing)d is missing: no. %(no)d (%(name)s) follows no. %(previous)d.")
            % {**_named(version), "missing": previous.count + 1, "previous": previous.count}
        )
    if version.previous_hash != previous.hash:
        raise Fault(
            _("Version no. %(no)d (%(name)s) does not follow the version before it: one of them was exchanged.")
            % _named(version)
        )


def _verify_row(version: PublishedVersion) -> None:
    if version.hash_form != HASH_FORM:
        raise Fault(
            _("Version no. %(no)d (%(name)s) was hashed in a form that this release does not know.") % _named(version)
        )
    if version.compute_hash() != version.hash:
        raise Fault(_("Version no. %(no)d (%(name)s) was altered: its facts do not match its hash.") % _named(version))
    if version.page.translation_key != version.document_key and document_of(version) is None:
        raise Fault(_("Version no. %(no)d (%(name)s) was attached to another page.") % _named(version))


def _verify_content(version: PublishedVersion, content: VersionContent | None, report: Report) -> None:
    if version.redaction is not None:
        if content is not None:
            raise Fault(
                _("Version no. %(no)d (%(name)s) is recorded as redacted, but its text is there.") % _named(version)
            )
        report.redacted.append(
            _("no. %(no)d (%(name)s), on %(date)s: %(reason)s")
            % {
                **_named(version),
                "date": f"{version.redaction.redacted_at:%Y-%m-%d}",
                "reason": version.redaction.reason,
            }
        )
        return
    if content is None:
        raise Fault(
            _("The text of version no. %(no)d (%(name)s) is missing, and no redaction was recorded.") % _named(version)
        )
    if content.compute_hash() != version.content_hash:
        raise Fault(_("The text of version no. %(no)d (%(name)s) was altered.") % _named(version))
    linked = {(link.file_id, link.name) for link in version.version_files.all()}
    if linked != {(entry["sha256"], entry["name"]) for entry in content.files}:
        raise Fault(_("The list of documents of version no. %(no)d (%(name)s) was altered.") % _named(version))


def _verify_document(version: PublishedVersion, content: VersionContent | None, report: Report) -> None:
    if (document := document_of(version)) is not None:
        document.verify(version, content, report)


def _verify_files(report: Report) -> None:
    """Copies that no version links any longer (redacted) are gone on purpose."""
    last = ""
    linked = FrozenFile.objects.filter(links__isnull=False).distinct().order_by("sha256")
    while batch := list(linked.filter(sha256__gt=last)[:BATCH]):
        for frozen in batch:
            _verify_file(frozen)
            report.files += 1
        last = batch[-1].sha256


def _verify_file(frozen: FrozenFile) -> None:
    digest = stored_digest(frozen.file.storage, str(frozen.file.name))
    if digest == frozen.sha256:
        return
    link = VersionFile.objects.filter(file=frozen).select_related("version").order_by("pk")[0]
    facts = {**_named(link.version), "file": link.name, "sha256": frozen.sha256}
    if digest is None:
        raise Fault(_("The document “%(file)s” of version no. %(no)d (%(name)s) is missing (%(sha256)s).") % facts)
    raise Fault(_("The document “%(file)s” of version no. %(no)d (%(name)s) was altered (%(sha256)s).") % facts)
