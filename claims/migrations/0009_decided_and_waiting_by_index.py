from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('claims', '0008_what_the_desk_decided'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='suggestion',
            index=models.Index(condition=models.Q(('decision', 'pending'), _negated=True), fields=['decided_at'], name='claims_suggestion_decided'),
        ),
        AddIndexConcurrently(
            model_name='suggestion',
            index=models.Index(condition=models.Q(('decision', 'pending')), fields=['run'], include=('id', 'rule', 'kind', 'mute'), name='claims_suggestion_waiting'),
        ),
        AddIndexConcurrently(
            model_name='suggestion',
            index=models.Index(condition=models.Q(('decision', 'pending')), fields=['rule', 'id'], name='claims_suggestion_of_rule'),
        ),
        AddIndexConcurrently(
            model_name='suggestion',
            index=models.Index(condition=models.Q(('mute__isnull', False)), fields=['mute', 'id'], name='claims_suggestion_muted'),
        ),
    ]
