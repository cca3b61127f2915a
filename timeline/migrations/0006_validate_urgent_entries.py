from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('timeline', '0005_urgent_entries_say_so'),
    ]

    operations = [
        ValidateConstraint(model_name='entry', name='timeline_entry_publisher_is_not_author_or_says_so'),
    ]
