from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('timeline', '0014_events_are_assigned'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='event',
            index=models.Index(condition=models.Q(('assignee__isnull', False)), fields=['assignee', 'due_on'], name='timeline_event_assigned'),
        ),
    ]
