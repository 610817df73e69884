"""Rows of the archive are written once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.db.models import ProtectedError
from wagtail.models import Page

from cms.policies.models import PolicyPage
from cms.versions.models import FrozenFile, PublishedVersion, Redaction, VersionContent, VersionFile
from cms.versions.redacting import confirm_redaction, request_redaction
from tests.databases import migrated_rows  # noqa: F401
from tests.factories.versions import document, draft, link_to

Publish = Callable[..., PublishedVersion]
FROZEN = (PublishedVersion, VersionContent, VersionFile, FrozenFile, Redaction)
on_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL's trigger")


@pytest.fixture
def version(policy: PolicyPage, publish: Publish, editor: User) -> PublishedVersion:
    """A version with a document."""
    draft(policy, link_to(document()), editor)
    return publish(policy)


@pytest.fixture
def archive(
    version: PublishedVersion, policy: PolicyPage, publish: Publish, editor: Any, approver: Any, superuser: Any
) -> PublishedVersion:
    """At least one row of every frozen kind; the second version is redacted."""
    draft(policy, link_to(document("Zweites.pdf", b"%PDF zwei")), editor)
    confirm_redaction(request_redaction(publish(policy), approver, "Grund"), superuser)
    return version


@pytest.mark.parametrize("model", FROZEN, ids=lambda model: model.__name__)
class TestModels:
    """The guards that hold on every database."""

    def test_refuse_to_change_or_delete_a_row(self, archive: Any, model: Any) -> None:
        row = model.objects.first()
        for act in (row.save, row.delete):
            with pytest.raises(TypeError, match="frozen"):
                act()

    def test_refuse_to_change_or_delete_many(self, archive: Any, model: Any) -> None:
        rows = model.objects.all()
        field = next(f for f in model._meta.concrete_fields if not f.primary_key)
        with pytest.raises(TypeError, match="frozen"):
            rows.update(**{field.attname: None})
        with pytest.raises(TypeError, match="frozen"):
            rows.delete()
        with pytest.raises(TypeError, match="frozen"):
            model.objects.bulk_update(list(rows), [field.name])


@on_postgresql
@pytest.mark.postgres
class TestTrigger:
    """PostgreSQL refuses, whoever asks."""

    @pytest.mark.parametrize("model", FROZEN, ids=lambda model: model.__name__)
    def test_refuses_to_change_a_row(self, archive: Any, model: Any) -> None:
        table, key = model._meta.db_table, model._meta.pk.column
        with pytest.raises(IntegrityError, match="frozen"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET {key} = {key}")  # noqa: S608

    @pytest.mark.parametrize("model", FROZEN, ids=lambda model: model.__name__)
    def test_refuses_to_delete_a_row(self, archive: Any, model: Any) -> None:
        with pytest.raises(IntegrityError, match="refused"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {model._meta.db_table}")  # noqa: S608

    def test_lets_the_text_of_a_redacted_version_go(self, archive: PublishedVersion) -> None:
        assert not VersionContent.objects.exclude(version=archive).exists()
        assert not VersionFile.objects.exclude(version=archive).exists()


class TestPage:
    def test_that_was_published_is_protected_even_from_plain_page_deletion(self, version: PublishedVersion) -> None:
        with pytest.raises(ProtectedError), transaction.atomic():
            models.Model.delete(Page.objects.get(pk=version.page_id))
        assert PolicyPage.objects.filter(pk=version.page_id).exists()

    def test_that_was_never_published_can_be_deleted(self, policy: PolicyPage) -> None:
        PolicyPage.objects.get(pk=policy.pk).delete()
        assert not PolicyPage.objects.exists()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_tables_can_be_emptied_between_tests(archive: PublishedVersion) -> None:
    call_command("flush", interactive=False, verbosity=0, reset_sequences=False, inhibit_post_migrate=True)
    assert not PublishedVersion.objects.exists()
