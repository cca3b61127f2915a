from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_unread_notifications_of_a_page'),
    ]

    operations = [
        migrations.RunSQL("SET LOCAL lock_timeout = '5s'", migrations.RunSQL.noop),
        migrations.AddField(
            model_name='user',
            name='language',
            field=models.CharField(choices=settings.LANGUAGES, default='en', help_text='In which mails and notifications are written; pages are in the language of their address.', max_length=2),
        ),
    ]
