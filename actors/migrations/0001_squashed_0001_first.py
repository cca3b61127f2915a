import django.db.models.deletion
import lib.edtf_dates
import pgtrigger.compiler
from django.db import migrations, models

from lib.install_triggers import InstallTriggers


class Migration(migrations.Migration):

    replaces = [('actors', '0001_first')]

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='Actor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('kind', models.CharField(choices=[('person', 'person'), ('state', 'state'), ('organisation', 'organisation'), ('government', 'government'), ('armed_force', 'armed force'), ('armed_group', 'armed group'), ('media', 'media'), ('alliance', 'alliance')], max_length=16)),
                ('country', models.CharField(blank=True, default='', help_text='ISO 3166-1 alpha-3, empty for none or several.', max_length=3)),
                ('wikidata', models.CharField(blank=True, default='', max_length=16, verbose_name='Wikidata id')),
                ('description', models.CharField(blank=True, default='', max_length=300)),
                ('acts_for', models.ForeignKey(blank=True, help_text='On whose behalf this actor speaks and acts, such as an adviser for the government.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='agents', to='actors.actor')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('country', ''), ('country__regex', '^[A-Z]{3}$'), _connector='OR'), name='actors_actor_country_is_alpha_3'), models.CheckConstraint(condition=models.Q(('wikidata', ''), ('wikidata__regex', '^Q[1-9][0-9]*$'), _connector='OR'), name='actors_actor_wikidata_is_an_item'), models.UniqueConstraint(condition=models.Q(('wikidata', ''), _negated=True), fields=('wikidata',), name='actors_actor_wikidata_is_used_once'), models.CheckConstraint(condition=models.Q(('acts_for__isnull', True), models.Q(('acts_for', models.F('id')), _negated=True), _connector='OR'), name='actors_actor_does_not_act_for_itself')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actors_actorversion" ("acts_for_id", "country", "description", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "wikidata") VALUES (NEW."acts_for_id", NEW."country", NEW."description", NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug", NEW."wikidata"); RETURN NULL;', hash='45cb99abf7a2b1ad4548ed2576709c8251bb5132', operation='INSERT', pgid='pgtrigger_insert_insert_64c15', table='actors_actor', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "actors_actorversion" ("acts_for_id", "country", "description", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "wikidata") VALUES (NEW."acts_for_id", NEW."country", NEW."description", NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug", NEW."wikidata"); RETURN NULL;', hash='04029132808c919ee06da1cde366b90ed9c92d13', operation='UPDATE', pgid='pgtrigger_update_update_eb0cc', table='actors_actor', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actors_actorversion" ("acts_for_id", "country", "description", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "wikidata") VALUES (OLD."acts_for_id", OLD."country", OLD."description", OLD."id", OLD."kind", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."slug", OLD."wikidata"); RETURN NULL;', hash='b5f23ffce965507e5b865cdb01bd111c2d73cd44', operation='DELETE', pgid='pgtrigger_delete_delete_b7108', table='actors_actor', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('precision', models.CharField(choices=[('exact', 'exact'), ('near', 'near'), ('admin2', 'district'), ('admin1', 'region'), ('country', 'country'), ('region', 'wider area'), ('unknown', 'unknown')], max_length=8)),
                ('country', models.CharField(blank=True, default='', help_text='ISO 3166-1 alpha-3.', max_length=3)),
                ('latitude', models.FloatField(blank=True, help_text='Decimal degrees, WGS 84.', null=True)),
                ('longitude', models.FloatField(blank=True, help_text='Decimal degrees, WGS 84.', null=True)),
                ('wikidata', models.CharField(blank=True, default='', max_length=16, verbose_name='Wikidata id')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('latitude__isnull', True), ('longitude__isnull', True)), models.Q(('latitude__isnull', False), ('latitude__range', (-90, 90)), ('longitude__isnull', False), ('longitude__range', (-180, 180))), _connector='OR'), name='actors_place_point_is_on_earth')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actors_placeversion" ("country", "id", "latitude", "longitude", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precision", "slug", "wikidata") VALUES (NEW."country", NEW."id", NEW."latitude", NEW."longitude", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."precision", NEW."slug", NEW."wikidata"); RETURN NULL;', hash='eff273ee6b9e95608e5e590d0a11c7b04ddfcdce', operation='INSERT', pgid='pgtrigger_insert_insert_57145', table='actors_place', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "actors_placeversion" ("country", "id", "latitude", "longitude", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precision", "slug", "wikidata") VALUES (NEW."country", NEW."id", NEW."latitude", NEW."longitude", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."precision", NEW."slug", NEW."wikidata"); RETURN NULL;', hash='4560cb795663d54ebe8064f44d4c1957943b7a76', operation='UPDATE', pgid='pgtrigger_update_update_16b33', table='actors_place', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actors_placeversion" ("country", "id", "latitude", "longitude", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precision", "slug", "wikidata") VALUES (OLD."country", OLD."id", OLD."latitude", OLD."longitude", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."precision", OLD."slug", OLD."wikidata"); RETURN NULL;', hash='79f30cafe3a7a546bc695c943fd7436747244850', operation='DELETE', pgid='pgtrigger_delete_delete_2a101', table='actors_place', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='PlaceName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=200)),
                ('language', models.CharField(blank=True, default='', max_length=8)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='actors.place')),
            ],
            options={
                'ordering': ['text'],
                'constraints': [models.UniqueConstraint(fields=('place', 'text'), name='actors_placename_is_listed_once')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actors_placenameversion" ("id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "text") VALUES (NEW."id", NEW."language", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id", NEW."text"); RETURN NULL;', hash='1886c1944837bbfa5ac2ec6a1f99b201e165bcea', operation='INSERT', pgid='pgtrigger_insert_insert_c356e', table='actors_placename', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "actors_placenameversion" ("id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "text") VALUES (NEW."id", NEW."language", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id", NEW."text"); RETURN NULL;', hash='691576ebc3daee79dc8a3b30ecf344db0630d7a7', operation='UPDATE', pgid='pgtrigger_update_update_c9e5c', table='actors_placename', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actors_placenameversion" ("id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "text") VALUES (OLD."id", OLD."language", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place_id", OLD."text"); RETURN NULL;', hash='d7c1d0250249433a9a8c238fb56452a3ea92bb66', operation='DELETE', pgid='pgtrigger_delete_delete_1bba6', table='actors_placename', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='PlaceVersion',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('slug', models.SlugField(db_index=False, max_length=80)),
                ('name', models.CharField(max_length=200)),
                ('precision', models.CharField(choices=[('exact', 'exact'), ('near', 'near'), ('admin2', 'district'), ('admin1', 'region'), ('country', 'country'), ('region', 'wider area'), ('unknown', 'unknown')], max_length=8)),
                ('country', models.CharField(blank=True, default='', help_text='ISO 3166-1 alpha-3.', max_length=3)),
                ('latitude', models.FloatField(blank=True, help_text='Decimal degrees, WGS 84.', null=True)),
                ('longitude', models.FloatField(blank=True, help_text='Decimal degrees, WGS 84.', null=True)),
                ('wikidata', models.CharField(blank=True, default='', max_length=16, verbose_name='Wikidata id')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='versions', related_query_name='versions', to='actors.place')),
            ],
            options={
                'verbose_name': 'version of place',
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1f628823a4d68244e10cb62835fba6a31fbd26ee', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_83d07', table='actors_placeversion', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='ActorName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=200)),
                ('language', models.CharField(blank=True, default='', help_text='BCP 47, empty for any.', max_length=8)),
                ('script', models.CharField(choices=[('Latn', 'Latin'), ('Cyrl', 'Cyrillic')], default='Latn', max_length=4)),
                ('kind', models.CharField(choices=[('full', 'full name'), ('short', 'short name'), ('alias', 'alias'), ('transliteration', 'transliteration'), ('former', 'former name'), ('demonym', 'demonym'), ('metonym', 'metonym'), ('title', 'title')], max_length=16)),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='actors.actor')),
            ],
            options={
                'ordering': ['text'],
                'constraints': [models.UniqueConstraint(fields=('actor', 'text', 'kind'), name='actors_actorname_is_listed_once')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actors_actornameversion" ("actor_id", "id", "kind", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "script", "text") VALUES (NEW."actor_id", NEW."id", NEW."kind", NEW."language", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."script", NEW."text"); RETURN NULL;', hash='1a69c1b580d5036aec776e1835f012fd25e06a17', operation='INSERT', pgid='pgtrigger_insert_insert_74dd4', table='actors_actorname', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "actors_actornameversion" ("actor_id", "id", "kind", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "script", "text") VALUES (NEW."actor_id", NEW."id", NEW."kind", NEW."language", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."script", NEW."text"); RETURN NULL;', hash='765ab2ca33c79e8bd44eafa169c2496e825c7059', operation='UPDATE', pgid='pgtrigger_update_update_b33a4', table='actors_actorname', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actors_actornameversion" ("actor_id", "id", "kind", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "script", "text") VALUES (OLD."actor_id", OLD."id", OLD."kind", OLD."language", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."script", OLD."text"); RETURN NULL;', hash='2da4209c18ce64599bed2b15de5e407f9c253e60', operation='DELETE', pgid='pgtrigger_delete_delete_4d772', table='actors_actorname', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='ActorVersion',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('slug', models.SlugField(db_index=False, max_length=80)),
                ('name', models.CharField(max_length=200)),
                ('kind', models.CharField(choices=[('person', 'person'), ('state', 'state'), ('organisation', 'organisation'), ('government', 'government'), ('armed_force', 'armed force'), ('armed_group', 'armed group'), ('media', 'media'), ('alliance', 'alliance')], max_length=16)),
                ('country', models.CharField(blank=True, default='', help_text='ISO 3166-1 alpha-3, empty for none or several.', max_length=3)),
                ('wikidata', models.CharField(blank=True, default='', max_length=16, verbose_name='Wikidata id')),
                ('description', models.CharField(blank=True, default='', max_length=300)),
                ('acts_for', models.ForeignKey(blank=True, db_constraint=False, help_text='On whose behalf this actor speaks and acts, such as an adviser for the government.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actors.actor')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='versions', related_query_name='versions', to='actors.actor')),
            ],
            options={
                'verbose_name': 'version of actor',
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='51c33ca535c761e54688cc895a4c46f91ba62f9f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f3ebc', table='actors_actorversion', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='Conflict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('description', models.TextField(blank=True, default='')),
                ('start_edtf', lib.edtf_dates.EDTFField(blank=True, default='', max_length=64, verbose_name='start (EDTF)')),
                ('end_edtf', lib.edtf_dates.EDTFField(blank=True, default='', max_length=64, verbose_name='end (EDTF)')),
                ('timezone', models.CharField(default='UTC', help_text='Where its days begin, such as Europe/Kyiv.', max_length=64)),
                ('parties', models.ManyToManyField(blank=True, related_name='conflicts', to='actors.actor')),
            ],
            options={
                'ordering': ['name'],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actors_conflictversion" ("description", "end_edtf", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "start_edtf", "timezone") VALUES (NEW."description", NEW."end_edtf", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug", NEW."start_edtf", NEW."timezone"); RETURN NULL;', hash='02003b03deec546a568c5e4459687efcba3d7748', operation='INSERT', pgid='pgtrigger_insert_insert_1e088', table='actors_conflict', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "actors_conflictversion" ("description", "end_edtf", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "start_edtf", "timezone") VALUES (NEW."description", NEW."end_edtf", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug", NEW."start_edtf", NEW."timezone"); RETURN NULL;', hash='43143eca5690c45e6176d5f14919359a66090e8f', operation='UPDATE', pgid='pgtrigger_update_update_3f063', table='actors_conflict', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actors_conflictversion" ("description", "end_edtf", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "start_edtf", "timezone") VALUES (OLD."description", OLD."end_edtf", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."slug", OLD."start_edtf", OLD."timezone"); RETURN NULL;', hash='8a4a4bb88b40ef90d05d2a53b84b993d1157a473', operation='DELETE', pgid='pgtrigger_delete_delete_f6560', table='actors_conflict', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Office',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200)),
                ('start_edtf', lib.edtf_dates.EDTFField(blank=True, default='', earliest_field='start_earliest', max_length=64, verbose_name='start (EDTF)')),
                ('start_earliest', models.DateTimeField(blank=True, editable=False, null=True)),
                ('end_edtf', lib.edtf_dates.EDTFField(blank=True, default='', latest_field='end_latest', max_length=64, verbose_name='end (EDTF)')),
                ('end_latest', models.DateTimeField(blank=True, editable=False, null=True)),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='offices', to='actors.actor')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='actors.actor')),
            ],
            options={
                'ordering': ['actor', models.OrderBy(models.F('start_earliest'), descending=True, nulls_last=True)],
                'constraints': [models.UniqueConstraint(fields=('actor', 'title', 'start_edtf'), name='actors_office_is_listed_once'), models.CheckConstraint(condition=models.Q(('start_earliest__isnull', True), ('end_latest__isnull', True), ('end_latest__gte', models.F('start_earliest')), _connector='OR'), name='actors_office_ends_after_it_starts')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actors_officeversion" ("actor_id", "end_edtf", "end_latest", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "start_earliest", "start_edtf", "title") VALUES (NEW."actor_id", NEW."end_edtf", NEW."end_latest", NEW."id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."start_earliest", NEW."start_edtf", NEW."title"); RETURN NULL;', hash='0d28794975a4d7f263bbae925927e357cb2efa5f', operation='INSERT', pgid='pgtrigger_insert_insert_65904', table='actors_office', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "actors_officeversion" ("actor_id", "end_edtf", "end_latest", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "start_earliest", "start_edtf", "title") VALUES (NEW."actor_id", NEW."end_edtf", NEW."end_latest", NEW."id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."start_earliest", NEW."start_edtf", NEW."title"); RETURN NULL;', hash='775a5bad2a1f081758ce95477e45328faf416af1', operation='UPDATE', pgid='pgtrigger_update_update_239b3', table='actors_office', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actors_officeversion" ("actor_id", "end_edtf", "end_latest", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "start_earliest", "start_edtf", "title") VALUES (OLD."actor_id", OLD."end_edtf", OLD."end_latest", OLD."id", OLD."organisation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."start_earliest", OLD."start_edtf", OLD."title"); RETURN NULL;', hash='e2efbbc947a0ad96be47790635d84ae8e37ff475', operation='DELETE', pgid='pgtrigger_delete_delete_5d592', table='actors_office', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='PlaceNameVersion',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('text', models.CharField(max_length=200)),
                ('language', models.CharField(blank=True, default='', max_length=8)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='versions', related_query_name='versions', to='actors.placename')),
                ('place', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actors.place')),
            ],
            options={
                'verbose_name': 'version of place name',
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f7561a46ecca7108c52952a0762e292801a9ab92', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_55029', table='actors_placenameversion', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='ActorNameVersion',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('text', models.CharField(max_length=200)),
                ('language', models.CharField(blank=True, default='', help_text='BCP 47, empty for any.', max_length=8)),
                ('script', models.CharField(choices=[('Latn', 'Latin'), ('Cyrl', 'Cyrillic')], default='Latn', max_length=4)),
                ('kind', models.CharField(choices=[('full', 'full name'), ('short', 'short name'), ('alias', 'alias'), ('transliteration', 'transliteration'), ('former', 'former name'), ('demonym', 'demonym'), ('metonym', 'metonym'), ('title', 'title')], max_length=16)),
                ('actor', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actors.actor')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='versions', related_query_name='versions', to='actors.actorname')),
            ],
            options={
                'verbose_name': 'version of actor name',
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='186d965ab614a8428d68d30cdfb43b4fa0de8544', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5e6af', table='actors_actornameversion', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='ConflictVersion',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('slug', models.SlugField(db_index=False, max_length=80)),
                ('name', models.CharField(max_length=200)),
                ('description', models.TextField(blank=True, default='')),
                ('start_edtf', lib.edtf_dates.EDTFField(blank=True, default='', max_length=64, verbose_name='start (EDTF)')),
                ('end_edtf', lib.edtf_dates.EDTFField(blank=True, default='', max_length=64, verbose_name='end (EDTF)')),
                ('timezone', models.CharField(default='UTC', help_text='Where its days begin, such as Europe/Kyiv.', max_length=64)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='versions', related_query_name='versions', to='actors.conflict')),
            ],
            options={
                'verbose_name': 'version of conflict',
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3a2cc36b4c6315605c1cfe11b460757b578dcd44', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_6f1ca', table='actors_conflictversion', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='OfficeVersion',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('title', models.CharField(max_length=200)),
                ('start_edtf', lib.edtf_dates.EDTFField(blank=True, default='', earliest_field='start_earliest', max_length=64, verbose_name='start (EDTF)')),
                ('start_earliest', models.DateTimeField(blank=True, editable=False, null=True)),
                ('end_edtf', lib.edtf_dates.EDTFField(blank=True, default='', latest_field='end_latest', max_length=64, verbose_name='end (EDTF)')),
                ('end_latest', models.DateTimeField(blank=True, editable=False, null=True)),
                ('actor', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actors.actor')),
                ('organisation', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actors.actor')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='versions', related_query_name='versions', to='actors.office')),
            ],
            options={
                'verbose_name': 'version of office',
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a46447d440385a1062b855405d313771aa88953e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_41a29', table='actors_officeversion', when='BEFORE'))],
            },
        ),
        InstallTriggers(),
    ]
