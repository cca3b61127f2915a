from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0005_engines_plug_in'),
    ]

    operations = [
        ValidateConstraint(model_name='suggestion', name='claims_suggestion_accepted_has_a_claim'),
        ValidateConstraint(model_name='suggestion', name='claims_suggestion_same_has_another'),
    ]
