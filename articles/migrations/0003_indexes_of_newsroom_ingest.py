from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Indexes on tables that may be large: built while the newsroom goes on working."""

    atomic = False

    dependencies = [
        ('articles', '0002_newsroom_ingest'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='snapshot',
            index=models.Index(condition=models.Q(('reread_of__isnull', False)), fields=['reread_of'], name='articles_snapshot_reread_of'),
        ),
        AddIndexConcurrently(
            model_name='ingestjob',
            index=models.Index(condition=models.Q(('feed__isnull', False)), fields=['feed'], name='articles_ingestjob_feed'),
        ),
        AddIndexConcurrently(
            model_name='ingestjob',
            index=models.Index(condition=models.Q(('batch__isnull', False)), fields=['batch'], name='articles_ingestjob_batch'),
        ),
    ]
