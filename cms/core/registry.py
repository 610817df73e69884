"""Ordered registries: the way in which an upper room adds to a lower one without being known to it."""

from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Registry(Generic[T]):
    """Named entries in a stable order.

    Registering the same name again replaces the entry, so that a host project can exchange what a plug-in brings.
    """

    def __init__(self) -> None:
        self._entries: dict[str, tuple[int, T]] = {}

    def register(self, name: str, entry: T, order: int = 100) -> T:
        """Add ``entry`` under ``name``; lower ``order`` comes first, equal ones by name."""
        self._entries[name] = (order, entry)
        return entry

    def unregister(self, name: str) -> None:
        """Remove the entry; unknown names are no error."""
        self._entries.pop(name, None)

    def items(self) -> Iterator[tuple[str, T]]:
        for name, (_order, entry) in sorted(self._entries.items(), key=lambda item: (item[1][0], item[0])):
            yield name, entry

    def __iter__(self) -> Iterator[T]:
        return (entry for _name, entry in self.items())

    def __len__(self) -> int:
        return len(self._entries)
