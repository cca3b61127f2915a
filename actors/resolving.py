"""Whom a name in a text means: one function for ingest's editors, the desk, the search and programs.

The names are compared by `lib.naming`, as the engine compares those that it finds in a text. The database is asked
by keys (`actors.models.keys`), so that few names are compared. A score orders; it is not a probability: 1 is the name
itself, from `SURE` on nothing but spelling, case or an office before the name differs, and below `LEAST` is no match.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from django.db.models import Q
from django.utils.translation import gettext as _

from actors.enums import ActorKind, NameKind
from actors.models import Actor, ActorName, Office
from lib.edtf_dates import FuzzyDate
from lib.naming.keys import Lookup, lookup, matching_keys
from lib.naming.offices import office_of
from lib.naming.ranking import Asked, Found, Known, Post, Why, as_place, in_office, ranked, spans_of_title
from lib.naming.standing import Reading, reading_of

LEAST = 0.2
SURE = 0.8
_APART = 0.03  # a main name is that much more than somebody else's alias
_LONGEST = 200
_NOT_A_BODY = ActorKind.PERSON


@dataclass(frozen=True, slots=True)
class Match:
    """An actor whom a name may mean, and by which of its names it was found."""

    actor: Actor
    score: float
    name: str
    kind: str  # of NameKind; "main" for the actor's own name, "office" for an office that it holds
    why: Why
    is_metonym: bool = False
    as_place: float = 0.0  # the score of the other reading of a metonym: the city itself

    @property
    def in_words(self) -> str:
        """Why it was found."""
        return _WORDS[self.why]() % {"name": self.name}


_WORDS = {
    Why.NAME: lambda: _("its own name"),
    Why.ALIAS: lambda: _("also called “%(name)s”"),
    Why.FORMER: lambda: _("formerly “%(name)s”"),
    Why.TRANSLITERATION: lambda: _("another spelling of “%(name)s”"),
    Why.INFLECTED: lambda: _("a form of “%(name)s”"),
    Why.PART: lambda: _("a part of “%(name)s”"),
    Why.TITLE: lambda: _("called by the title “%(name)s”"),
    Why.OFFICE: lambda: _("held the office “%(name)s”"),
    Why.BEGINNING: lambda: _("the beginning of “%(name)s”"),
    Why.NEAR: lambda: _("nearly “%(name)s”"),
    Why.DEMONYM: lambda: _("“%(name)s”, of that country"),
    Why.METONYM: lambda: _("metonym “%(name)s”"),
}


class Among(Protocol):
    """Which actors may be found, and by which of their names."""

    def extra_names(self) -> Iterable[Known]:
        """Names that the gazetteer does not keep."""

    def actors(self, pks: Collection[int]) -> dict[int, Actor]:
        """Those of these actors that may be found."""

    def goes_by(self, actor: Actor, known: Known) -> bool:
        """Whether the actor may be found by this name."""


class Everybody:
    """All actors of the newsroom, by all their names."""

    def extra_names(self) -> Iterable[Known]:
        """None."""
        return ()

    def actors(self, pks: Collection[int]) -> dict[int, Actor]:
        """All of them."""
        return Actor.objects.select_related("acts_for").prefetch_related("offices", "names").in_bulk(pks)

    def goes_by(self, _actor: Actor, _known: Known) -> bool:
        """By each."""
        return True


def resolve(
    name: str,
    *,
    language: str = "",
    on: date | datetime | str | None = None,
    context: str = "",
    kinds: Collection[str] = (),
    most: int = 10,
    beginning: bool = False,
    among: Among | None = None,
) -> list[Match]:
    """The actors whom a name may mean, likeliest first.

    `language` is the text's (BCP 47), `on` its day or as much as is known of it (EDTF), `context` the words around
    the name: they say whether "Moscow" is a city here. With `beginning`, each word may be unfinished.
    """
    asked = ask(name, language=language, on=on, context=context, beginning=beginning)
    return resolve_all([asked], kinds=kinds, most=most, among=among)[0]


def ask(
    name: str,
    *,
    language: str = "",
    on: date | datetime | str | None = None,
    context: str = "",
    reading: Reading | None = None,
    beginning: bool = False,
) -> Asked:
    """A question for `resolve_all()`; `reading` where it is known what a capital's name stands for."""
    name = " ".join(name.replace("\0", "").split())[:_LONGEST]
    meant = reading or reading_of(name, context)
    return Asked(name, language.split("-", maxsplit=1)[0].lower(), _day(on), meant, beginning)


def resolve_all(
    asked: Sequence[Asked], *, kinds: Collection[str] = (), most: int = 10, among: Among | None = None
) -> list[list[Match]]:
    """The same for many names at once, in as many queries as for one."""
    among = among or Everybody()
    candidates = _Candidates(asked, extra=among.extra_names())
    actors = among.actors(candidates.owners) if candidates.owners else {}
    if kinds:
        actors = {pk: actor for pk, actor in actors.items() if actor.kind in kinds}
    return [_matches(one, candidates.of(number, actors, among), actors, most) for number, one in enumerate(asked)]


def meant(matches: Sequence[Match], *, least: float = SURE) -> list[Match]:
    """The one that is surely meant, several where a name does not tell them apart, or nobody."""
    sure = [match for match in matches if match.score >= least]
    return [match for match in sure if match.score > sure[0].score - _APART]


def _matches(one: Asked, found: Sequence[Found], actors: dict[int, Actor], most: int) -> list[Match]:
    made = [
        Match(
            actors[item.known.owner],  # type: ignore[index]  # here, owners are keys of rows
            item.score,
            item.known.text,
            item.known.kind,
            item.why,
            item.is_metonym,
            as_place(item, one),
        )
        for item in found
    ]
    return sorted(made, key=lambda match: (-match.score, match.actor.name, match.actor.pk))[:most]


@dataclass
class _Candidates:
    """The names and offices that the questions may mean, of actors that have not been merged into others."""

    asked: Sequence[Asked]
    extra: Iterable[Known] = ()
    names: dict[int, list[Known]] = field(default_factory=lambda: defaultdict(list))  # by question
    posts: list[Post] = field(default_factory=list)
    countries: dict[Any, frozenset[str]] = field(default_factory=dict)
    persons: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._looked_up = [_lookups(one) for one in self.asked]
        known = [*self._read(), *self.extra]
        by_key: dict[str, set[int]] = defaultdict(set)
        for number, lookups in enumerate(self._looked_up):
            for one in lookups:
                for key in one.keys:
                    by_key[key].add(number)
        for name in known:
            for number in {number for key in matching_keys(name.text) & by_key.keys() for number in by_key[key]}:
                self.names[number].append(name)
        self._read_posts()

    @property
    def owners(self) -> set[int]:
        """The actors whom the questions may mean."""
        names = {name.owner for names in self.names.values() for name in names}
        return names | {post.owner for post in self.posts}  # type: ignore[return-value]  # keys of rows

    def of(self, number: int, actors: dict[int, Actor], among: Among) -> list[Found]:
        """What a question finds among these actors."""
        one = self.asked[number]
        names = [
            name
            for name in map(self._dated, self.names[number])
            if name.owner in actors and among.goes_by(actors[name.owner], name)
        ]
        found = ranked(one, names, least=LEAST)
        best = {item.known.owner: item for item in found}
        for item in self._in_office(one, number):
            before = best.get(item.known.owner)
            owner = actors.get(item.known.owner)  # type: ignore[call-overload]
            if owner is None or item.score < LEAST or not among.goes_by(owner, item.known):
                continue
            if before is None or before.score < item.score:
                best[item.known.owner] = item
        return list(best.values())

    def _dated(self, name: Known) -> Known:
        """A title with the time in which its owner held the office that it names, where it has no time itself."""
        if name.kind != NameKind.TITLE or name.spans:
            return name
        own = [post for post in self.posts if post.owner == name.owner]
        return Known(name.owner, name.text, name.kind, name.language, spans_of_title(name.text, own), name.person)

    def _in_office(self, one: Asked, number: int) -> list[Found]:
        office = office_of(one.name)
        if not office.roles or one.beginning:
            return []
        bodies: set[Any] = set()
        if office.rest:
            rest = Asked(office.rest, one.language, one.on, Reading.RULERS)
            others = [name for name in self.names[number] if not name.person]
            bodies = {item.known.owner for item in ranked(rest, others, least=0.4)}
        countries = {code for body in bodies for code in self.countries.get(body, ())}
        return in_office(one, self.posts, bodies=bodies, countries=countries)

    def _read(self) -> list[Known]:
        """Every name that one of the look-ups may mean; two queries, and one for each step of merging."""
        condition = Q(pk__in=[])
        for lookups in self._looked_up:
            for one in lookups:
                condition |= _asks(one)
        columns = ("text", "kind", "language", "start_earliest", "end_latest")
        of_actor = ("pk", "kind", "country", "merged_into")
        others = ActorName.objects.order_by("pk").filter(condition)
        rows = list(others.values_list(*columns, *(f"actor__{name}" for name in of_actor)))
        main = Actor.objects.order_by("pk").filter(condition).values_list("name", *of_actor)
        rows = [(name, "main", "", None, None, *actor) for name, *actor in main] + rows
        kept = _kept({row[5]: row[8] for row in rows})
        for *_ignored, pk, kind, country, _into in rows:
            # A country's adjective stands for the state; a body of it is meant by itself.
            if kind == ActorKind.STATE and country:
                self.countries[kept[pk]] = frozenset([country])
        return [
            Known(kept[pk], text, kind, language, _span(start, end), person=of_kind == ActorKind.PERSON)
            for text, kind, language, start, end, pk, of_kind, _country, _into in rows
        ]

    def _read_posts(self) -> None:
        """Offices that the questions tell, and those of whoever may be called by a title; one query if any."""
        keys = {office_of(one.name).key for one in self.asked if not one.beginning} - {""}
        titled = {
            name.owner
            for names in self.names.values()
            for name in names
            if name.kind == NameKind.TITLE and not name.spans
        }
        if not keys and not titled:
            return
        told = Q(keys__overlap=sorted(keys)) if keys else Q(pk__in=[])
        rows = list(
            Office.objects.filter(told | Q(actor__in=titled) | Q(actor__merged_into__in=titled))
            .order_by("pk")
            .values_list(
                "title",
                "start_earliest",
                "end_latest",
                "organisation",
                "organisation__country",
                "actor__country",
                "actor",
                "actor__merged_into",
            )
        )
        kept = _kept({row[6]: row[7] for row in rows})
        for title, start, end, body, there, own, pk, _into in rows:
            span = next(iter(_span(start, end)), ("", ""))
            self.posts.append(Post(kept[pk], title, span, body, frozenset(filter(None, [there or own]))))


def _lookups(one: Asked) -> list[Lookup]:
    """What is looked up: the name, and what stands beside an office in it, which is a country, a body or a person."""
    office = office_of(one.name)
    found = [lookup(one.name, beginning=one.beginning)]
    if office.roles and office.rest:
        found.append(lookup(office.rest, beginning=one.beginning))
    return found


def _asks(one: Lookup) -> Q:
    """Names that the look-up may mean; `lib.naming.ranking` compares them."""
    condition = Q(keys__contains=[one.whole])
    if one.every:
        every = Q()
        for keys in one.every:
            every &= Q(keys__overlap=sorted(keys))
        condition |= every
    return condition | Q(keys__overlap=sorted(one.some)) & Q(keys__overlap=sorted(one.shorter))


def _kept(merged: dict[int, int | None]) -> dict[int, int]:
    """For each actor the one that goes on: itself, or the one that it was merged into, however often."""
    into: dict[int, int] = {pk: other for pk, other in merged.items() if other is not None}
    unread = set(into.values()) - into.keys()
    while unread:
        rows = Actor.objects.filter(pk__in=unread, merged_into__isnull=False).values_list("pk", "merged_into")
        more: dict[int, int] = dict(rows)  # type: ignore[arg-type]  # the condition leaves out None
        into |= more
        unread = set(more.values()) - into.keys()

    def end(pk: int) -> int:
        seen = {pk}
        while (then := into.get(pk)) is not None and then not in seen:
            seen.add(then)
            pk = then
        return pk

    return {pk: end(pk) for pk in merged}


def _span(start: datetime | None, end: datetime | None) -> tuple[tuple[str, str], ...]:
    if start is None and end is None:
        return ()
    return ((start.date().isoformat() if start else "", end.date().isoformat() if end else ""),)


def _day(on: date | datetime | str | None) -> str:
    """A day, or as much of it as is known, in ISO 8601; "" for none that can be read."""
    if not on:
        return ""
    if isinstance(on, date):
        return on.isoformat()[:10]
    try:
        fuzzy = FuzzyDate.parse(on)
    except ValueError:
        return ""
    first, last = fuzzy.earliest, fuzzy.latest
    if first is None or last is None:
        return (first or last).date().isoformat() if first or last else ""  # type: ignore[union-attr]
    same = [length for length in (10, 7, 4) if first.isoformat()[:length] == last.isoformat()[:length]]
    return first.isoformat()[: same[0]] if same else first.date().isoformat()
