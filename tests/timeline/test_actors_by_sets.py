"""Pages of actors read a part of what there is; it is what one finds who reads all of it, however small the parts."""

import random
from collections import defaultdict
from datetime import UTC, datetime

import pytest
from django.db import transaction

from accounts.roles import Role
from actors.models import Actor, Office
from claims import actions as claim_actions
from tests import factories
from tests.timeline.test_actor_record import _with
from timeline import actions as event_actions
from timeline import actor_corrections, actor_rows, actor_statements
from timeline.actor_corrections import _FACTS, corrections_of
from timeline.actor_list import list_of
from timeline.actor_rows import posts_then
from timeline.actor_statements import told_of
from timeline.models import Entry, EntryActor, Event, Statement
from timeline.public_actors import Occurring
from timeline.threads import thread_of_speaker

pytestmark = pytest.mark.django_db

TITLES = ["adviser", "minister", "spokesperson", "never said"]
SAID = ["2025-01-05", "2025-02-10", "2025-03-15", "2026", ""]
SPANS = [("", ""), ("2025-01", "2025-01"), ("2025-02", ""), ("", "2025-02-01"), ("2026", "2026")]


@pytest.fixture(scope="module", params=[1, 2, 3])
def chance(request):
    return random.Random(request.param)


@pytest.fixture(scope="module")
def published(chance, django_db_setup, django_db_blocker):
    """Made once for each number of chance: each test runs in a savepoint inside this transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield publications(chance)
        transaction.set_rollback(True)


def publications(chance):
    """Two dozen publications of three people who change their offices, of which some are changed and withdrawn."""
    people = [factories.actor(f"person-{number}", f"Person {number}") for number in range(3)]
    state = factories.actor("state", "A State", kind="state")
    standing = []
    for number in range(24):
        step = chance.random()
        speaker, other = chance.sample(people, 2)
        if standing and step < 0.35:
            entry, claims = standing[chance.randrange(len(standing))]
            if len(claims) == 2 and chance.random() < 0.4:
                event = Event.objects.get(pk=entry.event_id)
                event_actions.untie_claim(event=event, claim=claims.pop(chance.randrange(2)), by=factories.user())
            else:
                reworded(chance.choice(claims), f"Said otherwise {number}.")
            event_actions.publish(event=entry.event, by=factories.user(Role.REVIEWER), note=f"Wrong {number}.")
        elif standing and step < 0.45:
            entry, _ = standing.pop(chance.randrange(len(standing)))
            event_actions.withdraw(event=entry.event, by=factories.user(Role.REVIEWER), reason="It was not so.")
        else:
            post = Office.objects.get_or_create(actor=speaker, title=chance.choice(TITLES[:3]), start_edtf="2020")[0]
            Office.objects.filter(actor=speaker, start_edtf="2020").exclude(pk=post.pk).delete()
            first = factories.approved_claim(speaker=speaker, text=f"Said {number}.", said_edtf=chance.choice(SAID))
            addressed = [(state, "addressee")] if chance.random() < 0.3 else []
            second = factories.approved_claim(speaker=other, text=f"Answered {number}.", attributions=addressed)
            claims = [first, second]
            entry = factories.published(claims=claims, title=f"Event {number}", actors=chance.sample(people, 1))
            standing.append((entry, claims))
    for person in people:
        for title in TITLES:
            start, end = chance.choice(SPANS)
            Office.objects.create(actor=person, title=title, start_edtf=start, end_edtf=end)
    return [*people, state]


def reworded(claim, text):
    claim.refresh_from_db()
    content = _with(claim, text=text)
    claim_actions.edit_claim(claim=claim, content=content, version=claim.version, by=factories.user())
    factories.approve(factories.to_review(claim))


def moments(chance):
    known = list(Entry.objects.order_by("known_at").values_list("known_at", flat=True))
    return [None, *chance.sample(known, 3)]


def is_public(entry, moment):
    if moment is None:
        return entry.superseded_at is None
    return entry.known_at <= moment and (entry.superseded_at is None or entry.superseded_at > moment)


def spoken_at(moment):
    rows = Statement.objects.select_related("entry").order_by("-entry_id", "position")
    return [one for one in rows if is_public(one.entry, moment)]


def names(statement, actor):
    people = [*statement.attributions, *statement.on_behalf_of]
    return actor.pk in statement.speaker_ids or actor.slug in {one["slug"] for one in people}


def test_offices_are_those_in_which_something_was_said(chance, published, monkeypatch):
    found_any = False
    for moment in moments(chance):
        expected = {
            (office.actor_id, office.title, office.start_edtf, office.end_edtf)
            for office in Office.objects.select_related("actor")
            if any(is_said_in(one, office) for one in spoken_at(moment))
        }
        for newest in (0, 1, 20):
            monkeypatch.setattr(actor_rows, "_NEWEST", newest)
            found = posts_then([one.pk for one in published], Occurring(moment))
            assert {(one.actor_id, one.title, one.span.start.edtf, one.span.end.edtf) for one in found} == expected
        found_any = found_any or bool(expected)
    assert found_any


def is_said_in(statement, office):
    shown = any(
        (who["slug"], who.get("office")) == (office.actor.slug, office.title) for who in statement.attributions
    )
    if not shown or statement.said_earliest is None:
        return shown
    began = office.start_earliest is None or office.start_earliest <= statement.said_earliest
    return began and (office.end_latest is None or statement.said_earliest <= office.end_latest)


def test_statements_are_all_that_name_the_actor_the_newest_first(chance, published, monkeypatch):
    for moment in moments(chance):
        public = spoken_at(moment)
        for actor in published:
            expected = [one.pk for one in public if names(one, actor)]
            for entries, rarely, most in ((500, 20, 1_000), (1, 20, 1_000), (2, 1, 3), (3, 0, 3)):
                monkeypatch.setattr(actor_statements, "_ENTRIES_AT_ONCE", entries)
                monkeypatch.setattr(actor_statements, "_RARELY", rarely)
                monkeypatch.setattr(actor_statements, "MOST_READ", most)
                told = told_of([actor.pk], {actor.slug}, moment)
                assert [one.pk for one in told.statements] == expected[:most]
                assert told.more == (len(expected) > most)


def test_corrections_are_those_by_which_something_reads_otherwise(chance, published, monkeypatch):
    monkeypatch.setattr(actor_corrections, "_READ_AT_ONCE", 3)
    monkeypatch.setattr(actor_corrections, "_COMPARED_AT_ONCE", 2)
    found_any = False
    for moment in moments(chance):
        for actor in published:
            expected = corrected_by_hand(actor, moment)
            for looked_up, most in ((10_000, 20), (10_000, 2), (0, 20), (0, 2)):
                monkeypatch.setattr(actor_corrections, "_MOST_LOOKED_UP", looked_up)
                monkeypatch.setattr(actor_corrections, "_MOST", most)
                found = corrections_of(told_of([actor.pk], {actor.slug}, moment), moment)
                assert [(one.entry.pk, one.statements) for one in found] == expected[:most]
            found_any = found_any or bool(expected)
    assert found_any


def corrected_by_hand(actor, moment):
    said = defaultdict(dict)
    for one in Statement.objects.all():
        if actor.pk in one.speaker_ids:
            said[one.entry_id][one.claim_id] = [getattr(one, name) for name in _FACTS]
    found = []
    for entry in Entry.objects.exclude(correction_note="").order_by("-known_at", "-pk"):
        if moment is None or entry.known_at <= moment:
            before = Entry.objects.get(event=entry.event_id, revision=entry.revision - 1)
            changed = sum(said[entry.pk].get(claim) != facts for claim, facts in said[before.pk].items())
            found += [(entry.pk, changed)] if changed else []
    return found


def test_the_list_has_whoever_occurs_in_what_was_known(chance, published):
    for moment in moments(chance):
        occurs = defaultdict(set)
        for row in EntryActor.objects.select_related("entry"):
            if is_public(row.entry, moment):
                occurs[row.slug].add(row.entry_id)
        for one in spoken_at(moment):
            for who in [*one.attributions, *one.on_behalf_of]:
                occurs[who["slug"]].add(one.entry_id)
        found = list_of(moment, datetime.now(UTC).date())
        assert {one.name: one.entries for one in found.listed} == {
            Actor.objects.get(slug=slug).name: len(entries) for slug, entries in occurs.items()
        }


def test_nobody_s_thread_is_empty():
    assert not thread_of_speaker([], None)
