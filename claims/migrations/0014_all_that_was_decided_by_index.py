from django.conf import settings
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('actors', '0001_first'),
        ('claims', '0013_old_engine_calls_by_index'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='suggestion',
            index=models.Index(condition=models.Q(('decision', 'pending'), _negated=True), fields=['run'], include=('rule', 'kind', 'decision', 'score'), name='claims_suggestion_judged'),
        ),
        AddIndexConcurrently(
            model_name='suggestion',
            index=models.Index(condition=models.Q(('decision', 'edited')), fields=['run'], include=('rule', 'kind', 'words_changed', 'changed'), name='claims_suggestion_edited'),
        ),
        AddIndexConcurrently(
            model_name='suggestion',
            index=models.Index(condition=models.Q(('decision', 'rejected'), models.Q(('reason', ''), _negated=True)), fields=['reason'], name='claims_suggestion_reasons'),
        ),
    ]
