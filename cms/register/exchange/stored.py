"""What the register says now about the entries of a file: their latest drafts, in batches."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from cms.register.entry import Data, Entry, entry_data, used_codes
from cms.register.exchange.parsed import Key
from cms.register.models.activity import ProcessingActivity
from cms.register.wording import Wording

BATCH = 200


@dataclass
class Stored:
    """A stored entry.

    Attributes:
        activity: Its row, with the latest revision.
        data: What its latest draft says.
    """

    activity: ProcessingActivity
    data: Data


class Register:
    """The stored register, with the catalogues read once."""

    def __init__(self) -> None:
        self.wording = cache(Wording)

    def batches(self, references: Iterable[str]) -> Iterator[tuple[list[str], dict[Key, Stored]]]:
        """The latest drafts of the given entries in all languages, a batch of references at a time."""
        wanted = list(references)
        for start in range(0, len(wanted), BATCH):
            batch = wanted[start : start + BATCH]
            rows = ProcessingActivity.objects.filter(reference__in=batch).with_rows().select_related("latest_revision")
            found: dict[Key, Stored] = {}
            for activity in rows:
                language = activity.locale.language_code
                found[activity.reference, language] = Stored(activity, self.data(draft_of(activity)))
            yield batch, found

    def data(self, activity: ProcessingActivity) -> Data:
        language = activity.locale.language_code
        return {"language": language, **entry_data(activity, self.wording(language))}

    def entry(self, data: Data) -> Entry:
        """An entry with the names of its catalogue rows."""
        return Entry(data, self.wording(data["language"]).of(used_codes(data)))


def draft_of(activity: ProcessingActivity) -> Any:
    """The latest draft, without asking for the row again."""
    revision = activity.latest_revision
    return activity if revision is None else activity.with_content_json(revision.content)
