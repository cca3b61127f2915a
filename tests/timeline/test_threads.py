"""Threads: how published claims stand to each other, as a list to read; against one worked out by hand."""

import random
from itertools import pairwise

import pytest
from django.db import transaction

from claims.actions import link_claims, unlink_claims
from claims.enums import LinkKind
from claims.threads import threaded
from tests import factories
from tests.pages import of_class, read, the, words
from timeline import actions as event_actions
from timeline import threads
from timeline.models import Entry, Event, Statement, StatementLink
from timeline.threads import Said, thread_of

pytestmark = pytest.mark.django_db


def approved(text, said="2025-03-13", *, speaker=...):
    values = {} if speaker is ... else {"speaker": speaker}
    return factories.approved_claim(text=text, said_edtf=said, **values)


def linked(claim, other, kind):
    link_claims(claim=claim, other=other, kind=kind, by=factories.user())


def republished(entry):
    return event_actions.publish(event=entry.event, by=factories.user("reviewer"), note="For the link.")


def posts_of(posts, depth=0):
    for post in posts:
        yield depth, post
        yield from posts_of(post.answers, depth + 1)


def texts(element):
    return [words(one) for one in of_class(element, "said-text")]


# ---- on pages


def test_who_denies_and_who_repeats(client):
    first = approved("A truce was offered.", "2025-03-13")
    again = [approved(f"A truce was offered, he says ({day}).", f"2025-03-{day}") for day in (14, 15)]
    denial = approved("There was no offer.", "2025-03-16", speaker=factories.actor("peskov", "Dmitry Peskov"))
    for one in again:
        linked(one, first, "repeats")
    linked(denial, first, "denies")
    draft = factories.draft_claim(text="SECRET draft")
    linked(draft, first, "denies")
    linked(first, draft, "contradicts")
    for claim in (first, *again, denial):
        factories.published(claims=[claim], title=claim.text)
    for claim in (first, *again, denial):
        root = read(client, f"/claims/{claim.pk}/")
        thread = the(root, "thread", "ol")
        assert texts(thread) == [one.text for one in (first, *again, denial)]
        summary = words(the(thread, "thread-repeats").find("summary"))
        assert summary == "First said: 13 March 2025, Yuri Ushakov; repeated 2 times; last: 15 March 2025"
        (how,) = of_class(thread, "thread-how")
        assert words(how).startswith("Denies")
        (here,) = thread.xpath(".//*[@aria-current]")
        assert claim.text in words(here)
        assert "SECRET" not in root.text_content()


def test_the_other_end_is_told_too(client):
    late, early = approved("No, it was not.", "2025-03-20"), approved("It was.", "2025-03-21")
    linked(late, early, "denies")
    factories.published(claims=[late, early])
    root = read(client, f"/claims/{early.pk}/")
    assert texts(the(root, "thread", "ol")) == [late.text, early.text]
    assert words(of_class(root, "thread-how")[0]).startswith("Is denied by")


def test_a_thread_of_then(client):
    first, answer = approved("It was."), approved("It was not.", "2025-03-14")
    entry = factories.published(claims=[first])
    linked(answer, first, "denies")
    before = Entry.objects.get().known_at
    factories.published(claims=[answer])
    assert texts(read(client, f"/claims/{first.pk}/")) == [first.text, answer.text]
    assert texts(read(client, f"/claims/{first.pk}/", as_of=before.isoformat().replace("+00:00", "Z"))) == []
    assert texts(read(client, entry.get_absolute_url())) == [first.text, answer.text]
    factories.republished(entry, title="Corrected")
    last = read(client, f"/events/{entry.event_id}/revisions/1/")
    assert texts(last) == [first.text, answer.text]


def test_what_was_withdrawn_is_in_no_thread(client):
    first, answer = approved("It was."), approved("It was not.", "2025-03-14")
    linked(answer, first, "denies")
    factories.published(claims=[first])
    gone = factories.published(claims=[answer])
    event_actions.withdraw(event=gone.event, reason="Staged.", by=factories.user("reviewer"))
    root = read(client, f"/claims/{first.pk}/")
    assert texts(root) == []
    assert answer.text not in root.text_content()


def test_no_way_leads_through_what_is_not_published():
    one, other, draft = approved("One."), approved("Other."), factories.draft_claim(text="Draft.")
    linked(one, draft, "repeats")
    linked(other, draft, "repeats")
    factories.published(claims=[one])
    factories.published(claims=[other])
    assert not thread_of([one.pk], None)


@pytest.mark.parametrize("number", [1, 5])
def test_three_questions_whatever_the_size(number, django_assert_num_queries):
    claims = [approved(f"Claim {at}.") for at in range(number + 1)]
    for one, other in pairwise(claims):
        linked(one, other, "contradicts")
    factories.published(claims=claims)
    with django_assert_num_queries(3):
        thread = thread_of([claims[0].pk], None)
        assert len(list(posts_of(thread.posts))) == min(number, threads.DEEPEST) + 1


def test_more_than_a_page_tells_is_said(client, monkeypatch):
    monkeypatch.setattr(threads, "MOST", 3)
    claims = [approved(f"Claim {at}.") for at in range(5)]
    for other in claims[1:]:
        linked(other, claims[0], "denies")
    factories.published(claims=claims)
    root = read(client, f"/claims/{claims[0].pk}/")
    assert len(texts(root)) == 3
    assert "More claims are linked" in root.text_content()


# ---- against brute force: what is reached


@pytest.fixture
def statements():
    """Nine claims, each published in an event of its own; two events are withdrawn again."""
    entries = [factories.published(claims=[approved(f"Claim {at}.")], title=f"Event {at}") for at in range(9)]
    for entry in entries[-2:]:
        event_actions.withdraw(event=entry.event, reason="Staged.", by=factories.user("reviewer"))
    return list(Statement.objects.select_related("entry").order_by("pk"))


def moments_of(statements):
    found = [one.entry.known_at for one in statements]
    found += [one.entry.superseded_at for one in statements if one.entry.superseded_at]
    return [None, *found]


def stands(statement, moment):
    entry = statement.entry
    if moment is None:
        return entry.superseded_at is None
    return entry.known_at <= moment and (entry.superseded_at is None or entry.superseded_at > moment)


def reached_by_hand(seeds, edges, statements, moment, *, deepest, most):
    known = {one.claim_id for one in statements if stands(one, moment)}
    drawn = {edge for edge in edges if edge[0] in known and edge[2] in known}
    beside = {claim: {b if a == claim else a for a, _, b in drawn if claim in (a, b)} for claim in known}
    depth = dict.fromkeys(seeds, 0)
    for far in range(1, deepest + 1):
        for claim in [one for one, at in depth.items() if at == far - 1]:
            for other in beside.get(claim, ()):
                depth.setdefault(other, far)
    joined = [claim for claim in depth if beside.get(claim)]
    joined.sort(key=lambda claim: (depth[claim], claim))
    return joined[:most], {edge for edge in drawn if {edge[0], edge[2]} <= set(joined[:most])}, len(joined) > most


@pytest.mark.parametrize("seed", range(4))
def test_random_graphs_are_reached_as_by_hand(statements, seed, monkeypatch):
    chance = random.Random(seed)
    for _ in range(12):
        claims = [one.claim_id for one in statements]
        edges = {
            (one, chance.choice(LinkKind.values), other)
            for one, other in (chance.sample(claims, 2) for _ in range(chance.randint(1, 14)))
        }
        most, deepest = chance.randint(2, 9), chance.randint(1, 4)
        monkeypatch.setattr(threads, "MOST", most)
        monkeypatch.setattr(threads, "DEEPEST", deepest)
        asked, moment = chance.sample(claims, chance.randint(1, 3)), chance.choice(moments_of(statements))
        with Drawn(statements, edges):
            found = thread_of(asked, moment)
        joined, drawn, more = reached_by_hand(asked, edges, statements, moment, deepest=deepest, most=most)
        told = {one.statement.claim_id for _, post in posts_of(found.posts) for one in (post.first, *post.repeats)}
        linked_among = {claim for edge in drawn for claim in (edge[0], edge[2])}
        assert told == set(joined) & linked_among, (seed, edges, asked, moment)
        assert found.more == more or not found


class Drawn:
    """These links, drawn by the statements' own claims, for as long as the block lasts."""

    def __init__(self, statements, edges):
        by_claim = {one.claim_id: one for one in statements}
        self.rows = [
            StatementLink(
                statement=by_claim[one],
                entry=by_claim[one].entry,
                claim_id=one,
                other_id=other,
                kind=kind,
                day="2025-03-13",
                known_at=by_claim[one].entry.known_at,
                superseded_at=by_claim[one].entry.superseded_at,
            )
            for one, kind, other in edges
        ]

    def __enter__(self):
        self.block = transaction.atomic()
        self.block.__enter__()
        StatementLink.objects.bulk_create(self.rows)

    def __exit__(self, *_):
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)


# ---- against brute force: how it is laid out


def some_said(chance, number):
    days = ["", "2025", "2025-03", "2025-03-13", "2025-03-14", "2025-03-14", "2025-03-20"]
    rows = [Statement(claim_id=at, text=f"{at}", said_edtf=chance.choice(days)) for at in range(1, number + 1)]
    return {row.claim_id: Said(row, "", "", "") for row in rows}


def repeated_by_hand(said, edges):
    groups = [{claim} for claim in said]
    for one, kind, other in edges:
        if kind == "repeats":
            joined = [group for group in groups if one in group or other in group]
            groups = [group for group in groups if group not in joined] + [set().union(*joined)]
    return groups


def when(one):
    date = one.statement.said
    return (date.precision == "unknown", date.sort, one.statement.claim_id)


@pytest.mark.parametrize("seed", range(200))
def test_random_graphs_are_laid_out_whole(seed):
    chance = random.Random(seed)
    said = some_said(chance, chance.randint(2, 9))
    edges = [
        (one, chance.choice(LinkKind.values), other)
        for one, other in (chance.sample(list(said), 2) for _ in range(chance.randint(1, 12)))
    ]
    posts = threaded(said, edges)
    found = list(posts_of(posts))
    told = [one.statement.claim_id for _, post in found for one in (post.first, *post.repeats)]
    assert sorted(told) == sorted({claim for one, _, other in edges for claim in (one, other)}), "each exactly once"
    by_hand = [group for group in repeated_by_hand(said, edges) if len(group) > 1]
    collapsed = [
        {post.first.statement.claim_id, *(one.statement.claim_id for one in post.repeats)} for _, post in found
    ]
    assert [group for group in collapsed if len(group) > 1 and group not in by_hand] == []
    assert len([group for group in collapsed if len(group) > 1]) == len(by_hand)
    for _, post in found:
        assert post.first == min((post.first, *post.repeats), key=when), "the first that said it stands for all"
        assert post.repeats == sorted(post.repeats, key=when)
        assert [one.first for one in post.answers] == sorted((one.first for one in post.answers), key=when)
        assert all(answer.how for answer in post.answers)
    tops = [post.first for post in posts]
    assert tops == sorted(tops, key=when)
    assert not any(post.how for post in posts)
    inside = {frozenset(group) for group in by_hand}
    told_links = sum(bool(post.how) + len(post.further) for _, post in found)
    untold = {edge for edge in edges if edge[1] == "repeats" and any({edge[0], edge[2]} <= group for group in inside)}
    assert told_links == len(set(edges) - untold), "every link is told once"
    chance.shuffle(edges)
    assert threaded(said, edges) == posts, "the order in which the database gives them changes nothing"


# ---- what links make of publications


def test_a_link_to_what_readers_do_not_know_makes_no_revision():
    first = factories.published(claims=[approved("A truce was offered.")], title="Offer")
    draft = factories.draft_claim(text="SECRET draft")
    linked(first.statements.get().claim, draft, "contradicts")
    assert not Event.objects.to_publish().exists()
    assert republished(first) == first
    # Nor when something else is told.
    other = approved("It was in writing.")
    event_actions.tie_claim(event=first.event, claim=other, by=factories.user())
    second = republished(first)
    assert [change["after"] for change in second.changes] == ["It was in writing."]
    assert not StatementLink.objects.exists()


def test_it_waits_to_be_told_once_readers_know_the_other():
    first = factories.published(claims=[approved("A truce was offered.")], title="Offer")
    other = approved("There was no offer.")
    linked(first.statements.get().claim, other, "walks_back")
    factories.published(claims=[other], title="Denial")
    assert list(Event.objects.to_publish()) == [first.event]
    second = republished(first)
    assert [change["after"] for change in second.changes] == [
        "“A truce was offered.” walks back “There was no offer.”"
    ]
    assert not Event.objects.to_publish().exists()


def test_a_first_publication_takes_its_links_along():
    one, other = approved("A truce was offered."), approved("There was no offer.")
    linked(one, other, "walks_back")
    first = factories.published(claims=[one], title="Offer")
    factories.published(claims=[other], title="Denial")
    assert [link.other for link in StatementLink.objects.known()] == [other]
    assert republished(first) == first
    assert not Event.objects.to_publish().exists()


def test_links_of_drafts_are_no_change_of_them():
    draft, other = factories.draft_claim(text="SECRET draft"), approved("There was no offer.")
    factories.published(claims=[other])
    versions = draft.versions.count()
    link = link_claims(claim=draft, other=other, kind="denies", by=factories.user())
    unlink_claims(link=link, reason="It does not.", by=factories.user())
    assert draft.versions.count() == versions


def test_a_published_link_that_is_taken_back_waits_to_be_told():
    one, other = approved("A truce was offered."), approved("There was no offer.")
    linked(one, other, "walks_back")
    first = factories.published(claims=[one], title="Offer")
    factories.published(claims=[other], title="Denial")
    unlink_claims(link=one.links.get(), reason="It does not.", by=factories.user())
    assert list(Event.objects.to_publish()) == [first.event]
