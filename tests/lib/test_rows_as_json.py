"""What is written as JSON is what an INSERT of Django's would have written, numbers and errors too."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from lib.rows_as_json import write
from tests import factories
from timeline.freezing import freeze
from timeline.models import Citation, Entry, EntrySearch, EntryTag, Statement

pytestmark = pytest.mark.django_db

NOW = datetime(2025, 6, 1, 12, 30, 1, 250, tzinfo=UTC)


def entries(*titles):
    """Entries of events of their own, not saved, with what a text has to be careful with."""
    found = []
    for title in titles:
        event = factories.event(claims=[factories.approved_claim()], title="Talks", actors=[factories.actor()])
        entry = freeze(event).entry
        entry.title, entry.summary = title, 'Tab\t, line\n, back\\slash, "quotes", \\N, {1,2}, передышка 🕊'
        entry.revision, entry.known_at, entry.published_by = 1, NOW, factories.user("reviewer")
        entry.changes = [{"what": "title", "before": "\\N", "after": 'A "quoted"\ttitle'}]
        found.append(entry)
    return found


def columns(rows):
    return [{name: value for name, value in row.items() if name != "id"} for row in rows.order_by("pk").values()]


def test_rows_are_what_an_insert_writes():
    rows = entries("One", "Two")
    with transaction.atomic():
        QuerySet.bulk_create(Entry.objects.all(), rows)
        inserted = columns(Entry.objects)
        transaction.set_rollback(True)
    for row in rows:
        row.pk, row._state.adding = None, True
    assert Entry.objects.bulk_create(row for row in rows) == rows
    assert columns(Entry.objects) == inserted
    assert [one.pk for one in rows] == list(Entry.objects.order_by("pk").values_list("pk", flat=True))
    assert not any(one._state.adding for one in rows)


def test_rows_of_several_models_refer_to_each_other_and_are_one_statement_and_one_question_for_numbers():
    (entry,) = entries("One")
    statements = [one for one, _cited in freeze(entry.event).statements]
    citations = [cited[0] for _one, cited in freeze(entry.event).statements]
    for statement, citation in zip(statements, citations, strict=True):
        statement.entry, citation.statement = entry, statement
    search = EntrySearch(entry=entry, vector="'word':1A", version=1)
    tags = [EntryTag(entry=entry, kind="mark", slug=slug, name=slug) for slug in ("contested", "corrected")]
    with CaptureQueriesContext(connection) as asked:
        write([entry], statements, citations, [search], [], tags)
    assert ["nextval" in one["sql"] for one in asked if "pg_get_serial_sequence" not in one["sql"]] == [True, False]
    assert Statement.objects.get().entry == Citation.objects.get().statement.entry == entry
    assert [one.pk for one in tags] == list(entry.tags.order_by("pk").values_list("pk", flat=True))
    assert entry.search.vector == "'word':1A"
    # The next row that is inserted goes on from there.
    assert EntryTag.objects.create(entry=entry, kind="place", slug="kyiv", name="Kyiv").pk > tags[-1].pk


def test_nothing_and_what_may_be_there_already():
    write([], [])
    assert Entry.objects.bulk_create([]) == []
    (entry,) = entries("One")
    write([entry], [EntryTag(entry=entry, kind="place", slug="kyiv", name="Kyiv")])
    again = EntryTag(entry=entry, kind="place", slug="kyiv", name="Kiev")
    EntryTag.objects.bulk_create([again], ignore_conflicts=True)
    assert [one.name for one in entry.tags.all()] == ["Kyiv"]


def test_what_is_left_to_a_default_of_the_database():
    (entry,) = entries("One")
    write([entry], [EntrySearch(entry=entry, vector="'word':1A")])
    assert EntrySearch.objects.get(entry=entry).version == 0


def test_what_the_database_refuses_is_an_error_of_django():
    (entry,) = entries("One")
    write([entry])
    twice = [EntryTag(entry=entry, kind="place", slug="kyiv", name="Kyiv") for _ in range(2)]
    with pytest.raises(IntegrityError, match="timeline_entrytag_stands_once"), transaction.atomic():
        EntryTag.objects.bulk_create(twice)
    assert not EntryTag.objects.exists()
