import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('timeline', '0011_events_that_waited_before'),
    ]

    operations = [
        # Rather fail and be started again than have the newsroom wait behind a lock.
        migrations.RunSQL("SET LOCAL lock_timeout = '5s'", migrations.RunSQL.noop),
        migrations.CreateModel(
            name='SearchTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=60, unique=True)),
            ],
            options={
                'ordering': ['text'],
            },
        ),
        migrations.CreateModel(
            name='SearchGram',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gram', models.CharField(max_length=3)),
                ('term', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grams', to='timeline.searchterm')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('gram', 'term'), name='timeline_searchgram_stands_once')],
            },
        ),
        migrations.CreateModel(
            name='EntryTag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('issue', 'issue'), ('source', 'outlet'), ('place', 'place'), ('mark', 'mark')], max_length=6)),
                ('slug', models.CharField(max_length=80)),
                ('name', models.CharField(max_length=200)),
                ('occurred', models.DateTimeField()),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tags', to='timeline.entry')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('entry', 'kind', 'slug'), name='timeline_entrytag_stands_once')],
                'indexes': [models.Index(models.F('kind'), models.F('slug'), models.OrderBy(models.F('occurred'), descending=True), models.OrderBy(models.F('entry'), descending=True), name='timeline_entrytag_feed')],
            },
        ),
        # Entries of before have no tags until `manage.py index_entries` has read them again.
        migrations.AddField(
            model_name='entrysearch',
            name='version',
            field=models.PositiveSmallIntegerField(db_default=0, help_text='Of the way in which its words and tags were read; older ones are read again.'),
        ),
    ]
