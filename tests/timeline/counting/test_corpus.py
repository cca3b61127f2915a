"""The sets that counts are read from: however they grew, they are those that somebody reads who starts now."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pyroaring import BitMap

from accounts.roles import Role
from tests import factories
from timeline.actions import withdraw
from timeline.counting import corpus
from timeline.counting.corpus import Corpus
from timeline.counting.narrowing import Counted
from timeline.filters import Question
from timeline.indexing import VERSION
from timeline.models import EntrySearch, EntryTag
from timeline.published import published

pytestmark = pytest.mark.django_db

DATES = ["2025-03-10", "2025-03", "2025-03-11/2025-03-12", "2025-03~", "2025", "2025-03-20/..", "../2025-03-05", ""]


def now() -> Corpus:
    return corpus.corpus(published().state)


def anew() -> Corpus:
    corpus.forget()
    return now()


@pytest.mark.parametrize("seed", range(4))
def test_what_grew_with_each_publication_is_what_is_read_at_once(seed):
    chance = random.Random(seed)
    standing = []
    places = [factories.place(f"place-{number}", point=(50, 30 + number)) for number in range(3)]
    for number in range(14):
        step = chance.random()
        if standing and step < 0.25:
            entry = standing.pop(chance.randrange(len(standing)))
            standing.append(factories.republished(entry, title=f"Event {number}, again"))
        elif standing and step < 0.4:
            entry = standing.pop(chance.randrange(len(standing)))
            withdraw(event=entry.event, by=factories.user(Role.REVIEWER), reason="It did not happen.")
        else:
            actors = [factories.actor(f"actor-{chance.randrange(3)}")]
            said = {"actors": actors, "happened_edtf": chance.choice(DATES), "place": chance.choice([*places, None])}
            standing.append(factories.published(title=f"Event {number}", **said))
        if chance.random() < 0.7:  # somebody reads
            assert len(now().current) == len(standing)
    assert now() == anew()


def test_tags_that_are_written_again_are_read_again():
    entry = factories.published()
    assert now().tags
    EntryTag.objects.filter(entry=entry).delete()
    EntrySearch.objects.filter(entry=entry).update(version=VERSION - 1)
    EntryTag.objects.create(entry=entry, kind="mark", slug="contested", name="contested")
    assert list(now().tags) == [("mark", "contested")]


def test_a_moment_within_a_day_of_publications():
    first = factories.published(title="First")
    second = factories.republished(first, title="Second")
    first.refresh_from_db()
    between = first.known_at + (second.known_at - first.known_at) / 2
    for moment, total in (
        (first.known_at - timedelta(microseconds=1), []),
        (between, [first.pk]),
        (second.known_at, [second.pk]),
    ):
        assert Counted(Question(as_of=moment)).entries == BitMap(total)


def test_who_asked_before_somebody_published_gets_what_another_thread_has_read():
    factories.published()
    before = published().state
    factories.published()
    kept = now()
    assert corpus.corpus(before) is kept
    assert corpus.corpus(before._replace(newest=0)) == Corpus()


def test_where_a_backup_was_put_back_everything_is_read_anew():
    """Its numbers are used again: the last entry that was read is there, and was published at another moment."""
    factories.published()
    kept = now()
    earlier = kept.state._replace(known_at=kept.state.known_at - timedelta(days=1))
    corpus._kept[connection.settings_dict["NAME"]] = replace(kept, state=earlier)
    assert now() == kept
    assert now().lineage is not kept.lineage
    grown = now()
    factories.published()
    assert now().lineage is grown.lineage


def test_the_command_says_what_is_not_as_the_tables_have_it(capsys):
    factories.published()
    call_command("check_counts")
    assert "as many entries" in capsys.readouterr().out
    kept = now()
    kept.types[next(iter(kept.types))].clear()
    with pytest.raises(CommandError, match="type .*: 0 in the sets, 1 in the tables"):
        call_command("check_counts")
    kept.stands.by_day[next(iter(kept.stands.by_day))].clear()
    with pytest.raises(CommandError, match="day .*: 0 in the sets, 1 in the tables"):
        call_command("check_counts")


def test_the_command_compares_where_entries_lie():
    factories.published(place=factories.place(point=(55.75, 37.6)))
    kept = now()
    kept.spots[next(iter(kept.spots))].clear()
    with pytest.raises(CommandError, match="spot .*moscow.*: 0 in the sets, 1 in the tables"):
        call_command("check_counts")
