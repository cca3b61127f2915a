"""Sets of what has a word: those of the database, however they were asked for and whatever was published since."""

import random

import pytest

from accounts.roles import Role
from tests import factories
from timeline.actions import withdraw
from timeline.counting import corpus, words
from timeline.filters import Question
from timeline.indexing import VERSION
from timeline.models import Entry, EntrySearch, EntryTag
from timeline.published import published
from timeline.search.query import Search

pytestmark = pytest.mark.django_db

WORDS = ["truce", "convoy", "harbour", "bridge"]
SEARCHES = [
    *("truce", "truce convoy", "truce or convoy", "truce -convoy", "-truce", "-truce -bridge", "bri*", "-har*"),
    *('"truce convoy"', '-"truce convoy"', '"truce conv"*', "nowhere", "-nowhere", "truce convoy or harbour -bridge"),
]


def found(typed):
    return set(Question(search=Search.parse(typed)).counted.entries)


def asked_of_postgres(typed):
    rows = EntrySearch.objects.filter(vector=Search.parse(typed).query, entry__superseded_at=None)
    return set(rows.values_list("entry", flat=True))


def test_every_search_as_entries_come_and_go():
    chance = random.Random(3)
    standing = []
    for number in range(12):
        step = chance.random()
        title = f"{number}: {' '.join(chance.sample(WORDS, chance.randrange(4)))}"
        if standing and step < 0.2:
            standing.append(factories.republished(standing.pop(0), title=title))
        elif standing and step < 0.3:
            withdraw(event=standing.pop().event, by=factories.user(Role.REVIEWER), reason="It did not happen.")
        else:
            standing.append(factories.published(title=title))
        for typed in chance.sample(SEARCHES, 5):
            assert found(typed) == asked_of_postgres(typed), typed
    answers = {typed: found(typed) for typed in SEARCHES}
    assert answers == {typed: asked_of_postgres(typed) for typed in SEARCHES}
    assert len({frozenset(one) for one in answers.values()}) > 8


def test_a_word_is_looked_up_once_and_then_only_in_what_is_new(django_assert_num_queries):
    first = factories.published(title="A truce")
    assert found("truce") == {first.pk}
    with django_assert_num_queries(1):  # what is published
        assert found("truce") == {first.pk}
    # Nobody reads again what was there: a word that it gets now is not seen.
    EntrySearch.objects.filter(entry=first).update(vector="")
    second = factories.published(title="Another truce")
    assert found("truce") == {first.pk, second.pk}


def test_words_that_are_read_anew_are_looked_up_anew():
    entry = factories.published(title="A truce")
    assert found("truce") == {entry.pk}
    EntryTag.objects.filter(entry=entry).delete()
    EntrySearch.objects.filter(entry=entry).update(version=VERSION - 1, vector="'convoy':1A")
    EntryTag.objects.create(entry=entry, kind="mark", slug="contested", name="contested")
    assert found("truce") == set()
    assert found("convoy") == {entry.pk}


def test_so_many_searches_are_kept_and_no_more(monkeypatch):
    monkeypatch.setattr(words, "_KEPT", 3)
    factories.published(title="A truce")
    for typed in (*WORDS, "truce", *WORDS):
        assert found(typed) == asked_of_postgres(typed)
    kept = corpus.corpus(published().state).words._kept
    assert len(kept) == 3


def test_they_are_read_a_stretch_at_a_time(monkeypatch):
    monkeypatch.setattr(words, "_AT_ONCE", 3)
    entries = [factories.published(title=title) for title in [*("A truce", "No word of it") * 5, "A truce"]]
    lists = []
    monkeypatch.setattr(words, "BitMap", lambda ids=(): lists.append(list(ids)) or corpus.BitMap(ids))
    assert found("truce") == {one.pk for one in entries[::2]}
    read = [ids for ids in lists if ids]
    assert sum(map(len, read)) == 6
    assert len(read) > 1
    assert max(map(len, read)) <= 3


def test_nothing_is_published():
    assert found("truce") == found("-truce") == set()
    assert not Entry.objects.exists()
