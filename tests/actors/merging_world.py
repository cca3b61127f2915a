"""Actors with rows of every kind that names one, so that many of them are the same row once two are one."""

import random

from django.apps import apps
from django.core.exceptions import ValidationError

from accounts.actions import follow
from accounts.models import Follow
from actors import actions
from actors.models import ActorMerge, ActorName, Office
from claims.models import Attribution, OfficeEvidence
from tests import factories
from timeline.models import EventActor

REASON = "They are one."
# What is written of itself when anything else is: histories, what waits for publishing, and what is made anew.
_FOLLOWS = {"timeline.livestate", "claims.claimwords", "actors.actormerge"}
_MOMENTS = {"updated_at"}


def make_world(seed, *, actors=5, claims=4):
    """So many actors, and rows that name them by chance; everything in it may collide."""
    chance = random.Random(seed)
    people = [factories.actor(f"actor-{n}", f"Actor {n}", kind="organisation") for n in range(actors)]
    editor = factories.user()
    excerpts = [factories.passage(), factories.passage(exact="nothing more")]
    made = [factories.approved_claim(text=f"Claim {n}.", speaker=people[n % actors]) for n in range(claims)]
    events = [factories.event(title=f"Event {n}", claims=[one]) for n, one in enumerate(made)]
    suggestion = factories.suggestion(speaker=people[0], addressee=people[1])
    for person in people:
        for claim in chance.sample(made, 2):
            for role in chance.sample(["speaker", "subject", "addressee"], 2):
                Attribution.objects.get_or_create(claim=claim, actor=person, role=role)
        for event in chance.sample(events, 2):
            EventActor.objects.get_or_create(event=event, actor=person, role=chance.choice(["source", "target"]))
        for text in chance.sample(["The ministry", "MFA", "Мінзакордонних"], 2):
            ActorName.objects.get_or_create(actor=person, text=text, kind="alias")
        for title in chance.sample(["member", "observer"], chance.choice([1, 2])):
            body = chance.choice([None, *people])
            office = Office.objects.create(actor=person, title=title, organisation=body, start_edtf="2024")
            for excerpt in chance.sample(excerpts, chance.choice([0, 1, 2])):
                OfficeEvidence.objects.create(office=office, excerpt=excerpt, added_by=editor)
        if chance.random() < 0.5:
            follow(what=person, by=editor)
        if chance.random() < 0.5:
            suggestion.subjects.add(person)
        if chance.random() < 0.5:
            factories.conflict().parties.add(person)
        if (principal := chance.choice([None, *people])) not in {None, person} and person not in principal.principals:
            person.acts_for = principal
            person.save()
    return people


def every_row():
    """Every row of every table as it stands, but for moments and what follows from other rows."""
    rows = {}
    for model in apps.get_models(include_auto_created=True):
        label = model._meta.label_lower
        if label in _FOLLOWS or label.endswith("version") or label.startswith("pghistory."):
            continue
        names = [one.attname for one in model._meta.concrete_fields if one.attname not in _MOMENTS]
        rows[label] = {row[0]: row for row in model._base_manager.order_by("pk").values_list("pk", *names)}
    return rows


def merged(gone, kept, by=None, **more):
    """The merge, or None where it is refused."""
    try:
        return actions.merge_actors(gone=gone, kept=kept, reason=REASON, by=by or factories.user(), **more)
    except ValidationError:
        return None


def undone(merge, by=None):
    """Whether the merge could be taken back."""
    try:
        actions.unmerge_actors(merge=merge, reason="They are two.", by=by or factories.user())
    except ValidationError:
        return False
    return True


def undo_all(chance):
    """Take every merge back, in an order by chance."""
    while standing := list(ActorMerge.objects.in_force()):
        chance.shuffle(standing)
        assert sum(undone(merge) for merge in standing)


def said_of():
    """Who is named in which claim and in which event, as a set, by the actor that each goes on as."""
    ways = ActorMerge.objects.ways()
    facts = {("claim", *row) for row in Attribution.objects.values_list("claim", "actor", "role")}
    facts |= {("event", *row) for row in EventActor.objects.values_list("event", "actor", "role")}
    facts |= {("follow", user, actor, "") for user, actor in Follow.objects.values_list("user", "object_id")}
    return ways, facts


def as_merged(facts, ways):
    """The same facts of the actors that go on."""
    return {(kind, thing, ways.get(actor, actor), role) for kind, thing, actor, role in facts}
