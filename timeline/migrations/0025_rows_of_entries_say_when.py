import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

# What belongs to an entry says where that stands, from its first moment on, and closes with it, whoever closes it.
KEEP = """
CREATE FUNCTION timeline_place_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT occurred_earliest, occurred_latest, known_at, superseded_at
        INTO NEW.occurred_earliest, NEW.occurred_latest, NEW.known_at, NEW.superseded_at
        FROM timeline_entry WHERE id = NEW.entry_id;
    RETURN NEW;
END $$;
CREATE TRIGGER timeline_place_row BEFORE INSERT ON timeline_entryactor
    FOR EACH ROW EXECUTE FUNCTION timeline_place_row();
CREATE TRIGGER timeline_place_row BEFORE INSERT ON timeline_entrytag
    FOR EACH ROW EXECUTE FUNCTION timeline_place_row();
CREATE OR REPLACE FUNCTION timeline_close_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE timeline_position SET superseded_at = NEW.superseded_at WHERE entry_id = NEW.id;
    UPDATE timeline_statementlink SET superseded_at = NEW.superseded_at WHERE entry_id = NEW.id;
    UPDATE timeline_entryactor SET superseded_at = NEW.superseded_at WHERE entry_id = NEW.id;
    UPDATE timeline_entrytag SET superseded_at = NEW.superseded_at WHERE entry_id = NEW.id;
    RETURN NULL;
END $$;
"""
UNDO = """
CREATE OR REPLACE FUNCTION timeline_close_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE timeline_position SET superseded_at = NEW.superseded_at WHERE entry_id = NEW.id;
    UPDATE timeline_statementlink SET superseded_at = NEW.superseded_at WHERE entry_id = NEW.id;
    RETURN NULL;
END $$;
DROP TRIGGER timeline_place_row ON timeline_entryactor;
DROP TRIGGER timeline_place_row ON timeline_entrytag;
DROP FUNCTION timeline_place_row;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('timeline', '0024_actors_that_statements_name'),
    ]

    operations = [
        # Rather fail and be started again than have the newsroom wait behind a lock.
        migrations.RunSQL("SET LOCAL lock_timeout = '5s'", migrations.RunSQL.noop),
        pgtrigger.migrations.RemoveTrigger(
            model_name='entryactor',
            name='public_row_is_never_changed',
        ),
        migrations.AddField(
            model_name='entryactor',
            name='known_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='entryactor',
            name='occurred_earliest',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='entryactor',
            name='occurred_latest',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='entryactor',
            name='superseded_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='entrytag',
            name='known_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='entrytag',
            name='occurred_earliest',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='entrytag',
            name='occurred_latest',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='entrytag',
            name='superseded_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='entryactor',
            trigger=pgtrigger.compiler.Trigger(name='public_row_follows_its_entry', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."occurred" IS DISTINCT FROM (NEW."occurred") OR OLD."entry_id" IS DISTINCT FROM (NEW."entry_id") OR OLD."actor_id" IS DISTINCT FROM (NEW."actor_id") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."type" IS DISTINCT FROM (NEW."type") OR OLD."verdict" IS DISTINCT FROM (NEW."verdict"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='ca7e825e27f7b6fc5e023f390d67783d3fbb95cd', operation='UPDATE', pgid='pgtrigger_public_row_follows_its_entry_3f6ed', table='timeline_entryactor', when='BEFORE')),
        ),
        migrations.RunSQL(KEEP, UNDO),
    ]
