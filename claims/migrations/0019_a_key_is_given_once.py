from django.db import migrations, models


class Migration(migrations.Migration):
    """The unique index is made beside the running desk, and the constraint takes it over."""

    atomic = False

    dependencies = [
        ("claims", "0018_indexes_of_reports"),
    ]

    operations = [
        migrations.AddField(
            model_name="sentform",
            name="digest",
            field=models.CharField(
                blank=True,
                default="",
                help_text="SHA-256 of what it said: said otherwise, it is another form.",
                max_length=64,
            ),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS claims_sentform_key_is_given_once "
                    "ON claims_sentform (key)",
                    "DROP INDEX CONCURRENTLY IF EXISTS claims_sentform_key_is_given_once",
                ),
                migrations.RunSQL(
                    "ALTER TABLE claims_sentform ADD CONSTRAINT claims_sentform_key_is_given_once "
                    "UNIQUE USING INDEX claims_sentform_key_is_given_once",
                    "ALTER TABLE claims_sentform DROP CONSTRAINT claims_sentform_key_is_given_once",
                ),
            ],
            state_operations=[
                migrations.AddConstraint(
                    model_name="sentform",
                    constraint=models.UniqueConstraint(fields=["key"], name="claims_sentform_key_is_given_once"),
                ),
            ],
        ),
    ]
