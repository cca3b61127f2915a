from django.db import migrations

_BATCH = 20_000


def fill(apps, schema_editor):
    """An item for each report that there is already, in batches; how urgent they are is worked out by and by."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM articles_origingroup")
        last = cursor.fetchone()[0] or 0
        for after in range(0, last, _BATCH):
            cursor.execute(
                "INSERT INTO claims_inboxitem (origin_group_id, article_id, urgency, reasons, pending, decided, lost,"
                " dismissal, facets, stale)"
                " SELECT origin_group_id, min(id), 0, '[]', 0, 0, 0, '', '{}', true FROM articles_article"
                " WHERE origin_group_id > %s AND origin_group_id <= %s GROUP BY origin_group_id"
                " ON CONFLICT DO NOTHING",
                [after, after + _BATCH],
            )


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ("claims", "0016_inbox_ranked_by_urgency"),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
