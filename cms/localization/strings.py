"""The strings of a translation: reading, storing, finding again.

In bulk: wagtail-localize takes one query per string.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.strings import StringValue, validate_translation_links

from cms.localization.places import Place, Places
from cms.localization.refusals import MissingString

BATCH = 200  # SQLite takes 999 parameters a statement, a row has up to ten


@dataclass
class TranslatedString:
    """One string of the source with its translation.

    Attributes:
        key: The primary key of wagtail-localize's segment.
        string_id: The string, equal for equal texts.
        context_id: The place, equal for equal paths.
        path: wagtail-localize's content path.
        source: The source string: text in which only inline tags without attributes are left.
        target: The translation, or an empty string.
        error: Why the translation cannot be used.
        place: Where the string stands, for people.
    """

    key: int
    string_id: int
    context_id: int
    path: str
    source: str
    target: str
    error: str
    place: Place

    @property
    def is_missing(self) -> bool:
        return not self.target or bool(self.error)


def strings_of(translation: Translation) -> list[TranslatedString]:
    """All strings of a translation in the order of the text, in a constant number of queries."""
    places = Places(translation.source.as_instance())
    segments = (
        StringSegment.objects.filter(source=translation.source).select_related("string", "context").order_by("order")
    )
    stored = _stored(translation)
    result = []
    for segment in segments:
        target = stored.get((segment.string_id, segment.context_id))
        result.append(
            TranslatedString(
                key=segment.pk,
                string_id=segment.string_id,
                context_id=segment.context_id,
                path=segment.context.path,
                source=segment.string.data,
                target=target.data if target else "",
                error=(target.get_error() or "") if target else "",
                place=places.of(segment.context.path),
            )
        )
    return result


def missing_strings(translation: Translation) -> list[MissingString]:
    """Strings that no draft can be made without."""
    return [MissingString(s.source, s.place, s.error) for s in strings_of(translation) if s.is_missing]


def store_strings(
    translation: Translation, targets: Iterable[tuple[TranslatedString, str]], user: Any = None, tool_name: str = ""
) -> int:
    """Store translated strings; an empty one takes the translation back.

    Returns:
        How many changed.
    """
    stored = _stored(translation)
    new: dict[tuple[int, int], StringTranslation] = {}
    changed, withdrawn = [], []
    for string, text in targets:
        key = (string.string_id, string.context_id)
        row = stored.get(key)
        text = text.strip()
        if not text:
            if row:
                withdrawn.append(row.pk)
            continue
        if row and row.data == text and not row.has_error:
            continue
        values = {
            "data": text,
            "has_error": bool(_error(string.source, text)),
            "field_error": "",
            "tool_name": tool_name,
        }
        if row:
            for name, value in values.items():
                setattr(row, name, value)
            row.last_translated_by, row.updated_at = user, timezone.now()
            row.translation_type = StringTranslation.TRANSLATION_TYPE_MANUAL
            changed.append(row)
        else:
            new[key] = StringTranslation(
                translation_of_id=key[0],
                context_id=key[1],
                locale_id=translation.target_locale_id,
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
                last_translated_by=user,
                **values,
            )
    StringTranslation.objects.bulk_create(new.values(), batch_size=BATCH // 2)
    fields = ["data", "has_error", "field_error", "tool_name", "last_translated_by", "updated_at", "translation_type"]
    StringTranslation.objects.bulk_update(changed, fields, batch_size=BATCH // 4)
    for start in range(0, len(withdrawn), BATCH):
        StringTranslation.objects.filter(pk__in=withdrawn[start : start + BATCH]).delete()
    if new or changed or withdrawn:
        Translation.objects.filter(pk=translation.pk).update(translations_last_updated_at=timezone.now())
    return len(new) + len(changed) + len(withdrawn)


def fill_strings(translation: Translation, texts: Mapping[str, str], user: Any = None) -> list[str]:
    """Store translations given by their source strings.

    Args:
        translation: wagtail-localize's record.
        texts: Source string to translation, both as wagtail-localize writes them (``<a id="a1">`` for links). A
        string that occurs
            at several places gets the same translation everywhere.
        user: Who translated.

    Returns:
        The source strings of ``texts`` that do not occur.
    """
    strings = strings_of(translation)
    store_strings(translation, [(s, texts[s.source]) for s in strings if s.source in texts], user)
    return sorted(set(texts) - {s.source for s in strings})


def reuse_strings(translation: Translation, user: Any = None) -> int:
    """Fill gaps with what the same string was translated to at another place of the same object.

    A paragraph that is moved to another section has a new path, and would have to be translated again.

    Returns:
        How many strings were filled.
    """
    known: dict[int, str] = {}
    for row in (
        StringTranslation.objects.filter(
            context__object_id=translation.source.object_id, locale_id=translation.target_locale_id, has_error=False
        )
        .order_by("updated_at")
        .only("translation_of_id", "data")
    ):
        known[row.translation_of_id] = row.data
    gaps = [s for s in strings_of(translation) if not s.target and s.string_id in known]
    return store_strings(translation, [(s, known[s.string_id]) for s in gaps], user)


def _stored(translation: Translation) -> dict[tuple[int, int], StringTranslation]:
    rows = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale_id=translation.target_locale_id
    ).select_related("translation_of", "context")
    return {(row.translation_of_id, row.context_id): row for row in rows if row.context_id}


def _error(source: str, target: str) -> str:
    try:
        StringValue.from_translated_html(target)
        validate_translation_links(source, target)
    except ValueError as error:
        return str(error)
    return ""
