import django.db.models.deletion
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """What comes in from an outlet or a feed is counted by index; those of outlets and feeds alone begin these."""

    atomic = False

    dependencies = [
        ('articles', '0006_indexes_of_ways_in'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='article',
            index=models.Index(fields=['source', 'created_at'], name='articles_article_arrived'),
        ),
        AddIndexConcurrently(
            model_name='ingestjob',
            index=models.Index(condition=models.Q(('feed__isnull', False)), fields=['feed', 'outcome', 'fetched_at'], name='articles_ingestjob_brought'),
        ),
        RemoveIndexConcurrently(
            model_name='ingestjob',
            name='articles_ingestjob_feed',
        ),
        # By its name: AlterField would make the foreign key anew, and read all articles for that behind a lock.
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "DROP INDEX CONCURRENTLY IF EXISTS articles_article_source_id_9a8869ea",
                    "CREATE INDEX CONCURRENTLY articles_article_source_id_9a8869ea ON articles_article (source_id)",
                ),
            ],
            state_operations=[
                migrations.AlterField(
                    model_name='article',
                    name='source',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='articles', to='articles.source'),
                ),
            ],
        ),
    ]
