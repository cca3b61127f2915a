from django.contrib.postgres.operations import AddIndexConcurrently, ValidateConstraint
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('claims', '0021_commitments_and_merged_issues'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='claim',
            index=models.Index(condition=models.Q(('deadline_latest__isnull', False), ('outcome__in', ['', 'pending'])), fields=['deadline_latest', 'id'], name='claims_claim_promised'),
        ),
        ValidateConstraint(model_name='claim', name='claims_claim_outcome_is_of_a_commitment'),
    ]
