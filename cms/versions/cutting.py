"""Cutting a version: the text that has just gone live becomes a frozen, numbered, chained row, in one transaction."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator
from wagtail.log_actions import log
from wagtail.models import Revision

from blocks.rendering import Rendering
from cms.versions import rules
from cms.versions.authors import authors_since_publication
from cms.versions.enums import ChangeKind
from cms.versions.freezing import FileFreezer
from cms.versions.labels import Label, next_label
from cms.versions.models.chain import ChainHead
from cms.versions.models.version import PublishedVersion, VersionContent
from cms.versions.plain_text import plain_text
from cms.versions.publication import current_publication, person_name
from cms.versions.scheduling import earlier_approval
from cms.versions.signals import version_published
from cms.versions.structure import same_text


@transaction.atomic
def cut_version(page: Any, revision: Revision | None) -> PublishedVersion | None:
    """Freeze what has just been published.

    Args:
        page: The live page, as published.
        revision: The revision that it was published from.

    Returns:
        The new version, or ``None`` if the text is the one of the version in force.

    Raises:
        Refused: A rule forbids this publication; the surrounding transaction is rolled back.
    """
    head = ChainHead.lock()
    current = PublishedVersion.objects.of(page).select_related("content").current()
    approval = earlier_approval(page, revision) or rules.check_four_eyes(page, revision, current_publication())
    rules.check_text(page, current)

    text = render(page)
    if current is not None and same_text(current, text.content):
        _clear_draft_fields(page, revision, current.sequence)
        return None

    label = next_label(page, page.change_kind)
    version = freeze(
        page,
        head,
        label,
        text,
        change_kind=label.source.change_kind if label.source else page.change_kind,
        valid_from=page.valid_from or timezone.localdate(),
        publisher=_written_by(page, revision),
        approver=approval.approver,
        is_self_approved=approval.is_self_approved,
        emergency_reason=approval.emergency_reason,
        revision_number=revision.pk if revision else None,
    )
    _clear_draft_fields(page, revision, version.sequence, label)
    log(
        instance=page,
        action="privacy.version",
        user=approval.user,
        data={
            "label": str(version.label),
            "sequence": version.sequence,
            "emergency_reason": approval.emergency_reason,
        },
        revision=revision,
    )
    version_published.send(sender=type(page), version=version, page=page)
    return version


@dataclass(frozen=True)
class RenderedText:
    """A text as it would be frozen now, with today's contacts and documents."""

    content: VersionContent
    files: FileFreezer


def render(page: Any) -> RenderedText:
    """Render a page's text and copy the documents that it links."""
    files = FileFreezer()
    html = page.render_body(Rendering(page.get_site(), page.locale, files.addresses))
    content = VersionContent(
        html=html, text=plain_text(html), structured=page.versioned_content(), files=files.summary()
    )
    return RenderedText(content, files)


def freeze(
    page: Any, head: ChainHead, label: Label, text: RenderedText, *, valid_from: date, **facts: Any
) -> PublishedVersion:
    """Store one version and move the head of the chain.

    Args:
        page: What is frozen.
        head: The locked head of the chain.
        label: The parts of the label.
        text: The page's rendered text.
        valid_from: Since when the text applies.
        **facts: Further fields of `PublishedVersion`. A further document of the page (`cms.versions.documents`) has its
            own ``document_key`` and ``title``.
    """
    content = text.content
    version = PublishedVersion(
        sequence=head.count + 1,
        page_id=page.pk,
        document_key=facts.pop("document_key", page.translation_key),
        language=page.locale.language_code,
        title=facts.pop("title", page.title),
        major=label.major,
        minor=label.minor,
        correction=label.correction,
        source_sequence=label.source.sequence if label.source else None,
        source_language=label.source.language if label.source else "",
        change_note=facts.pop("change_note", page.change_note),
        change_kind=facts.pop("change_kind", ChangeKind.MATERIAL),
        valid_from=valid_from,
        published_at=timezone.now(),
        content_hash=content.compute_hash(),
        previous_hash=head.hash,
        **facts,
    )
    version.hash = version.compute_hash()
    version.save(force_insert=True)
    content.version = version
    content.save(force_insert=True)
    text.files.attach(version)
    head.count, head.hash = version.sequence, version.hash
    head.save()
    return version


def _written_by(page: Any, revision: Revision | None) -> str:
    """The names of all who changed the text since the version before."""
    ids = authors_since_publication(page, revision)
    if not ids and revision is not None and revision.user_id:
        ids = {revision.user_id}
    people = get_user_model()._default_manager.filter(pk__in=ids).order_by("pk")
    return Truncator(", ".join(person_name(person) for person in people)).chars(255)


def _clear_draft_fields(page: Any, revision: Revision | None, sequence: int, label: Label | None = None) -> None:
    """The next draft begins without this publication's note, and knows which version it was begun from."""
    values = {**page.DRAFT_FIELDS, "based_on": sequence}
    if label and label.source:
        values["translated_from"] = label.source.sequence
    type(page).objects.filter(pk=page.pk).update(**values)
    for name, value in values.items():
        setattr(page, name, value)
    if revision is not None:
        revision.content.update(values)
        Revision.objects.filter(pk=revision.pk).update(content=revision.content)
