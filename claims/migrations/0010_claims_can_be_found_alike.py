import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0009_decided_and_waiting_by_index'),
    ]

    operations = [
        # Rather fail and be started again than have the newsroom wait behind a lock.
        migrations.RunSQL("SET LOCAL lock_timeout = '5s'", migrations.RunSQL.noop),
        migrations.CreateModel(
            name='ClaimWords',
            fields=[
                ('claim', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='found_by', serialize=False, to='claims.claim')),
                ('words', django.contrib.postgres.search.SearchVectorField(null=True)),
                ('grams', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, help_text='Hashes of the letters of its words.', size=None)),
                ('stale', models.BooleanField(default=True)),
            ],
            options={
                'verbose_name': 'words of a claim',
                'verbose_name_plural': 'words of a claim',
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attribution',
            trigger=pgtrigger.compiler.Trigger(name='claim_is_found_by_its_speakers', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n                    UPDATE claims_claimwords SET stale = true WHERE NOT stale AND claim_id IN (OLD.claim_id, NEW.claim_id);\n                    RETURN NULL;\n                ', hash='f5fbf8b446046b328a2d25be63309a003dc35608', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_claim_is_found_by_its_speakers_b5050', table='claims_attribution', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='claim_is_found_by_its_words', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF TG_OP = 'UPDATE' AND (OLD.text, OLD.quote, OLD.quote_language, OLD.translation, OLD.issue_id,\n                        OLD.said_edtf) IS NOT DISTINCT FROM (NEW.text, NEW.quote, NEW.quote_language, NEW.translation,\n                        NEW.issue_id, NEW.said_edtf) THEN\n                        RETURN NULL;\n                    END IF;\n                    INSERT INTO claims_claimwords (claim_id, grams, stale) VALUES (NEW.id, '{}', true)\n                    ON CONFLICT (claim_id) DO UPDATE SET stale = true;\n                    RETURN NULL;\n                ", hash='6f41564a7714130d11c05260e9173c39ccba09e2', operation='INSERT OR UPDATE OF "text", "quote", "quote_language", "translation", "issue_id", "said_edtf"', pgid='pgtrigger_claim_is_found_by_its_words_0fa1d', table='claims_claim', when='AFTER')),
        ),
        # Claims that there are already wait to be read (`manage.py index_claims`); the table's other indexes are empty.
        migrations.RunSQL(
            "INSERT INTO claims_claimwords (claim_id, grams, stale) SELECT id, '{}', true FROM claims_claim ON CONFLICT DO NOTHING",
            migrations.RunSQL.noop,
        ),
        migrations.AddIndex(
            model_name='claimwords',
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['words'], name='claims_claimwords_words'),
        ),
        migrations.AddIndex(
            model_name='claimwords',
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['grams'], name='claims_claimwords_grams'),
        ),
        migrations.AddIndex(
            model_name='claimwords',
            index=models.Index(condition=models.Q(('stale', True)), fields=['claim'], name='claims_claimwords_stale'),
        ),
    ]
