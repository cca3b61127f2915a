"""Events about the time of an article are found by an index, however many there are."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from tests import factories
from timeline.models import Event

pytestmark = pytest.mark.django_db

FIRST = datetime(2022, 1, 1, tzinfo=UTC)


@pytest.fixture
def many(editor):
    """20,000 events of one conflict, one each hour, each of which lasted a day."""
    conflict = factories.conflict()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks that are still due cannot be altered
        cursor.execute("ALTER TABLE timeline_event DISABLE TRIGGER USER")
        cursor.execute(
            "INSERT INTO timeline_event (title, summary, type, happened_edtf, happened_earliest, happened_latest,"
            " place_precision, version, created_at, updated_at, author_id, edited_by_id, conflict_id)"
            " SELECT 'Event ' || n, '', 'meeting', '', %s + n * interval '1 hour', %s + (n + 24) * interval '1 hour',"
            " 'unknown', 1, now(), now(), %s, %s, %s FROM generate_series(1, 20000) n",
            [FIRST, FIRST, editor.pk, editor.pk, conflict.pk],
        )
        cursor.execute("ALTER TABLE timeline_event ENABLE TRIGGER USER")
        cursor.execute("ANALYZE timeline_event")
    return conflict


@pytest.mark.parametrize(
    ("hours", "index"),
    [(19_950, "timeline_event_happened_last"), (100, "timeline_event_happened")],
    ids=["new", "old"],
)
def test_those_of_a_few_days_are_found_by_an_index(many, hours, index):
    at = FIRST + timedelta(hours=hours)
    found = Event.objects.at_the_time(many, at - timedelta(hours=10), at)
    sql, params = found[:400].query.sql_with_params()
    assert [found[0].title, len(found)] == [f"Event {hours}", 35]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) {sql}", params)
        (told,) = cursor.fetchone()
    told = json.loads(told) if isinstance(told, str) else told
    assert f'"Index Name": "{index}"' in json.dumps(told)
    assert told[0]["Plan"]["Shared Hit Blocks"] + told[0]["Plan"]["Shared Read Blocks"] < 100
