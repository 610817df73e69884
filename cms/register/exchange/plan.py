"""What an import would do, as data: shown before it is done, and then done."""

from dataclasses import dataclass, field

from cms.core.conf import source_language
from cms.register.entry import Data
from cms.register.exchange.columns import Column
from cms.register.exchange.parsed import Key, ParsedEntry, Problem
from cms.register.exchange.stored import Stored
from cms.versions.hashing import digest


@dataclass(frozen=True)
class Difference:
    """A field that changes.

    Attributes:
        name: Of the field.
        label: What people call it.
        before: What the latest draft says, as written in a cell; of a list, the rows that go.
        after: What the file says; of a list, the rows that come.
    """

    name: str
    label: str
    before: str
    after: str


@dataclass
class Change:
    """An entry that is created or gets a new draft.

    Attributes:
        parsed: What the file says about it.
        data: Everything that it will say.
        stored: The entry that is there, if there is one.
        differences: Against its latest draft.
    """

    parsed: ParsedEntry
    data: Data
    stored: Stored | None = None
    differences: list[Difference] = field(default_factory=list)

    @property
    def key(self) -> Key:
        return self.parsed.key

    @property
    def reference(self) -> str:
        return self.parsed.key[0]

    @property
    def language(self) -> str:
        return self.parsed.key[1]

    @property
    def name(self) -> str:
        return str(self.data["name"])

    @property
    def row(self) -> int:
        return self.parsed.row

    @property
    def is_translation(self) -> bool:
        return self.language != source_language()


@dataclass
class Plan:
    """What an import would do.

    Attributes:
        created: New entries and translations.
        changed: Entries that get a new draft.
        skipped: Entries that say just this already.
        errors: What cannot be taken over, by row and column.
        notices: What is taken over, and people should look at.
        unknown: Columns that nobody knows: map them or leave them out.
        new_units: Units to create: codes and names.
        more_errors: How many errors there are beyond those.
        remark: What was found out about the file.
    """

    created: list[Change] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    skipped: list[Key] = field(default_factory=list)
    errors: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)
    unknown: list[Column] = field(default_factory=list)
    new_units: dict[str, str] = field(default_factory=dict)
    more_errors: int = 0
    remark: str = ""

    @property
    def changes(self) -> list[Change]:
        """Everything that is written, in an order that works: each source before its translations."""
        return sorted([*self.created, *self.changed], key=lambda change: (change.reference, change.is_translation))

    @property
    def is_clean(self) -> bool:
        """Whether the whole file can be taken over."""
        return not self.errors and not self.unknown

    def digest(self) -> str:
        """Equal for equal plans: tells whether the register has changed since somebody looked at it."""
        changes = [[*change.key, change.data, change.stored.data if change.stored else None] for change in self.changes]
        errors = [[error.row, error.column, error.reason] for error in self.errors]
        return digest([changes, self.new_units, errors])
