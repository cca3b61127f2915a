import datetime

import django.db.models.expressions
import django.db.models.lookups
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models

# With fewer, a word that nothing has is taken for a common one, and all entries are read for a page of it.
STATISTICS = "ALTER TABLE timeline_entrysearch ALTER COLUMN vector SET STATISTICS %s"


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('timeline', '0026_rows_of_before_say_when'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='entry',
            index=models.Index(models.OrderBy(models.F('occurred'), descending=True), models.OrderBy(models.F('id'), descending=True), include=('occurred_earliest', 'occurred_latest', 'known_at', 'superseded_at'), name='timeline_entry_placed'),
        ),
        AddIndexConcurrently(
            model_name='entry',
            index=models.Index(models.OrderBy(models.F('occurred'), descending=True), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('occurred_earliest__isnull', True), django.db.models.lookups.GreaterThan(django.db.models.expressions.CombinedExpression(models.F('occurred'), '-', models.F('occurred_earliest')), models.Value(datetime.timedelta(0))), django.db.models.lookups.GreaterThan(django.db.models.expressions.CombinedExpression(models.F('occurred'), '-', models.F('known_at')), models.Value(datetime.timedelta(0))), _connector='OR'), include=('occurred_earliest', 'occurred_latest', 'known_at', 'superseded_at'), name='timeline_entry_late'),
        ),
        AddIndexConcurrently(
            model_name='entry',
            index=models.Index(models.OrderBy(models.F('occurred'), descending=True), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('occurred_earliest__isnull', True), django.db.models.lookups.GreaterThan(django.db.models.expressions.CombinedExpression(models.F('occurred'), '-', models.F('occurred_earliest')), models.Value(datetime.timedelta(days=32))), django.db.models.lookups.GreaterThan(django.db.models.expressions.CombinedExpression(models.F('occurred'), '-', models.F('known_at')), models.Value(datetime.timedelta(days=32))), _connector='OR'), include=('occurred_earliest', 'occurred_latest', 'known_at', 'superseded_at'), name='timeline_entry_later'),
        ),
        AddIndexConcurrently(
            model_name='entry',
            index=models.Index(models.OrderBy(models.F('occurred'), descending=True), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('occurred_earliest__isnull', True), django.db.models.lookups.GreaterThan(django.db.models.expressions.CombinedExpression(models.F('occurred'), '-', models.F('occurred_earliest')), models.Value(datetime.timedelta(days=367))), django.db.models.lookups.GreaterThan(django.db.models.expressions.CombinedExpression(models.F('occurred'), '-', models.F('known_at')), models.Value(datetime.timedelta(days=367))), _connector='OR'), include=('occurred_earliest', 'occurred_latest', 'known_at', 'superseded_at'), name='timeline_entry_latest'),
        ),
        AddIndexConcurrently(
            model_name='entry',
            index=models.Index(models.OrderBy(models.F('occurred'), descending=True), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('occurred_earliest__isnull', False), ('occurred_latest__isnull', True)), include=('occurred_earliest', 'occurred_latest', 'known_at', 'superseded_at'), name='timeline_entry_open'),
        ),
        AddIndexConcurrently(
            model_name='entryactor',
            index=models.Index(models.F('actor'), models.OrderBy(models.F('occurred'), descending=True), models.OrderBy(models.F('entry'), descending=True), include=('type', 'verdict', 'occurred_earliest', 'occurred_latest', 'known_at', 'superseded_at'), name='timeline_entryactor_placed'),
        ),
        AddIndexConcurrently(
            model_name='entryactor',
            index=models.Index(models.F('actor'), models.OrderBy(models.F('occurred'), descending=True), models.OrderBy(models.F('entry'), descending=True), condition=models.Q(('occurred_earliest__isnull', True), django.db.models.lookups.GreaterThan(django.db.models.expressions.CombinedExpression(models.F('occurred'), '-', models.F('occurred_earliest')), models.Value(datetime.timedelta(days=32))), django.db.models.lookups.GreaterThan(django.db.models.expressions.CombinedExpression(models.F('occurred'), '-', models.F('known_at')), models.Value(datetime.timedelta(days=32))), _connector='OR'), include=('type', 'verdict', 'occurred_earliest', 'occurred_latest', 'known_at', 'superseded_at'), name='timeline_entryactor_later'),
        ),
        AddIndexConcurrently(
            model_name='entryactor',
            index=models.Index(models.F('actor'), models.OrderBy(models.F('occurred'), descending=True), models.OrderBy(models.F('entry'), descending=True), condition=models.Q(('occurred_earliest__isnull', False), ('occurred_latest__isnull', True)), include=('type', 'verdict', 'occurred_earliest', 'occurred_latest', 'known_at', 'superseded_at'), name='timeline_entryactor_open'),
        ),
        AddIndexConcurrently(
            model_name='entrytag',
            index=models.Index(models.F('kind'), models.F('slug'), models.OrderBy(models.F('occurred'), descending=True), models.OrderBy(models.F('entry'), descending=True), include=('occurred_earliest', 'occurred_latest', 'known_at', 'superseded_at'), name='timeline_entrytag_placed'),
        ),
        RemoveIndexConcurrently(
            model_name='entryactor',
            name='timeline_entryactor_feed',
        ),
        RemoveIndexConcurrently(
            model_name='entrytag',
            name='timeline_entrytag_feed',
        ),
        migrations.RunSQL(STATISTICS % 1000, STATISTICS % -1),
    ]
