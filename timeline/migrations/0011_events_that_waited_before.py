from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

_BATCH = 5_000


def fill(apps, schema_editor):
    """A row for each event that there is already, in batches that hold no lock for long."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM timeline_event")
        last = cursor.fetchone()[0] or 0
        for after in range(0, last, _BATCH):
            cursor.execute(
                "SELECT timeline_keep_live_states(ARRAY(SELECT id FROM timeline_event WHERE id > %s AND id <= %s))",
                [after, after + _BATCH],
            )


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('timeline', '0010_events_that_wait'),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        AddIndexConcurrently(
            model_name='event',
            index=models.Index(models.OrderBy(models.F('updated_at'), descending=True), models.OrderBy(models.F('id'), descending=True), name='timeline_event_touched'),
        ),
    ]
