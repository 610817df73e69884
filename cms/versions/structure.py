"""When two texts are the same."""

import re
from typing import Any

from cms.versions.models.version import PublishedVersion, VersionContent

# Draftail numbers the paragraphs of a text that was written elsewhere when somebody saves it without touching it.
BLOCK_KEYS = re.compile(r' data-block-key="[^"]*"')
EMPTY = "<p></p>"  # what it makes of no text at all


def without_ids(value: Any) -> Any:
    """Stream data without the ids of its blocks and paragraphs: the same text imported again gets new ones."""
    if isinstance(value, str):
        text = BLOCK_KEYS.sub("", value)
        return "" if text == EMPTY else text
    if isinstance(value, dict):
        is_block = "type" in value and "value" in value
        return {key: without_ids(item) for key, item in value.items() if not (is_block and key == "id")}
    if isinstance(value, list):
        return [without_ids(item) for item in value]
    return value


def same_text(version: PublishedVersion, content: VersionContent) -> bool:
    """Whether visitors would read and download just what a version holds.

    More than `same_content`: a contact, a setting or a linked document may have changed since. Markup does not count,
    so that a new template alone makes no version.
    """
    if not same_content(version, content.structured):
        return False
    return version.content.text == content.text and version.content.files == content.files


def same_content(version: PublishedVersion, content: dict[str, Any]) -> bool:
    """Whether a version holds just this content. A redacted version holds none."""
    try:
        frozen = version.content
    except VersionContent.DoesNotExist:
        return False
    return without_ids(frozen.structured) == without_ids(content)
