"""Cards and panels are kept as HTML: whatever happens, a page reads as if each were made for it."""

import random
from dataclasses import replace

import pytest
from cachetools import LRUCache
from django.test import Client

from accounts.roles import Role
from actors.actions import merge_actors, unmerge_actors
from actors.models import Actor
from claims.actions import merge_issues
from lib.languages import active_language
from tests import factories
from timeline import card_html, panel
from timeline.actions import withdraw
from timeline.cards import NOTHING_SOUGHT, card_of
from timeline.counting.corpus import Corpus
from timeline.lanes import Placed
from timeline.models import Entry

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/",
    "/uk/",
    "/ru/?order=oldest",
    "/?actor=actor-1",
    "/?verdict=verified&type=statement",
    "/?q=truce",
    "/uk/?q=truce&order=relevance",
    "/?q=truse",
    "/?issue=prisoners",
    "/?from=2025-03-11&to=2025-03-20",
    "/?as_of=2025-03-14",
    "/?as_of=2099-01-01&actor=actor-0",
    "/?view=map",
    "/conflicts/talks/",
    "/conflicts/other/?actor=actor-2",
]
DATES = ["2025-03-10", "2025-03", "2025-03-12T08:30Z", "2025-03~", "2025", "../2025-03-05", ""]


def forget():
    card_html.forget()
    panel.forget()


def read(client):
    return {url: (answer.status_code, answer.content) for url in ADDRESSES for answer in [client.get(url)]}


@pytest.mark.parametrize("seed", range(2))
def test_kept_pages_are_those_that_are_made_anew(seed):
    chance = random.Random(seed)
    client = Client()
    issues = [factories.issue("ceasefire"), factories.issue("prisoners", "Prisoners")]
    conflicts = [factories.conflict(), factories.conflict("other", "The other talks")]
    standing, merges = [], []
    for number in range(12):
        step = chance.random()
        if number == 8:
            gone, kept = Actor.objects.get(slug="actor-1"), Actor.objects.get(slug="actor-0")
            merges.append(merge_actors(gone=gone, kept=kept, reason="The same.", by=factories.user(Role.EDITOR)))
        elif number == 10:
            unmerge_actors(merge=merges[0], reason="Two after all.", by=factories.user(Role.EDITOR))
        elif number == 9:
            merge_issues(gone=issues[0], kept=issues[1], reason="One.", by=factories.user(Role.EDITOR))
        elif len(standing) > 3 and step < 0.3:
            entry = standing.pop(chance.randrange(len(standing)))
            standing.append(factories.republished(entry, title=f"Truce {number} <b>&amp;</b>, again"))
        elif len(standing) > 3 and step < 0.5:
            entry = standing.pop(chance.randrange(len(standing)))
            withdraw(event=entry.event, by=factories.user(Role.REVIEWER), reason="It did not happen.")
        else:
            where = chance.choice(conflicts)
            # Issues are of the first conflict; of two that are merged only one goes on.
            issue = chance.choice(issues[number > 9 :]) if where == conflicts[0] else None
            claim = factories.approved_claim(conflict=where, issue=issue)
            standing.append(
                factories.published(
                    claims=[claim],
                    title=f"A truce & {number}",
                    conflict=where,
                    actors=[factories.actor(f"actor-{number % 3}")],
                    happened_edtf=chance.choice(DATES),
                )
            )
        kept = read(client)
        assert read(client) == kept  # now from what is kept
        forget()
        assert read(client) == kept


def test_a_card_that_is_kept_is_not_made_again(client, monkeypatch):
    factories.published(title="Once")
    made = []
    monkeypatch.setattr(
        card_html, "card_of", lambda entry, *args, **kw: made.append(entry.pk) or card_of(entry, *args, **kw)
    )
    monkeypatch.setattr(
        panel, "count_facets", lambda *args, count=panel.count_facets: made.append("panel") or count(*args)
    )
    first = client.get("/").content
    assert client.get("/").content == first
    assert len(made) == 2
    client.get("/uk/")
    assert len(made) == 4
    client.get("/?as_of=2099-01-01")  # the same cards: only where they lead to differs
    assert len(made) == 5


def test_links_of_a_card_lead_to_the_moment_in_all_places_that_lead_somewhere():
    entry = factories.published(title="Now and then", claims=[factories.approved_claim() for _ in range(6)])
    moments = ("", "2025-03-14T10:00:00Z")
    now, then = (card_html.cards_html([entry.pk], Corpus(), as_of=moment)[0].card for moment in moments)
    links = now.count('href="')
    assert links >= 3
    assert then.count('/?as_of=2025-03-14T10%3A00%3A00Z"') == links
    assert then.replace("?as_of=2025-03-14T10%3A00%3A00Z", "") == now
    assert "\0" not in now


def test_cards_come_in_the_order_asked_for_with_where_they_stand():
    dates = ["2025-03-12", "2025-03", "2025-03-14T08:30Z"]
    entries = [factories.published(title=f"Truce {number}", happened_edtf=date) for number, date in enumerate(dates)]
    sets = Corpus()
    for numbers in ([entries[1].pk], [one.pk for one in entries], [one.pk for one in reversed(entries)]):
        found = card_html.cards_html(numbers, sets)
        assert [one.pk for one in found] == numbers
        for one in found:
            entry = Entry.objects.get(pk=one.pk)
            assert replace(one, card="") == Placed.of(entry, "")
            assert entry.title in one.card


def test_a_card_is_not_kept_beyond_what_it_was_read_from():
    """Numbers are used again where a backup was put back, and then the sets have another lineage."""
    entry = factories.published(title="Now")
    sets = Corpus()
    key = sets.lineage, entry.pk, active_language(), NOTHING_SOUGHT
    card_html._cards[key] = Placed.of(entry, b"Then")
    assert card_html.cards_html([entry.pk], sets)[0].card == "Then"
    assert "Now" in card_html.cards_html([entry.pk], Corpus())[0].card


def test_an_entry_that_is_gone_meanwhile_is_left_out():
    entry = factories.published()
    assert [one.pk for one in card_html.cards_html([entry.pk + 1, entry.pk], Corpus())] == [entry.pk]


def test_what_is_kept_has_a_bound(monkeypatch):
    """However many pages are asked for, a process does not grow without an end."""
    entry = factories.published(title="x" * 150)
    kept = LRUCache(20_000, getsizeof=card_html._cards.getsizeof)
    monkeypatch.setattr(card_html, "_cards", kept)
    for _ in range(40):
        card_html.cards_html([entry.pk], Corpus())
    assert 10_000 < kept.currsize <= kept.maxsize
    assert len(kept) < 40
