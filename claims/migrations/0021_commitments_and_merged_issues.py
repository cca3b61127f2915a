import django.db.models.deletion
import lib.edtf_dates
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('actors', '0002_names_in_time_merges_and_photos'),
        ('claims', '0020_merges_can_be_taken_back'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # Rather fail and be started again than have the newsroom wait behind a lock.
        migrations.RunSQL("SET LOCAL lock_timeout = '5s'", migrations.RunSQL.noop),
        migrations.CreateModel(
            name='IssueMerge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField()),
                ('at', models.DateTimeField()),
                ('moved', models.JSONField(default=dict, help_text='What was changed or taken away, as it was before.')),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['-pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OfficeEvidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('added_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name_plural': 'office evidence',
                'ordering': ['office', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='OfficeEvidenceVersion',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('added_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'version of office evidence',
                'abstract': False,
            },
        ),
        migrations.AlterModelOptions(
            name='issue',
            options={'ordering': ['name'], 'permissions': [('merge_issue', 'Can merge issues')]},
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='claim',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='claim',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='claim',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='issue',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='issue',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='issue',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='claim',
            name='deadline_edtf',
            field=lib.edtf_dates.EDTFField(blank=True, default='', help_text='Of a commitment.', latest_field='deadline_latest', max_length=64, verbose_name='deadline (EDTF)'),
        ),
        migrations.AddField(
            model_name='claim',
            name='deadline_latest',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='claim',
            name='outcome',
            field=models.CharField(blank=True, choices=[('pending', 'pending'), ('kept', 'kept'), ('broken', 'broken'), ('contested', 'contested')], default='', help_text='Of a commitment, what was observed; empty while nobody has looked.', max_length=9),
        ),
        migrations.AddField(
            model_name='claimversion',
            name='deadline_edtf',
            field=lib.edtf_dates.EDTFField(blank=True, default='', help_text='Of a commitment.', latest_field='deadline_latest', max_length=64, verbose_name='deadline (EDTF)'),
        ),
        migrations.AddField(
            model_name='claimversion',
            name='deadline_latest',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='claimversion',
            name='outcome',
            field=models.CharField(blank=True, choices=[('pending', 'pending'), ('kept', 'kept'), ('broken', 'broken'), ('contested', 'contested')], default='', help_text='Of a commitment, what was observed; empty while nobody has looked.', max_length=9),
        ),
        migrations.AddField(
            model_name='issue',
            name='merged_into',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='claims.issue'),
        ),
        migrations.AddField(
            model_name='issueversion',
            name='merged_into',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.issue'),
        ),
        migrations.AlterField(
            model_name='claimlink',
            name='kind',
            field=models.CharField(choices=[('repeats', 'repeats'), ('contradicts', 'contradicts'), ('denies', 'denies'), ('walks_back', 'walks back'), ('supersedes', 'supersedes'), ('fulfils', 'reports as kept'), ('breaches', 'reports as broken')], max_length=11),
        ),
        migrations.AlterField(
            model_name='claimlinkversion',
            name='kind',
            field=models.CharField(choices=[('repeats', 'repeats'), ('contradicts', 'contradicts'), ('denies', 'denies'), ('walks_back', 'walks back'), ('supersedes', 'supersedes'), ('fulfils', 'reports as kept'), ('breaches', 'reports as broken')], max_length=11),
        ),
        migrations.AlterField(
            model_name='linkproposal',
            name='kind',
            field=models.CharField(choices=[('repeats', 'repeats'), ('contradicts', 'contradicts'), ('denies', 'denies'), ('walks_back', 'walks back'), ('supersedes', 'supersedes'), ('fulfils', 'reports as kept'), ('breaches', 'reports as broken')], max_length=11),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_claimversion" ("approved_at", "approver_id", "assignee_id", "author_id", "conditions", "conflict_id", "created_at", "deadline_edtf", "deadline_latest", "directness", "due_on", "edited_by_id", "happened_edtf", "id", "issue_id", "kind", "merged_into_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "quote", "quote_language", "rationale", "said_earliest", "said_edtf", "said_latest", "stage", "stance", "submitted_at", "text", "translated_by_id", "translation", "translation_checked_by_id", "updated_at", "urgent_by_id", "verdict", "version") VALUES (NEW."approved_at", NEW."approver_id", NEW."assignee_id", NEW."author_id", NEW."conditions", NEW."conflict_id", NEW."created_at", NEW."deadline_edtf", NEW."deadline_latest", NEW."directness", NEW."due_on", NEW."edited_by_id", NEW."happened_edtf", NEW."id", NEW."issue_id", NEW."kind", NEW."merged_into_id", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id", NEW."quote", NEW."quote_language", NEW."rationale", NEW."said_earliest", NEW."said_edtf", NEW."said_latest", NEW."stage", NEW."stance", NEW."submitted_at", NEW."text", NEW."translated_by_id", NEW."translation", NEW."translation_checked_by_id", NEW."updated_at", NEW."urgent_by_id", NEW."verdict", NEW."version"); RETURN NULL;', hash='025dad0c089bf8dea65ece196a8f7539e8d9bdfb', operation='INSERT', pgid='pgtrigger_insert_insert_df8fa', table='claims_claim', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_claimversion" ("approved_at", "approver_id", "assignee_id", "author_id", "conditions", "conflict_id", "created_at", "deadline_edtf", "deadline_latest", "directness", "due_on", "edited_by_id", "happened_edtf", "id", "issue_id", "kind", "merged_into_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "quote", "quote_language", "rationale", "said_earliest", "said_edtf", "said_latest", "stage", "stance", "submitted_at", "text", "translated_by_id", "translation", "translation_checked_by_id", "updated_at", "urgent_by_id", "verdict", "version") VALUES (NEW."approved_at", NEW."approver_id", NEW."assignee_id", NEW."author_id", NEW."conditions", NEW."conflict_id", NEW."created_at", NEW."deadline_edtf", NEW."deadline_latest", NEW."directness", NEW."due_on", NEW."edited_by_id", NEW."happened_edtf", NEW."id", NEW."issue_id", NEW."kind", NEW."merged_into_id", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id", NEW."quote", NEW."quote_language", NEW."rationale", NEW."said_earliest", NEW."said_edtf", NEW."said_latest", NEW."stage", NEW."stance", NEW."submitted_at", NEW."text", NEW."translated_by_id", NEW."translation", NEW."translation_checked_by_id", NEW."updated_at", NEW."urgent_by_id", NEW."verdict", NEW."version"); RETURN NULL;', hash='f31cbe650727efb2e266797ec1abfc9d226c812e', operation='UPDATE', pgid='pgtrigger_update_update_fe4ba', table='claims_claim', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_claimversion" ("approved_at", "approver_id", "assignee_id", "author_id", "conditions", "conflict_id", "created_at", "deadline_edtf", "deadline_latest", "directness", "due_on", "edited_by_id", "happened_edtf", "id", "issue_id", "kind", "merged_into_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "quote", "quote_language", "rationale", "said_earliest", "said_edtf", "said_latest", "stage", "stance", "submitted_at", "text", "translated_by_id", "translation", "translation_checked_by_id", "updated_at", "urgent_by_id", "verdict", "version") VALUES (OLD."approved_at", OLD."approver_id", OLD."assignee_id", OLD."author_id", OLD."conditions", OLD."conflict_id", OLD."created_at", OLD."deadline_edtf", OLD."deadline_latest", OLD."directness", OLD."due_on", OLD."edited_by_id", OLD."happened_edtf", OLD."id", OLD."issue_id", OLD."kind", OLD."merged_into_id", OLD."outcome", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place_id", OLD."quote", OLD."quote_language", OLD."rationale", OLD."said_earliest", OLD."said_edtf", OLD."said_latest", OLD."stage", OLD."stance", OLD."submitted_at", OLD."text", OLD."translated_by_id", OLD."translation", OLD."translation_checked_by_id", OLD."updated_at", OLD."urgent_by_id", OLD."verdict", OLD."version"); RETURN NULL;', hash='9c5ad4210bd088b2149749d40d25e5b1b8e2c2f9', operation='DELETE', pgid='pgtrigger_delete_delete_dbf31', table='claims_claim', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='issue',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_issueversion" ("conflict_id", "description", "id", "keywords", "merged_into_id", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (NEW."conflict_id", NEW."description", NEW."id", NEW."keywords", NEW."merged_into_id", NEW."name", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug"); RETURN NULL;', hash='8142eeee615f946ef23cc765cd853161adc675ca', operation='INSERT', pgid='pgtrigger_insert_insert_76738', table='claims_issue', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='issue',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_issueversion" ("conflict_id", "description", "id", "keywords", "merged_into_id", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (NEW."conflict_id", NEW."description", NEW."id", NEW."keywords", NEW."merged_into_id", NEW."name", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug"); RETURN NULL;', hash='9346e38bee982a01fb46ca4a181cb4e7d0a5d45a', operation='UPDATE', pgid='pgtrigger_update_update_5cf71', table='claims_issue', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='issue',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_issueversion" ("conflict_id", "description", "id", "keywords", "merged_into_id", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (OLD."conflict_id", OLD."description", OLD."id", OLD."keywords", OLD."merged_into_id", OLD."name", OLD."parent_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."slug"); RETURN NULL;', hash='c965081613c6d39a05e9dae4da17e4ade3e00c15', operation='DELETE', pgid='pgtrigger_delete_delete_44b2b', table='claims_issue', when='AFTER')),
        ),
        AddConstraintNotValid(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'commitment'), models.Q(('deadline_edtf', ''), ('outcome', '')), _connector='OR'), name='claims_claim_outcome_is_of_a_commitment'),
        ),
        migrations.AddConstraint(
            model_name='issue',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), models.Q(('merged_into', models.F('id')), _negated=True), _connector='OR'), name='claims_issue_is_not_merged_into_itself'),
        ),
        migrations.AddField(
            model_name='issuemerge',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='issuemerge',
            name='gone',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merges', to='claims.issue'),
        ),
        migrations.AddField(
            model_name='issuemerge',
            name='kept',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merges_into', to='claims.issue'),
        ),
        migrations.AddField(
            model_name='issuemerge',
            name='undone_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='officeevidence',
            name='added_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='officeevidence',
            name='excerpt',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='office_evidence', to='claims.excerpt'),
        ),
        migrations.AddField(
            model_name='officeevidence',
            name='office',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='actors.office'),
        ),
        migrations.AddField(
            model_name='officeevidenceversion',
            name='added_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='officeevidenceversion',
            name='excerpt',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.excerpt'),
        ),
        migrations.AddField(
            model_name='officeevidenceversion',
            name='office',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actors.office'),
        ),
        migrations.AddField(
            model_name='officeevidenceversion',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='officeevidenceversion',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='versions', related_query_name='versions', to='claims.officeevidence'),
        ),
        migrations.AddConstraint(
            model_name='issuemerge',
            constraint=models.UniqueConstraint(condition=models.Q(('undone_at__isnull', True)), fields=('gone',), name='claims_issuemerge_goes_one_way'),
        ),
        migrations.AddConstraint(
            model_name='issuemerge',
            constraint=models.CheckConstraint(condition=models.Q(('gone', models.F('kept')), _negated=True), name='claims_issuemerge_joins_two'),
        ),
        migrations.AddConstraint(
            model_name='officeevidence',
            constraint=models.UniqueConstraint(fields=('office', 'excerpt'), name='claims_officeevidence_is_added_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='officeevidence',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_officeevidenceversion" ("added_at", "added_by_id", "excerpt_id", "id", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."added_at", NEW."added_by_id", NEW."excerpt_id", NEW."id", NEW."office_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='5db84a5608339d2f5da88dbfd5a64d1a2ed2a416', operation='INSERT', pgid='pgtrigger_insert_insert_55936', table='claims_officeevidence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='officeevidence',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_officeevidenceversion" ("added_at", "added_by_id", "excerpt_id", "id", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."added_at", NEW."added_by_id", NEW."excerpt_id", NEW."id", NEW."office_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='46b7a8a49c0f280d7c06f67e1eb67df68829fa4f', operation='UPDATE', pgid='pgtrigger_update_update_8523f', table='claims_officeevidence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='officeevidence',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_officeevidenceversion" ("added_at", "added_by_id", "excerpt_id", "id", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."added_at", OLD."added_by_id", OLD."excerpt_id", OLD."id", OLD."office_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='e16d92fe2b82e2b9c397d79150d938795f0a3a56', operation='DELETE', pgid='pgtrigger_delete_delete_34248', table='claims_officeevidence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='officeevidenceversion',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='53b7db6d389e0242a891c172fce7758898851d70', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f85da', table='claims_officeevidenceversion', when='BEFORE')),
        ),
    ]
