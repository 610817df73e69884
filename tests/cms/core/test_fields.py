"""A StreamField whose migrations hold no blocks, and which nothing can wipe."""

import json
import pickle
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.writer import MigrationWriter

from cms.core.fields import BlocksField
from cms.home.models import HomePage
from cms.policies.models import PolicyPage
from tests.factories.policies import policy_page, section, text


@pytest.fixture
def page(home: HomePage, editor: Any) -> PolicyPage:
    return policy_page(home, section("Wer?", text("<p>Die Kasse.</p>")), user=editor)


def stored(page: PolicyPage) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM privacy_policies_policypage WHERE page_ptr_id = %s", [page.pk])
        value = cursor.fetchone()[0]
    return json.loads(value) if isinstance(value, str) else value


def historical_model() -> Any:
    """The policy page as a data migration sees it."""
    executor = MigrationExecutor(connection)
    return executor.loader.project_state().apps.get_model("privacy_policies", "PolicyPage")


def test_migrations_hold_no_block_definitions() -> None:
    field = PolicyPage._meta.get_field("body")

    written, _imports = MigrationWriter.serialize(field)

    assert "cms.core.fields.BlocksField(" in written
    assert "block" not in written.replace("BlocksField", "")


def test_data_migration_that_saves_a_row_keeps_its_content(page: PolicyPage) -> None:
    before = stored(page)
    row = historical_model().objects.get(pk=page.pk)

    row.change_note = "Von einer Migration geschrieben"
    row.save()

    assert before[0]["type"] == "section"
    assert stored(page) == before
    assert PolicyPage.objects.get(pk=page.pk).change_note == "Von einer Migration geschrieben"


def test_data_migration_may_rewrite_the_content(page: PolicyPage) -> None:
    row = historical_model().objects.get(pk=page.pk)
    body = json.loads(row.body) if isinstance(row.body, str) else row.body

    body[0]["value"]["heading"] = "Wer ist verantwortlich?"
    row.body = body
    row.save()

    assert PolicyPage.objects.get(pk=page.pk).body[0].value["heading"] == "Wer ist verantwortlich?"


def test_data_migration_may_update_and_create_rows_in_bulk(page: PolicyPage) -> None:
    model = historical_model()
    before = stored(page)

    rows = list(model.objects.all())
    model.objects.bulk_update(rows, ["body", "summary"])

    assert stored(page) == before


@pytest.mark.django_db
def test_field_without_blocks_begins_empty() -> None:
    model = historical_model()

    assert model().body == []


def test_page_with_its_stream_can_be_pickled(page: PolicyPage) -> None:
    again = pickle.loads(pickle.dumps(PolicyPage.objects.get(pk=page.pk)))  # noqa: S301

    assert again.body[0].value["content"][0].value.source == "<p>Die Kasse.</p>"


def test_value_as_a_string_is_what_the_database_holds(page: PolicyPage) -> None:
    page = PolicyPage.objects.get(pk=page.pk)
    field = page._meta.get_field("body")

    assert json.loads(field.value_to_string(page)) == stored(page)


def test_dump_and_load_give_the_same_row(page: PolicyPage, tmp_path: Any) -> None:
    before = stored(page)
    dump = StringIO()
    call_command("dumpdata", "privacy_policies", stdout=dump)
    file = tmp_path / "policies.json"
    file.write_text(dump.getvalue(), encoding="utf-8")
    PolicyPage.objects.filter(pk=page.pk).update(body="[]")

    call_command("loaddata", file, verbosity=0)

    assert stored(page) == before


def test_every_blocks_field_of_the_site_is_found() -> None:
    fields = [
        field for model in apps.get_models() for field in model._meta.local_fields if isinstance(field, BlocksField)
    ]

    assert PolicyPage._meta.get_field("body") in fields
