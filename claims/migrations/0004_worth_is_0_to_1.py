from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0003_what_engines_tell'),
    ]

    operations = [
        ValidateConstraint(model_name='suggestion', name='claims_suggestion_worth_is_0_to_1'),
    ]
