from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('claims', '0017_inbox_items_of_what_came_in_before'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='claim',
            index=models.Index(condition=models.Q(('stage', 'draft')), fields=['created_at', 'id'], name='claims_claim_drafts'),
        ),
        AddIndexConcurrently(
            model_name='claim',
            index=models.Index(condition=models.Q(('stage', 'approved')), fields=['approved_at', 'id'], name='claims_claim_approved'),
        ),
        AddIndexConcurrently(
            model_name='claim',
            index=models.Index(fields=['created_at'], name='claims_claim_written'),
        ),
        AddIndexConcurrently(
            model_name='claimversion',
            index=models.Index(fields=['pgh_created_at'], name='claims_claimversion_created'),
        ),
        AddIndexConcurrently(
            model_name='review',
            index=models.Index(fields=['outcome', 'at'], name='claims_review_outcome_at'),
        ),
    ]
