from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('timeline', '0002_figures_schedules_withdrawals'),
    ]

    operations = [
        ValidateConstraint(model_name='event', name='timeline_event_is_not_merged_into_itself'),
    ]
