"""No version in one language holds text in the other: the last look before a translation is published."""

from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from cms.core.refusals import Refused
from cms.localization.refusals import SHOWN, MissingString
from cms.localization.sources import find_translation
from cms.localization.strings import strings_of
from cms.versions.models import PublishedVersion
from cms.versions.structure import without_ids

WORDS = 3
"""Shorter strings may well be the same in both languages: names, numbers, "E-Mail"."""


def check_translated(sender: Any, version: PublishedVersion, page: Any, **kwargs: Any) -> None:
    """Receiver of ``version_published``: refuse source text in a translation that nobody entered as its translation.

    Raises:
        Refused: With the strings concerned; the publication is rolled back.
    """
    if not version.is_translation:
        return
    translation = find_translation(page, page.locale)
    if translation is None:
        _check_is_no_copy(version, page)
        return
    shown = {(s.path, s.string.data) for s in extract_segments(page) if isinstance(s, StringSegmentValue)}
    left = [
        str(MissingString(s.source, s.place))
        for s in strings_of(translation)
        if s.is_missing and (s.path, s.source) in shown and len(strip_tags(s.source).split()) >= WORDS
    ]
    if left:
        raise Refused(
            _("Not published: %(count)d texts are still in the source language: %(texts)s.")
            % {"count": len(left), "texts": "; ".join(left[:SHOWN])}
        )


def _check_is_no_copy(version: PublishedVersion, page: Any) -> None:
    """A page that never went through the translation is at least not the source's text under another address."""
    source = PublishedVersion.objects.filter(sequence=version.source_sequence or 0).select_related("content").first()
    content = getattr(source, "content", None)
    if content is None:
        return
    mine, theirs = ({**without_ids(each), "title": ""} for each in (page.versioned_content(), content.structured))
    if mine == theirs and any(theirs.values()):
        raise Refused(
            _("Not published: “%(title)s” is an untranslated copy of version %(label)s in the source language.")
            % {"title": page.title, "label": source.label if source else ""}
        )
