from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('claims', '0012_indexes_of_the_desk_together'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='engineanswer',
            index=models.Index(fields=['created_at'], name='claims_engineanswer_created'),
        ),
        AddIndexConcurrently(
            model_name='enginecall',
            index=models.Index(fields=['at'], name='claims_enginecall_at'),
        ),
        AddIndexConcurrently(
            model_name='enginecall',
            index=models.Index(fields=['key'], name='claims_enginecall_key'),
        ),
    ]
