import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

# Nothing is copied into rows of actors and tags any more. Positions and links still close with their entry.
STOP = """
DROP TRIGGER timeline_place_row ON timeline_entryactor;
DROP TRIGGER timeline_place_row ON timeline_entrytag;
DROP FUNCTION timeline_place_row;
CREATE OR REPLACE FUNCTION timeline_close_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE timeline_position SET superseded_at = NEW.superseded_at WHERE entry_id = NEW.id;
    UPDATE timeline_statementlink SET superseded_at = NEW.superseded_at WHERE entry_id = NEW.id;
    RETURN NULL;
END $$;
"""
# As in 0025.
GO_ON = """
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
# What the columns said, for whoever goes back.
COPY = """
UPDATE timeline_entryactor r
    SET (occurred, type, verdict, occurred_earliest, occurred_latest, known_at, superseded_at) = (
        e.occurred, e.type, e.verdict, e.occurred_earliest, e.occurred_latest, e.known_at, e.superseded_at)
    FROM timeline_entry e WHERE e.id = r.entry_id;
UPDATE timeline_entrytag r
    SET (occurred, occurred_earliest, occurred_latest, known_at, superseded_at) = (
        e.occurred, e.occurred_earliest, e.occurred_latest, e.known_at, e.superseded_at)
    FROM timeline_entry e WHERE e.id = r.entry_id;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('timeline', '0030_lists_by_numbers_of_entries'),
    ]

    operations = [
        # Rather fail and be started again than have the newsroom wait behind a lock.
        migrations.RunSQL("SET LOCAL lock_timeout = '5s'", migrations.RunSQL.noop),
        migrations.RunSQL(STOP, GO_ON),
        pgtrigger.migrations.RemoveTrigger(
            model_name='entryactor',
            name='public_row_follows_its_entry',
        ),
        migrations.AlterField(
            model_name='entryactor',
            name='occurred',
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name='entryactor',
            name='type',
            field=models.CharField(max_length=9, null=True),
        ),
        migrations.AlterField(
            model_name='entryactor',
            name='verdict',
            field=models.CharField(max_length=12, null=True),
        ),
        migrations.AlterField(
            model_name='entrytag',
            name='occurred',
            field=models.DateTimeField(null=True),
        ),
        migrations.RunSQL(migrations.RunSQL.noop, COPY),
        migrations.RemoveField(
            model_name='entryactor',
            name='known_at',
        ),
        migrations.RemoveField(
            model_name='entryactor',
            name='occurred',
        ),
        migrations.RemoveField(
            model_name='entryactor',
            name='occurred_earliest',
        ),
        migrations.RemoveField(
            model_name='entryactor',
            name='occurred_latest',
        ),
        migrations.RemoveField(
            model_name='entryactor',
            name='superseded_at',
        ),
        migrations.RemoveField(
            model_name='entryactor',
            name='type',
        ),
        migrations.RemoveField(
            model_name='entryactor',
            name='verdict',
        ),
        migrations.RemoveField(
            model_name='entrytag',
            name='known_at',
        ),
        migrations.RemoveField(
            model_name='entrytag',
            name='occurred',
        ),
        migrations.RemoveField(
            model_name='entrytag',
            name='occurred_earliest',
        ),
        migrations.RemoveField(
            model_name='entrytag',
            name='occurred_latest',
        ),
        migrations.RemoveField(
            model_name='entrytag',
            name='superseded_at',
        ),
        migrations.AlterField(
            model_name='citation',
            name='statement',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='citations', to='timeline.statement'),
        ),
        # By its name: AlterField would drop the index by which one entry of an event is current as well.
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "DROP INDEX timeline_entry_event_id_ad2b3cd9",
                    "CREATE INDEX timeline_entry_event_id_ad2b3cd9 ON timeline_entry (event_id)",
                ),
            ],
            state_operations=[
                migrations.AlterField(
                    model_name='entry',
                    name='event',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='timeline.event'),
                ),
            ],
        ),
        migrations.AlterField(
            model_name='entry',
            name='slug',
            field=models.SlugField(db_index=False, help_text="For people: addresses have the event's number.", max_length=80),
        ),
        migrations.AlterField(
            model_name='entryactor',
            name='actor',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='actors.actor'),
        ),
        migrations.AlterField(
            model_name='entryactor',
            name='entry',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='entry_actors', to='timeline.entry'),
        ),
        migrations.AlterField(
            model_name='entrytag',
            name='entry',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='tags', to='timeline.entry'),
        ),
        migrations.AlterField(
            model_name='news',
            name='entry',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='news', to='timeline.entry'),
        ),
        migrations.AlterField(
            model_name='position',
            name='actor',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='actors.actor'),
        ),
        migrations.AlterField(
            model_name='position',
            name='claim',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.claim'),
        ),
        migrations.AlterField(
            model_name='position',
            name='issue',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.issue'),
        ),
        migrations.AlterField(
            model_name='position',
            name='statement',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='positions', to='timeline.statement'),
        ),
        migrations.AlterField(
            model_name='statement',
            name='entry',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='timeline.entry'),
        ),
        migrations.AlterField(
            model_name='statementlink',
            name='claim',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.claim'),
        ),
        migrations.AlterField(
            model_name='statementlink',
            name='other',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.claim'),
        ),
        migrations.AlterField(
            model_name='statementlink',
            name='statement',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='link_rows', to='timeline.statement'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='entryactor',
            trigger=pgtrigger.compiler.Trigger(name='public_row_is_never_changed', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='dbd42db41b40681d04ad8785b61f53230a9fd0ba', operation='UPDATE', pgid='pgtrigger_public_row_is_never_changed_52d87', table='timeline_entryactor', when='BEFORE')),
        ),
    ]
