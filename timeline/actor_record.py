"""The record of an actor: its claims by verdict and by time, and what it said against itself.

Counts and never scores: a newsroom checks what is worth checking, so that a share of what was checked says nothing of
what was not. Each number leads to the claims that it counts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.http import QueryDict

from claims.enums import LinkKind, Verdict
from lib.edtf_dates import FuzzyDate
from timeline.actor_statements import Told, statement_url
from timeline.addresses import address, with_values, without
from timeline.calendar_bars import MONTH, YEAR, all_bars, edtf_of, in_words, last_of, start_of
from timeline.models import Statement, StatementLink
from timeline.wording import day_in_words, in_quotes, language_name

# Below this a number of claims is no ground for any judgement, and the page says so.
FEW = 20
UNDATED = "none"
_MOST_MONTHS = 36
_BAR = 240  # pixels of the longest bar
_AGAINST = (LinkKind.CONTRADICTS, LinkKind.DENIES, LinkKind.WALKS_BACK)


@dataclass(frozen=True)
class Number:
    """So many claims of one verdict, and the address that lists them; "" for none."""

    verdict: Verdict
    count: int
    url: str


@dataclass(frozen=True)
class Segment:
    """A part of a bar."""

    verdict: Verdict
    x: int
    width: int


@dataclass(frozen=True)
class Period:
    """A month or a year: how many claims in all and of each verdict, and its bar."""

    words: str
    total: int
    url: str
    shown: list[Number]
    segments: list[Segment]


@dataclass(frozen=True)
class Claimed:
    """A claim as a list has it: its newest statement."""

    statement: Statement
    said: str
    url: str
    quote: str
    translation: str
    language: str


@dataclass(frozen=True)
class Contradiction:
    """Two statements of the same actor, the earlier first, and how one stands to the other."""

    earlier: Claimed
    later: Claimed
    kind: str
    later_says: bool


@dataclass(frozen=True)
class Record:
    """Everything that is counted of an actor's own claims."""

    total: int
    shown: list[Number]
    periods: list[Period]
    is_few: bool
    more: bool

    @property
    def verdicts(self) -> list[Verdict]:
        """The verdicts that occur, which are the columns of the table."""
        return [number.verdict for number in self.shown]


def record_of(told: Told, query: QueryDict) -> Record:
    """The claims that an actor makes itself, each once, by verdict and time; `query` is what the page was asked."""
    links = without(query, "verdict", "said")
    own = told.own
    by_period = _by_period(own)
    longest = max((len(claims) for claims in by_period.values()), default=0)
    found = {one.verdict for one in own}
    verdicts = [verdict for verdict in Verdict if verdict in found]
    return Record(
        total=len(own),
        shown=_numbers(own, verdicts, links),
        periods=[_period(key, claims, verdicts, links, longest) for key, claims in by_period.items()],
        is_few=len(own) < FEW,
        more=told.more,
    )


def _numbers(claims: Iterable[Statement], verdicts: list[Verdict], query: QueryDict) -> list[Number]:
    counts = Counter(one.verdict for one in claims)
    return [
        Number(verdict, counts[verdict], _list_url(with_values(query, verdict=verdict)) if counts[verdict] else "")
        for verdict in verdicts
    ]


def _list_url(query: QueryDict) -> str:
    return f"{address(query)}#claims"


Key = tuple[str, date] | None  # the unit of time and its first day; None for what is not dated to it


def _by_period(claims: list[Statement]) -> Mapping[Key, list[Statement]]:
    """The claims of each month, or of each year where that would be many; last, those not dated so exactly."""
    unit = _unit(claims)
    found: dict[Key, list[Statement]] = defaultdict(list)
    apart = []
    for one in claims:
        start = start_in(unit, one.said)
        if start is None:
            apart.append(one)
        else:
            found[unit, start].append(one)
    starts = [key[1] for key in found if key]
    bars: dict[Key, list[Statement]] = {}
    for start in all_bars(unit, starts) if starts else []:
        bars[unit, start] = found.get((unit, start), [])
    if apart:
        bars[None] = apart
    return bars


def _unit(claims: Iterable[Statement]) -> str:
    starts = [start for one in claims if (start := start_in(MONTH, one.said))]
    if not starts:
        return YEAR
    months = (max(starts).year - min(starts).year) * 12 + max(starts).month - min(starts).month + 1
    return MONTH if months <= _MOST_MONTHS else YEAR


def start_in(unit: str, said: FuzzyDate) -> date | None:
    """The first day of the month or year in which something was said; None where it may have been in another one."""
    if said.earliest is None or said.latest is None:
        return None
    start = start_of(unit, said.earliest.date())
    return start if said.latest.date() <= last_of(unit, start) else None


def _period(key: Key, claims: list[Statement], verdicts: list[Verdict], query: QueryDict, longest: int) -> Period:
    asked = with_values(query, said=edtf_of(*key) if key else UNDATED)
    numbers = _numbers(claims, verdicts, asked)
    segments, x = [], 0
    for number in numbers:
        width = round(_BAR * number.count / longest) if longest else 0
        if number.count:
            segments.append(Segment(number.verdict, x, max(2, width)))
            x += max(2, width)
    words = in_words(*key) if key else ""
    return Period(words, len(claims), _list_url(asked) if claims else "", numbers, segments)


# ---- the claims themselves


def claims_of(told: Told, *, verdict: str = "", said: FuzzyDate | str | None = None) -> list[Statement]:
    """The claims that a number counts by their newest statements, the latest said first."""
    own = told.own
    unit = _unit(own)
    chosen = [one for one in own if (not verdict or one.verdict == verdict) and _is_of(one, said, unit)]
    return sorted(chosen, key=lambda one: (one.said.sort, one.pk), reverse=True)


def _is_of(one: Statement, said: FuzzyDate | str | None, unit: str) -> bool:
    if said is None:
        return True
    if said == UNDATED:
        return start_in(unit, one.said) is None
    assert isinstance(said, FuzzyDate)  # noqa: S101  # the form knows nothing else
    when = one.said
    if when.earliest is None or when.latest is None or said.earliest is None or said.latest is None:
        return False
    return said.earliest <= when.earliest and when.latest <= said.latest


def claimed(statement: Statement, as_of: str) -> Claimed:
    """A statement as a list has it."""
    language = statement.quote_language or "en"
    return Claimed(
        statement=statement,
        said=day_in_words(statement.said),
        url=statement_url(statement, as_of),
        quote=in_quotes(statement.quote, language) if statement.quote else "",
        translation=in_quotes(statement.translation) if statement.translation else "",
        language=language_name(language),
    )


# ---- what stands against it


def contradictions_of(told: Told, moment: datetime | None) -> list[Contradiction]:
    """Where the actor contradicts, denies or walks back what it said itself, the latest first; one question."""
    own = {one.claim_id: one for one in told.own}
    if not own:
        return []
    links = StatementLink.objects.known(moment).filter(claim__in=own, other__in=own, kind__in=_AGAINST)
    found: dict[frozenset[int], Contradiction] = {}
    for claim, other, kind in links.order_by("pk").values_list("claim", "other", "kind"):
        one, against = own[claim], own[other]
        later_says = (one.said.sort, one.claim_id) >= (against.said.sort, against.claim_id)
        earlier, later = (against, one) if later_says else (one, against)
        found.setdefault(
            frozenset({claim, other}),
            Contradiction(
                claimed(earlier, told.as_of), claimed(later, told.as_of), str(LinkKind(kind).label), later_says
            ),
        )
    return sorted(
        found.values(),
        key=lambda pair: (pair.later.statement.said.sort, pair.later.statement.claim_id),
        reverse=True,
    )
