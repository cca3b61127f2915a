from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('timeline', '0021_positions_and_claim_links'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='statement',
            index=models.Index(condition=models.Q(('kind', 'commitment')), fields=['deadline_latest', 'id'], name='timeline_statement_commitments'),
        ),
    ]
