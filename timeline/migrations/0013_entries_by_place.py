from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('timeline', '0012_entries_are_found_by_tags'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='entry',
            index=models.Index(models.F('longitude'), models.F('latitude'), condition=models.Q(('longitude__isnull', False), ('superseded_at__isnull', True)), name='timeline_entry_by_place'),
        ),
        AddIndexConcurrently(
            model_name='entrysearch',
            index=models.Index(fields=['version', 'entry'], name='timeline_entrysearch_version'),
        ),
    ]
