from django.contrib.postgres.operations import AddIndexConcurrently, ValidateConstraint
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('claims', '0011_the_desk_together'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='claim',
            index=models.Index(condition=models.Q(('assignee__isnull', False)), fields=['assignee', 'due_on'], name='claims_claim_assigned'),
        ),
        AddIndexConcurrently(
            model_name='claim',
            index=models.Index(condition=models.Q(('approver__isnull', True), ('stage', 'approved')), fields=['approved_at'], name='claims_claim_unconfirmed'),
        ),
        ValidateConstraint(model_name='claim', name='claims_claim_approved_by_another_or_as_urgent'),
        ValidateConstraint(model_name='claim', name='claims_claim_translation_is_checked_by_another'),
        ValidateConstraint(model_name='claim', name='claims_claim_merged_is_closed'),
        ValidateConstraint(model_name='evidence', name='claims_evidence_credibility_is_of_the_admiralty_code'),
    ]
