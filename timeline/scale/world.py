"""Who takes part in the synthetic conflicts, where, about what, and who writes of it: a few thousand rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice, product
from random import Random

from django.contrib.auth.models import Group
from django.utils.text import slugify

from accounts.models import User
from accounts.roles import Role
from actors.enums import ActorKind, NameKind, Script
from actors.models import Actor, ActorName, Conflict, Office, Place, PlaceName
from articles.models import Source
from claims.models import Issue
from timeline.scale import words

_ACTORS, _FEWEST_ACTORS = 2_000, 150
_OUTLETS = 150
_EDITORS, _REVIEWERS = 4, 2
_PRECISIONS = ("exact", "exact", "exact", "near", "near", "admin2", "admin1", "country", "region")
_MADE = "Made by seed_scale."


@dataclass
class World:
    """The rows that all events share, each list in the order in which it was made."""

    seed: int
    conflicts: list[Conflict]
    states: list[Actor]
    sides: list[Actor]
    people: list[Actor]
    names: dict[int, list[tuple[str, str]]]
    issues: dict[int, list[Issue]]
    places: list[Place]
    place_names: dict[int, list[str]]
    outlets: dict[str, list[Source]]
    editors: list[User]
    reviewers: list[User]

    @cached_property
    def actors_by_slug(self) -> dict[str, Actor]:
        """Everybody, as rows of positions are made of them."""
        return {actor.slug: actor for actor in (*self.sides, *self.people)}

    @cached_property
    def issues_by_slug(self) -> dict[str, Issue]:
        """All issues, for the same."""
        return {issue.slug: issue for issues in self.issues.values() for issue in issues}


def zipf(number: int) -> list[float]:
    """Cumulated weights: the second is met half as often as the first, the third a third as often, and so on."""
    return list(accumulate(1 / (place + 1) for place in range(number)))


def make(events: int, seed: int) -> None:
    """Write these rows, through the models."""
    chance = Random(f"{seed}:world")
    for role, number in ((Role.EDITOR, _EDITORS), (Role.REVIEWER, _REVIEWERS)):
        for place in range(number):
            person = User.objects.create_user(f"scale-{role}-{place}", display_name=f"Scale {role} {place}")
            person.groups.add(Group.objects.get(name=str(role)))
    conflicts = Conflict.objects.bulk_create(
        Conflict(slug=slug, name=name, timezone=zone, start_edtf="2021-01", description=_MADE)
        for slug, name, zone, _weight in words.CONFLICTS
    )
    sides = _make_sides()
    _make_people(sides, min(_ACTORS, max(_FEWEST_ACTORS, events // 5)), chance)
    for conflict in conflicts:
        conflict.parties.set(chance.sample(sides[: len(words.STATES)], 3))
        _make_issues(conflict)
    _make_places(chance)
    _make_outlets(chance)


def _make_sides() -> list[Actor]:
    states = Actor.objects.bulk_create(
        Actor(slug=slugify(name), name=name, kind=ActorKind.STATE, country=code, description=_MADE)
        for name, _uk, _ru, code in words.STATES
    )
    named = [(state, uk, ru) for state, (_name, uk, ru, _code) in zip(states, words.STATES, strict=True)]
    bodies, body_names = [], []
    for (state, uk, ru), (kind, english, ukrainian, russian) in product(named, words.BODIES):
        name = english.format(state=state.name)
        columns = {"kind": kind, "country": state.country, "acts_for": state, "description": _MADE}
        bodies.append(Actor(slug=slugify(name), name=name, **columns))
        body_names.append((ukrainian.format(uk=uk), russian.format(ru=ru)))
    Actor.objects.bulk_create(bodies)
    # In the order of the actors, in which entries are read.
    _make_names((state, (uk, ru)) for state, uk, ru in named)
    _make_names(zip(bodies, body_names, strict=True))
    return [*states, *bodies]


def _make_people(sides: list[Actor], total: int, chance: Random) -> None:
    bodies = [side for side in sides if side.acts_for_id]
    called = list(product(words.FIRST_NAMES, words.NAME_STEMS, words.NAME_ENDINGS))
    chance.shuffle(called)
    people, names = [], []
    for first, stem, ending in islice(called, total - len(sides)):
        name = f"{first[0]} {stem[0]}{ending[0]}"
        body = chance.choices(bodies, cum_weights=zipf(len(bodies)))[0]
        people.append(
            Actor(
                slug=slugify(name),
                name=name,
                kind=ActorKind.PERSON,
                country=body.country,
                acts_for=body,
                description=_MADE,
            )
        )
        names.append((f"{first[1]} {stem[1]}{ending[1]}", f"{first[2]} {stem[2]}{ending[2]}"))
    Actor.objects.bulk_create(people)
    _make_names(zip(people, names, strict=True))
    Office.objects.bulk_create(
        Office(actor=person, title=chance.choice(words.OFFICES), organisation=person.acts_for) for person in people
    )


def _make_names(named: Iterable[tuple[Actor, tuple[str, str]]]) -> None:
    ActorName.objects.bulk_create(
        ActorName(actor=actor, text=text, language=language, script=Script.CYRILLIC, kind=NameKind.FULL)
        for actor, (ukrainian, russian) in named
        for language, text in (("uk", ukrainian), ("ru", russian))
        if language == "uk" or text != ukrainian
    )


def _make_issues(conflict: Conflict) -> None:
    """A small tree: topics, and under each its aspects; the greater conflicts have more on the table."""
    share = next(weight for slug, _name, _zone, weight in words.CONFLICTS if slug == conflict.slug)
    topics = words.TOPICS[: 5 if share >= 25 else 1]
    roots = Issue.objects.bulk_create(
        Issue(conflict=conflict, slug=f"{conflict.slug}-{topic}", name=topic.capitalize()) for topic in topics
    )
    Issue.objects.bulk_create(
        Issue(
            conflict=conflict,
            slug=f"{root.slug}-{slugify(aspect)}",
            name=f"{root.name}: {aspect}",
            parent=root,
        )
        for root, aspect in product(roots, words.ASPECTS)
    )


def _called_places() -> Iterable[tuple[str, tuple[str, str]]]:
    return product(words.PLACE_STEMS, zip(words.PLACE_ENDINGS, words.PLACE_CYRILLIC, strict=True))


def _make_places(chance: Random) -> None:
    places, names = [], []
    for stem, (ending, cyrillic) in _called_places():
        precision = chance.choice(_PRECISIONS)
        pointless = precision in {"country", "region"}
        places.append(
            Place(
                slug=f"{stem}{ending}".lower(),
                name=f"{stem}{ending}",
                precision=precision,
                country=chance.choice(words.STATES)[3],
                latitude=None if pointless else round(chance.gauss(48.5, 2.5), 4),
                longitude=None if pointless else round(chance.gauss(33.0, 5.0), 4),
            )
        )
        names.append(f"{stem} {cyrillic}")
    Place.objects.bulk_create(places)
    PlaceName.objects.bulk_create(
        PlaceName(place=place, text=name, language="uk") for place, name in zip(places, names, strict=True)
    )


def _make_outlets(chance: Random) -> None:
    languages = [language for language, _weight in words.LANGUAGES]
    sources = []
    for number, (first, second) in enumerate(islice(product(words.OUTLET_FIRST, words.OUTLET_SECOND), _OUTLETS)):
        name = f"{first} {second}"
        sources.append(
            Source(
                slug=slugify(name),
                name=name,
                domain=f"{slugify(name)}.example",
                country=chance.choice(words.STATES)[3],
                language=languages[number % len(languages)],
                owner=chance.choice(("state", "public", "private", "nonprofit")),
                description=_MADE,
                reliability=chance.choices("ABCDEF", (10, 30, 30, 15, 5, 10))[0],
            )
        )
    Source.objects.bulk_create(sources)


def load(seed: int) -> World:
    """Read them again, with what rows are made of; people, outlets and issues by how often they are met."""
    chance = Random(f"{seed}:ranks")
    actors = list(Actor.objects.filter(description=_MADE).order_by("pk").prefetch_related("offices"))
    by_id = {actor.pk: actor for actor in actors}
    for actor in actors:
        if actor.acts_for_id:
            actor.acts_for = by_id[actor.acts_for_id]
    ours = {*(slugify(name) for name, *_rest in words.STATES)}
    sides = [actor for actor in actors if actor.kind != ActorKind.PERSON]
    people = [actor for actor in actors if actor.kind == ActorKind.PERSON]
    chance.shuffle(people)
    names: dict[int, list[tuple[str, str]]] = {}
    for name in ActorName.objects.filter(actor__in=by_id).order_by("pk"):
        names.setdefault(name.actor_id, []).append((name.language, name.text))
    conflicts = {conflict.slug: conflict for conflict in Conflict.objects.filter(description=_MADE)}
    slugs = [f"{stem}{ending}".lower() for stem, (ending, _cyrillic) in _called_places()]
    place_names: dict[int, list[str]] = {}
    for place_name in PlaceName.objects.order_by("text"):
        place_names.setdefault(place_name.place_id, []).append(place_name.text)
    issues: dict[int, list[Issue]] = {}
    for issue in Issue.objects.filter(conflict__in=conflicts.values()).order_by("pk"):
        issues.setdefault(issue.conflict_id, []).append(issue)
    outlets: dict[str, list[Source]] = {}
    for source in Source.objects.filter(description=_MADE).order_by("pk"):
        outlets.setdefault(source.language, []).append(source)
    for of_language in outlets.values():
        chance.shuffle(of_language)
    for of_conflict in issues.values():
        chance.shuffle(of_conflict)
    return World(
        seed=seed,
        conflicts=[conflicts[slug] for slug, *_rest in words.CONFLICTS],
        states=[side for side in sides if side.slug in ours],
        sides=sides,
        people=people,
        names=names,
        issues=issues,
        places=list(Place.objects.filter(slug__in=slugs).order_by("pk")),
        place_names=place_names,
        outlets=outlets,
        editors=list(User.objects.filter(username__startswith="scale-editor-").order_by("pk")),
        reviewers=list(User.objects.filter(username__startswith="scale-reviewer-").order_by("pk")),
    )
