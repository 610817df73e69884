"""Responsible units are reminded of due entries, once per date."""

import datetime
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command

from cms.register.models import ProcessingActivity, ReviewReminder, Unit
from cms.register.reminders import send_reminders
from tests.factories.register import activity, catalogue_row, small_catalogues

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 24)
DUE = "2026-11-01"


@pytest.fixture(autouse=True)
def people(roles: Any, approver: Any, settings: Any) -> None:
    small_catalogues()
    Unit.objects.update(email="it@nordlicht.example")
    settings.WAGTAILADMIN_BASE_URL = "https://cms.nordlicht.example"


def test_a_unit_gets_one_mail_with_all_its_due_entries(settings: Any) -> None:
    settings.LANGUAGE_CODE = "en"
    settings.WAGTAIL_PRIVACY_SOURCE_LANGUAGE = "de"
    first, second = activity("VVT-001", next_review_on=DUE), activity("VVT-002", next_review_on="2026-11-24")
    activity("VVT-003", next_review_on="2026-11-25")
    activity("VVT-004", next_review_on=DUE, status="retired")
    send_reminders(TODAY)
    message = mail.outbox[0]
    assert len(mail.outbox) == 1
    assert message.to == ["it@nordlicht.example"]
    assert message.subject == "Register of processing activities: 2 entries are due for review"
    assert "Responsible unit: IT services" in message.body
    assert f"- {first}, due since 1 November 2026" in message.body
    assert f"https://cms.nordlicht.example/admin/snippets/privacy_register/processingactivity/edit/{second.pk}/" in (
        message.body
    )
    assert "VVT-003" not in message.body
    assert "VVT-004" not in message.body
    assert "IT-Leitung" not in message.body


def test_the_mail_is_in_the_language_of_the_site() -> None:
    activity(next_review_on=DUE)
    send_reminders(TODAY)
    assert "1. November 2026" in mail.outbox[0].body


def test_nobody_is_reminded_twice_of_the_same_date() -> None:
    entry = activity(next_review_on=DUE)
    send_reminders(TODAY)
    send_reminders(TODAY + datetime.timedelta(days=7))
    assert len(mail.outbox) == 1
    ProcessingActivity.objects.filter(pk=entry.pk).update(next_review_on="2026-11-30")
    assert send_reminders(TODAY).mails == 0
    assert send_reminders(datetime.date(2026, 12, 1)).mails == 1


def test_a_translation_is_no_entry_of_its_own(english: Any) -> None:
    entry = activity(next_review_on=DUE)
    entry.copy_for_translation(english).save()
    assert send_reminders(TODAY).entries == 1


@pytest.mark.parametrize("unit", ["it", ""])
def test_without_an_address_the_approvers_are_told(approver: Any, unit: str) -> None:
    Unit.objects.update(email="")
    activity(next_review_on=DUE, unit=unit)
    send_reminders(TODAY)
    assert [message.to for message in mail.outbox] == [[approver.email]]


class BrokenForOne(EmailBackend):
    """Fails for one unit."""

    def send_messages(self, messages: Any) -> Any:
        if any("legal@" in address for message in messages for address in message.to):
            raise OSError("550 legal@nordlicht.example unknown")
        return super().send_messages(messages)


def test_a_failing_mail_is_tried_again_and_stops_no_other(settings: Any, caplog: Any, monkeypatch: Any) -> None:
    catalogue_row(Unit, "legal", "Recht", email="legal@nordlicht.example")
    activity("VVT-001", next_review_on=DUE, unit="legal")
    activity("VVT-002", next_review_on=DUE)
    settings.EMAIL_BACKEND = f"{__name__}.BrokenForOne"
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: TODAY)
    with pytest.raises(CommandError, match="Not sent, will be tried again: Recht"):
        call_command("send_review_reminders")
    assert [message.to for message in mail.outbox] == [["it@nordlicht.example"]]
    assert ReviewReminder.objects.count() == 1
    assert "legal@" not in caplog.text
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    call_command("send_review_reminders")
    assert mail.outbox[-1].to == ["legal@nordlicht.example"]


def test_a_dry_run_says_what_would_be_sent_and_sends_nothing(capsys: Any, monkeypatch: Any) -> None:
    activity(next_review_on=DUE)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: TODAY)
    call_command("send_review_reminders", "--dry-run")
    out = capsys.readouterr().out
    assert "VVT-001: 2026-11-01" in out
    assert "Would send 1 mails about 1 entries." in out
    assert not mail.outbox
    assert not ReviewReminder.objects.exists()


def test_a_unit_with_very_many_entries_gets_a_mail_that_can_be_read(monkeypatch: Any) -> None:
    monkeypatch.setattr("cms.register.reminders.NAMED", 2)
    for number in range(4):
        activity(f"VVT-{number:03}", next_review_on=DUE)
    assert send_reminders(TODAY).entries == 4
    body = mail.outbox[0].body
    assert "VVT-001" in body
    assert "VVT-002" not in body
    assert "?review=due&unit=" in body
