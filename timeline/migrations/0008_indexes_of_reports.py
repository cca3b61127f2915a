from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('timeline', '0007_statements_say_what_they_contradict'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='entry',
            index=models.Index(fields=['known_at'], name='timeline_entry_known'),
        ),
        AddIndexConcurrently(
            model_name='entry',
            index=models.Index(models.OrderBy(models.F('known_at'), descending=True), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('correction_note', ''), _negated=True), name='timeline_entry_corrections'),
        ),
        AddIndexConcurrently(
            model_name='entry',
            index=models.Index(condition=models.Q(('single_person', True)), fields=['known_at'], name='timeline_entry_single_person'),
        ),
    ]
