"""Model fields."""

from typing import Any

from wagtail.fields import StreamField


class BlocksField(StreamField):
    """A StreamField whose migrations hold no block definitions.

    Blocks come from a registry that plug-ins add to, so the definitions differ from site to site; frozen into
    migrations they would make each site see changes that are none. In a migration the field therefore has no blocks,
    and ``to_python`` hands the stored JSON through untouched: a data migration that saves a row must not wipe its
    content.
    """

    def __init__(self, block_types: Any = (), **kwargs: Any) -> None:
        super().__init__(block_types, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super(StreamField, self).deconstruct()
        return name, path, [], kwargs

    @property
    def _is_historical(self) -> bool:
        return not self.block_types_arg

    def to_python(self, value: Any) -> Any:
        return value if self._is_historical else super().to_python(value)

    def get_prep_value(self, value: Any) -> Any:
        return value if self._is_historical else super().get_prep_value(value)

    def get_default(self) -> Any:
        return [] if self._is_historical else super().get_default()
