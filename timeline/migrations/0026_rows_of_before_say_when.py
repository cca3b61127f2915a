from django.db import migrations

_BATCH = 5_000


def fill(apps, schema_editor):
    """What belongs to entries of before, in batches that hold no lock for long."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM timeline_entry")
        last = cursor.fetchone()[0] or 0
        for after in range(0, last, _BATCH):
            for table in ("timeline_entryactor", "timeline_entrytag"):
                cursor.execute(
                    f"UPDATE {table} r SET (occurred_earliest, occurred_latest, known_at, superseded_at)"
                    " = (e.occurred_earliest, e.occurred_latest, e.known_at, e.superseded_at)"
                    " FROM timeline_entry e WHERE e.id = r.entry_id AND r.entry_id > %s AND r.entry_id <= %s",
                    [after, after + _BATCH],
                )


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('timeline', '0025_rows_of_entries_say_when'),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
