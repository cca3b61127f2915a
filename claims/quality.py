"""What became of suggestions: by engine, rule and kind, as the desk decided, with how much can be told from it."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import sqrt
from typing import Any, NamedTuple, TypeVar

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Floor, Lower, TruncWeek
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from articles.models import Source
from claims.actions.edits import part_in_words
from claims.enums import ClaimKind, Decision
from claims.models import Claim, Mute, Suggestion
from claims.models.passage import SuggestionQuerySet
from claims.suggest import ENGINE_NAME
from claims.suggest.rules import RULES

# What the page can look back on, by the days in its address.
WINDOWS = {
    "7": gettext_lazy("7 days"),
    "30": gettext_lazy("30 days"),
    "90": gettext_lazy("90 days"),
    "all": pgettext_lazy("time", "All"),
}
FEW = 10  # decisions; from fewer nothing is told
WEEKS = 13
_LAST = 8
_REASONS = 12
_ENDED = 10
_GRAIN = ("run__engine", "run__engine_version", "rule", "kind")

KeyT = TypeVar("KeyT", str, tuple[str, str])


class Interval(NamedTuple):
    """Where a share may well be, 0 to 1, given how few cases it was seen in."""

    low: float
    high: float


def wilson(successes: int, cases: int, *, z: float = 1.96) -> Interval:
    """The 95 % score interval of a share (E. B. Wilson, 1927), which holds for few cases and near 0 and 1 as well."""
    if not cases:
        return Interval(0.0, 1.0)
    share, spread = successes / cases, z * z / cases
    middle = share + spread / 2
    reach = z * sqrt(share * (1 - share) / cases + spread / (4 * cases))
    return Interval(max(0.0, (middle - reach) / (1 + spread)), min(1.0, (middle + reach) / (1 + spread)))


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Which decisions are looked at."""

    days: int | None = 30
    engine: str = ""
    source: Source | None = None

    def decided(self, *, days: int | None = None) -> SuggestionQuerySet:
        """What was decided in the time, of the outlet; of every engine, or the one that is named."""
        found = self._of_source(Suggestion.objects.exclude(decision=Decision.PENDING))
        found = found.filter(run__engine=self.engine) if self.engine else found
        days = days or self.days
        return found.filter(decided_at__gte=timezone.now() - timedelta(days=days)) if days else found

    def waiting(self) -> SuggestionQuerySet:
        """What was proposed in the time and nobody has decided."""
        found = self._of_source(Suggestion.objects.pending())
        found = found.filter(run__engine=self.engine) if self.engine else found
        return found.filter(run__created_at__gte=timezone.now() - timedelta(days=self.days)) if self.days else found

    def _of_source(self, found: SuggestionQuerySet) -> SuggestionQuerySet:
        return found.filter(run__snapshot__article__source=self.source.pk) if self.source else found


class Week(NamedTuple):
    """A week's decisions; `starts` is its Monday."""

    starts: date
    good: int
    decided: int


@dataclass
class Tally:
    """Suggestions of one engine, rule or kind, and what became of them."""

    accepted: int = 0
    edited: int = 0
    rejected: int = 0
    waiting: int = 0
    muted: int = 0
    distances: Counter[int] = field(default_factory=Counter)
    parts: Counter[str] = field(default_factory=Counter)
    weeks: Counter[tuple[date, bool]] = field(default_factory=Counter)

    @property
    def decided(self) -> int:
        """How many a person has decided."""
        return self.accepted + self.edited + self.rejected

    @property
    def suggested(self) -> int:
        """Decided, waiting and muted; what a later reading has replaced is not counted."""
        return self.decided + self.waiting + self.muted

    @property
    def good(self) -> int:
        """How many were accepted, with changes or without."""
        return self.accepted + self.edited

    @property
    def precision(self) -> float | None:
        """Of those decided, the share that was accepted; None where too few were to tell."""
        return self.good / self.decided if self.decided >= FEW else None

    @property
    def interval(self) -> Interval:
        """Where the precision may well be."""
        return wilson(self.good, self.decided)

    @property
    def words_changed(self) -> float | None:
        """The median of the words changed in what was accepted with changes; None where nothing was measured."""
        number = self.distances.total()
        if not number:
            return None
        measured = sorted(self.distances.elements())
        return (measured[(number - 1) // 2] + measured[number // 2]) / 2

    @property
    def most_changed(self) -> list[tuple[str, int]]:
        """The three parts of a claim that were changed most often, in the desk's words."""
        return [(part_in_words(name), number) for name, number in self.parts.most_common(3)]

    @property
    def trend(self) -> list[Week]:
        """The last weeks, oldest first, also those without a decision."""
        monday = timezone.now().date() - timedelta(days=timezone.now().weekday())
        starts = [monday - timedelta(weeks=back) for back in range(WEEKS - 1, -1, -1)]
        return [
            Week(start, self.weeks[start, True], self.weeks[start, True] + self.weeks[start, False])
            for start in starts
        ]


@dataclass(frozen=True)
class Line:
    """A line of the page: what it counts and what is known of it."""

    name: str
    tally: Tally
    engine: str = ""
    reads: str = ""  # a rule's sentence
    example: str = ""

    @property
    def reads_in_words(self) -> str:
        """The rule's sentence in the reader's language."""
        return gettext(self.reads) if self.reads else ""


class Band(NamedTuple):
    """Suggestions whose score lies from `low` to `high`, and how many of those decided were accepted."""

    low: float
    high: float
    good: int
    decided: int

    @property
    def precision(self) -> float | None:
        """As a tally's."""
        return self.good / self.decided if self.decided >= FEW else None

    @property
    def interval(self) -> Interval:
        """As a tally's."""
        return wilson(self.good, self.decided)


@dataclass(frozen=True)
class Quality:
    """Everything that the page shows of a scope."""

    total: Tally
    engines: list[Line]
    rules: list[Line]
    kinds: list[Line]
    bands: list[Band]
    reasons: list[tuple[str, int]]
    unexplained: int  # rejected without a reason


def quality_of(scope: Scope) -> Quality:
    """What became of suggestions; five questions to the database, each answered from an index."""
    engines: dict[tuple[str, str], Tally] = {}
    rules: dict[tuple[str, str], Tally] = {}
    kinds: dict[str, Tally] = {}
    total = Tally()

    def tallies(engine: str, version: str, rule: str, kind: str) -> tuple[Tally, ...]:
        return (
            total,
            engines.setdefault((engine, version), Tally()),
            rules.setdefault((engine, rule), Tally()),
            kinds.setdefault(kind, Tally()),
        )

    bands = _Bands()
    for *names, decision, tenth, number in scored(scope):
        bands.add(tenth, decision, number)
        for tally in tallies(*names):
            _count(tally, decision, number)
    for *names, words, changed, number in edited(scope):
        for tally in tallies(*names):
            tally.parts.update(dict.fromkeys(changed, number))
            if words is not None:
                tally.distances[words] += number
    for *names, is_muted, number in _counted(
        scope.waiting().annotate(is_muted=Q(mute__isnull=False)), *_GRAIN, "is_muted"
    ):
        for tally in tallies(*names):
            tally.muted += number if is_muted else 0
            tally.waiting += 0 if is_muted else number
    weekly = scope.decided(days=7 * WEEKS).annotate(week=TruncWeek("decided_at"), good=~Q(decision=Decision.REJECTED))
    for engine, version, rule, kind, week, good, number in _counted(weekly, *_GRAIN, "week", "good"):
        for held in (total, engines.get((engine, version)), rules.get((engine, rule)), kinds.get(kind)):
            if held is not None:  # what was neither decided nor proposed in the window has no line
                held.weeks[week.date(), good] += number
    reasons = sorted(explained(scope), key=lambda one: (-one[1], one[0]))
    return Quality(
        total=total,
        engines=[Line(" ".join(name), tally, engine=name[0]) for name, tally in sorted(engines.items())],
        rules=[_rule_line(engine, rule, tally) for (engine, rule), tally in _most_decided(rules)],
        kinds=[Line(str(ClaimKind(kind).label), tally) for kind, tally in _most_decided(kinds)],
        bands=bands.listed(),
        reasons=reasons[:_REASONS],
        unexplained=total.rejected - sum(number for _, number in reasons),
    )


# Each of these has an index with all its columns, so that "All" reads no row of the table.


def scored(scope: Scope) -> QuerySet[Suggestion, tuple[Any, ...]]:
    """What was decided: engine, version, rule, kind, decision and tenth of the score, each with its number."""
    return _counted(scope.decided().annotate(tenth=Floor(F("score") * 10)), *_GRAIN, "decision", "tenth")


def edited(scope: Scope) -> QuerySet[Suggestion, tuple[Any, ...]]:
    """What was accepted with changes: engine, version, rule, kind, words changed and parts, with their number."""
    return _counted(scope.decided().filter(decision=Decision.EDITED), *_GRAIN, "words_changed", "changed")


def explained(scope: Scope) -> QuerySet[Suggestion, tuple[Any, ...]]:
    """Reasons of rejections, in small letters, each with its number."""
    rejected = scope.decided().filter(decision=Decision.REJECTED).exclude(reason="")
    return _counted(rejected.annotate(why=Lower("reason")), "why")


def _count(tally: Tally, decision: str, number: int) -> None:
    if decision == Decision.ACCEPTED:
        tally.accepted += number
    elif decision == Decision.EDITED:
        tally.edited += number
    else:
        tally.rejected += number


def _counted(suggestions: SuggestionQuerySet, *columns: str) -> QuerySet[Suggestion, tuple[Any, ...]]:
    return suggestions.order_by().values_list(*columns).annotate(number=Count("*"))


def _most_decided(tallies: dict[KeyT, Tally]) -> list[tuple[KeyT, Tally]]:
    return sorted(tallies.items(), key=lambda one: (-one[1].decided, -one[1].suggested, one[0]))


def _rule_line(engine: str, rule: str, tally: Tally) -> Line:
    known = RULES.get(rule) if engine == ENGINE_NAME else None
    if known is None:
        return Line(rule, tally, engine=engine)
    return Line(rule, tally, engine=engine, reads=known.reads, example=known.example)


class _Bands:
    """Tenths of the score; a full score is in the highest."""

    def __init__(self) -> None:
        self._good: Counter[int] = Counter()
        self._decided: Counter[int] = Counter()

    def add(self, tenth: float, decision: str, number: int) -> None:
        band = min(9, int(tenth))
        self._decided[band] += number
        self._good[band] += 0 if decision == Decision.REJECTED else number

    def listed(self) -> list[Band]:
        """Those in which something was decided, highest first."""
        return [
            Band(band / 10, (band + 1) / 10, self._good[band], number)
            for band, number in sorted(self._decided.items(), reverse=True)
        ]


def last_of_rule(scope: Scope, rule: str) -> list[Suggestion]:
    """The rule's suggestions that were rejected or changed last, each with the text that was `accepted_as`."""
    first = Claim.versions.rel.related_model.objects.filter(pgh_obj=OuterRef("claim"), pgh_label="insert")  # type: ignore[attr-defined]
    return list(
        scope.decided()
        .filter(rule=rule, decision__in=[Decision.EDITED, Decision.REJECTED])
        .annotate(accepted_as=Subquery(first.values("text")[:1]))
        .select_related("excerpt", "decided_by", "claim", "run__snapshot__article__source")
        .order_by("-decided_at", "-pk")[:_LAST]
    )


def mutes() -> tuple[list[Mute], list[Mute]]:
    """The mutes that stand, each with the `number` of suggestions that it hides, and those that ended last."""
    hidden = (
        Suggestion.objects.muted()
        .filter(mute=OuterRef("pk"))
        .order_by()
        .values("mute")
        .annotate(number=Count("pk"))
        .values("number")
    )
    standing = Mute.objects.active().for_list().annotate(number=Subquery(hidden))
    ended = Mute.objects.filter(ended_at__isnull=False).for_list().order_by("-ended_at")
    return list(standing), list(ended[:_ENDED])
