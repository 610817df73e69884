"""Taking over a translation that exists as a file: aligned with the published text that it translates."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Locale, Revision

from cms.core.conf import source_language
from cms.core.refusals import Refused
from cms.policies.importer import outline_of, slug_for
from cms.policies.importing.alignment import Misfit, align
from cms.policies.importing.reading import read_policy
from cms.policies.importing.report import ImportReport
from cms.policies.importing.streams import to_stream
from cms.policies.models import PolicyPage
from cms.policies.registries import translation_drafters


@dataclass(frozen=True)
class TranslationImport:
    """What came of it.

    Attributes:
        report: What was recognised in the file.
        misfits: Where the file's structure differs from the source text's; then nothing was saved.
        revision: The draft of the translation.
    """

    report: ImportReport
    misfits: tuple[Misfit, ...]
    revision: Revision | None

    def lines(self) -> list[str]:
        """The report, ready to print."""
        lines = self.report.lines()
        if self.misfits:
            lines += ["", _("What does not fit:"), *(f"- {misfit}" for misfit in self.misfits)]
        return lines


def import_translation(
    name: str, data: bytes, language: str, *, source: PolicyPage, user: Any, note: str = "", slug: str = ""
) -> TranslationImport:
    """Align a file with the published text of ``source`` and save it as the draft of its translation.

    Args:
        name: File name; its ending tells the format.
        data: The file's bytes.
        language: Language code of the file.
        source: The page in the source language.
        user: Who imports; becomes the author of the draft.
        note: The change note of the version, in the file's language.
        slug: Address of the translated page; by default made from its title.

    Raises:
        ImportRefused: The file cannot be read.
        Refused: The source is unpublished, or the languages do not fit.
    """
    if source.locale.language_code != source_language():
        raise Refused(
            _("“%(title)s” is itself a translation. Name the page in the source language.") % {"title": source.title}
        )
    locale = Locale.objects.filter(language_code=language).first()
    if locale is None or locale == source.locale:
        raise Refused(
            _("A translation into “%(language)s” is not possible. Choose another language.") % {"language": language}
        )
    if not source.live or source.live_revision is None:
        raise Refused(
            _("“%(title)s” has not been published yet. Publish it first, then translate it.") % {"title": source.title}
        )
    drafters = list(translation_drafters)
    if not drafters:
        raise Refused(_("Translations need the app “cms.localization”. Add it to INSTALLED_APPS."))

    outline, report = read_policy(name, data, language)
    alignment = align(outline_of(source.live_revision.as_object()), outline)
    if not alignment.fits:
        return TranslationImport(report, alignment.misfits, None)
    revision = drafters[0](
        source,
        locale,
        title=outline.title,
        slug=slug or slug_for(outline.title),
        summary=outline.summary,
        body=to_stream(outline),
        user=user,
        note=note,
    )
    return TranslationImport(report, (), revision)
