"""A new entry from an existing one: its rows and texts, none of its history."""

import re
from typing import Any

from django.db import transaction

from cms.register.entry import Data, entry_data
from cms.register.enums import Status
from cms.register.models import ProcessingActivity
from cms.register.wording import Wording
from cms.register.writing import write_data

OWN_HISTORY: Data = {"started_on": None, "ended_on": None, "dpia_on": None, "next_review_on": None}
"""Days that are facts of the one processing activity only; a copy that claimed them would be wrong."""


def duplicate(source: ProcessingActivity, reference: str, name: str, user: Any | None) -> ProcessingActivity:
    """Store a draft with the rows and texts of another entry's latest draft.

    Args:
        source: The entry to copy from; its live text, history and translations stay behind.
        reference: The new entry's own reference number.
        name: The new entry's name.
        user: Who does it.

    Raises:
        ValidationError: The reference number is taken or is none.
    """
    draft = source.get_latest_revision_as_object()
    new = ProcessingActivity(locale=source.locale, live=False, has_unpublished_changes=True)
    data = {**entry_data(draft, Wording(source.locale.language_code)), **OWN_HISTORY}
    write_data(new, {**data, "reference": reference, "name": name, "status": Status.DRAFT})
    # Its own check of the reference number says the same as the constraints, in better words.
    new.full_clean(validate_unique=False, validate_constraints=False)
    with transaction.atomic():
        new.save()
        new.save_revision(user=user, clean=False, log_action="wagtail.create")
    return new


def next_reference(reference: str) -> str:
    """A free reference number in the series of another one: after ``VVT-021`` comes ``VVT-022``.

    Empty for a number that does not end in digits.
    """
    match = re.fullmatch(r"(?P<series>.*?)(?P<number>\d{1,9})", reference)
    if match is None:
        return ""
    series, width = match["series"], len(match["number"])
    taken = ProcessingActivity.objects.filter(reference__startswith=series).values_list("reference", flat=True)
    rests = (other[len(series) :] for other in taken)
    highest = max((int(rest) for rest in rests if rest.isdecimal() and len(rest) <= 9), default=0)
    return f"{series}{highest + 1:0{width}}"
