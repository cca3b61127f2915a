import actors.models.keys
import django.contrib.postgres.indexes
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('actors', '0002_names_in_time_merges_and_photos'),
    ]

    operations = [
        # Rather fail and be started again than have the newsroom wait behind a lock.
        migrations.RunSQL("SET LOCAL lock_timeout = '5s'", migrations.RunSQL.noop),
        # Rows of before have no keys until `manage.py index_names` has read them.
        pgtrigger.migrations.RemoveTrigger(
            model_name='actor',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='actorname',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='office',
            name='update_update',
        ),
        migrations.AddField(
            model_name='actor',
            name='keys',
            field=actors.models.keys.NameKeysField(of='name'),
        ),
        migrations.AddField(
            model_name='actorname',
            name='keys',
            field=actors.models.keys.NameKeysField(of='text'),
        ),
        migrations.AddField(
            model_name='office',
            name='keys',
            field=actors.models.keys.OfficeKeysField(of='title'),
        ),
        migrations.AddIndex(
            model_name='actor',
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['keys'], name='actors_actor_keys'),
        ),
        migrations.AddIndex(
            model_name='actorname',
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['keys'], name='actors_actorname_keys'),
        ),
        migrations.AddIndex(
            model_name='office',
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['keys'], name='actors_office_keys'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actor',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."acts_for_id" IS DISTINCT FROM (NEW."acts_for_id") OR OLD."country" IS DISTINCT FROM (NEW."country") OR OLD."description" IS DISTINCT FROM (NEW."description") OR OLD."gw_number" IS DISTINCT FROM (NEW."gw_number") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."merged_into_id" IS DISTINCT FROM (NEW."merged_into_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."photo" IS DISTINCT FROM (NEW."photo") OR OLD."photo_credit" IS DISTINCT FROM (NEW."photo_credit") OR OLD."photo_licence" IS DISTINCT FROM (NEW."photo_licence") OR OLD."photo_page" IS DISTINCT FROM (NEW."photo_page") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."ucdp_id" IS DISTINCT FROM (NEW."ucdp_id") OR OLD."wikidata" IS DISTINCT FROM (NEW."wikidata"))', func='INSERT INTO "actors_actorversion" ("acts_for_id", "country", "description", "gw_number", "id", "kind", "merged_into_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo", "photo_credit", "photo_licence", "photo_page", "slug", "ucdp_id", "wikidata") VALUES (NEW."acts_for_id", NEW."country", NEW."description", NEW."gw_number", NEW."id", NEW."kind", NEW."merged_into_id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."photo", NEW."photo_credit", NEW."photo_licence", NEW."photo_page", NEW."slug", NEW."ucdp_id", NEW."wikidata"); RETURN NULL;', hash='e99bd9670b9074ad6d5326726c2e39e884b8de2b', operation='UPDATE', pgid='pgtrigger_update_update_eb0cc', table='actors_actor', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actorname',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."actor_id" IS DISTINCT FROM (NEW."actor_id") OR OLD."end_edtf" IS DISTINCT FROM (NEW."end_edtf") OR OLD."end_latest" IS DISTINCT FROM (NEW."end_latest") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."script" IS DISTINCT FROM (NEW."script") OR OLD."start_earliest" IS DISTINCT FROM (NEW."start_earliest") OR OLD."start_edtf" IS DISTINCT FROM (NEW."start_edtf") OR OLD."text" IS DISTINCT FROM (NEW."text"))', func='INSERT INTO "actors_actornameversion" ("actor_id", "end_edtf", "end_latest", "id", "kind", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "script", "start_earliest", "start_edtf", "text") VALUES (NEW."actor_id", NEW."end_edtf", NEW."end_latest", NEW."id", NEW."kind", NEW."language", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."script", NEW."start_earliest", NEW."start_edtf", NEW."text"); RETURN NULL;', hash='2835d72cb1e11ab5354244f5a7f31dcfa656afbd', operation='UPDATE', pgid='pgtrigger_update_update_b33a4', table='actors_actorname', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='office',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."actor_id" IS DISTINCT FROM (NEW."actor_id") OR OLD."end_edtf" IS DISTINCT FROM (NEW."end_edtf") OR OLD."end_latest" IS DISTINCT FROM (NEW."end_latest") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."start_earliest" IS DISTINCT FROM (NEW."start_earliest") OR OLD."start_edtf" IS DISTINCT FROM (NEW."start_edtf") OR OLD."title" IS DISTINCT FROM (NEW."title"))', func='INSERT INTO "actors_officeversion" ("actor_id", "end_edtf", "end_latest", "id", "kind", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "start_earliest", "start_edtf", "title") VALUES (NEW."actor_id", NEW."end_edtf", NEW."end_latest", NEW."id", NEW."kind", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."start_earliest", NEW."start_edtf", NEW."title"); RETURN NULL;', hash='743fc771d51af467f973e6c525955035fa232313', operation='UPDATE', pgid='pgtrigger_update_update_239b3', table='actors_office', when='AFTER')),
        ),
    ]
