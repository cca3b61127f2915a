from django.db import migrations, models


class Migration(migrations.Migration):
    """Another word of help; the columns stay as they are."""

    dependencies = [
        ('claims', '0022_promised_claims_by_index'),
    ]

    operations = [
        migrations.AlterField(
            model_name='claim',
            name='conditions',
            field=models.CharField(blank=True, default='', help_text='What an acceptance or a commitment depends on.', max_length=300),
        ),
        migrations.AlterField(
            model_name='claimversion',
            name='conditions',
            field=models.CharField(blank=True, default='', help_text='What an acceptance or a commitment depends on.', max_length=300),
        ),
    ]
