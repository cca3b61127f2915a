from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('claims', '0006_validate_same'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='suggestion',
            index=models.Index(condition=models.Q(('same_as__isnull', False)), fields=['same_as'], name='claims_suggestion_same_as'),
        ),
        AddIndexConcurrently(
            model_name='suggestionrun',
            index=models.Index(fields=['created_at'], name='claims_suggestionrun_created'),
        ),
    ]
