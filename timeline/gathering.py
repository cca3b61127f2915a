"""What a publication freezes, read from the desk: as many questions for a hundred events as for one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, QuerySet, prefetch_related_objects
from django.db.models.functions import JSONArray

from actors.models import Actor, ActorName, Office
from claims.enums import ExcerptState, Stage
from claims.models import Attribution, Claim, ClaimLink, Evidence
from claims.outcomes import unmet_outcomes
from lib.kept_questions import KeptQuestion, among
from lib.nested_rows import NestingQuerySet, hang
from timeline.models import Entry, Event, EventActor, EventClaim, EventLink, Figure, Statement

Told = dict[int, dict[int, list[dict[str, Any]]]]
# What most events have nothing of: the question for its claims says so, and then nobody asks for it.
_BESIDE = {
    "has_entries": Exists(Entry.objects.filter(event=OuterRef("event"))),
    "has_figures": Exists(Figure.objects.filter(event=OuterRef("event"))),
    "has_links": Exists(EventLink.objects.filter(event=OuterRef("event")))
    | Exists(EventLink.objects.filter(other=OuterRef("event"))),
    "has_claim_links": Exists(ClaimLink.objects.filter(claim=OuterRef("claim")))
    | Exists(ClaimLink.objects.filter(other=OuterRef("claim"))),
}


@KeptQuestion
def _claims() -> QuerySet[EventClaim]:
    ties: NestingQuerySet[EventClaim] = NestingQuerySet(EventClaim)
    ties = ties.filter(among("event", "events"), claim__stage=Stage.APPROVED).select_related("claim__issue")
    ties = ties.nest("claim__attributions", rows=Attribution.objects.order_by("pk"))
    return ties.annotate(**_BESIDE).order_by("event_id", "position", "pk")


@KeptQuestion
def _evidence() -> QuerySet[Evidence]:
    return Evidence.objects.to_cite().filter(among("claim", "claims"))


@KeptQuestion
def _people() -> QuerySet[Any]:
    names = ActorName.objects.filter(actor=OuterRef("pk")).order_by("pk")
    offices = Office.objects.defer("keys").order_by(F("start_earliest").desc(nulls_last=True))
    taking_part = EventActor.objects.filter(among("event", "events")).order_by()
    actors = Actor.objects.filter(among("pk", "people", taking_part.values("actor")))
    actors = actors.only("slug", "name", "kind", "acts_for")
    actors = actors.annotate(
        known_as=ArraySubquery(names.values(read=JSONArray("pk", "text", "language"))),
        takes_part=ArraySubquery(
            taking_part.filter(actor=OuterRef("pk")).values(read=JSONArray("pk", "event", "role"))
        ),
    )
    return actors.nest("offices", rows=offices)


@dataclass
class Gathered:
    """An event with everything that is frozen of it, or stands in the way of that.

    `told` are those of the linked claims that readers know: by claim and event, the links that it is told with there.
    `names` are those of its people, by their numbers: number, text and language of each.
    """

    event: Event
    claims: list[Claim] = field(default_factory=list)
    unmet: dict[int, str] = field(default_factory=dict)
    claim_links: list[ClaimLink] = field(default_factory=list)
    linked_from: list[ClaimLink] = field(default_factory=list)
    taking_part: list[EventActor] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    links: list[EventLink] = field(default_factory=list)
    public_titles: dict[int, str] = field(default_factory=dict)
    told: Told = field(default_factory=dict)
    names: dict[int, list[tuple[int, str, str]]] = field(default_factory=dict)
    # What is not known to be missing is asked for.
    has_entries: bool = True
    has_figures: bool = True
    has_links: bool = True
    has_claim_links: bool = True


def gather(events: Sequence[Event]) -> list[Gathered]:
    """These events with their approved claims, the people and passages in those, and what they are linked to."""
    found = {event.pk: Gathered(event) for event in events}
    _gather_claims(found)
    _gather_people(found)
    if counted := [pk for pk, one in found.items() if one.has_figures]:
        for figure in Figure.objects.filter(event__in=counted).order_by("event_id", "kind", "pk"):
            found[figure.event_id].figures.append(figure)
    _gather_claim_links([one for one in found.values() if one.has_claim_links])
    _gather_links({pk: one for pk, one in found.items() if one.has_links})
    return list(found.values())


def _gather_claims(found: dict[int, Gathered]) -> None:
    """Those that a second person has approved, in each event's own order."""
    claims = []
    for tie in _claims.ask(events=list(found)):
        one = found[tie.event_id]
        is_first = not one.claims
        one.claims.append(tie.claim)
        claims.append(tie.claim)
        for name in _BESIDE:
            setattr(one, name, getattr(tie, name) or (not is_first and getattr(one, name)))
    evidence = _evidence.ask(claims=[claim.pk for claim in claims])
    passages = defaultdict(list)
    for item in evidence:
        passages[item.claim_id].append(item)
    for claim in claims:
        hang(claim, "evidence", passages[claim.pk])
    # Of others nobody asks whether their articles still have them.
    orphaned = [one.excerpt for one in evidence if one.excerpt.state == ExcerptState.ORPHANED]
    prefetch_related_objects(orphaned, "placements")
    unmet = unmet_outcomes(claims)
    for one in found.values():
        one.unmet = {claim.pk: unmet[claim.pk] for claim in one.claims if claim.pk in unmet}


def _gather_people(found: dict[int, Gathered]) -> None:
    """Whoever takes part or is named, each read once, with names, offices and principals."""
    attributions = [item for one in found.values() for claim in one.claims for item in claim.attributions.all()]
    asked = _people.ask(people=list({item.actor_id for item in attributions}), events=list(found))
    people: dict[int, Any] = {actor.pk: actor for actor in asked}
    taking_part = [
        EventActor(pk=pk, event_id=event, actor=actor, role=role)
        for actor in asked
        for pk, event, role in actor.takes_part
    ]
    while wanted := {actor.acts_for_id for actor in people.values() if actor.acts_for_id} - people.keys():
        people |= {actor.pk: actor for actor in _people.ask(people=list(wanted), events=[])}
    for actor in people.values():
        if actor.acts_for_id:
            actor.acts_for = people[actor.acts_for_id]
    for row in sorted(taking_part, key=attrgetter("pk")):
        found[row.event_id].taking_part.append(row)
    for item in attributions:
        item.actor = people[item.actor_id]
    for one in found.values():
        own = {row.actor_id for row in one.taking_part} | {
            item.actor_id for claim in one.claims for item in claim.attributions.all()
        }
        one.names = {pk: [tuple(name) for name in people[pk].known_as] for pk in own}


def _gather_claim_links(found: Collection[Gathered]) -> None:
    """How their claims stand to others and others to them, and what readers know of those."""
    of = defaultdict(list)
    for one in found:
        for claim in one.claims:
            of[claim.pk].append(one)
    if not of:
        return
    asked = set()
    links = ClaimLink.objects.filter(Q(claim__in=of) | Q(other__in=of))
    for link in links.order_by("-claim_id", "-other_id", "kind"):
        for one in of.get(link.claim_id, ()):
            one.claim_links.append(link)
            asked |= {link.claim_id, link.other_id}
        for one in of.get(link.other_id, ()):
            one.linked_from.append(link)
            asked.add(link.other_id)
    if not asked:
        return
    told: Told = defaultdict(dict)
    known = Statement.objects.known().filter(claim__in=asked)
    for pk, event, links in known.values_list("claim", "entry__event", "links"):
        told[pk][event] = links
    for one in found:
        one.told = told


def _gather_links(found: dict[int, Gathered]) -> None:
    """What they followed from and what followed from them, and what readers call those events now."""
    if not found:
        return
    links = list(EventLink.objects.filter(Q(event__in=found) | Q(other__in=found)).order_by("pk"))
    ends = Event.objects.in_bulk({pk for link in links for pk in (link.event_id, link.other_id)})
    others = set()
    for link in links:
        link.event, link.other = ends[link.event_id], ends[link.other_id]
        for one in {link.event_id, link.other_id} & found.keys():
            found[one].links.append(link)
        if link.event_id in found:
            others.add(link.other_id)
    if others:
        titles = dict(Entry.objects.current().filter(event__in=others).values_list("event", "title"))
        for gathered in found.values():
            gathered.public_titles = titles
