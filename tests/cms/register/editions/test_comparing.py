"""What changed from one edition to the next: entry by entry, field by field, from frozen rows alone."""

import time
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.register.editions.comparing import Kind, compare_editions, compare_rows, entry_changes
from cms.register.editions.redacting import confirm_row_redaction, request_row_redaction
from cms.register.editions.state import RowFacts
from cms.register.models import ProcessingActivity, PublicEntry, RegisterEdition
from tests.cms.register.editions.conftest import Cut
from tests.factories.register_editions import PARTIES, public_entry


def facts(number: int, text: str = "a") -> RowFacts:
    return RowFacts(f"key-{number}", "de", f"VVT-{number:05}", f"vvt-{number:05}", text, text)


class TestRows:
    def test_fall_into_kinds(self) -> None:
        before = [facts(1), facts(2), facts(3)]
        now = [facts(2, "b"), facts(3), facts(4)]
        comparison = compare_rows(now, before)
        assert [(each.kind, each.reference) for each in comparison.differences] == [
            (Kind.CHANGED, "VVT-00002"),
            (Kind.ADDED, "VVT-00004"),
            (Kind.REMOVED, "VVT-00001"),
        ]

    def test_in_another_language_are_other_rows(self) -> None:
        english = RowFacts("key-1", "en", "VVT-00001", "vvt-00001", "a", "a")
        comparison = compare_rows([facts(1), english], [facts(1)])
        assert [each.row.language for each in comparison.added] == ["en"]

    def test_by_ten_thousands_take_a_moment(self) -> None:
        before = [facts(number) for number in range(10_000)]
        now = [facts(number, "b") for number in range(5_000, 15_000)]
        started = time.perf_counter()
        comparison = compare_rows(now, before)
        assert time.perf_counter() - started < 2
        assert (len(comparison.added), len(comparison.changed), len(comparison.removed)) == (5_000, 5_000, 5_000)


@pytest.mark.django_db
class TestEditions:
    @pytest.fixture
    def before(self, two_languages: None, cut: Cut, year: int) -> RegisterEdition:
        return cut(year - 1)

    def test_name_changed_fields_with_old_and_new_lines(self, before: RegisterEdition, cut: Cut) -> None:
        source = {"category": "ip", "note": "", "source": "person", "provision": "", "retention": ""}
        public_entry("VVT-001", name="Betrieb des Portals", statutory_task="Auskunft", data_categories=[source])
        now = cut()
        changes = entry_changes(compare_editions(now, before, "de").changed, now, before)
        assert [change.name for change in changes] == ["Betrieb des Portals"]
        fields = {field.label: field for field in changes[0].fields}
        assert set(fields) == {"Name", "Statutory task", "Categories of personal data"}
        assert [item.text for item in fields["Name"].before] == ["Betrieb der Website"]
        assert [item.text for item in fields["Name"].now] == ["Betrieb des Portals"]
        assert fields["Statutory task"].before == []
        old, new = fields["Categories of personal data"].before[0], fields["Categories of personal data"].now[0]
        assert old.text == new.text == "IP-Adresse"
        # Of an item that stayed only the details that differ.
        assert "gekürzt" in {part.text for part in old.parts}
        assert "From the data subject" not in {part.text for part in old.parts}
        assert new.parts == []

    def test_show_only_the_items_of_a_list_that_changed(self, before: RegisterEdition, cut: Cut) -> None:
        public_entry(
            "VVT-001",
            name="Betrieb der Website",
            recipients=[{"category": "none", "note": ""}, {"category": "host", "note": "Rechenzentrum"}],
        )
        now = cut()
        (change,) = entry_changes(compare_editions(now, before, "de").changed, now, before)
        (field,) = change.fields
        assert (field.before, [item.text for item in field.now], field.unchanged) == ([], ["host"], 1)

    def test_tell_a_new_order_from_a_new_content(self, cut: Cut, home: Any, english_home: Any, year: int) -> None:
        rows = [{"category": "none", "note": ""}, {"category": "host", "note": ""}]
        public_entry("VVT-001", recipients=rows)
        before = cut(year - 1)
        public_entry("VVT-001", recipients=rows[::-1])
        now = cut()
        (change,) = entry_changes(compare_editions(now, before, "de").changed, now, before)
        assert [field.is_reordered for field in change.fields] == [True]

    def test_name_added_and_removed_entries(self, before: RegisterEdition, cut: Cut) -> None:
        PublicEntry.objects.filter(reference="VVT-002").delete()
        public_entry("VVT-003", name="Gewinnspiel")
        now = cut()
        comparison = compare_editions(now, before, "de")
        changes = entry_changes(comparison.differences, now, before)
        assert [(change.kind, change.name) for change in changes] == [
            (Kind.ADDED, "Gewinnspiel"),
            (Kind.REMOVED, "Newsletter"),
        ]

    def test_keep_apart_who_answers_for_the_register(self, before: RegisterEdition, cut: Cut) -> None:
        parties = {"controller": [{**PARTIES["controller"][0], "phone": "0431 999"}]}
        public_entry("VVT-001", name="Betrieb der Website", parties=parties)
        now = cut()
        comparison = compare_editions(now, before, "de")
        assert [each.kind for each in comparison.differences] == [Kind.PARTIES]

    def test_know_an_entry_by_its_key_and_not_by_its_number(self, before: RegisterEdition, cut: Cut) -> None:
        PublicEntry.objects.filter(reference="VVT-002").delete()
        ProcessingActivity.objects.filter(reference="VVT-002").delete()
        public_entry("VVT-002", key=uuid4(), name="Etwas anderes")
        now = cut()
        kinds = [each.kind for each in compare_editions(now, before, "de").differences]
        assert kinds == [Kind.ADDED, Kind.REMOVED]

    def test_name_a_redacted_entry_without_its_text(
        self, before: RegisterEdition, cut: Cut, approver: Any, second: Any
    ) -> None:
        public_entry("VVT-002", name="Newsletter und Magazin")
        now = cut()
        row = before.rows.get(reference="VVT-002")
        confirm_row_redaction(request_row_redaction([row], approver, "Name."), second)
        (change,) = entry_changes(compare_editions(now, before, "de").changed, now, before)
        assert (change.is_redacted_before, change.is_redacted_now, change.fields) == (True, False, [])
        assert change.name == "Newsletter und Magazin"

    def test_take_four_queries_however_many_entries(self, before: RegisterEdition, cut: Cut) -> None:
        for number in (1, 2):
            public_entry(f"VVT-{number:03}", name="Neu")
        now = cut()
        with CaptureQueriesContext(connection) as queries:
            entry_changes(compare_editions(now, before, "de").differences, now, before)
        assert len(queries) == 4
