import django.db.models.deletion
import django.utils.timezone
import timeline.models.following
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('timeline', '0016_clusters_by_index'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # Rather fail and be started again than have the newsroom wait behind a lock.
        migrations.RunSQL("SET LOCAL lock_timeout = '5s'", migrations.RunSQL.noop),
        migrations.CreateModel(
            name='News',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('running', 'Running'), ('done', 'Done'), ('failed', 'Failed')], default='waiting', max_length=8)),
                ('attempts', models.PositiveSmallIntegerField(default=0, help_text='Begun and not ended, as by a killed worker.')),
                ('retries', models.PositiveSmallIntegerField(default=0, help_text='Put off because the world was not ready.')),
                ('not_before', models.DateTimeField(blank=True, help_text='Put off until then.', null=True)),
                ('leased_until', models.DateTimeField(blank=True, null=True)),
                ('cause', models.CharField(blank=True, default='', help_text='Why it failed, for counting.', max_length=24)),
                ('error', models.TextField(blank=True, default='', help_text='Why it failed, in plain words.')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('kind', models.CharField(choices=[('new', 'new'), ('added', 'something was added'), ('corrected', 'corrected'), ('withdrawn', 'withdrawn')], max_length=9)),
                ('reached', models.PositiveBigIntegerField(default=0, help_text='Searches up to this number have been looked at.')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='news', to='timeline.entry')),
            ],
            options={
                'verbose_name_plural': 'news',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='SavedSearch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('query', models.CharField(blank=True, default='', help_text="The timeline's parameters.", max_length=2000)),
                ('mail', models.CharField(choices=[('never', 'never'), ('once', 'at once'), ('daily', 'once a day, if there is something'), ('weekly', 'once a week, if there is something')], default='never', max_length=6, verbose_name='e-mail')),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_searches', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'saved searches',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='SearchHit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wants_mail', models.BooleanField(default=False)),
                ('mailed_at', models.DateTimeField(blank=True, null=True)),
                ('news', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hits', to='timeline.news')),
                ('search', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hits', to='timeline.savedsearch')),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Webhook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.CharField(max_length=1000)),
                ('secret', models.CharField(default=timeline.models.following.new_secret, editable=False, help_text='Signs; shown once.', max_length=60)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('failures', models.PositiveSmallIntegerField(default=0, help_text='Tries that failed one after another.')),
                ('disabled_at', models.DateTimeField(blank=True, null=True)),
                ('told_at', models.DateTimeField(blank=True, help_text='When its person was told that it is off.', null=True)),
                ('search', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='webhooks', to='timeline.savedsearch')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('running', 'Running'), ('done', 'Done'), ('failed', 'Failed')], default='waiting', max_length=8)),
                ('attempts', models.PositiveSmallIntegerField(default=0, help_text='Begun and not ended, as by a killed worker.')),
                ('retries', models.PositiveSmallIntegerField(default=0, help_text='Put off because the world was not ready.')),
                ('not_before', models.DateTimeField(blank=True, help_text='Put off until then.', null=True)),
                ('leased_until', models.DateTimeField(blank=True, null=True)),
                ('cause', models.CharField(blank=True, default='', help_text='Why it failed, for counting.', max_length=24)),
                ('error', models.TextField(blank=True, default='', help_text='Why it failed, in plain words.')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('status', models.PositiveSmallIntegerField(blank=True, help_text='What the server answered last.', null=True)),
                ('news', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='timeline.news')),
                ('webhook', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='timeline.webhook')),
            ],
            options={
                'verbose_name_plural': 'deliveries',
                'ordering': ['-pk'],
            },
        ),
        migrations.AddIndex(
            model_name='news',
            index=models.Index(condition=models.Q(('state__in', ['waiting', 'running'])), fields=['id'], name='timeline_news_to_match'),
        ),
        migrations.AddIndex(
            model_name='news',
            index=models.Index(fields=['finished_at'], name='timeline_news_finished'),
        ),
        migrations.AddConstraint(
            model_name='news',
            constraint=models.UniqueConstraint(fields=('entry', 'kind'), name='timeline_news_is_told_once'),
        ),
        migrations.AddConstraint(
            model_name='savedsearch',
            constraint=models.UniqueConstraint(fields=('user', 'name'), name='timeline_savedsearch_name_is_used_once'),
        ),
        migrations.AddIndex(
            model_name='searchhit',
            index=models.Index(condition=models.Q(('mailed_at__isnull', True), ('wants_mail', True)), fields=['search', '-news'], name='timeline_searchhit_to_mail'),
        ),
        migrations.AddConstraint(
            model_name='searchhit',
            constraint=models.UniqueConstraint(fields=('search', 'news'), name='timeline_searchhit_is_found_once'),
        ),
        migrations.AddConstraint(
            model_name='webhook',
            constraint=models.UniqueConstraint(fields=('search', 'url'), name='timeline_webhook_stands_once'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('state__in', ['waiting', 'running'])), fields=['id'], name='timeline_delivery_to_send'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(fields=['webhook', '-id'], name='timeline_delivery_log'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(fields=('webhook', 'news'), name='timeline_delivery_is_sent_once'),
        ),
    ]
