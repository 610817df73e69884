"""What upper rooms add to policies."""

from collections.abc import Callable
from typing import Any

from cms.core.registry import Registry

DraftTranslation = Callable[..., Any]
"""``(source_page, locale, *, title, slug, summary, body, user, note) -> Revision``.

Stores a translation whose structure mirrors the source's and returns its draft.
"""

translation_drafters: Registry[DraftTranslation] = Registry()
