"""What happens in a part of the synthetic conflicts: drawn from a seed, and told in the order of its days."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import accumulate
from random import Random
from typing import Any

from claims.enums import ClaimKind, LinkKind
from lib.edtf_dates import FuzzyDate
from timeline.enums import FigureKind
from timeline.models import day_of
from timeline.scale import words
from timeline.scale.headlines import Headline
from timeline.scale.patterns import both
from timeline.scale.pool import Pool
from timeline.scale.sayings import Saying

# Events that are drawn, and written in one transaction, together.
PART = 2_000
_FIRST, _DAYS = date(2021, 1, 4), 1_800
_BURSTS = 25
# Statements of twenty events: 3.3 each, and as many in every part, so that claims are numbered without gaps.
_STATEMENTS = (1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 6, 8)
# Of a hundred events so many have two and three revisions.
_TWICE, _THRICE = 10, 1
_PRECISIONS = {
    "day": 60,
    "time": 14,
    "month": 9,
    "year": 3,
    "month~": 5,
    "unknown": 3,
    "since": 2,
    "until": 1,
    "week": 3,
}


@dataclass
class Said:
    """One claim of an event."""

    saying: Saying
    claim: int
    values: dict[str, Any]
    approved_at: datetime = field(init=False)
    links: list[dict[str, Any]] = field(default_factory=list)
    from_twin: bool = False  # whether the other outlet's article has the words too

    def approve(self, moment: datetime) -> None:
        """That it was approved, or approved anew, at this moment."""
        self.approved_at = moment
        self.values["approved_at"] = self.values["updated_at"] = str(moment)

    def standing(self, position: int, revision: Revision) -> Saying:
        """What it says with a revision: only the first claim of an event is ever rated anew."""
        return self.saying.other if position - 1 in revision.verdicts else self.saying


@dataclass
class Revision:
    """One publication of an event: which of its faces, dates and claims, and what was changed for it."""

    known_at: datetime
    what: str
    title: int
    summary: int
    happened: str
    shown: int  # so many of its claims
    verdicts: frozenset[int]  # the claims that have their other verdict


@dataclass
class Happening:
    """An event with everything that is published of it."""

    number: int
    headline: Headline
    said: list[Said]
    revisions: list[Revision]
    withdrawn_at: datetime | None
    outlet: int
    twin: tuple[int, bool] | None  # another outlet that has it, and whether by its own report
    figure: tuple[str, int | None, int | None] | None

    def closed_at(self, revision: int) -> datetime | None:
        """When a revision was superseded or withdrawn."""
        later = self.revisions[revision + 1 :]
        return later[0].known_at if later else self.withdrawn_at


class Calendar:
    """When things are published: in bursts, over some years."""

    def __init__(self, seed: int) -> None:
        chance = Random(f"{seed}:calendar")
        weights = [chance.lognormvariate(0, 0.5) for _ in range(_DAYS)]
        for _ in range(_BURSTS):
            at, height = chance.randrange(_DAYS), chance.uniform(3, 12)
            for day in range(at, min(_DAYS, at + 30)):
                weights[day] += height * 0.85 ** (day - at)
        self._until = list(accumulate(weights))

    def moment(self, share: float) -> datetime:
        """By when this share of everything was published."""
        weight = share * self._until[-1]
        day = min(bisect(self._until, weight), _DAYS - 1)
        before = self._until[day - 1] if day else 0.0
        part = (weight - before) / (self._until[day] - before)
        return datetime(_FIRST.year, _FIRST.month, _FIRST.day, tzinfo=UTC) + timedelta(
            days=day, microseconds=int(min(part, 0.999999) * 86_400_000_000)
        )


@dataclass(frozen=True)
class Part:
    """Events of these numbers, of so many in all."""

    place: int
    events: int

    @property
    def first(self) -> int:
        """The number of the first event before it."""
        return self.place * PART

    @property
    def size(self) -> int:
        """How many events."""
        return min(PART, self.events - self.first)

    @property
    def span(self) -> tuple[float, float]:
        """From and until which share of everything: what is published of these events lies between."""
        return self.first / self.events, (self.first + self.size) / self.events


def parts_of(events: int) -> list[Part]:
    """All parts."""
    return [Part(place, events) for place in range(-(-events // PART))]


def statements_before(place: int) -> int:
    """How many claims the parts before this one have."""
    return place * PART // len(_STATEMENTS) * sum(_STATEMENTS)


def entries_before(place: int) -> int:
    """How many revisions the parts before this one have."""
    return place * (PART + PART * (_TWICE + 2 * _THRICE) // 100)


class Drawing:
    """Draws the events of a part."""

    def __init__(self, pool: Pool, calendar: Calendar, part: Part) -> None:
        self.pool, self.calendar, self.part = pool, calendar, part
        self.chance = Random(f"{pool.world.seed}:part:{part.place}")
        self._claim = statements_before(part.place)
        self._recent: list[int] = []

    def happenings(self) -> list[Happening]:
        """In the order in which they were first published."""
        size, chance = self.part.size, self.chance
        first, last = self.part.span
        shares = sorted(first + (last - first) * chance.random() for _ in range(size))
        twice, thrice = size * _TWICE // 100, size * _THRICE // 100
        revisions = [3] * thrice + [2] * twice + [1] * (size - twice - thrice)
        statements = [_STATEMENTS[place % len(_STATEMENTS)] for place in range(size)]
        chance.shuffle(revisions)
        chance.shuffle(statements)
        return [
            self._happening(self.part.first + place + 1, shares[place], revisions[place], statements[place])
            for place in range(size)
        ]

    def _happening(self, number: int, share: float, revisions: int, statements: int) -> Happening:
        chance, pool = self.chance, self.pool
        known_at = self.calendar.moment(share)
        conflicts = pool.world.conflicts
        conflict = conflicts[chance.choices(range(len(conflicts)), _CONFLICT_WEIGHTS)[0]].pk
        headline = pool.headline(conflict, int(pool.headlines_of[conflict] * chance.random() ** 1.5))
        day = (known_at - self._lag()).date()
        said = [self._said(saying, day, known_at) for saying in self._sayings(conflict, statements)]
        last = self.part.span[1]
        shares = [share, *sorted(share + (last - share) * chance.random() for _ in range(revisions - 1))]
        moments = [known_at, *map(self.calendar.moment, shares[1:])]
        withdrawn_at = None
        if chance.random() < 0.008:
            withdrawn_at = self.calendar.moment(shares[-1] + (last - shares[-1]) * chance.random())
        told = self._revisions(moments, self._happened(day), said)
        self._link(said, one_comes_later=told[0].shown < len(said))
        self._recent = [*self._recent[-40:], *(one.claim for one in said[:1])]
        outlets = pool.world.outlets[said[0].saying.language]
        twin = None
        if chance.random() < 0.25:
            twin = chance.randrange(len(outlets)), chance.random() < 0.4
            for one in said[: 1 + (chance.random() < 0.3)]:
                one.from_twin = True
        figure = None
        if headline.type == "assault" and said[0].saying.kind == ClaimKind.FACT:
            low = chance.randrange(1, 30)
            figure = (
                chance.choice((FigureKind.KILLED, FigureKind.WOUNDED)).value,
                *((low, low + chance.randrange(8)) if chance.random() < 0.6 else (low, None)),
            )
        return Happening(
            number=number,
            headline=headline,
            said=said,
            revisions=told,
            withdrawn_at=withdrawn_at,
            outlet=int(len(outlets) * chance.random() ** 2),
            twin=twin,
            figure=figure,
        )

    def _lag(self) -> timedelta:
        luck = self.chance.random()
        if luck < 0.8:
            return timedelta(hours=1 + 40 * self.chance.random())
        return timedelta(days=60 * self.chance.random() if luck < 0.96 else 700 * self.chance.random())

    def _happened(self, day: date) -> str:
        chance = self.chance
        how = chance.choices(_PRECISION_NAMES, _PRECISION_WEIGHTS)[0]
        if how == "day":
            return day.isoformat()
        if how == "time":
            return f"{day.isoformat()}T{chance.randrange(24):02}:{chance.randrange(60):02}:00Z"
        if how == "week":
            # The first full week of a month: other dates than plain ones take long to read, and are read once each.
            first = day.replace(day=1)
            monday = first + timedelta(days=-first.weekday() % 7)
            return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
        month = day.isoformat()[:7]
        return {"month": month, "month~": f"{month}~", "year": month[:4], "unknown": ""}.get(
            how, f"{month[:4]}-01-01/.." if how == "since" else f"../{month[:4]}-01-01"
        )

    def _sayings(self, conflict: int, statements: int) -> Iterator[Saying]:
        """By one to three people, each of them several."""
        chance, pool = self.chance, self.pool
        speakers = chance.choices(
            pool.speakers[conflict],
            cum_weights=pool.speaker_weights[conflict],
            k=min(statements, chance.choices((1, 2, 3), (5, 4, 1))[0]),
        )
        for place in range(statements):
            speaker = speakers[place % len(speakers)]
            yield pool.saying(speaker, int(pool.sayings_of(speaker) * chance.random()))

    def _said(self, saying: Saying, day: date, known_at: datetime) -> Said:
        self._claim += 1
        said = day if self.chance.random() < 0.8 else day - timedelta(days=self.chance.randrange(1, 4))
        edtf = said.isoformat() if self.chance.random() < 0.9 else said.isoformat()[:7]
        approved_at = known_at - timedelta(minutes=self.chance.randrange(5, 90))
        made = Said(saying, self._claim, {"claim": self._claim, **said_on(edtf)})
        made.approve(approved_at)
        return made

    def _link(self, said: list[Said], *, one_comes_later: bool) -> None:
        chance = self.chance
        linkable = said[:-1] if one_comes_later else said
        if len(linkable) > 1 and chance.random() < 0.14:
            kind = LinkKind.CONTRADICTS if chance.random() < 0.6 else LinkKind.DENIES
            linkable[1].links.append({"kind": kind.value, "claim": linkable[0].claim})
        if self._recent and chance.random() < 0.2:
            kind = chance.choice((LinkKind.REPEATS, LinkKind.REPEATS, LinkKind.WALKS_BACK, LinkKind.SUPERSEDES))
            linkable[0].links.append({"kind": kind.value, "claim": chance.choice(self._recent)})
        for one in linkable[:2]:
            one.links.sort(key=lambda link: (link["claim"], link["kind"]))

    def _revisions(self, moments: list[datetime], happened: str, said: list[Said]) -> list[Revision]:
        chance = self.chance
        steps = [chance.choice(("title", "summary", "date", "verdict", "added")) for _ in moments[1:]]
        steps = [step if step != "added" or len(said) > 1 else "title" for step in steps]
        shown = len(said) - ("added" in steps)
        told = [Revision(moments[0], "", 0, 0, happened, shown, frozenset())]
        for step, moment in zip(steps, moments[1:], strict=True):
            last = told[-1]
            revision = Revision(moment, step, last.title, last.summary, last.happened, last.shown, last.verdicts)
            if step == "added" and revision.shown < len(said):
                revision.shown = len(said)
            elif step == "verdict":
                revision.verdicts = last.verdicts ^ {0}
            elif step == "summary":
                revision.summary = 1 - last.summary
            elif step == "date" and len(last.happened) == len("2024-03-01"):
                revision.happened = last.happened[:7]
            else:
                revision.what, revision.title = "title", 1 - last.title
            told.append(revision)
        return told


_CONFLICT_WEIGHTS = [weight for _slug, _name, _zone, weight in words.CONFLICTS]
_PRECISION_NAMES, _PRECISION_WEIGHTS = list(_PRECISIONS), list(_PRECISIONS.values())


@lru_cache(maxsize=20_000)
def said_on(edtf: str) -> dict[str, Any]:
    """What fills the holes of when something was said, and by when a promise of that day is to be kept."""
    said = FuzzyDate.parse(edtf)
    deadline = FuzzyDate.parse((said.sort.date() + timedelta(days=60)).isoformat())
    return {
        **both("said_edtf", said.edtf),
        **both("said_earliest", said.earliest),
        **both("said_latest", said.latest),
        "day": str(day_of(said)),
        **both("deadline_edtf", deadline.edtf),
        **both("deadline_latest", deadline.latest),
    }


@lru_cache(maxsize=20_000)
def happened_on(edtf: str) -> dict[str, Any]:
    """What fills the holes of when something happened."""
    happened = FuzzyDate.parse(edtf)
    return {
        **both("occurred", happened.sort),
        **both("occurred_edtf", happened.edtf),
        **both("occurred_precision", happened.precision.value),
        **both("occurred_earliest", happened.earliest),
        **both("occurred_latest", happened.latest),
    }


@lru_cache(maxsize=20_000)
def published_on(edtf: str) -> dict[str, Any]:
    """What fills the holes of when an article was published."""
    published = FuzzyDate.parse(edtf)
    return {
        **both("published_edtf", published.edtf),
        **both("published_earliest", published.earliest),
        **both("published_latest", published.latest),
    }
