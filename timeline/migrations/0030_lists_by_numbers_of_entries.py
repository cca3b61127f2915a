from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Lists come from sets: of rows of entries the newest are found by number, and nothing by its date or its box."""

    atomic = False

    dependencies = [
        ("timeline", "0029_lists_by_sets"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='entry',
            index=models.Index(models.OrderBy(models.F('occurred'), descending=True), models.OrderBy(models.F('id'), descending=True), name='timeline_entry_order'),
        ),
        AddIndexConcurrently(
            model_name='entryactor',
            index=models.Index(models.F('actor'), models.OrderBy(models.F('entry'), descending=True), name='timeline_entryactor_newest'),
        ),
        AddIndexConcurrently(
            model_name='entrytag',
            index=models.Index(models.F('kind'), models.F('slug'), models.OrderBy(models.F('entry'), descending=True), name='timeline_entrytag_newest'),
        ),
        AddIndexConcurrently(
            model_name='statement',
            index=models.Index(condition=models.Q(('kind', 'commitment')), fields=['issue_slug', 'deadline_latest', 'id'], name='timeline_statement_promises'),
        ),
        RemoveIndexConcurrently(
            model_name='entry',
            name='timeline_entry_by_actors',
        ),
        RemoveIndexConcurrently(
            model_name='entry',
            name='timeline_entry_map',
        ),
        RemoveIndexConcurrently(
            model_name='entry',
            name='timeline_entry_placed',
        ),
        RemoveIndexConcurrently(
            model_name='entryactor',
            name='timeline_entryactor_placed',
        ),
        RemoveIndexConcurrently(
            model_name='entrytag',
            name='timeline_entrytag_placed',
        ),
        RemoveIndexConcurrently(
            model_name='statement',
            name='timeline_statement_issue',
        ),
    ]
