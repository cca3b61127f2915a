from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently
from django.contrib.postgres.search import SearchVector
from django.db import migrations


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('claims', '0023_conditions_of_commitments'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='claim',
            index=GinIndex(SearchVector('text', config='english'), fastupdate=False, name='claims_claim_text'),
        ),
        AddIndexConcurrently(
            model_name='excerpt',
            index=GinIndex(SearchVector('exact', config='english'), fastupdate=False, name='claims_excerpt_text'),
        ),
    ]
