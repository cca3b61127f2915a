from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('timeline', '0003_validate_merged'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='event',
            index=models.Index(fields=['conflict', 'happened_earliest'], include=('happened_latest',), name='timeline_event_happened'),
        ),
        AddIndexConcurrently(
            model_name='event',
            index=models.Index(fields=['conflict', 'happened_latest', 'id'], name='timeline_event_happened_last'),
        ),
    ]
