import pgtrigger.compiler
import pgtrigger.migrations
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('timeline', '0004_events_by_when_they_happened'),
    ]

    operations = [
        # Rather fail and be started again than have the newsroom wait behind a lock.
        migrations.RunSQL("SET LOCAL lock_timeout = '5s'", migrations.RunSQL.noop),
        # The new rule comes before the old one goes: at no moment does neither hold.
        AddConstraintNotValid(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('published_by', models.F('written_by')), _negated=True), ('single_person', True), _connector='OR'), name='timeline_entry_publisher_is_not_author_or_says_so'),
        ),
        migrations.RemoveConstraint(
            model_name='entry',
            name='timeline_entry_publisher_is_not_author',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='entry',
            name='entry_is_never_changed',
        ),
        migrations.AddField(
            model_name='entry',
            name='urgency',
            field=models.TextField(blank=True, default='', help_text='Why one person published it alone; for the desk, not for readers.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='entry',
            trigger=pgtrigger.compiler.Trigger(name='entry_is_never_changed', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."event_id" IS DISTINCT FROM (NEW."event_id") OR OLD."revision" IS DISTINCT FROM (NEW."revision") OR OLD."conflict_id" IS DISTINCT FROM (NEW."conflict_id") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."summary" IS DISTINCT FROM (NEW."summary") OR OLD."type" IS DISTINCT FROM (NEW."type") OR OLD."occurred" IS DISTINCT FROM (NEW."occurred") OR OLD."occurred_edtf" IS DISTINCT FROM (NEW."occurred_edtf") OR OLD."occurred_precision" IS DISTINCT FROM (NEW."occurred_precision") OR OLD."occurred_earliest" IS DISTINCT FROM (NEW."occurred_earliest") OR OLD."occurred_latest" IS DISTINCT FROM (NEW."occurred_latest") OR OLD."place_slug" IS DISTINCT FROM (NEW."place_slug") OR OLD."place_name" IS DISTINCT FROM (NEW."place_name") OR OLD."place_precision" IS DISTINCT FROM (NEW."place_precision") OR OLD."place_country" IS DISTINCT FROM (NEW."place_country") OR OLD."latitude" IS DISTINCT FROM (NEW."latitude") OR OLD."longitude" IS DISTINCT FROM (NEW."longitude") OR OLD."actor_ids" IS DISTINCT FROM (NEW."actor_ids") OR OLD."actors" IS DISTINCT FROM (NEW."actors") OR OLD."verdict" IS DISTINCT FROM (NEW."verdict") OR OLD."verdict_counts" IS DISTINCT FROM (NEW."verdict_counts") OR OLD."statement_count" IS DISTINCT FROM (NEW."statement_count") OR OLD."origins" IS DISTINCT FROM (NEW."origins") OR OLD."lines" IS DISTINCT FROM (NEW."lines") OR OLD."figures" IS DISTINCT FROM (NEW."figures") OR OLD."single_person" IS DISTINCT FROM (NEW."single_person") OR OLD."urgency" IS DISTINCT FROM (NEW."urgency") OR OLD."digest" IS DISTINCT FROM (NEW."digest") OR OLD."known_at" IS DISTINCT FROM (NEW."known_at") OR OLD."changes" IS DISTINCT FROM (NEW."changes") OR OLD."correction_note" IS DISTINCT FROM (NEW."correction_note") OR OLD."written_by_id" IS DISTINCT FROM (NEW."written_by_id") OR OLD."published_by_id" IS DISTINCT FROM (NEW."published_by_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='dd5fac7688da490c573d1112ba4b73c3d9efffa3', operation='UPDATE', pgid='pgtrigger_entry_is_never_changed_557ba', table='timeline_entry', when='BEFORE')),
        ),
    ]
