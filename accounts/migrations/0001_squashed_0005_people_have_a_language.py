import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('accounts', '0001_first'), ('accounts', '0002_tokens'), ('accounts', '0003_notifications_and_follows'), ('accounts', '0004_unread_notifications_of_a_page'), ('accounts', '0005_people_have_a_language')]

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('display_name', models.CharField(blank=True, default='', help_text='How colleagues see this person in histories and reviews.', max_length=150)),
                ('language', models.CharField(choices=[('en', 'English'), ('uk', 'Українська'), ('ru', 'Русский')], default='en', help_text='In which mails and notifications are written; pages are in the language of their address.', max_length=2)),
                ('digest', models.CharField(choices=[('never', 'never'), ('hourly', 'once an hour, if there is something'), ('daily', 'once a day, if there is something')], default='daily', max_length=6, verbose_name='mail digest')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'user',
                'verbose_name_plural': 'users',
                'abstract': False,
            },
            managers=[
                ('objects', django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='What it is for.', max_length=100)),
                ('scope', models.CharField(choices=[('ingest', 'Bring articles in through the API'), ('capture', 'Send the page that a browser shows')], max_length=7)),
                ('digest', models.CharField(editable=False, help_text='SHA-256 of the token.', max_length=64, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('used_at', models.DateTimeField(blank=True, null=True, verbose_name='last used')),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tokens', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('digest__regex', '^[0-9a-f]{64}$')), name='accounts_apitoken_keeps_only_a_digest')],
            },
        ),
        migrations.CreateModel(
            name='Follow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('object_id', models.PositiveBigIntegerField()),
                ('since', models.DateTimeField(auto_now_add=True)),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='follows', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['content_type', 'object_id'], name='accounts_follow_of')],
                'constraints': [models.UniqueConstraint(fields=('user', 'content_type', 'object_id'), name='accounts_follow_is_made_once')],
            },
        ),
        migrations.CreateModel(
            name='Notification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('assigned', 'Something was assigned to me'), ('mentioned', 'I was mentioned in a discussion'), ('review_asked', 'A claim waits for review'), ('sent_back', 'A claim of mine was sent back'), ('approved', 'A claim of mine was approved'), ('retracted', 'A claim of mine was retracted'), ('changed', 'Something that I follow changed'), ('due', 'Something assigned to me is due'), ('urgent', 'Something was published by one person alone'), ('published', 'An event of mine was published, or a schedule failed')], max_length=12)),
                ('text', models.CharField(max_length=300)),
                ('path', models.CharField(help_text='The page of the desk that it leads to.', max_length=300)),
                ('key', models.CharField(help_text='The same cause tells the same person once.', max_length=120)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('shown', models.BooleanField(default=True, help_text="On the desk, by the person's choice.")),
                ('wants_mail', models.BooleanField(default=True)),
                ('read_at', models.DateTimeField(blank=True, null=True)),
                ('mailed_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notifications', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-pk'],
                'indexes': [models.Index(condition=models.Q(('read_at__isnull', True), ('shown', True)), fields=['user', '-id'], name='accounts_notification_new'), models.Index(condition=models.Q(('mailed_at__isnull', True), ('read_at__isnull', True), ('wants_mail', True)), fields=['user'], name='accounts_notification_to_mail'), models.Index(condition=models.Q(('read_at__isnull', True)), fields=['path'], name='accounts_notification_of_page')],
                'constraints': [models.UniqueConstraint(fields=('user', 'key'), name='accounts_notification_is_made_once'), models.CheckConstraint(condition=models.Q(('path__startswith', '/desk/')), name='accounts_notification_leads_to_the_desk')],
            },
        ),
        migrations.CreateModel(
            name='NotificationChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('assigned', 'Something was assigned to me'), ('mentioned', 'I was mentioned in a discussion'), ('review_asked', 'A claim waits for review'), ('sent_back', 'A claim of mine was sent back'), ('approved', 'A claim of mine was approved'), ('retracted', 'A claim of mine was retracted'), ('changed', 'Something that I follow changed'), ('due', 'Something assigned to me is due'), ('urgent', 'Something was published by one person alone'), ('published', 'An event of mine was published, or a schedule failed')], max_length=12)),
                ('on_desk', models.BooleanField(default=True)),
                ('by_mail', models.BooleanField(default=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notification_choices', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['user', 'kind'],
                'constraints': [models.UniqueConstraint(fields=('user', 'kind'), name='accounts_notificationchoice_is_made_once')],
            },
        ),
    ]
