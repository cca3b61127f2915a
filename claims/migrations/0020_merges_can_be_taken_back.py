from django.db import migrations, models


class Migration(migrations.Migration):
    """One more outcome to choose; the column stays as it is."""

    dependencies = [
        ("claims", "0019_a_key_is_given_once"),
    ]

    operations = [
        migrations.RunSQL("SET LOCAL lock_timeout = '5s'", migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="review",
            name="outcome",
            field=models.CharField(
                choices=[
                    ("approved", "approved"),
                    ("sent_back", "sent back"),
                    ("retracted", "retracted"),
                    ("dismissed", "dismissed"),
                    ("reopened", "re-opened"),
                    ("submitted", "asked for review"),
                    ("urgent", "approved alone, as urgent"),
                    ("confirmed", "confirmed as a second person"),
                    ("merged", "merged"),
                    ("split", "split"),
                    ("unmerged", "took a merge back"),
                ],
                max_length=9,
            ),
        ),
    ]
