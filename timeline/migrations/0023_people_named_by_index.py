from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('timeline', '0022_commitments_by_index'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='statement',
            index=GinIndex(OpClass('attributions', name='jsonb_path_ops'), OpClass('on_behalf_of', name='jsonb_path_ops'), fastupdate=False, name='timeline_statement_named'),
        ),
    ]
