"""Values that are the same in every language unless a translation says otherwise: telephone numbers, addresses."""

import json
from typing import Any

from wagtail.models import Locale
from wagtail_localize.models import OverridableSegment, SegmentOverride

from cms.localization.route import required_translation


def override_field(instance: Any, locale: Locale, name: str, value: str, user: Any = None) -> bool:
    """Give a synchronised field another value in a translation that was started. The next draft takes it over.

    Args:
        instance: The source or the target.
        locale: The language of the translation.
        name: The field.
        value: Its value in that language.
        user: Who decided so.

    Returns:
        Whether the source has such a field that can be overridden; an empty one cannot.
    """
    translation = required_translation(instance, locale)
    segment = OverridableSegment.objects.filter(source=translation.source, context__path=name).first()
    if segment is None:
        return False
    SegmentOverride.objects.update_or_create(
        locale=translation.target_locale,
        context=segment.context,
        defaults={"data_json": json.dumps(value), "last_translated_by": user, "has_error": False, "field_error": ""},
    )
    return True
