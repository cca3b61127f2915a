import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Two columns that are empty, so that nothing is written anew."""

    dependencies = [
        ('actors', '0001_first'),
        ('claims', '0020_merges_can_be_taken_back'),
        ('timeline', '0013_entries_by_place'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL("SET LOCAL lock_timeout = '5s'", migrations.RunSQL.noop),
        pgtrigger.migrations.RemoveTrigger(
            model_name='event',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='event',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='event',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='event',
            name='assignee',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events_assigned', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='event',
            name='due_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='eventversion',
            name='assignee',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='eventversion',
            name='due_on',
            field=models.DateField(blank=True, null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='event',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "timeline_eventversion" ("assignee_id", "author_id", "conflict_id", "created_at", "due_on", "edited_by_id", "embargo_until", "happened_earliest", "happened_edtf", "happened_latest", "id", "merged_into_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "place_precision", "summary", "title", "type", "updated_at", "version") VALUES (NEW."assignee_id", NEW."author_id", NEW."conflict_id", NEW."created_at", NEW."due_on", NEW."edited_by_id", NEW."embargo_until", NEW."happened_earliest", NEW."happened_edtf", NEW."happened_latest", NEW."id", NEW."merged_into_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id", NEW."place_precision", NEW."summary", NEW."title", NEW."type", NEW."updated_at", NEW."version"); RETURN NULL;', hash='34aac4135151654c89b783d08ae9b7f5c800d57d', operation='INSERT', pgid='pgtrigger_insert_insert_067ea', table='timeline_event', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='event',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "timeline_eventversion" ("assignee_id", "author_id", "conflict_id", "created_at", "due_on", "edited_by_id", "embargo_until", "happened_earliest", "happened_edtf", "happened_latest", "id", "merged_into_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "place_precision", "summary", "title", "type", "updated_at", "version") VALUES (NEW."assignee_id", NEW."author_id", NEW."conflict_id", NEW."created_at", NEW."due_on", NEW."edited_by_id", NEW."embargo_until", NEW."happened_earliest", NEW."happened_edtf", NEW."happened_latest", NEW."id", NEW."merged_into_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id", NEW."place_precision", NEW."summary", NEW."title", NEW."type", NEW."updated_at", NEW."version"); RETURN NULL;', hash='434fe7202f28c42ce94e668337e98f2bdaf44147', operation='UPDATE', pgid='pgtrigger_update_update_0ab71', table='timeline_event', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='event',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "timeline_eventversion" ("assignee_id", "author_id", "conflict_id", "created_at", "due_on", "edited_by_id", "embargo_until", "happened_earliest", "happened_edtf", "happened_latest", "id", "merged_into_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "place_precision", "summary", "title", "type", "updated_at", "version") VALUES (OLD."assignee_id", OLD."author_id", OLD."conflict_id", OLD."created_at", OLD."due_on", OLD."edited_by_id", OLD."embargo_until", OLD."happened_earliest", OLD."happened_edtf", OLD."happened_latest", OLD."id", OLD."merged_into_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place_id", OLD."place_precision", OLD."summary", OLD."title", OLD."type", OLD."updated_at", OLD."version"); RETURN NULL;', hash='24faf3eb78687bd5b78b86111dbd79f44d26eee8', operation='DELETE', pgid='pgtrigger_delete_delete_b058a', table='timeline_event', when='AFTER')),
        ),
    ]
