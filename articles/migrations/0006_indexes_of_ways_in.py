from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Indexes on tables that may be large: built while the newsroom goes on working."""

    atomic = False

    dependencies = [
        ('articles', '0005_ways_in'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='fetch',
            index=models.Index(condition=models.Q(('listed_by__isnull', False)), fields=['listed_by'], name='articles_fetch_listed_by'),
        ),
        AddIndexConcurrently(
            model_name='ingestjob',
            index=models.Index(condition=models.Q(('opened_from__isnull', False)), fields=['opened_from'], name='articles_ingestjob_opened_from'),
        ),
    ]
