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
from typing import Any, Protocol, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db.models import DateTimeField, Q, QuerySet, TextField, Value
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
_MOST_BEGUN = 300
_KEYS: ArrayField = ArrayField(TextField())  # type: ignore[type-arg]  # as in actors.models.keys
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

    def those_of(self, actors: Collection[int]) -> Collection[int]:
        """Those of these actors, by their keys, that may be found."""

    def goes_by(self, actor: int, known: Known) -> bool:
        """Whether one of them may be found by this name."""


class Everybody:
    """All actors of the newsroom, by all their names."""

    def extra_names(self) -> Iterable[Known]:
        """None."""
        return ()

    def those_of(self, actors: Collection[int]) -> Collection[int]:
        """All of them."""
        return actors

    def goes_by(self, _actor: int, _known: Known) -> bool:
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
    name = " ".join(name.replace("\0", "").encode(errors="ignore").decode().split())[:_LONGEST]
    meant = reading or reading_of(name, context)
    return Asked(name, language.split("-", maxsplit=1)[0].lower(), _day(on), meant, beginning)


def resolve_all(
    asked: Sequence[Asked],
    *,
    kinds: Collection[str] = (),
    most: int = 10,
    among: Among | None = None,
    read: QuerySet[Actor] | None = None,
) -> list[list[Match]]:
    """The same for many names at once, in as many queries as for one; `read` says what is known of who is found."""
    among = among or Everybody()
    candidates = _Candidates(asked, extra=among.extra_names())
    owners = candidates.owners_of(kinds)
    allowed = frozenset(among.those_of(owners)) if owners else frozenset()
    found = [candidates.of(number, allowed, among)[:most] for number in range(len(asked))]
    read = Actor.objects.select_related("acts_for") if read is None else read
    actors = read.in_bulk({item.known.owner for one in found for item in one})
    return [
        sorted((_match(one, item, actors) for item in items), key=lambda match: (-match.score, match.actor.name))
        for one, items in zip(asked, found, strict=True)
    ]


def meant(matches: Sequence[Match], *, least: float = SURE) -> list[Match]:
    """The one that is surely meant, several where a name does not tell them apart, or nobody."""
    sure = [match for match in matches if match.score >= least]
    return [match for match in sure if match.score > sure[0].score - _APART]


def _match(one: Asked, item: Found, actors: dict[int, Actor]) -> Match:
    known = item.known
    actor = actors[known.owner]  # type: ignore[index]  # here, owners are keys of rows
    return Match(actor, item.score, known.text, known.kind, item.why, item.is_metonym, as_place(item, one))


@dataclass
class _Candidates:
    """The names and offices that the questions may mean, of actors that have not been merged into others."""

    asked: Sequence[Asked]
    extra: Iterable[Known] = ()
    names: dict[int, list[Known]] = field(default_factory=lambda: defaultdict(list))  # by question
    posts: list[Post] = field(default_factory=list)
    posts_of: dict[Any, list[Post]] = field(default_factory=lambda: defaultdict(list))
    countries: dict[Any, frozenset[str]] = field(default_factory=dict)
    kinds: dict[Any, str] = field(default_factory=dict)

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

    def owners_of(self, kinds: Collection[str]) -> set[int]:
        """The actors of these kinds (of any, where none is given) whom the questions may mean."""
        owners: set[Any] = {name.owner for names in self.names.values() for name in names}
        owners |= {post.owner for post in self.posts}
        return {pk for pk in owners if self.kinds.get(pk) in kinds} if kinds else owners

    def of(self, number: int, allowed: Collection[int], among: Among) -> list[Found]:
        """What a question finds among these actors, the likeliest first."""
        one = self.asked[number]

        def may_be(known: Known) -> bool:
            return known.owner in allowed and among.goes_by(known.owner, known)  # type: ignore[arg-type]

        found = ranked(one, filter(may_be, map(self._dated, self.names[number])), least=LEAST)
        best = {item.known.owner: item for item in found}
        for item in self._in_office(one, number):
            before = best.get(item.known.owner)
            better = before is None or before.score < item.score
            if better and item.score >= LEAST and may_be(item.known):
                best[item.known.owner] = item
        return sorted(best.values(), key=lambda item: -item.score)

    def _dated(self, name: Known) -> Known:
        """A title with the time in which its owner held the office that it names, where it has no time itself."""
        if name.kind != NameKind.TITLE or name.spans:
            return name
        spans = spans_of_title(name.text, self.posts_of[name.owner])
        return Known(name.owner, name.text, name.kind, name.language, spans, name.person)

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
        """Every name that one of the look-ups may mean; one query, and one for each step of merging."""
        lookups = [one for lookups in self._looked_up for one in lookups]
        # A letter or two begin thousands of names: a person types on, and is shown the first ten of some.
        most = _MOST_BEGUN if any(one.beginning for one in self.asked) else None
        columns = ("text", "kind", "language", "start_earliest", "end_latest")
        of_actor = ("pk", "kind", "country", "merged_into")
        others = _asked_of(ActorName, lookups).values_list(*columns, *(f"actor__{name}" for name in of_actor))
        not_dated = (Value(None, output_field=DateTimeField()),) * 2
        main = _asked_of(Actor, lookups).values_list("name", Value("main"), Value(""), *not_dated, *of_actor)
        rows = list(main[:most].union(others[:most], all=True))
        kept = _kept({row[5]: row[8] for row in rows})
        for *_ignored, pk, kind, country, _into in rows:
            self.kinds[kept[pk]] = kind
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
                "actor__kind",
            )
        )
        kept = _kept({row[6]: row[7] for row in rows})
        for title, start, end, body, there, own, pk, _into, kind in rows:
            self.kinds.setdefault(kept[pk], kind)
            span = next(iter(_span(start, end)), ("", ""))
            post = Post(kept[pk], title, span, body, frozenset(filter(None, [there or own])))
            self.posts.append(post)
            self.posts_of[post.owner].append(post)


def _lookups(one: Asked) -> list[Lookup]:
    """What is looked up: the name, and what stands beside an office in it, which is a country, a body or a person."""
    office = office_of(one.name)
    found = [lookup(one.name, beginning=one.beginning)]
    if office.roles and office.rest:
        found.append(lookup(office.rest, beginning=one.beginning))
    return found


_NameQuery = TypeVar("_NameQuery", Actor, ActorName)


def _asked_of(model: type[_NameQuery], lookups: Iterable[Lookup]) -> QuerySet[_NameQuery]:
    """Rows whose names the look-ups may mean; `lib.naming.ranking` compares them.

    Each alternative is a question of its own: of many in one condition PostgreSQL reads the whole table.
    """
    rows: QuerySet[_NameQuery] = model._default_manager.order_by()  # noqa: SLF001  # Django's documented API
    arms = []
    for sets in {sets for one in lookups for sets in one.alternatives}:
        every = Q()
        for keys in sets:
            # One parameter, not one for each key: the question is made in a fraction of the time.
            every &= Q(keys__overlap=Value(sorted(keys), output_field=_KEYS))
        arms.append(rows.filter(every).values("pk"))
    return rows.filter(pk__in=arms[0].union(*arms[1:], all=True)).order_by("pk") if arms else rows.none()


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
