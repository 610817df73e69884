"""PostgreSQL refuses to change or delete frozen rows, whoever asks: the application, a script, a person with psql.

TRUNCATE stays possible (tests need it; it takes the table owner's rights). On SQLite the models' own guards have to do.
"""

from django.db import migrations

FROZEN = ("PublishedVersion", "FrozenFile", "Redaction")
REDACTABLE = ("VersionContent", "VersionFile")

REFUSE = """
CREATE FUNCTION privacy_versions_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%: rows are frozen, % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$
"""
REFUSE_UNLESS_REDACTED = """
CREATE FUNCTION privacy_versions_refuse_unless_redacted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM {redaction} WHERE version_id = OLD.version_id) THEN
        RAISE EXCEPTION '%: version % is not redacted, % refused', TG_TABLE_NAME, OLD.version_id, TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END $$
"""


def _table(apps, schema_editor, name):
    return schema_editor.quote_name(apps.get_model("privacy_versions", name)._meta.db_table)


def create_triggers(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute(REFUSE, params=None)
    schema_editor.execute(REFUSE_UNLESS_REDACTED.format(redaction=_table(apps, schema_editor, "Redaction")), params=None)
    for name in FROZEN:
        schema_editor.execute(
            f"CREATE TRIGGER privacy_frozen BEFORE UPDATE OR DELETE ON {_table(apps, schema_editor, name)} "
            "FOR EACH ROW EXECUTE FUNCTION privacy_versions_refuse()"
        )
    for name in REDACTABLE:
        table = _table(apps, schema_editor, name)
        schema_editor.execute(
            f"CREATE TRIGGER privacy_frozen BEFORE UPDATE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION privacy_versions_refuse()"
        )
        schema_editor.execute(
            f"CREATE TRIGGER privacy_redactable BEFORE DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION privacy_versions_refuse_unless_redacted()"
        )


def drop_triggers(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute("DROP FUNCTION IF EXISTS privacy_versions_refuse() CASCADE")
    schema_editor.execute("DROP FUNCTION IF EXISTS privacy_versions_refuse_unless_redacted() CASCADE")


class Migration(migrations.Migration):
    dependencies = [
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),("privacy_versions", "0001_initial")]
    operations = [migrations.RunPython(create_triggers, drop_triggers)]
