"""An edition is requested by one person, approved by another, and frozen into the chain of published versions."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AbstractUser
from django.utils import timezone
from wagtail.models import PageLogEntry

from cms.core.refusals import Refused
from cms.register.editions.cutting import (
    approve_edition,
    cut_edition,
    reject,
    request_edition,
    withdraw,
)
from cms.register.editions.document import editions_key
from cms.register.editions.state import current_state, state_digest
from cms.register.models import EditionRequest, EditionRow, EditionRowContent, RegisterEdition, RegisterPage
from cms.versions.models import PublishedVersion
from cms.versions.verification import verify
from tests.cms.register.editions.conftest import Cut
from tests.factories.register_editions import public_entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def entries(two_languages: Any) -> None:
    """Every test has something to freeze."""


class TestEdition:
    def test_freezes_one_row_per_entry_and_language_in_order(self, cut: Cut, year: int) -> None:
        edition = cut()
        rows = [(row.reference, row.language) for row in edition.rows.order_by("position")]
        assert rows == [("VVT-001", "de"), ("VVT-002", "de"), ("VVT-001", "en")]
        assert edition.counted == {"de": 2, "en": 1}
        assert edition.year == year
        assert edition.rows.first().content.entry["data"]["name"] == "Betrieb der Website"

    def test_is_a_version_of_its_own_document_that_lists_all_digests(
        self, cut: Cut, page: RegisterPage, year: int
    ) -> None:
        version = cut().version
        assert version.document_key == editions_key(page) != page.translation_key
        assert str(version) == f"{version.title} {year}"
        assert version.title in {"Register", "Verzeichnis"}  # in the language of the page, once that is translated
        assert version.content.structured["rows"][0] == {
            "key": str(EditionRow.objects.get(position=1).key),
            "language": "de",
            "reference": "VVT-001",
            "slug": "vvt-001",
            "digest": EditionRow.objects.get(position=1).digest,
            "text_digest": EditionRow.objects.get(position=1).text_digest,
        }
        assert "2 Einträge" in version.content.text or "2 entries" in version.content.text

    def test_continues_the_chain_of_all_published_texts(self, cut: Cut, page: RegisterPage) -> None:
        before = PublishedVersion.objects.of(page).get()
        version = cut().version
        assert version.previous_hash == before.hash
        report = verify()
        assert report.fault is None
        assert (report.head.count, report.rows) == (2, 3)

    def test_is_no_version_of_the_pages_text(self, cut: Cut, page: RegisterPage, editor: Any, approver: Any) -> None:
        before = PublishedVersion.objects.of(page).current()
        cut()
        assert PublishedVersion.objects.of(page).current() == before
        page = RegisterPage.objects.get(pk=page.pk)
        assert page.current_version == before
        page.introduction = "<p>Neu.</p>"
        page.save_revision(user=editor).publish(user=approver)
        assert str(PublishedVersion.objects.of(page).current().label) == "2"

    def test_keeps_its_texts_when_the_register_goes_on(self, cut: Cut) -> None:
        edition = cut()
        public_entry("VVT-001", name="Anders")
        assert EditionRowContent.objects.get(row__edition=edition, row__position=1).entry["data"]["name"] == (
            "Betrieb der Website"
        )

    def test_says_who_requested_and_who_approved_it(self, cut: Cut) -> None:
        version = cut(note="Nach der Umstellung.").version
        assert (version.publisher, version.approver) == ("Dora", "Xenia")
        assert version.change_note == "Nach der Umstellung."
        assert not version.is_self_approved

    def test_is_as_of_the_last_day_of_a_year_gone_by_but_recorded_now(self, cut: Cut, year: int) -> None:
        version = cut(year - 1).version
        assert version.valid_from == date(year - 1, 12, 31)
        assert version.published_at.date() == timezone.now().date()
        assert cut(year).version.valid_from == timezone.localdate()

    def test_can_be_as_of_an_earlier_day(self, cut: Cut, year: int) -> None:
        assert cut(year - 1, valid_from=date(year - 1, 6, 30)).version.valid_from == date(year - 1, 6, 30)

    def test_stands_in_the_history_of_the_page(self, cut: Cut, page: RegisterPage, year: int) -> None:
        cut()
        actions = list(PageLogEntry.objects.filter(page=page.pk).order_by("pk").values_list("action", flat=True))
        assert actions[-2:] == ["privacy.edition.request", "privacy.edition"]
        assert f"{year} cut" in PageLogEntry.objects.filter(action="privacy.edition").get().message

    def test_is_carried_by_the_page_in_the_source_language(
        self, english_page: RegisterPage, page: RegisterPage, approver: Any, second: Any, year: int
    ) -> None:
        edition = cut_edition(english_page, year, requested_by=approver, approved_by=second)
        assert edition.version.page_id == page.pk
        assert edition.version.language == "de"


class TestCorrection:
    def test_counts_on_within_the_year(self, cut: Cut, year: int) -> None:
        cut()
        public_entry("VVT-003", name="Gewinnspiel")
        version = cut(note="VVT-003 fehlte.").version
        assert str(version) == f"{version.title} {year}, correction 2"
        assert version.slug == f"{year}-2"
        assert verify().fault is None

    def test_needs_a_reason(self, cut: Cut) -> None:
        cut()
        public_entry("VVT-003", name="Gewinnspiel")
        with pytest.raises(Refused, match="what a correction of it corrects"):
            cut()

    def test_has_to_correct_something(self, cut: Cut) -> None:
        cut()
        with pytest.raises(Refused, match="just the same"):
            cut(note="Nur so.")


class TestRequest:
    def test_changes_nothing_yet(self, page: RegisterPage, year: int, approver: AbstractUser) -> None:
        request_edition(page, year, approver)
        assert not RegisterEdition.objects.exists()

    def test_needs_the_permission(self, page: RegisterPage, year: int, editor: AbstractUser) -> None:
        with pytest.raises(Refused, match="permission"):
            request_edition(page, year, editor)

    def test_is_made_once_a_year(self, page: RegisterPage, year: int, approver: Any, second: Any) -> None:
        request_edition(page, year, approver)
        with pytest.raises(Refused, match="requested already"):
            request_edition(page, year, second)

    @pytest.mark.parametrize("offset", [1, -200])
    def test_of_a_year_that_cannot_be_is_refused(
        self, page: RegisterPage, year: int, approver: Any, offset: int
    ) -> None:
        with pytest.raises(Refused, match="year"):
            request_edition(page, year + offset, approver)

    def test_as_of_a_day_to_come_is_refused(self, page: RegisterPage, year: int, approver: Any) -> None:
        with pytest.raises(Refused, match="future"):
            request_edition(page, year, approver, valid_from=timezone.localdate() + timedelta(days=1))

    def test_needs_a_public_page(self, page: RegisterPage, year: int, approver: Any) -> None:
        page.unpublish()
        with pytest.raises(Refused, match="not public"):
            request_edition(page, year, approver)

    def test_needs_entries(self, page: RegisterPage, year: int, approver: Any) -> None:
        from cms.register.models import PublicEntry

        PublicEntry.objects.all().delete()
        with pytest.raises(Refused, match="no public entry"):
            request_edition(page, year, approver)

    def test_is_withdrawn_by_its_author_only(self, page: RegisterPage, year: int, approver: Any, second: Any) -> None:
        request = request_edition(page, year, approver)
        with pytest.raises(Refused, match="Only the person"):
            withdraw(request, second)
        withdraw(request, approver)
        assert not EditionRequest.objects.exists()
        with pytest.raises(Refused, match="withdrawn or decided"):
            approve_edition(request, second)

    def test_is_declined_by_another_person_only(
        self, page: RegisterPage, year: int, approver: Any, second: Any
    ) -> None:
        request = request_edition(page, year, approver)
        with pytest.raises(Refused, match="Another person"):
            reject(request, approver)
        reject(request, second)
        assert not EditionRequest.objects.exists()


class TestApproval:
    def test_takes_another_person(self, page: RegisterPage, year: int, approver: Any) -> None:
        request = request_edition(page, year, approver)
        with pytest.raises(Refused, match="yourself"):
            approve_edition(request, approver)
        assert EditionRequest.objects.exists()

    def test_takes_the_permission(self, page: RegisterPage, year: int, approver: Any, editor: Any) -> None:
        request = request_edition(page, year, approver)
        with pytest.raises(Refused, match="permission"):
            approve_edition(request, editor)

    def test_by_the_same_person_is_marked_in_a_team_of_one(
        self, page: RegisterPage, year: int, approver: Any, settings: Any
    ) -> None:
        settings.WAGTAIL_PRIVACY_FOUR_EYES = False
        edition = approve_edition(request_edition(page, year, approver), approver)
        assert edition.version.is_self_approved

    def test_ends_the_request(self, page: RegisterPage, year: int, approver: Any, second: Any) -> None:
        approve_edition(request_edition(page, year, approver), second)
        assert not EditionRequest.objects.exists()

    def test_of_a_register_that_changed_meanwhile_takes_a_second_look(
        self, page: RegisterPage, year: int, approver: Any, second: Any
    ) -> None:
        request = request_edition(page, year, approver)
        public_entry("VVT-002", name="Newsletter mit Bestätigung")
        with pytest.raises(Refused, match="changed since"):
            approve_edition(request, second)

        seen = state_digest(current_state())
        public_entry("VVT-003", name="Gewinnspiel")
        with pytest.raises(Refused, match="changed since"):
            approve_edition(request, second, confirmed_digest=seen)

        edition = approve_edition(request, second, confirmed_digest=state_digest(current_state()))
        assert edition.counted == {"de": 3, "en": 1}

    def test_leaves_nothing_behind_when_an_entry_is_published_at_that_moment(
        self, page: RegisterPage, year: int, approver: Any, second: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from cms.register.editions import freezing

        request = request_edition(page, year, approver)
        read = freezing.public_rows
        monkeypatch.setattr(freezing, "public_rows", lambda: list(read())[:-1])
        with pytest.raises(Refused, match="this very moment"):
            approve_edition(request, second)
        assert not EditionRow.objects.exists()
        assert EditionRequest.objects.exists()
        assert verify().fault is None

    def test_in_one_go_takes_two_people_as_well(self, page: RegisterPage, year: int, approver: Any) -> None:
        with pytest.raises(Refused, match="another person"):
            cut_edition(page, year, requested_by=approver, approved_by=approver)
        assert not EditionRequest.objects.exists()
