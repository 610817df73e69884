"""Migrations that hold in every project: on Wagtail 7.4 and 8, with any set of plug-ins, forward and back."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from tests.databases import migrated_rows  # noqa: F401

ROOT = Path(__file__).resolve().parents[2]
LAST_OF_WAGTAIL_7_4 = 97
ROOMS = ("cms", "blocks", "site_settings")
OURS = sorted(
    config.label
    for config in apps.get_app_configs()
    if config.name.split(".")[0] in ROOMS and (Path(config.path) / "migrations").is_dir()
)
FILES = sorted(path for label in OURS for path in Path(apps.get_app_config(label).path).glob("migrations/[0-9]*.py"))


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    output = StringIO()

    try:
        call_command("makemigrations", *OURS, check=True, dry_run=True, stdout=output)
    except SystemExit:
        pytest.fail(output.getvalue())


def test_every_room_with_models_has_migrations() -> None:
    assert {"privacy_versions", "privacy_policies", "privacy_site_settings", "home"} <= set(OURS)


@pytest.mark.parametrize("path", FILES, ids=named)
def test_migration_fits_both_wagtails(path: Path) -> None:
    source = path.read_text(encoding="utf-8")

    assert "WAGTAIL_PAGE_MODEL" not in source, "Wagtail 7.4 does not know it: write to='wagtailcore.page'"
    for forbidden in ("modelsearch", "wagtail.models.preview"):
        assert forbidden not in source, f"Wagtail 7.4 has no {forbidden}"


@pytest.mark.parametrize("path", [path for path in FILES if "home" not in path.parts], ids=named)
def test_plug_ins_freeze_no_blocks(path: Path) -> None:
    """Blocks come from registries and differ from site to site; the site's own pages (cms.home) know theirs."""
    source = path.read_text(encoding="utf-8")

    for forbidden in ("wagtail.blocks", "block_lookup", "import blocks"):
        assert forbidden not in source


@pytest.mark.parametrize("label", OURS)
def test_migrations_depend_on_nothing_newer_than_wagtail_7_4(label: str) -> None:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    for key, migration in loader.disk_migrations.items():
        if key[0] != label:
            continue
        for app, name in migration.dependencies:
            if app == "wagtailcore" and name[:4].isdigit():
                assert int(name[:4]) <= LAST_OF_WAGTAIL_7_4, f"{label}.{migration.name} needs {app}.{name}"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_migrations_go_back_to_nothing_and_forward_again(request: Any, django_db_blocker: Any) -> None:
    tables = {model._meta.db_table for label in OURS for model in apps.get_app_config(label).get_models()}
    assert tables <= set(connection.introspection.table_names())
    executor = MigrationExecutor(connection)
    latest = executor.loader.graph.leaf_nodes()

    try:
        executor.migrate([(label, None) for label in OURS])
        assert not tables & set(connection.introspection.table_names())
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(latest)

    assert tables <= set(connection.introspection.table_names())
