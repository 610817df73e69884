"""Published versions: drafts that become one, translations, long archives, linked documents."""

from datetime import date, timedelta
from typing import Any

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import Page

from cms.policies.models import PolicyPage
from cms.versions.models import PublishedVersion
from tests.factories.policies import english, section, text


def draft(page: Page, html: str, user: Any, *, heading: str = "Wer ist verantwortlich?", **values: Any) -> Any:
    """A new draft of ``page`` whose text is ``html``; ``values`` are fields of the draft, such as ``change_kind``."""
    latest = PolicyPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    latest.body = [section(heading, text(html))]
    for name, value in values.items():
        setattr(latest, name, value)
    return latest.save_revision(user=user)


def translation(policy: PolicyPage, html: str, user: Any) -> PolicyPage:
    """An English draft of a German policy."""
    page = policy.copy_for_translation(english())
    draft(page, html, user, heading="Who is the controller?", title="Privacy policy", slug="privacy")
    return PolicyPage.objects.get(pk=page.pk)


def document(name: str = "Merkblatt.pdf", content: bytes = b"%PDF-1 Merkblatt") -> Any:
    """An uploaded document."""
    return get_document_model().objects.create(title=name, file=ContentFile(content, name=name))


def link_to(linked: Any) -> str:
    """Rich text with a link to a document."""
    return f'<p>Mehr steht im <a linktype="document" id="{linked.pk}">Merkblatt</a>.</p>'


def long_archive(version: PublishedVersion, count: int) -> None:
    """``count`` more versions like ``version``. Their hashes are those of ``version``: for lists only."""
    fields = {
        field.attname: getattr(version, field.attname)
        for field in PublishedVersion._meta.concrete_fields
        if field.attname not in {"id", "sequence", "major", "valid_from"}
    }
    PublishedVersion.objects.bulk_create(
        PublishedVersion(
            **fields,
            sequence=version.sequence + number,
            major=version.major + number,
            valid_from=date(2020, 1, 1) + timedelta(days=number),
        )
        for number in range(1, count + 1)
    )
