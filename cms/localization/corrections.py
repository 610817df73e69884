"""Corrections made in the editor of a translated page go into the translation memory.

Else the next update would undo them.
"""

from typing import Any

from wagtail_localize.models import TranslationLog

from cms.localization.alignment import align
from cms.localization.guard import is_guarded
from cms.localization.route import store_alignment
from cms.localization.sources import basis, find_translation, source_of
from cms.versions.models import VersionedPageMixin


def remember_corrections(instance: Any, user: Any = None) -> list[str]:
    """Store the strings of the latest draft of a translation that was made from the text that is being translated now.

    Returns:
        A sentence for each place of the draft that has no counterpart in the source: an update will not keep it.
    """
    if not is_guarded(type(instance)) or source_of(instance).pk == instance.pk:
        return []
    translation = find_translation(instance, instance.locale)
    draft = instance.get_latest_revision_as_object()
    if translation is None or not _translates(draft, translation):
        return []
    alignment = align(translation.source.as_instance(), draft)
    store_alignment(translation, alignment, user)
    return alignment.mismatches


def _translates(draft: Any, translation: Any) -> bool:
    """Whether the draft was made from this very text. An older one says nothing about strings that changed since."""
    if isinstance(draft, VersionedPageMixin):
        return draft.translated_from is not None and draft.translated_from == basis(translation.source)
    return TranslationLog.objects.filter(
        source=translation.source, locale=translation.target_locale, created_at__gte=translation.source.last_updated_at
    ).exists()
