"""When two texts are the same."""

from typing import Any

from cms.versions.models.version import PublishedVersion, VersionContent


def without_ids(value: Any) -> Any:
    """Stream data without the ids of its blocks: the same text imported again gets new ids."""
    if isinstance(value, dict):
        is_block = "type" in value and "value" in value
        return {key: without_ids(item) for key, item in value.items() if not (is_block and key == "id")}
    if isinstance(value, list):
        return [without_ids(item) for item in value]
    return value


def same_content(version: PublishedVersion, content: dict[str, Any]) -> bool:
    """Whether a version holds just this content. A redacted version holds none."""
    try:
        frozen = version.content
    except VersionContent.DoesNotExist:
        return False
    return without_ids(frozen.structured) == without_ids(content)
