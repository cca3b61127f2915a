import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

# What an entry says stands and closes with it, whoever closes it.
CLOSE = """
CREATE FUNCTION timeline_close_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE timeline_position SET superseded_at = NEW.superseded_at WHERE entry_id = NEW.id;
    UPDATE timeline_statementlink SET superseded_at = NEW.superseded_at WHERE entry_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER timeline_close_rows AFTER UPDATE OF superseded_at ON timeline_entry
    FOR EACH ROW EXECUTE FUNCTION timeline_close_rows();
"""
UNDO = """
DROP TRIGGER timeline_close_rows ON timeline_entry;
DROP FUNCTION timeline_close_rows;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('actors', '0002_names_in_time_merges_and_photos'),
        ('claims', '0021_commitments_and_merged_issues'),
        ('timeline', '0020_changes_by_index'),
    ]

    operations = [
        # Rather fail and be started again than have the newsroom wait behind a lock.
        migrations.RunSQL("SET LOCAL lock_timeout = '5s'", migrations.RunSQL.noop),
        migrations.CreateModel(
            name='Position',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('actor_name', models.CharField(max_length=200)),
                ('speaks', models.BooleanField(help_text='Whether it is the speaker; else somebody spoke on its behalf.')),
                ('is_side', models.BooleanField(help_text='Whether nobody stands behind it: it is one of the sides of the talks.')),
                ('speaker_name', models.CharField(max_length=200)),
                ('issue_name', models.CharField(max_length=200)),
                ('stance', models.CharField(choices=[('proposes', 'proposes'), ('accepts', 'accepts'), ('accepts_with_conditions', 'accepts with conditions'), ('rejects', 'rejects'), ('demands', 'demands'), ('withdraws', 'withdraws'), ('silent', 'silent')], max_length=24)),
                ('conditions', models.CharField(blank=True, default='', max_length=300)),
                ('directness', models.CharField(choices=[('verbatim', 'verbatim'), ('paraphrase', 'paraphrase'), ('anonymous_official', 'anonymous official'), ('relayed', 'relayed')], max_length=18)),
                ('verdict', models.CharField(choices=[('verified', 'verified'), ('corroborated', 'corroborated'), ('unverified', 'unverified'), ('disputed', 'disputed'), ('misleading', 'misleading'), ('false', 'false'), ('unverifiable', 'unverifiable')], max_length=12)),
                ('day', models.DateField(help_text='FuzzyDate.sort of when it was said: orders positions and is never shown.')),
                ('said_edtf', models.CharField(blank=True, default='', max_length=64)),
                ('known_at', models.DateTimeField()),
                ('superseded_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['-day', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='StatementLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('repeats', 'repeats'), ('contradicts', 'contradicts'), ('denies', 'denies'), ('walks_back', 'walks back'), ('supersedes', 'supersedes'), ('fulfils', 'reports as kept'), ('breaches', 'reports as broken')], max_length=11)),
                ('day', models.DateField(help_text='FuzzyDate.sort of when `claim` was said; never shown.')),
                ('known_at', models.DateTimeField()),
                ('superseded_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.AddField(
            model_name='statement',
            name='deadline_edtf',
            field=models.CharField(blank=True, default='', max_length=64),
        ),
        migrations.AddField(
            model_name='statement',
            name='deadline_latest',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='statement',
            name='links',
            field=models.JSONField(default=list, help_text='[{kind, claim}]: how its claim stands to others, told where readers know those too.'),
        ),
        migrations.AddField(
            model_name='statement',
            name='outcome',
            field=models.CharField(blank=True, choices=[('pending', 'pending'), ('kept', 'kept'), ('broken', 'broken'), ('contested', 'contested')], default='', max_length=9),
        ),
        migrations.AddField(
            model_name='position',
            name='actor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='actors.actor'),
        ),
        migrations.AddField(
            model_name='position',
            name='claim',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.claim'),
        ),
        migrations.AddField(
            model_name='position',
            name='entry',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='positions', to='timeline.entry'),
        ),
        migrations.AddField(
            model_name='position',
            name='issue',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.issue'),
        ),
        migrations.AddField(
            model_name='position',
            name='statement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='positions', to='timeline.statement'),
        ),
        migrations.AddField(
            model_name='statementlink',
            name='claim',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.claim'),
        ),
        migrations.AddField(
            model_name='statementlink',
            name='entry',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='timeline.entry'),
        ),
        migrations.AddField(
            model_name='statementlink',
            name='other',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.claim'),
        ),
        migrations.AddField(
            model_name='statementlink',
            name='statement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='link_rows', to='timeline.statement'),
        ),
        migrations.AddIndex(
            model_name='position',
            index=models.Index(models.F('actor'), models.F('issue'), models.OrderBy(models.F('day'), descending=True), include=('known_at', 'superseded_at'), name='timeline_position_of_actor'),
        ),
        migrations.AddIndex(
            model_name='position',
            index=models.Index(models.F('issue'), models.OrderBy(models.F('day'), descending=True), name='timeline_position_on_issue'),
        ),
        migrations.AddIndex(
            model_name='position',
            index=models.Index(fields=['claim'], name='timeline_position_claim'),
        ),
        migrations.AddIndex(
            model_name='position',
            index=models.Index(condition=models.Q(('is_side', True)), fields=['issue', 'actor', 'day'], include=('known_at', 'superseded_at', 'verdict'), name='timeline_position_counted'),
        ),
        migrations.AddConstraint(
            model_name='position',
            constraint=models.UniqueConstraint(fields=('statement', 'actor'), name='timeline_position_is_taken_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='position',
            trigger=pgtrigger.compiler.Trigger(name='public_row_is_kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='ccf8d3afde1b6a8f05b8bde7483f4fe7705854a6', operation='DELETE', pgid='pgtrigger_public_row_is_kept_ad1c3', table='timeline_position', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='position',
            trigger=pgtrigger.compiler.Trigger(name='public_row_only_closes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."statement_id" IS DISTINCT FROM (NEW."statement_id") OR OLD."entry_id" IS DISTINCT FROM (NEW."entry_id") OR OLD."claim_id" IS DISTINCT FROM (NEW."claim_id") OR OLD."actor_id" IS DISTINCT FROM (NEW."actor_id") OR OLD."actor_name" IS DISTINCT FROM (NEW."actor_name") OR OLD."speaks" IS DISTINCT FROM (NEW."speaks") OR OLD."is_side" IS DISTINCT FROM (NEW."is_side") OR OLD."speaker_name" IS DISTINCT FROM (NEW."speaker_name") OR OLD."issue_id" IS DISTINCT FROM (NEW."issue_id") OR OLD."issue_name" IS DISTINCT FROM (NEW."issue_name") OR OLD."stance" IS DISTINCT FROM (NEW."stance") OR OLD."conditions" IS DISTINCT FROM (NEW."conditions") OR OLD."directness" IS DISTINCT FROM (NEW."directness") OR OLD."verdict" IS DISTINCT FROM (NEW."verdict") OR OLD."day" IS DISTINCT FROM (NEW."day") OR OLD."said_edtf" IS DISTINCT FROM (NEW."said_edtf") OR OLD."known_at" IS DISTINCT FROM (NEW."known_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='cc2f8655044d65930adc245d97b158b77f2b642a', operation='UPDATE', pgid='pgtrigger_public_row_only_closes_00650', table='timeline_position', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='statementlink',
            index=models.Index(fields=['other', 'kind'], name='timeline_statementlink_other'),
        ),
        migrations.AddIndex(
            model_name='statementlink',
            index=models.Index(fields=['claim'], name='timeline_statementlink_claim'),
        ),
        migrations.AddConstraint(
            model_name='statementlink',
            constraint=models.UniqueConstraint(fields=('statement', 'other', 'kind'), name='timeline_statementlink_is_drawn_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statementlink',
            trigger=pgtrigger.compiler.Trigger(name='public_row_is_kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='4b9c06d9dd4ca02ec1303de0189bc3740fa562ba', operation='DELETE', pgid='pgtrigger_public_row_is_kept_07558', table='timeline_statementlink', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statementlink',
            trigger=pgtrigger.compiler.Trigger(name='public_row_only_closes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."statement_id" IS DISTINCT FROM (NEW."statement_id") OR OLD."entry_id" IS DISTINCT FROM (NEW."entry_id") OR OLD."claim_id" IS DISTINCT FROM (NEW."claim_id") OR OLD."other_id" IS DISTINCT FROM (NEW."other_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."day" IS DISTINCT FROM (NEW."day") OR OLD."known_at" IS DISTINCT FROM (NEW."known_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='94ac8a6eef024a5456261b13fbf3a78795f73598', operation='UPDATE', pgid='pgtrigger_public_row_only_closes_75f94', table='timeline_statementlink', when='BEFORE')),
        ),
        migrations.RunSQL(CLOSE, UNDO),
    ]
