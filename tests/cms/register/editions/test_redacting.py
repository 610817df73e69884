"""Redacting an entry of editions: two persons, a reason, a record; the text goes, the proof stays."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageLogEntry

from cms.core.refusals import Refused
from cms.register.editions.redacting import (
    confirm_row_redaction,
    reject_request,
    request_row_redaction,
    same_entry,
    withdraw_request,
)
from cms.register.models import EditionRow, EditionRowContent, RegisterEdition, RowRedaction, RowRedactionRequest
from cms.versions.redacting import confirm_redaction, request_redaction
from tests.cms.register.editions.conftest import Cut

pytestmark = pytest.mark.django_db
REASON = "Der Eintrag nannte eine Person mit Namen."


@pytest.fixture
def edition(two_languages: None, cut: Cut, year: int) -> RegisterEdition:
    cut(year - 1)
    return cut()


@pytest.fixture
def row(edition: RegisterEdition) -> EditionRow:
    return edition.rows.get(position=1)


def address(row: EditionRow) -> str:
    version = row.edition.version
    return f"/privacy/register/editions/{version.document_key}/{row.language}/{version.slug}/entries/{row.slug}/"


class TestRequest:
    def test_changes_nothing_for_visitors(self, client: Client, row: EditionRow, approver: Any) -> None:
        request_row_redaction([row], approver, REASON)
        assert "Betrieb der Website" in client.get(address(row)).content.decode()

    def test_can_name_the_entry_in_all_editions_and_languages(self, row: EditionRow) -> None:
        rows = same_entry(row)
        assert rows[0] == row
        assert len(rows) == 4

    @pytest.mark.parametrize("reason", ["", "  \n"])
    def test_needs_a_reason(self, row: EditionRow, approver: Any, reason: str) -> None:
        with pytest.raises(Refused):
            request_row_redaction([row], approver, reason)

    def test_needs_the_permission(self, row: EditionRow, editor: Any) -> None:
        with pytest.raises(Refused):
            request_row_redaction([row], editor, REASON)

    def test_needs_rows(self, edition: RegisterEdition, approver: Any) -> None:
        with pytest.raises(Refused):
            request_row_redaction([], approver, REASON)

    def test_is_made_once(self, row: EditionRow, approver: Any, second: Any) -> None:
        request_row_redaction([row], approver, REASON)
        with pytest.raises(Refused, match="requested already"):
            request_row_redaction(same_entry(row), second, REASON)

    def test_can_be_withdrawn_by_its_author_only(self, row: EditionRow, approver: Any, second: Any) -> None:
        request = request_row_redaction([row], approver, REASON)
        with pytest.raises(Refused):
            withdraw_request(request, second)
        withdraw_request(request, approver)
        assert not RowRedactionRequest.objects.exists()
        with pytest.raises(Refused):
            confirm_row_redaction(request, second)

    def test_can_be_declined_by_the_second_person_only(self, row: EditionRow, approver: Any, second: Any) -> None:
        request = request_row_redaction([row], approver, REASON)
        with pytest.raises(Refused):
            reject_request(request, approver)
        reject_request(request, second)
        assert EditionRowContent.objects.filter(row=row).exists()


class TestRedaction:
    def test_takes_another_person(self, row: EditionRow, approver: Any) -> None:
        with pytest.raises(Refused, match="yourself"):
            confirm_row_redaction(request_row_redaction([row], approver, REASON), approver)

    def test_removes_the_texts_of_all_named_rows_and_no_other(
        self, edition: RegisterEdition, row: EditionRow, approver: Any, second: Any
    ) -> None:
        confirm_row_redaction(request_row_redaction(same_entry(row), approver, REASON), second)
        left = EditionRowContent.objects.values_list("row__reference", flat=True)
        assert set(left) == {"VVT-002"}
        assert RowRedaction.objects.count() == 4
        assert EditionRow.objects.count() == 6

    def test_shows_date_and_reason_in_place_of_the_text(
        self, client: Client, row: EditionRow, approver: Any, second: Any
    ) -> None:
        confirm_row_redaction(request_row_redaction([row], approver, REASON), second)
        page = client.get(address(row)).content.decode()
        assert REASON in page
        assert "VVT-001" in page
        assert "Betrieb der Website" not in page
        assert "Dora" not in page

    def test_is_recorded_for_ever(self, row: EditionRow, approver: Any, second: Any) -> None:
        confirm_row_redaction(request_row_redaction([row], approver, REASON), second)
        record = RowRedaction.objects.get()
        assert (record.requested_by, record.confirmed_by, record.reason) == ("Dora", "Xenia", REASON)
        assert PageLogEntry.objects.filter(action="privacy.edition.redaction").get().data["reason"] == REASON
        with pytest.raises(Refused, match="redacted already"):
            request_row_redaction([row], approver, REASON)

    def test_of_a_whole_edition_takes_all_its_texts(
        self, client: Client, edition: RegisterEdition, row: EditionRow, approver: Any, second: Any
    ) -> None:
        confirm_redaction(request_redaction(edition.version, approver, REASON), second)
        assert not EditionRowContent.objects.filter(row__edition=edition).exists()
        assert EditionRowContent.objects.count() == 3
        assert REASON in client.get(address(row)).content.decode()
        base = address(row).split("/entries/")[0]
        assert REASON in client.get(f"{base}/").content.decode()
        for kind in ("html", "csv", "xlsx", "json"):
            body = b"".join(client.get(f"{base}/register.{kind}").streaming_content)
            assert b"Betrieb der Website" not in body
