"""`manage.py verify_versions` finds what was changed behind the software's back."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils.translation import override

from cms.policies.models import PolicyPage
from cms.versions.models import ChainHead, FrozenFile, PublishedVersion
from cms.versions.redacting import confirm_redaction, request_redaction
from cms.versions.verification import Head, verify
from tests.factories.policies import policy_page
from tests.factories.users import UserFactory
from tests.factories.versions import document, draft, link_to

Publish = Callable[..., PublishedVersion]
TABLES = ("publishedversion", "versioncontent", "versionfile", "frozenfile", "redaction")


@contextmanager
def unguarded() -> Iterator[None]:
    """What the owner of the tables can do: switch PostgreSQL's triggers off, and leave foreign keys unchecked."""
    with connection.cursor() as cursor, connection.constraint_checks_disabled():
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in TABLES:
                cursor.execute(f"ALTER TABLE privacy_versions_{table} DISABLE TRIGGER USER")
        yield
        if connection.vendor == "postgresql":
            for table in TABLES:
                cursor.execute(f"ALTER TABLE privacy_versions_{table} ENABLE TRIGGER USER")


def tamper(sql: str, *values: Any) -> None:
    with unguarded(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def remove(sequence: int) -> None:
    version = PublishedVersion.objects.get(sequence=sequence)
    tamper("DELETE FROM privacy_versions_versioncontent WHERE version_id = %s", version.pk)
    tamper("DELETE FROM privacy_versions_versionfile WHERE version_id = %s", version.pk)
    tamper("DELETE FROM privacy_versions_publishedversion WHERE id = %s", version.pk)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
def chain(policy: PolicyPage, publish: Publish, editor: Any) -> list[PublishedVersion]:
    """Three versions of one page; the second one links a document."""
    versions = [publish(policy)]
    for html in (link_to(document()), "<p>Drei.</p>"):
        draft(policy, html, editor)
        versions.append(publish(policy))
    return versions


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("verify_versions", *arguments, stdout=out)
    return out.getvalue()


def fault() -> str:
    """The sentence that the command ends with, at status 1."""
    with pytest.raises(CommandError) as error:
        run()
    assert error.value.returncode == 1
    return str(error.value)


@pytest.mark.usefixtures("chain")
class TestIntactArchive:
    def test_is_confirmed_with_its_head(self) -> None:
        output = run()

        assert "3 versions and 1 documents are intact." in output
        assert f"Head: 3:{ChainHead.objects.get().hash}" in output

    def test_contains_the_head_that_was_written_down(self, policy: PolicyPage, publish: Publish, editor: Any) -> None:
        written = str(verify().head)
        draft(policy, "<p>Vier.</p>", editor)
        publish(policy)

        assert "4 versions" in run("--expect-head", written)

    @pytest.mark.parametrize("nonsense", ["", "3", "x:y", "3:abc", "²:" + "0" * 64])
    def test_is_not_compared_with_nonsense(self, nonsense: str) -> None:
        with pytest.raises(CommandError, match="COUNT:HASH"):
            run("--expect-head", nonsense)

    def test_costs_queries_by_batches_only(self, django_assert_max_num_queries: Any) -> None:
        with django_assert_max_num_queries(10):
            assert verify().fault is None


def test_empty_archive_is_intact(db: None) -> None:
    assert "0 versions and 0 documents are intact." in run()


@pytest.mark.usefixtures("chain")
class TestFault:
    @pytest.mark.parametrize(
        ("column", "value"),
        [
            ("change_note", "anders"),
            ("valid_from", "2018-05-25"),
            ("approver", "Jemand"),
            ("content_hash", "0" * 64),
            ("published_at", "2018-05-25 00:00:00+00:00"),
        ],
    )
    def test_altered_fact(self, column: str, value: str) -> None:
        tamper(f"UPDATE privacy_versions_publishedversion SET {column} = %s WHERE sequence = 2", value)  # noqa: S608
        assert "no. 2 (Datenschutzerklärung 2, de) was altered" in fault()

    @pytest.mark.parametrize("column", ["html", "text"])
    def test_altered_text(self, chain: list[PublishedVersion], column: str) -> None:
        tamper(f"UPDATE privacy_versions_versioncontent SET {column} = 'x' WHERE version_id = %s", chain[1].pk)  # noqa: S608
        assert "The text of version no. 2" in fault()
        assert "was altered" in fault()

    def test_text_gone_without_redaction(self, chain: list[PublishedVersion]) -> None:
        tamper("DELETE FROM privacy_versions_versioncontent WHERE version_id = %s", chain[0].pk)
        assert "The text of version no. 1" in fault()
        assert "no redaction was recorded" in fault()

    def test_text_exchanged_together_with_its_hashes(self, chain: list[PublishedVersion]) -> None:
        forged = chain[1]
        forged.change_note = "gefälscht"
        tamper(
            "UPDATE privacy_versions_publishedversion SET change_note = %s, hash = %s WHERE sequence = 2",
            forged.change_note,
            forged.compute_hash(),
        )
        assert "Version no. 3 (Datenschutzerklärung 3, de) does not follow the version before it" in fault()

    def test_missing_row(self) -> None:
        remove(2)
        assert "Version no. 2 is missing: no. 3" in fault()

    def test_first_row_missing(self) -> None:
        remove(1)
        assert "Version no. 1 is missing: no. 2" in fault()

    def test_last_row_cut_off(self) -> None:
        remove(3)
        assert "The chain was cut off: 3 versions were recorded, the last one found is no. 2." in fault()

    def test_last_row_cut_off_together_with_the_head(self, chain: list[PublishedVersion]) -> None:
        written = str(verify().head)
        remove(3)
        tamper("UPDATE privacy_versions_chainhead SET count = 2, hash = %s", chain[1].hash)

        assert verify().fault is None
        assert "cut off" in str(verify(Head.parse(written)).fault)

    def test_chain_rewritten_to_the_end(self, chain: list[PublishedVersion]) -> None:
        written = str(verify().head)
        forged = chain[2]
        forged.change_note = "gefälscht"
        tamper(
            "UPDATE privacy_versions_publishedversion SET change_note = %s, hash = %s WHERE sequence = 3",
            forged.change_note,
            forged.compute_hash(),
        )
        tamper("UPDATE privacy_versions_chainhead SET hash = %s", forged.compute_hash())

        assert verify().fault is None
        assert "not the one that was written down" in str(verify(Head.parse(written)).fault)

    def test_altered_head(self) -> None:
        tamper("UPDATE privacy_versions_chainhead SET hash = %s", "0" * 64)
        assert "The head of the chain does not match version no. 3" in fault()

    def test_lost_head(self) -> None:
        tamper("DELETE FROM privacy_versions_chainhead")
        assert "The head of the chain records 0 versions, but there are 3." in fault()

    def test_version_attached_to_another_page(self, home: Any) -> None:
        other = policy_page(home, title="Anderes", slug="anderes")
        tamper("UPDATE privacy_versions_publishedversion SET page_id = %s WHERE sequence = 1", other.pk)
        assert "Version no. 1 (Datenschutzerklärung 1, de) was attached to another page." in fault()

    def test_document_of_a_version_renamed(self) -> None:
        tamper("UPDATE privacy_versions_versionfile SET name = 'x.pdf'")
        assert "The list of documents of version no. 2" in fault()

    def test_document_missing(self) -> None:
        stored: Any = FrozenFile.objects.get().file
        stored.storage.delete(stored.name)
        assert re.search(r"The document “Merkblatt\w*.pdf” of version no. 2 \(.*\) is missing", fault())

    def test_document_altered(self) -> None:
        stored: Any = FrozenFile.objects.get().file
        with stored.storage.open(stored.name, "wb") as content:
            content.write(b"anders")
        assert re.search(r"The document “Merkblatt\w*.pdf” of version no. 2 \(.*\) was altered", fault())

    def test_redacted_text_that_is_there_again(
        self, chain: list[PublishedVersion], approver: Any, superuser: Any
    ) -> None:
        content = chain[0].content
        confirm_redaction(request_redaction(chain[0], approver, "Grund"), superuser)
        tamper(
            "INSERT INTO privacy_versions_versioncontent (version_id, html, text, structured, files) "
            "VALUES (%s, %s, %s, '{}', '[]')",
            chain[0].pk,
            content.html,
            content.text,
        )
        assert "Version no. 1 (Datenschutzerklärung 1, de) is recorded as redacted, but its text is there." in fault()


def test_redacted_version_is_reported_as_redacted_and_not_as_broken(
    chain: list[PublishedVersion], approver: Any
) -> None:
    second: Any = UserFactory(username="vera")
    second.groups.set(approver.groups.all())
    confirm_redaction(request_redaction(chain[1], approver, "Beschluss des Gerichts"), second)

    output = run()

    assert "Redacted: no. 2 (Datenschutzerklärung 2, de)" in output
    assert "Beschluss des Gerichts" in output
    assert "3 versions and 0 documents are intact." in output


def test_long_chain_is_read_in_batches(chain: list[PublishedVersion], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cms.versions.verification.BATCH", 1)
    assert verify().head.count == 3
