from django.db import migrations

# With 300, PostgreSQL reads 90,000 captures and knows the hashes that more than one capture in 500 has; with its
# usual 100, those that one in 150 has.
_ASK_FOR_MORE = "ALTER TABLE articles_snapshot ALTER COLUMN fingerprint SET STATISTICS 300"
_AS_USUAL = "ALTER TABLE articles_snapshot ALTER COLUMN fingerprint SET STATISTICS -1"


class Migration(migrations.Migration):
    """Have PostgreSQL know which hashes of fingerprints are common; articles.ingest.carriers asks it.

    Neither statement keeps anybody from reading or writing. To read the statistics takes about a second, however
    many captures there are; autovacuum reads them again as the archive grows.
    """

    atomic = False

    dependencies = [
        ('articles', '0003_indexes_of_newsroom_ingest'),
    ]

    operations = [
        # Rather fail and be started again than have the newsroom wait behind a lock.
        migrations.RunSQL("SET lock_timeout = '5s'", migrations.RunSQL.noop),
        migrations.RunSQL(_ASK_FOR_MORE, _AS_USUAL),
        migrations.RunSQL("ANALYZE articles_snapshot (fingerprint)", migrations.RunSQL.noop),
        migrations.RunSQL("RESET lock_timeout", migrations.RunSQL.noop),
    ]
