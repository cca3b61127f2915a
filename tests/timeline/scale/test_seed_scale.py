"""`manage.py seed_scale`: the same seed gives the same data, whatever interrupts it, and only in an empty database."""

import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Count

from actors.models import Actor
from claims.models import Attribution, Excerpt, Issue
from tests import factories
from timeline.models import Citation, Entry, EntryActor, Event, LiveState, Statement
from timeline.scale import bare_tables, drawing, filling, sheets
from timeline.scale.sheets import TABLES

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch, transactional_db):
    for module in (drawing, filling, sheets):
        monkeypatch.setattr(module, "PART", 20)
    _empty()


def seed_scale(**options):
    call_command("seed_scale", **({"events": 50, "seed": 3, "processes": 1} | options))


def contents():
    return {table: list(table.objects.order_by("pk").values_list()) for table in TABLES}


def schema():
    """Every constraint, index and trigger, and whether it works."""
    found = {}
    with connection.cursor() as cursor:
        for question in (
            """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), convalidated FROM pg_constraint
            WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2""",
            """SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid), indisvalid FROM pg_index
            WHERE indrelid::regclass::text ~ '^(timeline|claims|articles|actors)_' ORDER BY 1""",
            "SELECT tgrelid::regclass::text, tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2",
        ):
            cursor.execute(question)
            found[question] = [tuple(map(_plainly, row)) for row in cursor.fetchall()]
    return found


def _plainly(value):
    """PostgreSQL puts the casts of a list of words elsewhere once it has read its own definition again."""
    return re.sub(r"::[a-z ]+(\[\])?|[()]", "", value) if isinstance(value, str) else value


def test_everything_that_is_taken_away_is_put_back():
    before = schema()
    seed_scale()
    assert schema() == before
    assert bare_tables.state() == bare_tables.State(50, 3, finished=True)


BY_TWO = """
import sys
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from timeline.scale import drawing, filling, sheets
for module in (drawing, filling, sheets):
    module.PART = 20
connection.settings_dict["NAME"] = sys.argv[1]
call_command("seed_scale", events=50, seed=3, processes=2)
"""


def test_the_same_seed_gives_the_same_data_in_any_number_of_processes():
    # In an interpreter of its own, as the command has: processes that are forked from this one inherit what other
    # tests have open.
    name = connection.settings_dict["NAME"]
    subprocess.run([sys.executable, "-c", BY_TWO, name], check=True, cwd=settings.BASE_DIR, capture_output=True)
    by_two = contents()
    assert len(by_two[Event]) == 50
    assert [entry[0] for entry in by_two[Entry]] == list(range(1, len(by_two[Entry]) + 1))
    _empty()
    seed_scale()
    assert contents() == by_two
    _empty()
    seed_scale(seed=4)
    assert contents() != by_two


def _empty():
    call_command("flush", interactive=False, verbosity=0)  # which numbers rows from 1 again


@pytest.mark.parametrize("where", ["rows", "indexes", "what is noted of them", "words"])
def test_what_was_interrupted_goes_on(where, monkeypatch):
    before = schema()
    seed_scale()
    whole = contents()
    _empty()
    with monkeypatch.context() as interrupted:
        if where == "rows":
            _interrupt_third(interrupted, filling, "_write_part")
        elif where == "indexes":
            _interrupt_third(interrupted, bare_tables, "put_back")
        elif where == "what is noted of them":
            _interrupt_third(interrupted, filling, "_noted")
        else:
            interrupted.setitem(filling.FINISHING, "words", _interrupt)
        with pytest.raises(CommandError, match="goes on from here"):
            seed_scale()
    with pytest.raises(CommandError, match="--events 50 --seed 3"):
        seed_scale(seed=4)
    seed_scale()
    assert contents() == whole
    assert schema() == before


def _interrupt():
    raise KeyboardInterrupt


def _interrupt_third(interrupted, module, name):
    real, calls = getattr(module, name), []

    def stopping(*arguments):
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return real(*arguments)

    interrupted.setattr(module, name, stopping)


def test_a_newsroom_is_never_mixed_with():
    factories.article()
    with pytest.raises(CommandError, match="articles.*--events"):
        seed_scale()
    assert not Event.objects.exists()


def test_a_database_is_filled_once():
    seed_scale()
    with pytest.raises(CommandError, match="50 events of --seed 3 already"):
        seed_scale()


@pytest.mark.parametrize("option", ["events", "processes"])
def test_bad_input_is_named(option):
    with pytest.raises(CommandError, match=f"--{option}"):
        seed_scale(**{option: 0})


def test_the_desk_goes_on_afterwards():
    seed_scale()
    last = Entry.objects.order_by("pk").last()
    entry = factories.published()
    assert entry.pk > last.pk
    assert entry.event_id > 50
    assert LiveState.objects.get(event=entry.event_id).waits_since is None


def test_the_world_is_skewed_and_whole():
    seed_scale(events=400)
    assert Actor.objects.filter(kind="person").exists()
    assert Issue.objects.count() >= 60
    assert Entry.objects.values("conflict").distinct().count() == 4
    assert Entry.objects.values("occurred_precision").distinct().count() >= 6
    assert set(Statement.objects.values_list("quote_language", flat=True)) >= {"uk", "ru", "en"}
    most = EntryActor.objects.values("actor").annotate(number=Count("pk")).order_by("-number")
    assert most[0]["number"] > 4 * most[len(most) // 4]["number"]
    assert 2 < EntryActor.objects.count() / Entry.objects.count() < 4
    for excerpt in Excerpt.objects.select_related("snapshot")[:200]:
        assert excerpt.snapshot.text[excerpt.start : excerpt.end] == excerpt.exact
        assert excerpt.snapshot.text[: excerpt.start].endswith(excerpt.prefix)
        assert excerpt.snapshot.text[excerpt.end :].startswith(excerpt.suffix)
    assert Citation.objects.filter(position=2).exists()
    assert Attribution.objects.exclude(role="speaker").exists()
    assert LiveState.objects.wrong() == []
