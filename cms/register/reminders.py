"""Reminding the responsible units of entries that are due for review: one mail per unit, each entry once per date."""

import datetime
import logging
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from wagtail.admin.mail import send_mail
from wagtail.admin.utils import get_admin_base_url

from cms.core.groups import group_for
from cms.register import upkeep
from cms.register.models import ProcessingActivity, ReviewReminder, Unit
from cms.register.wording import Wording

logger = logging.getLogger(__name__)

NAMED = 100
"""Entries that one mail names; the rest is in the list that it links to."""


@dataclass
class Reminder:
    """What one unit is told.

    Attributes:
        unit: Who is responsible; ``None``: entries that name nobody.
        name: The unit's name in the language of the mail.
        entries: The due entries, by reference number.
        recipients: The unit's address, else those of the people who approve.
    """

    unit: Unit | None
    name: str
    entries: list[ProcessingActivity]
    recipients: list[str] = field(default_factory=list)


@dataclass
class Sent:
    """What became of the reminders: numbers of mails and entries."""

    mails: int = 0
    entries: int = 0
    failed: list[str] = field(default_factory=list)


def send_reminders(today: datetime.date | None = None, *, dry_run: bool = False) -> Sent:
    """Send what is due and was not sent before, in the language of `LANGUAGE_CODE`.

    A reminder is remembered after its mail has left: one that fails is tried again by the next run and stops no other.
    """
    sent = Sent()
    with override(settings.LANGUAGE_CODE):
        for reminder in due_reminders(today):
            if not dry_run and not _send(reminder):
                sent.failed.append(reminder.name)
                continue
            if not dry_run:
                _remember(reminder)
            sent.mails += 1
            sent.entries += len(reminder.entries)
    return sent


def due_reminders(today: datetime.date | None = None) -> list[Reminder]:
    """One reminder per unit that has due entries nobody was reminded of at their present date."""
    reminded = ReviewReminder.objects.filter(
        activity_key=OuterRef("translation_key"), due_on=OuterRef("next_review_on")
    )
    due = upkeep.due(today or timezone.localdate()).filter(~Exists(reminded)).select_related("unit")
    by_unit: dict[int | None, list[ProcessingActivity]] = defaultdict(list)
    for entry in due.order_by("reference"):
        by_unit[entry.unit_id].append(entry)
    names = Wording(settings.LANGUAGE_CODE).rows("unit") if by_unit else {}
    reminders = [_reminder(entries, names) for entries in by_unit.values()]
    return sorted(reminders, key=lambda each: each.name)


def _reminder(entries: Sequence[ProcessingActivity], names: dict[str, dict[str, str]]) -> Reminder:
    unit = entries[0].unit
    if unit is None:
        return Reminder(None, _("No responsible unit"), list(entries), _approvers())
    name = names.get(unit.code, {}).get("name") or unit.name
    return Reminder(unit, name, list(entries), [unit.email] if unit.email else _approvers())


def _approvers() -> list[str]:
    group = group_for("approver")
    people = get_user_model()._default_manager.filter(groups=group, is_active=True).exclude(email="")
    return sorted(set(people.values_list("email", flat=True))) if group else []


def subject_of(reminder: Reminder) -> str:
    count = len(reminder.entries)
    return ngettext(
        "Register of processing activities: %(count)d entry is due for review",
        "Register of processing activities: %(count)d entries are due for review",
        count,
    ) % {"count": count}


def text_of(reminder: Reminder) -> str:
    """The mail: which entries, since when, and where to review them. Nothing from inside the entries."""
    return "\n".join(_lines(reminder))


def _lines(reminder: Reminder) -> Iterator[str]:
    yield _("Responsible unit: %(unit)s") % {"unit": reminder.name}
    yield ""
    yield _("These entries of the register of processing activities are due for review:")
    yield ""
    for entry in reminder.entries[:NAMED]:
        assert entry.next_review_on is not None  # noqa: S101 - what makes it due
        yield _("- %(entry)s, due since %(date)s") % {"entry": entry, "date": date_format(entry.next_review_on)}
        yield f"  {_address(_url('edit', entry.pk))}"
    more = len(reminder.entries) - NAMED
    if more > 0:
        yield ngettext("and %(count)d more", "and %(count)d more", more) % {"count": more}
    yield ""
    query = {"review": "due"}
    if reminder.unit is not None:
        query["unit"] = str(reminder.unit.pk)
    yield _("All due entries: %(address)s") % {"address": _address(f"{_url('list')}?{urlencode(query)}")}
    yield ""
    yield _("Please check whether each entry is still right, and set the date of its next review.")
    yield ""


def _url(view: str, *args: int) -> str:
    return reverse(ProcessingActivity.snippet_viewset.get_url_name(view), args=args)


def _address(path: str) -> str:
    return (get_admin_base_url() or "") + path


def _send(reminder: Reminder) -> bool:
    """Send to everybody on their own, so that nobody reads others' addresses. One who gets it is enough."""
    if not reminder.recipients:
        logger.error("Review reminder for unit “%s”: there is no address to send it to.", reminder.name)
    subject, text = subject_of(reminder), text_of(reminder)
    reached = [_send_to(recipient, subject, text, reminder.name) for recipient in reminder.recipients]
    return any(reached)


def _send_to(recipient: str, subject: str, text: str, unit: str) -> bool:
    try:
        return bool(send_mail(subject, text, [recipient]))
    except Exception as error:
        # Without the error's text: mail servers quote the address in it, and a log holds no personal data.
        logger.error("Review reminder for unit “%s” could not be sent: %s", unit, type(error).__name__)
        return False


def _remember(reminder: Reminder) -> None:
    due = [(entry.translation_key, entry.next_review_on) for entry in reminder.entries]
    rows = [ReviewReminder(activity_key=key, due_on=day) for key, day in due if day]
    # Two runs at the same time remember the same: no error.
    ReviewReminder.objects.bulk_create(rows, batch_size=200, ignore_conflicts=True)
