import django.db.models.deletion
import lib.edtf_dates
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('actors', '0001_first'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # Rather fail and be started again than have the newsroom wait behind a lock.
        migrations.RunSQL("SET LOCAL lock_timeout = '5s'", migrations.RunSQL.noop),
        migrations.CreateModel(
            name='ActorMerge',
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
            name='NotSame',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('said_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'pair that is not the same',
                'verbose_name_plural': 'pairs that are not the same',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='NotSameVersion',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('said_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'version of pair that is not the same',
                'abstract': False,
            },
        ),
        migrations.AlterModelOptions(
            name='actor',
            options={'ordering': ['name'], 'permissions': [('merge_actor', 'Can merge and split actors')]},
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='actor',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='actor',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='actor',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='actorname',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='actorname',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='actorname',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='office',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='office',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='office',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='actor',
            name='gw_number',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Of a state, such as 365 for Russia.', null=True, verbose_name='Gleditsch and Ward number'),
        ),
        migrations.AddField(
            model_name='actor',
            name='merged_into',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='actors.actor'),
        ),
        migrations.AddField(
            model_name='actor',
            name='photo',
            field=models.FileField(blank=True, help_text='Shown only where PHOTO_LICENCES has its licence.', upload_to='actors/'),
        ),
        migrations.AddField(
            model_name='actor',
            name='photo_credit',
            field=models.CharField(blank=True, default='', help_text='Whom the licence wants named.', max_length=200),
        ),
        migrations.AddField(
            model_name='actor',
            name='photo_licence',
            field=models.CharField(blank=True, choices=[('PD', 'public domain'), ('CC0-1.0', 'CC0 1.0'), ('CC-BY-4.0', 'CC BY 4.0'), ('CC-BY-SA-3.0', 'CC BY-SA 3.0'), ('CC-BY-SA-4.0', 'CC BY-SA 4.0')], default='', max_length=16),
        ),
        migrations.AddField(
            model_name='actor',
            name='photo_page',
            field=models.URLField(blank=True, default='', help_text='Where it was taken from.', max_length=500),
        ),
        migrations.AddField(
            model_name='actor',
            name='ucdp_id',
            field=models.PositiveIntegerField(blank=True, help_text='Actor id in the UCDP actor dataset.', null=True, verbose_name='UCDP actor id'),
        ),
        migrations.AddField(
            model_name='actorname',
            name='end_edtf',
            field=lib.edtf_dates.EDTFField(blank=True, default='', latest_field='end_latest', max_length=64, verbose_name='used until (EDTF)'),
        ),
        migrations.AddField(
            model_name='actorname',
            name='end_latest',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='actorname',
            name='start_earliest',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='actorname',
            name='start_edtf',
            field=lib.edtf_dates.EDTFField(blank=True, default='', earliest_field='start_earliest', max_length=64, verbose_name='used from (EDTF)'),
        ),
        migrations.AddField(
            model_name='actornameversion',
            name='end_edtf',
            field=lib.edtf_dates.EDTFField(blank=True, default='', latest_field='end_latest', max_length=64, verbose_name='used until (EDTF)'),
        ),
        migrations.AddField(
            model_name='actornameversion',
            name='end_latest',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='actornameversion',
            name='start_earliest',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='actornameversion',
            name='start_edtf',
            field=lib.edtf_dates.EDTFField(blank=True, default='', earliest_field='start_earliest', max_length=64, verbose_name='used from (EDTF)'),
        ),
        migrations.AddField(
            model_name='actorversion',
            name='gw_number',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Of a state, such as 365 for Russia.', null=True, verbose_name='Gleditsch and Ward number'),
        ),
        migrations.AddField(
            model_name='actorversion',
            name='merged_into',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actors.actor'),
        ),
        migrations.AddField(
            model_name='actorversion',
            name='photo',
            field=models.FileField(blank=True, help_text='Shown only where PHOTO_LICENCES has its licence.', upload_to='actors/'),
        ),
        migrations.AddField(
            model_name='actorversion',
            name='photo_credit',
            field=models.CharField(blank=True, default='', help_text='Whom the licence wants named.', max_length=200),
        ),
        migrations.AddField(
            model_name='actorversion',
            name='photo_licence',
            field=models.CharField(blank=True, choices=[('PD', 'public domain'), ('CC0-1.0', 'CC0 1.0'), ('CC-BY-4.0', 'CC BY 4.0'), ('CC-BY-SA-3.0', 'CC BY-SA 3.0'), ('CC-BY-SA-4.0', 'CC BY-SA 4.0')], default='', max_length=16),
        ),
        migrations.AddField(
            model_name='actorversion',
            name='photo_page',
            field=models.URLField(blank=True, default='', help_text='Where it was taken from.', max_length=500),
        ),
        migrations.AddField(
            model_name='actorversion',
            name='ucdp_id',
            field=models.PositiveIntegerField(blank=True, help_text='Actor id in the UCDP actor dataset.', null=True, verbose_name='UCDP actor id'),
        ),
        migrations.AddField(
            model_name='office',
            name='kind',
            field=models.CharField(choices=[('office', 'office'), ('membership', 'membership')], default='office', max_length=10),
        ),
        migrations.AddField(
            model_name='officeversion',
            name='kind',
            field=models.CharField(choices=[('office', 'office'), ('membership', 'membership')], default='office', max_length=10),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actor',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actors_actorversion" ("acts_for_id", "country", "description", "gw_number", "id", "kind", "merged_into_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo", "photo_credit", "photo_licence", "photo_page", "slug", "ucdp_id", "wikidata") VALUES (NEW."acts_for_id", NEW."country", NEW."description", NEW."gw_number", NEW."id", NEW."kind", NEW."merged_into_id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."photo", NEW."photo_credit", NEW."photo_licence", NEW."photo_page", NEW."slug", NEW."ucdp_id", NEW."wikidata"); RETURN NULL;', hash='34d68b915c6672b9d56986e339001324a62d5c1f', operation='INSERT', pgid='pgtrigger_insert_insert_64c15', table='actors_actor', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actor',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "actors_actorversion" ("acts_for_id", "country", "description", "gw_number", "id", "kind", "merged_into_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo", "photo_credit", "photo_licence", "photo_page", "slug", "ucdp_id", "wikidata") VALUES (NEW."acts_for_id", NEW."country", NEW."description", NEW."gw_number", NEW."id", NEW."kind", NEW."merged_into_id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."photo", NEW."photo_credit", NEW."photo_licence", NEW."photo_page", NEW."slug", NEW."ucdp_id", NEW."wikidata"); RETURN NULL;', hash='99ccdfc0766d792f1adaabdd19e7e1ba746bf71f', operation='UPDATE', pgid='pgtrigger_update_update_eb0cc', table='actors_actor', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actor',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actors_actorversion" ("acts_for_id", "country", "description", "gw_number", "id", "kind", "merged_into_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo", "photo_credit", "photo_licence", "photo_page", "slug", "ucdp_id", "wikidata") VALUES (OLD."acts_for_id", OLD."country", OLD."description", OLD."gw_number", OLD."id", OLD."kind", OLD."merged_into_id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."photo", OLD."photo_credit", OLD."photo_licence", OLD."photo_page", OLD."slug", OLD."ucdp_id", OLD."wikidata"); RETURN NULL;', hash='17b88dfd7045ceb416111ac78e0deeb8748dc0cf', operation='DELETE', pgid='pgtrigger_delete_delete_b7108', table='actors_actor', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actorname',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actors_actornameversion" ("actor_id", "end_edtf", "end_latest", "id", "kind", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "script", "start_earliest", "start_edtf", "text") VALUES (NEW."actor_id", NEW."end_edtf", NEW."end_latest", NEW."id", NEW."kind", NEW."language", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."script", NEW."start_earliest", NEW."start_edtf", NEW."text"); RETURN NULL;', hash='a83a3d53429744882d5f9538a6cc66847d62037d', operation='INSERT', pgid='pgtrigger_insert_insert_74dd4', table='actors_actorname', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actorname',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "actors_actornameversion" ("actor_id", "end_edtf", "end_latest", "id", "kind", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "script", "start_earliest", "start_edtf", "text") VALUES (NEW."actor_id", NEW."end_edtf", NEW."end_latest", NEW."id", NEW."kind", NEW."language", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."script", NEW."start_earliest", NEW."start_edtf", NEW."text"); RETURN NULL;', hash='7a8f3056aa0343d72db705f962fda869e717a2f0', operation='UPDATE', pgid='pgtrigger_update_update_b33a4', table='actors_actorname', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actorname',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actors_actornameversion" ("actor_id", "end_edtf", "end_latest", "id", "kind", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "script", "start_earliest", "start_edtf", "text") VALUES (OLD."actor_id", OLD."end_edtf", OLD."end_latest", OLD."id", OLD."kind", OLD."language", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."script", OLD."start_earliest", OLD."start_edtf", OLD."text"); RETURN NULL;', hash='97b558b9a2785b239341f78ce7c49fb9ed6c5d82', operation='DELETE', pgid='pgtrigger_delete_delete_4d772', table='actors_actorname', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='office',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actors_officeversion" ("actor_id", "end_edtf", "end_latest", "id", "kind", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "start_earliest", "start_edtf", "title") VALUES (NEW."actor_id", NEW."end_edtf", NEW."end_latest", NEW."id", NEW."kind", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."start_earliest", NEW."start_edtf", NEW."title"); RETURN NULL;', hash='caff2cc75cfe2d98c0ccc6f77d7897fc7f2097f6', operation='INSERT', pgid='pgtrigger_insert_insert_65904', table='actors_office', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='office',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "actors_officeversion" ("actor_id", "end_edtf", "end_latest", "id", "kind", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "start_earliest", "start_edtf", "title") VALUES (NEW."actor_id", NEW."end_edtf", NEW."end_latest", NEW."id", NEW."kind", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."start_earliest", NEW."start_edtf", NEW."title"); RETURN NULL;', hash='e595514187c32787d177091687f68b849974da77', operation='UPDATE', pgid='pgtrigger_update_update_239b3', table='actors_office', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='office',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actors_officeversion" ("actor_id", "end_edtf", "end_latest", "id", "kind", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "start_earliest", "start_edtf", "title") VALUES (OLD."actor_id", OLD."end_edtf", OLD."end_latest", OLD."id", OLD."kind", OLD."organisation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."start_earliest", OLD."start_edtf", OLD."title"); RETURN NULL;', hash='94890f654d7be93f692757267bbb8ac8bb5be41e', operation='DELETE', pgid='pgtrigger_delete_delete_5d592', table='actors_office', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='actor',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), models.Q(('merged_into', models.F('id')), _negated=True), _connector='OR'), name='actors_actor_is_not_merged_into_itself'),
        ),
        migrations.AddConstraint(
            model_name='actor',
            constraint=models.CheckConstraint(condition=models.Q(('photo', ''), models.Q(models.Q(('photo_licence', ''), _negated=True), models.Q(('photo_credit', ''), _negated=True)), _connector='OR'), name='actors_actor_photo_has_licence_and_credit'),
        ),
        migrations.AddConstraint(
            model_name='actor',
            constraint=models.UniqueConstraint(fields=('ucdp_id',), name='actors_actor_ucdp_id_is_used_once'),
        ),
        migrations.AddConstraint(
            model_name='actor',
            constraint=models.UniqueConstraint(fields=('gw_number',), name='actors_actor_gw_number_is_used_once'),
        ),
        migrations.AddConstraint(
            model_name='actorname',
            constraint=models.CheckConstraint(condition=models.Q(('start_earliest__isnull', True), ('end_latest__isnull', True), ('end_latest__gte', models.F('start_earliest')), _connector='OR'), name='actors_actorname_ends_after_it_starts'),
        ),
        migrations.AddField(
            model_name='actormerge',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='actormerge',
            name='gone',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merges', to='actors.actor'),
        ),
        migrations.AddField(
            model_name='actormerge',
            name='kept',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merges_into', to='actors.actor'),
        ),
        migrations.AddField(
            model_name='actormerge',
            name='undone_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='notsame',
            name='one',
            field=models.ForeignKey(help_text='The one with the lower id.', on_delete=django.db.models.deletion.CASCADE, related_name='+', to='actors.actor'),
        ),
        migrations.AddField(
            model_name='notsame',
            name='other',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='actors.actor'),
        ),
        migrations.AddField(
            model_name='notsame',
            name='said_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='notsameversion',
            name='one',
            field=models.ForeignKey(db_constraint=False, help_text='The one with the lower id.', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actors.actor'),
        ),
        migrations.AddField(
            model_name='notsameversion',
            name='other',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actors.actor'),
        ),
        migrations.AddField(
            model_name='notsameversion',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='notsameversion',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='versions', related_query_name='versions', to='actors.notsame'),
        ),
        migrations.AddField(
            model_name='notsameversion',
            name='said_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='actormerge',
            constraint=models.UniqueConstraint(condition=models.Q(('undone_at__isnull', True)), fields=('gone',), name='actors_actormerge_goes_one_way'),
        ),
        migrations.AddConstraint(
            model_name='actormerge',
            constraint=models.CheckConstraint(condition=models.Q(('gone', models.F('kept')), _negated=True), name='actors_actormerge_joins_two'),
        ),
        migrations.AddConstraint(
            model_name='notsame',
            constraint=models.UniqueConstraint(fields=('one', 'other'), name='actors_notsame_is_said_once'),
        ),
        migrations.AddConstraint(
            model_name='notsame',
            constraint=models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='actors_notsame_is_in_order'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='notsame',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actors_notsameversion" ("id", "one_id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said_at", "said_by_id") VALUES (NEW."id", NEW."one_id", NEW."other_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."said_at", NEW."said_by_id"); RETURN NULL;', hash='6bbb0c50aa52281c7eac6a1ecfd955cd407a9428', operation='INSERT', pgid='pgtrigger_insert_insert_b6c9a', table='actors_notsame', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='notsame',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "actors_notsameversion" ("id", "one_id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said_at", "said_by_id") VALUES (NEW."id", NEW."one_id", NEW."other_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."said_at", NEW."said_by_id"); RETURN NULL;', hash='bd32a8dadf414c90386ecf83e9e5f4aad08e20ef', operation='UPDATE', pgid='pgtrigger_update_update_da7bc', table='actors_notsame', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='notsame',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actors_notsameversion" ("id", "one_id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said_at", "said_by_id") VALUES (OLD."id", OLD."one_id", OLD."other_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."said_at", OLD."said_by_id"); RETURN NULL;', hash='5ff5409cc44c502f97d3968a3c625ed85c12426a', operation='DELETE', pgid='pgtrigger_delete_delete_d2838', table='actors_notsame', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='notsameversion',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0586ac9d7a1eff6fb0c777c5d034bbe149020664', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_54293', table='actors_notsameversion', when='BEFORE')),
        ),
    ]
