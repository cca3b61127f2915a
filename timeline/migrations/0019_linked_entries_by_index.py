from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("timeline", "0018_events_follow_from_events"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="entry",
            index=GinIndex(
                OpClass("links", name="jsonb_path_ops"),
                condition=models.Q(("links", []), _negated=True),
                fastupdate=False,
                name="timeline_entry_links",
            ),
        ),
    ]
