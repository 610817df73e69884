"""The one way from a published source text to a draft in another language.

    start_translation -> (fill_translation, or the admin's translation view) -> draft_translation -> workflow

Everything takes the source or the target object, page or snippet.
"""

import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.actions.copy_for_translation import ParentNotTranslatedError
from wagtail.log_actions import log
from wagtail.models import Locale, Page, Revision
from wagtail_localize.models import SegmentOverride, Translation, TranslationContext

from cms.core.refusals import Refused
from cms.localization.alignment import Alignment, align, with_source_ids
from cms.localization.drafts import create_draft
from cms.localization.guard import is_guarded
from cms.localization.refusals import TranslationMisaligned
from cms.localization.sources import find_translation, source_of, update_source, with_stable_items
from cms.localization.strings import fill_strings, missing_strings, reuse_strings, store_strings, strings_of
from cms.versions.models import VersionedPageMixin


@transaction.atomic
def start_translation(instance: Any, locale: Locale, user: Any = None, *, allow_draft: bool = False) -> Any:
    """Make sure that a translation exists and can be worked on. Repeatable.

    The target is created as a draft; a page below the translation of the source's parent. Nothing goes live.

    Args:
        instance: The source (or a translation of it).
        locale: The language to translate into.
        user: Who starts it.
        allow_draft: Translate the latest draft if nothing has been published yet.

    Returns:
        The target.

    Raises:
        Refused: The source was never published, its parent has no translation, or the model has no drafts.
    """
    source = source_of(instance)
    if not is_guarded(type(source)):
        raise Refused(_("“%(title)s” has no drafts, so it cannot be translated here.") % {"title": source})
    if source.locale_id == locale.pk:
        raise Refused(_("“%(title)s” is the source text; choose another language.") % {"title": source})
    record = update_source(source, allow_draft=allow_draft)
    target = source.get_translation_or_none(locale)
    if target is None:
        target = _new_page(source, locale) if isinstance(source, Page) else _new_snippet(source, locale, user)
    elif isinstance(target, Page):
        target = target.specific
        if target.alias_of_id:
            ConvertAliasPageAction(target, user=user).execute(skip_permission_checks=True)
    translation, _created = Translation.objects.get_or_create(
        source=record, target_locale=locale, defaults={"enabled": False}
    )
    reuse_strings(translation, user)
    return target


def update_translation(instance: Any, locale: Locale, user: Any = None) -> Translation:
    """Take over the published source text into a translation that exists; strings that are still in it keep their
    translation.

    Raises:
        Refused: The translation was not started, or the source was never published.
    """
    translation = required_translation(instance, locale)
    update_source(source_of(instance))
    reuse_strings(translation, user)
    return required_translation(instance, locale)


def fill_translation(instance: Any, locale: Locale, texts: Mapping[str, str], user: Any = None) -> list[str]:
    """Store translations given by their source strings (see `cms.localization.strings.fill_strings`).

    Returns:
        The source strings of ``texts`` that do not occur.
    """
    return fill_strings(required_translation(instance, locale), texts, user)


def draft_translation(instance: Any, locale: Locale, user: Any = None, note: str = "") -> Revision:
    """Save the complete translation as the latest draft of the target.

    Raises:
        TranslationIncomplete: Strings are missing.
        Refused: See `cms.localization.drafts.create_draft`.
    """
    return create_draft(required_translation(instance, locale), user, note)


def required_translation(instance: Any, locale: Locale) -> Translation:
    """wagtail-localize's record of a started translation.

    Raises:
        Refused: It was not started.
    """
    translation = find_translation(instance, locale)
    if translation is None:
        raise Refused(_("The translation of “%(title)s” has not been started yet.") % {"title": instance})
    return translation


@transaction.atomic
def translate_from_stream(
    source_page: Any,
    locale: Locale,
    *,
    title: str,
    slug: str,
    body: list[dict[str, Any]],
    summary: str = "",
    user: Any = None,
    note: str = "",
    body_field: str = "body",
    **texts: str,
) -> Revision:
    """Take over an existing translation whose structure mirrors the source's, and save it as a draft.

    Every string is kept in the translation memory, so later updates of the source keep it.

    Args:
        source_page: The page to translate; its published text, or its latest draft if it was never published.
        locale: The language of the text.
        title: The translated title.
        slug: The translated slug.
        body: The translated body as a stream stores it (``[{"type": …, "value": …}]``); ids are not needed.
        summary: The translated first layer.
        user: Who translated.
        note: The change note in that language.
        body_field: The name of the stream field.
        **texts: Further translated fields, e.g. ``search_description``.

    Raises:
        TranslationMisaligned: Places do not fit or are missing. Inside this exception's transaction nothing was
        stored; to keep what
            fits, call `align_stream` and `store_alignment` yourself.
        Refused: See `start_translation` and `draft_translation`.
    """
    start_translation(source_page, locale, user, allow_draft=True)
    translation = required_translation(source_page, locale)
    alignment = align_stream(
        translation, {"title": title, "slug": slug, "summary": summary, **texts}, {body_field: body}
    )
    store_alignment(translation, alignment, user)
    missing = missing_strings(translation)
    if alignment.mismatches or missing:
        raise TranslationMisaligned(alignment.mismatches, missing, translation)
    return create_draft(translation, user, note)


def align_stream(translation: Translation, texts: Mapping[str, str], bodies: Mapping[str, list[Any]]) -> Alignment:
    """Pair a translated text with the strings of its source, without storing anything."""
    source, target = translation.source.as_instance(), translation.source.as_instance()
    for name, value in texts.items():
        setattr(target, name, value)
    for name, body in bodies.items():
        block = target._meta.get_field(name).stream_block
        setattr(target, name, block.to_python(body))
        with_stable_items(target)
        raw = block.get_prep_value(getattr(target, name))
        setattr(target, name, block.to_python(with_source_ids(block.get_prep_value(getattr(source, name)), raw)))
    return align(source, target)


def store_alignment(translation: Translation, alignment: Alignment, user: Any = None) -> int:
    """Store what fits. Returns the number of strings that changed."""
    waiting = {path: list(reversed(texts)) for path, texts in alignment.strings.items()}
    targets = [(s, waiting[s.path].pop()) for s in strings_of(translation) if waiting.get(s.path)]
    changed = store_strings(translation, targets, user)
    for (path, old), new in alignment.hrefs.items():
        quoted = old.replace("\\", "\\\\").replace("'", "\\'")
        context = TranslationContext.objects.filter(
            object_id=translation.source.object_id, path=f"{path}.'{quoted}'"
        ).first()
        place = {"locale": translation.target_locale, "context": context}
        # One that stays the same keeps its author: whoever saves a page has not written its links.
        if context and not SegmentOverride.objects.filter(**place, data_json=json.dumps(new)).exists():
            SegmentOverride.objects.update_or_create(
                **place, defaults={"data_json": json.dumps(new), "last_translated_by": user}
            )
    return changed


def _new_page(source: Any, locale: Locale) -> Any:
    try:
        page = source.copy_for_translation(locale)
    except ParentNotTranslatedError as error:
        parent = source.get_parent()
        raise Refused(
            _("Translate the page “%(parent)s” first: the translation of “%(title)s” will stand below it.")
            % {"parent": parent.get_admin_display_title(), "title": source.title}
        ) from error
    if isinstance(page, VersionedPageMixin):
        values = {**page.DRAFT_FIELDS, "based_on": 0, "translated_from": None}
        type(page)._base_manager.filter(pk=page.pk).update(**values)
        page.refresh_from_db()
    return page


def _new_snippet(source: Any, locale: Locale, user: Any) -> Any:
    """A copy keeps the source's publication; the translation has none yet."""
    snippet = source.copy_for_translation(locale)
    snippet.live, snippet.has_unpublished_changes = False, True
    for name in (
        "live_revision",
        "latest_revision",
        "first_published_at",
        "last_published_at",
        "go_live_at",
        "expire_at",
    ):
        setattr(snippet, name, None)
    snippet.save()
    snippet.save_revision(user=user, clean=False)
    log(instance=snippet, action="wagtail.create", user=user)
    return snippet
