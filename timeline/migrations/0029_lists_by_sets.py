from django.contrib.postgres.operations import RemoveIndexConcurrently
from django.db import migrations


class Migration(migrations.Migration):
    """What stands late, and has no end, was looked for by index until the sets knew it."""

    atomic = False

    dependencies = [
        ("timeline", "0027_lists_by_narrow_rows"),
    ]

    operations = [
        RemoveIndexConcurrently(model_name="entry", name="timeline_entry_late"),
        RemoveIndexConcurrently(model_name="entry", name="timeline_entry_later"),
        RemoveIndexConcurrently(model_name="entry", name="timeline_entry_latest"),
        RemoveIndexConcurrently(model_name="entry", name="timeline_entry_open"),
        RemoveIndexConcurrently(model_name="entryactor", name="timeline_entryactor_later"),
        RemoveIndexConcurrently(model_name="entryactor", name="timeline_entryactor_open"),
    ]
