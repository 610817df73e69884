"""`verify_versions` finds what was changed in an edition behind the software's back, and names the row."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from cms.register.editions.redacting import confirm_row_redaction, request_row_redaction
from cms.register.models import EditionRow, EditionRowContent, RegisterEdition
from cms.versions.models import PublishedVersion
from cms.versions.redacting import confirm_redaction, request_redaction
from cms.versions.verification import verify
from tests.cms.register.editions.conftest import Cut

pytestmark = pytest.mark.django_db
TABLES = ("registeredition", "editionrow", "editionrowcontent", "rowredaction", "activityrecord")


@contextmanager
def unguarded() -> Iterator[None]:
    """What the owner of the tables can do: switch PostgreSQL's triggers off, and leave foreign keys unchecked."""
    with connection.cursor() as cursor, connection.constraint_checks_disabled():
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in TABLES:
                cursor.execute(f"ALTER TABLE privacy_register_{table} DISABLE TRIGGER USER")
        yield
        if connection.vendor == "postgresql":
            for table in TABLES:
                cursor.execute(f"ALTER TABLE privacy_register_{table} ENABLE TRIGGER USER")


def tamper(sql: str, *values: Any) -> None:
    with unguarded(), connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.fixture
def edition(two_languages: None, cut: Cut) -> RegisterEdition:
    return cut()


@pytest.fixture
def row(edition: RegisterEdition) -> EditionRow:
    """The second one."""
    return edition.rows.get(position=2)


def fault() -> str:
    return verify().fault or ""


def test_untouched_edition_is_intact(edition: RegisterEdition) -> None:
    out = StringIO()
    call_command("verify_versions", stdout=out)
    assert "3 rows of further documents are intact" in out.getvalue()


@pytest.mark.parametrize(
    ("column", "value"),
    [("reference", "VVT-009"), ("slug", "vvt-009"), ("digest", "0" * 64), ("text_digest", "0" * 64), ("key", "0" * 32)],
)
def test_altered_column_is_named(row: EditionRow, column: str, value: str) -> None:
    tamper(f"UPDATE privacy_register_editionrow SET {column} = %s WHERE id = %s", value, row.pk)  # noqa: S608
    assert "the row of the entry" in fault()
    assert "was altered" in fault()


def test_altered_text_is_named(row: EditionRow) -> None:
    text = '{"data": {"name": "Geändert"}, "wording": {}, "parties": {}}'
    tamper("UPDATE privacy_register_editionrowcontent SET entry = %s WHERE row_id = %s", text, row.pk)
    assert "the text of the entry VVT-002 (de) was altered" in fault()


def test_text_with_something_beside_it_is_named(row: EditionRow) -> None:
    import json

    entry = json.dumps({**row.content.entry, "note": "hinzugefügt"})
    tamper("UPDATE privacy_register_editionrowcontent SET entry = %s WHERE row_id = %s", entry, row.pk)
    assert "the text of the entry VVT-002 (de) was altered" in fault()


def test_missing_text_is_named(row: EditionRow) -> None:
    tamper("DELETE FROM privacy_register_editionrowcontent WHERE row_id = %s", row.pk)
    assert "the text of the entry VVT-002 (de) is missing, and no redaction was recorded" in fault()


@pytest.mark.parametrize(("position", "name"), [(1, "VVT-001 (de)"), (2, "VVT-002 (de)"), (3, "VVT-001 (en)")])
def test_missing_row_is_named(edition: RegisterEdition, position: int, name: str) -> None:
    gone = edition.rows.get(position=position)
    tamper("DELETE FROM privacy_register_editionrowcontent WHERE row_id = %s", gone.pk)
    tamper("DELETE FROM privacy_register_editionrow WHERE id = %s", gone.pk)
    assert f"the entry {name} is missing" in fault()


@pytest.mark.parametrize("position", [0, 4])
def test_added_row_is_named(edition: RegisterEdition, row: EditionRow, position: int) -> None:
    EditionRow.objects.create(
        edition=edition, position=position, key=row.key, language="de", reference="VVT-009", slug="vvt-009"
    )
    assert "the entry VVT-009 (de) was added later" in fault()


def test_exchanged_rows_are_noticed(edition: RegisterEdition) -> None:
    first, second = edition.rows.filter(position__in=(1, 2))
    for position, row in ((9, first), (1, second), (2, first)):
        tamper("UPDATE privacy_register_editionrow SET position = %s WHERE id = %s", position, row.pk)
    assert "was altered" in fault()


def test_altered_list_of_rows_breaks_the_chain(edition: RegisterEdition) -> None:
    with connection.cursor() as cursor, connection.constraint_checks_disabled():
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE privacy_versions_versioncontent DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE privacy_versions_versioncontent SET structured = %s WHERE version_id = %s",
            ['{"year": 2026, "rows": []}', edition.pk],
        )
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE privacy_versions_versioncontent ENABLE TRIGGER USER")
    assert "The text of version no. 2" in fault()


def test_lost_edition_is_noticed(edition: RegisterEdition) -> None:
    for row in edition.rows.all():
        tamper("DELETE FROM privacy_register_editionrowcontent WHERE row_id = %s", row.pk)
    tamper("DELETE FROM privacy_register_editionrow WHERE edition_id = %s", edition.pk)
    tamper("DELETE FROM privacy_register_registeredition WHERE version_id = %s", edition.pk)
    assert "has lost its rows" in fault()


def test_altered_counts_are_noticed(edition: RegisterEdition) -> None:
    tamper("UPDATE privacy_register_registeredition SET counts = %s", '{"de": 5}')
    assert "numbers of entries were altered" in fault()


def test_edition_attached_to_another_page_is_noticed(edition: RegisterEdition, english_home: Any) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE privacy_versions_publishedversion DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE privacy_versions_publishedversion SET page_id = %s WHERE id = %s", [english_home.pk, edition.pk]
        )
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE privacy_versions_publishedversion ENABLE TRIGGER USER")
    english_home.translation_key = "00000000-0000-0000-0000-000000000000"
    english_home.save(update_fields=["translation_key"])
    assert "attached to another page" in fault()


def test_redacted_row_is_reported_and_not_broken(row: EditionRow, approver: Any, second: Any, year: int) -> None:
    confirm_row_redaction(request_row_redaction([row], approver, "Name genannt."), second)
    report = verify()
    assert report.fault is None
    assert len(report.redacted) == 1
    assert f" {year}, entry VVT-002 (de), on " in report.redacted[0]


def test_text_of_a_redacted_row_that_came_back_is_named(row: EditionRow, approver: Any, second: Any) -> None:
    entry = row.content.entry
    confirm_row_redaction(request_row_redaction([row], approver, "Name genannt."), second)
    EditionRowContent.objects.create(row_id=row.pk, entry=entry)
    assert "recorded as redacted, but its text is there" in fault()


def test_redacted_edition_is_reported_and_has_no_texts(edition: RegisterEdition, approver: Any, second: Any) -> None:
    version = PublishedVersion.objects.get(pk=edition.pk)
    confirm_redaction(request_redaction(version, approver, "Gericht."), second)
    assert not EditionRowContent.objects.exists()
    report = verify()
    assert report.fault is None
    assert len(report.redacted) == 1


class TestDatabase:
    """PostgreSQL refuses, whoever asks."""

    @pytest.fixture(autouse=True)
    def _postgresql(self) -> None:
        if connection.vendor != "postgresql":
            pytest.skip("PostgreSQL's trigger")

    @pytest.mark.parametrize(
        "sql",
        [
            "UPDATE privacy_register_registeredition SET year = 1",
            "DELETE FROM privacy_register_registeredition",
            "UPDATE privacy_register_editionrow SET reference = 'x'",
            "DELETE FROM privacy_register_editionrow",
            "UPDATE privacy_register_editionrowcontent SET entry = '{}'",
            "DELETE FROM privacy_register_editionrowcontent",
        ],
    )
    def test_frozen_rows_stay(self, edition: RegisterEdition, sql: str) -> None:
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)

    @pytest.mark.parametrize("sql", ["UPDATE {} SET reference = 'x'", "DELETE FROM {}"])
    def test_history_of_the_register_stays(self, home: Any, english_home: Any, sql: str) -> None:
        from tests.factories.register import published_activity, responsible_parties

        responsible_parties()
        published_activity()
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql.format("privacy_register_activityrecord"))


@pytest.mark.parametrize("model", [RegisterEdition, EditionRow, EditionRowContent])
def test_models_refuse_changes(edition: RegisterEdition, model: Any) -> None:
    stored = model.objects.first()
    for act in (stored.save, stored.delete, model.objects.all().delete, lambda: model.objects.update(pk=1)):
        with pytest.raises(TypeError, match="frozen"):
            act()
