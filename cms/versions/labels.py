"""Labels: ``major.minor`` counts the source text; a translation carries its source's and counts its own corrections."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.core.refusals import Refused
from cms.versions.enums import ChangeKind
from cms.versions.models.version import PublishedVersion


@dataclass(frozen=True)
class Label:
    """The parts of a version's label, and the source version for a translation."""

    major: int
    minor: int = 0
    correction: int = 1
    source: PublishedVersion | None = None


def source_page(page: Page) -> Page | None:
    """The page in the source language that ``page`` translates; ``None`` for a source page itself."""
    from cms.core.conf import source_language

    if page.locale.language_code == source_language():
        return None
    return (
        Page.objects.filter(translation_key=page.translation_key, locale__language_code=source_language())
        .exclude(pk=page.pk)
        .first()
    )


def next_label(page: Any, change_kind: str) -> Label:
    """The label of the version that ``page`` becomes now.

    Raises:
        Refused: A translation of a text that was never published.
    """
    source = source_page(page)
    if source is None:
        return _next_source_label(page, change_kind)
    translated = PublishedVersion.objects.of(source)
    version = translated.filter(sequence=page.translated_from).first() or translated.current()
    if version is None:
        raise Refused(
            _(
                "Not published: the text that this page translates, “%(title)s”, has not been published yet. "
                "Publish it first."
            )
            % {"title": source.title}
        )
    corrections = PublishedVersion.objects.of(page).filter(major=version.major, minor=version.minor)
    last = corrections.aggregate(last=Max("correction"))["last"] or 0
    return Label(version.major, version.minor, last + 1, version)


def _next_source_label(page: Page, change_kind: str) -> Label:
    versions = PublishedVersion.objects.of(page)
    major = versions.aggregate(major=Max("major"))["major"]
    if major is None or major == 0 or change_kind == ChangeKind.MATERIAL:
        return Label((major or 0) + 1)
    minor = versions.filter(major=major).aggregate(minor=Max("minor"))["minor"]
    return Label(major, minor + 1)
