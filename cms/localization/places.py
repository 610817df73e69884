"""Where a string stands, in words that people use: "2.1 Which data do we delete?" instead of a path of ids."""

from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from wagtail import blocks
from wagtail.fields import StreamField

from blocks.streams import is_section


@dataclass(frozen=True)
class Place:
    """The place of a string.

    Attributes:
        group: The heading of the outermost section with its number, or the name of the field.
        heading: The innermost heading with its number, or the name of the field.
        kind: What kind of block the string belongs to, e.g. "Table"; empty for fields.
    """

    group: str
    heading: str
    kind: str = ""

    def __str__(self) -> str:
        return f"{self.heading} ({self.kind})" if self.kind else self.heading


class Places:
    """Places of all strings of one object."""

    def __init__(self, instance: Any) -> None:
        self._by_id: dict[str, Place] = {}
        self._fields: dict[str, str] = {}
        for field in instance._meta.get_fields():
            if hasattr(field, "verbose_name"):
                self._fields[field.name] = str(capfirst(field.verbose_name))
            if isinstance(field, StreamField):
                name = self._fields[field.name]
                self._stream(field.value_from_object(instance), Place(name, name), "")

    def of(self, path: str) -> Place:
        """The place of the string with wagtail-localize's content path ``path``."""
        parts = path.split(".")
        for part in reversed(parts):
            if part in self._by_id:
                return self._by_id[part]
        name = self._fields.get(parts[0], parts[0])
        return Place(name, name)

    def _stream(self, stream: Any, outer: Place, prefix: str) -> None:
        number = 0
        for child in stream:
            label = str(capfirst(child.block.label))
            if is_section(child):
                number += 1
                heading = f"{prefix}{number} {child.value['heading']}"
                place = Place(outer.group if prefix else heading, heading)
                self._by_id[child.id] = place
                self._stream(child.value.get("content", ()), place, f"{prefix}{number}.")
                continue
            self._by_id[child.id] = Place(outer.group, outer.heading, label)
            if isinstance(child.value, blocks.StructValue):
                for value in child.value.values():
                    if isinstance(value, blocks.StreamValue):
                        self._stream(value, Place(outer.group, outer.heading, label), prefix)
