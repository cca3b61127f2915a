import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('actors', '0001_first'),
        ('claims', '0020_merges_can_be_taken_back'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('timeline', '0017_searches_webhooks_and_news'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # Rather fail and be started again than have the newsroom wait behind a lock.
        migrations.RunSQL("SET LOCAL lock_timeout = '5s'", migrations.RunSQL.noop),
        migrations.CreateModel(
            name='EventLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('follows', 'followed from'), ('answers', 'in answer to'), ('part', 'part of')], max_length=7)),
                ('note', models.CharField(blank=True, default='', max_length=300)),
            ],
            options={
                'ordering': ['event', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='EventLinkVersion',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('follows', 'followed from'), ('answers', 'in answer to'), ('part', 'part of')], max_length=7)),
                ('note', models.CharField(blank=True, default='', max_length=300)),
            ],
            options={
                'verbose_name': 'version of event link',
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='entry',
            name='entry_is_never_changed',
        ),
        migrations.AddField(
            model_name='entry',
            name='links',
            field=models.JSONField(default=list, help_text='[{event, kind, note, claim, says, position, title}]: what it followed from, on whose word, and what readers called that then.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='entry',
            trigger=pgtrigger.compiler.Trigger(name='entry_is_never_changed', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."event_id" IS DISTINCT FROM (NEW."event_id") OR OLD."revision" IS DISTINCT FROM (NEW."revision") OR OLD."conflict_id" IS DISTINCT FROM (NEW."conflict_id") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."summary" IS DISTINCT FROM (NEW."summary") OR OLD."type" IS DISTINCT FROM (NEW."type") OR OLD."occurred" IS DISTINCT FROM (NEW."occurred") OR OLD."occurred_edtf" IS DISTINCT FROM (NEW."occurred_edtf") OR OLD."occurred_precision" IS DISTINCT FROM (NEW."occurred_precision") OR OLD."occurred_earliest" IS DISTINCT FROM (NEW."occurred_earliest") OR OLD."occurred_latest" IS DISTINCT FROM (NEW."occurred_latest") OR OLD."place_slug" IS DISTINCT FROM (NEW."place_slug") OR OLD."place_name" IS DISTINCT FROM (NEW."place_name") OR OLD."place_precision" IS DISTINCT FROM (NEW."place_precision") OR OLD."place_country" IS DISTINCT FROM (NEW."place_country") OR OLD."latitude" IS DISTINCT FROM (NEW."latitude") OR OLD."longitude" IS DISTINCT FROM (NEW."longitude") OR OLD."actor_ids" IS DISTINCT FROM (NEW."actor_ids") OR OLD."actors" IS DISTINCT FROM (NEW."actors") OR OLD."verdict" IS DISTINCT FROM (NEW."verdict") OR OLD."verdict_counts" IS DISTINCT FROM (NEW."verdict_counts") OR OLD."statement_count" IS DISTINCT FROM (NEW."statement_count") OR OLD."origins" IS DISTINCT FROM (NEW."origins") OR OLD."lines" IS DISTINCT FROM (NEW."lines") OR OLD."figures" IS DISTINCT FROM (NEW."figures") OR OLD."links" IS DISTINCT FROM (NEW."links") OR OLD."single_person" IS DISTINCT FROM (NEW."single_person") OR OLD."urgency" IS DISTINCT FROM (NEW."urgency") OR OLD."digest" IS DISTINCT FROM (NEW."digest") OR OLD."known_at" IS DISTINCT FROM (NEW."known_at") OR OLD."changes" IS DISTINCT FROM (NEW."changes") OR OLD."correction_note" IS DISTINCT FROM (NEW."correction_note") OR OLD."written_by_id" IS DISTINCT FROM (NEW."written_by_id") OR OLD."published_by_id" IS DISTINCT FROM (NEW."published_by_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='bd7c15e1fffc3d7fb95dc28526e29efebeb36c49', operation='UPDATE', pgid='pgtrigger_entry_is_never_changed_557ba', table='timeline_entry', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='eventlink',
            name='claim',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='event_links', to='claims.claim'),
        ),
        migrations.AddField(
            model_name='eventlink',
            name='event',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='timeline.event'),
        ),
        migrations.AddField(
            model_name='eventlink',
            name='other',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='linked_from', to='timeline.event'),
        ),
        migrations.AddField(
            model_name='eventlinkversion',
            name='claim',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.claim'),
        ),
        migrations.AddField(
            model_name='eventlinkversion',
            name='event',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='timeline.event'),
        ),
        migrations.AddField(
            model_name='eventlinkversion',
            name='other',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='timeline.event'),
        ),
        migrations.AddField(
            model_name='eventlinkversion',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='eventlinkversion',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='versions', related_query_name='versions', to='timeline.eventlink'),
        ),
        migrations.AddConstraint(
            model_name='eventlink',
            constraint=models.UniqueConstraint(fields=('event', 'other'), name='timeline_eventlink_is_drawn_once'),
        ),
        migrations.AddConstraint(
            model_name='eventlink',
            constraint=models.CheckConstraint(condition=models.Q(('event', models.F('other')), _negated=True), name='timeline_eventlink_is_of_two_events'),
        ),
        migrations.AddConstraint(
            model_name='eventlink',
            constraint=models.CheckConstraint(condition=models.Q(('claim__isnull', False), models.Q(('note', ''), _negated=True), _connector='OR'), name='timeline_eventlink_rests_on_something'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='eventlink',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "timeline_eventlinkversion" ("claim_id", "event_id", "id", "kind", "note", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."claim_id", NEW."event_id", NEW."id", NEW."kind", NEW."note", NEW."other_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='367dd675412b3c91b9f2cae833482602cdd14bdf', operation='INSERT', pgid='pgtrigger_insert_insert_d030f', table='timeline_eventlink', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='eventlink',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "timeline_eventlinkversion" ("claim_id", "event_id", "id", "kind", "note", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."claim_id", NEW."event_id", NEW."id", NEW."kind", NEW."note", NEW."other_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='ce60e07586420b8eb05dd908245a26e831ee93ba', operation='UPDATE', pgid='pgtrigger_update_update_eeadb', table='timeline_eventlink', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='eventlink',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "timeline_eventlinkversion" ("claim_id", "event_id", "id", "kind", "note", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."claim_id", OLD."event_id", OLD."id", OLD."kind", OLD."note", OLD."other_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='465e432ffe4213d759b9d2b57021028ba77c72c5', operation='DELETE', pgid='pgtrigger_delete_delete_6d501', table='timeline_eventlink', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='eventlinkversion',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3c967b23d686ab49d763e30641611c3b420c1e39', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_05e1d', table='timeline_eventlinkversion', when='BEFORE')),
        ),
    ]
