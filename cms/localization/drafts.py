"""From a complete translation to a draft in the target language. Publishing it is the workflow's business."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug
from wagtail.models import Page, Revision
from wagtail_localize.models import MissingRelatedObjectError, Translation, TranslationLog

from cms.core.refusals import Refused
from cms.localization.refusals import TranslationIncomplete
from cms.localization.sources import basis, basis_version, current_version, target_of
from cms.localization.strings import missing_strings
from cms.versions.models import VersionedPageMixin

# When the translation goes live and comes down is its own affair, not the source's.
OWN_FIELDS = ("go_live_at", "expire_at", "first_published_at", "last_published_at")


@transaction.atomic
def create_draft(translation: Translation, user: Any, note: str = "") -> Revision:
    """Save the translated text as the latest draft of the target. The live text stays as it is.

    Args:
        translation: wagtail-localize's record.
        user: Who translated; that person cannot approve the draft.
        note: The change note in the target language.

    Raises:
        TranslationIncomplete: Strings are missing.
        Refused: The target is locked or was deleted, or the text is not valid.
    """
    stored = target_of(translation)
    if stored is None:
        raise Refused(_("The translation was deleted. Start it again."))
    lock = stored.get_lock() if hasattr(stored, "get_lock") else None
    if lock and user is not None and lock.for_user(user):
        raise Refused(
            _("“%(title)s” is locked, probably because it is being approved. Take it out of the workflow first.")
            % {"title": stored}
        )
    missing = missing_strings(translation)
    if missing:
        raise TranslationIncomplete(missing)
    text = _translated(translation, stored)
    if isinstance(text, VersionedPageMixin):
        _describe(text, translation, note)
    try:
        revision = text.save_revision(user=user, log_action=True)
    except ValidationError as error:
        raise Refused(_("No draft was made: %(errors)s") % {"errors": " ".join(error.messages)}) from error
    TranslationLog.objects.create(source=translation.source, locale=translation.target_locale, revision=revision)
    return revision


def _translated(translation: Translation, stored: Any) -> Any:
    try:
        text = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=False)
    except MissingRelatedObjectError as error:
        raise Refused(
            _("No draft was made: “%(title)s”, which the text refers to, is not translated yet.")
            % {"title": error.segment.get_source_instance()}
        ) from error
    for name in OWN_FIELDS:
        if hasattr(stored, name):
            setattr(text, name, getattr(stored, name))
    if isinstance(text, Page):
        text.slug = find_available_slug(text.get_parent(), slugify(text.slug), ignore_page_id=text.pk)
    return text


def _describe(text: Any, translation: Translation, note: str) -> None:
    """Say which version the draft translates, and which one of its own it is begun from."""
    version = basis_version(translation.source)
    current = current_version(text)
    text.translated_from = basis(translation.source)
    text.based_on = current.sequence if current else 0
    text.change_note = note
    if version:
        text.change_kind, text.valid_from = version.change_kind, version.valid_from
