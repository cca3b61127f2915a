from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("timeline", "0015_assigned_events_by_index"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="entry",
            index=models.Index(
                models.F("longitude"),
                models.F("latitude"),
                condition=models.Q(("superseded_at__isnull", True)),
                include=(
                    "id",
                    "conflict",
                    "type",
                    "verdict",
                    "place_slug",
                    "place_precision",
                    "place_country",
                    "occurred_earliest",
                    "occurred_latest",
                ),
                name="timeline_entry_map",
            ),
        ),
        RemoveIndexConcurrently(model_name="entry", name="timeline_entry_by_place"),
    ]
