"""The ledger of commitments: who promised what to whom, by when, and what was observed, as readers may know it."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from actors.models import Actor, Conflict
from claims.enums import AttributionRole, ClaimKind, LinkKind, Outcome
from claims.outcomes import REPORTS
from timeline.models import EntryTag, Statement, StatementLink
from timeline.models.statement import StatementQuerySet
from timeline.threads import Said, said_in
from timeline.wording import day_in_words

PAGE_SIZE = 25
_ROWS_AT_ONCE = 500
_OF_ACTOR = 5
# A shape for each outcome, so that none is told by its colour alone.
OUTCOME_SHAPES = {Outcome.KEPT: "●", Outcome.BROKEN: "✕", Outcome.CONTESTED: "◆", Outcome.PENDING: "○"}
_PARTIES = (AttributionRole.SPEAKER, AttributionRole.SPOKESPERSON_FOR, AttributionRole.ADDRESSEE)
_OPEN = ("", Outcome.PENDING)


# A deadline in microseconds since 1970, or nothing where there is none, and a statement.
_BEHIND = re.compile(r"(-?[0-9]{1,18})?_([0-9]{1,18})", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Behind:
    """The last commitment of a page: the next one starts behind it."""

    deadline: datetime | None
    pk: int

    @classmethod
    def parse(cls, text: str) -> "Behind":
        """Read what `str()` gave. Raises ValueError for anything else."""
        found = _BEHIND.fullmatch(text)
        if not found:
            raise ValueError("not a place in the ledger")
        try:
            deadline = _EPOCH + timedelta(microseconds=int(found[1])) if found[1] else None
        except OverflowError as error:
            raise ValueError("not a place in the ledger") from error
        return cls(deadline, int(found[2]))

    def __str__(self) -> str:
        deadline = "" if self.deadline is None else (self.deadline - _EPOCH) // timedelta(microseconds=1)
        return f"{deadline}_{self.pk}"


@dataclass(frozen=True)
class Report:
    """A claim that says of a commitment that it was kept or broken, and those that deny that it was so."""

    kind: LinkKind
    said: Said
    denials: list[Said] = field(default_factory=list)

    @property
    def word(self) -> str:
        """What it says: that it was kept, or broken."""
        return str(self.kind.label)


@dataclass(frozen=True)
class Promise:
    """A commitment in words: what its statement says, and what others report of it."""

    said: Said
    deadline: str
    outcome: Outcome
    is_overdue: bool
    reports: list[Report] = field(default_factory=list)

    @property
    def statement(self) -> Statement:
        """The statement that it is published as."""
        return self.said.statement

    @property
    def shape(self) -> str:
        """The mark of its outcome."""
        return OUTCOME_SHAPES[self.outcome]

    @property
    def on_behalf(self) -> list[dict[str, str]]:
        """Who is bound by it beside the speaker, nearest first: {slug, name}."""
        named = [one for one in self.statement.attributions if one["role"] == AttributionRole.SPOKESPERSON_FOR]
        return list({one["slug"]: one for one in (*self.statement.on_behalf_of, *named)}.values())

    @property
    def addressees(self) -> list[dict[str, str]]:
        """To whom it was given: {slug, name, role, office}."""
        return [one for one in self.statement.attributions if one["role"] == AttributionRole.ADDRESSEE]


@dataclass(frozen=True)
class Commitments:
    """What is asked of the ledger. `on` is the day by which it is judged what is overdue.

    Each of the `actors` is all the slugs that one goes by.
    """

    on: date
    actors: tuple[Collection[str], ...] = ()
    issue: EntryTag | None = None
    conflict: Conflict | None = None
    outcome: str = ""
    overdue: bool = False
    as_of: datetime | None = None
    cursor: Behind | None = None

    def statements(self) -> StatementQuerySet:
        """The statements meant, one a claim, in no order."""
        known = Statement.objects.filter(kind=ClaimKind.COMMITMENT).known(self.as_of)
        later = Statement.objects.filter(claim=OuterRef("claim"), pk__gt=OuterRef("pk")).known(self.as_of)
        found = known.exclude(Exists(later))
        for slugs in self.actors:
            found = found.filter(_names(slugs))
        if self.issue:
            found = found.filter(issue_slug=self.issue.slug)
        if self.conflict:
            found = found.filter(entry__conflict=self.conflict)
        if self.outcome:
            found = found.filter(outcome__in=_OPEN if self.outcome == Outcome.PENDING else [self.outcome])
        return found.filter(outcome__in=_OPEN, deadline_latest__lt=_begin(self.on)) if self.overdue else found

    def page(self, *, size: int = PAGE_SIZE, given: str = "") -> tuple[list[Promise], Behind | None]:
        """The latest deadlines first, those without one last, and the place where the next page starts."""
        rows = self._rows(size + 1)
        further = Behind(rows[size - 1].deadline_latest, rows[size - 1].pk) if len(rows) > size else None
        return self.told(rows[:size], given), further

    def all(self, *, given: str = "") -> Iterator[Promise]:
        """From the cursor to the end, a piece at a time: no transaction stays open while a slow reader reads."""
        asked: Commitments | None = self
        while asked:
            found, further = asked.page(size=_ROWS_AT_ONCE, given=given)
            yield from found
            asked = replace(asked, cursor=further) if further else None

    def _rows(self, number: int) -> list[Statement]:
        """In two parts, so that each can be read off an index."""
        meant, at = self.statements().for_lines(), self.cursor
        found: list[Statement] = []
        if at is None or at.deadline is not None:
            dated = meant.filter(deadline_latest__isnull=False)
            if at and at.deadline is not None:
                dated = dated.filter(deadline_latest__lte=at.deadline)
                dated = dated.filter(Q(deadline_latest__lt=at.deadline) | Q(pk__lt=at.pk))
            found = list(dated.order_by("-deadline_latest", "-pk")[:number])
        if len(found) < number and not self.overdue:
            undated = meant.filter(deadline_latest__isnull=True)
            if at and at.deadline is None:
                undated = undated.filter(pk__lt=at.pk)
            found += undated.order_by("-pk")[: number - len(found)]
        return found

    def told(self, statements: Iterable[Statement], given: str = "") -> list[Promise]:
        """These in words with what is reported of them; one question however many they are."""
        statements = list(statements)
        reports = reports_on([one.claim_id for one in statements], self.as_of, as_of=given)
        return [
            Promise(
                said=said_in(one, given),
                deadline=day_in_words(one.deadline),
                outcome=Outcome(one.outcome or Outcome.PENDING),
                is_overdue=is_overdue(one, self.on),
                reports=reports.get(one.claim_id, []),
            )
            for one in statements
        ]


def promise_of(statement: Statement, moment: datetime | None, *, as_of: str = "") -> Promise | None:
    """What a claim's page tells of a commitment; None for another claim."""
    if statement.kind != ClaimKind.COMMITMENT:
        return None
    (promise,) = Commitments(on=day_judged(moment), as_of=moment).told([statement], as_of)
    return promise


def _after(at: Behind) -> Q:
    if at.deadline is None:
        return Q(deadline_latest__isnull=True, pk__lt=at.pk)
    same_moment = Q(deadline_latest=at.deadline, pk__lt=at.pk)
    return Q(deadline_latest__lt=at.deadline) | same_moment | Q(deadline_latest__isnull=True)


def promises_of_actor(
    actors: Collection[int], slug: str, moment: datetime | None, *, as_of: str = ""
) -> tuple[list[Promise], bool]:
    """The first commitments by, for or to an actor, and whether there are more; the ids are all that are it."""
    slugs = {slug}
    if len(actors) > 1:
        slugs |= set(Actor.objects.filter(pk__in=actors).values_list("slug", flat=True))
    asked = Commitments(on=day_judged(moment), actors=(sorted(slugs),), as_of=moment)
    found, further = asked.page(size=_OF_ACTOR, given=as_of)
    return found, further is not None


def day_judged(moment: datetime | None) -> date:
    """The day by which it is judged what is overdue, unless a reader says another one."""
    return (moment or timezone.now()).date()


def is_overdue(statement: Statement, on: date) -> bool:
    """Whether the deadline has passed before a day and nothing was observed."""
    late = statement.deadline_latest is not None and statement.deadline_latest < _begin(on)
    return late and statement.outcome in _OPEN


def _begin(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)


def _names(slugs: Collection[str]) -> Q:
    """Who gave it, on whose behalf, or to whom: one of these."""
    found = Q(pk__in=[])
    for slug in slugs:
        found |= Q(on_behalf_of__contains=[{"slug": slug}])
        for role in _PARTIES:
            found |= Q(attributions__contains=[{"slug": slug, "role": role.value}])
    return found


def party_called(slug: str) -> str:
    """What a party of a published commitment is called in the last of them; "" where none names it."""
    found = Statement.objects.filter(_names([slug]), kind=ClaimKind.COMMITMENT).order_by("-pk")
    last = found.only("attributions", "on_behalf_of").first()
    people = [*last.attributions, *last.on_behalf_of] if last else []
    return next((one["name"] for one in people if one["slug"] == slug), "")


def reports_on(claims: Collection[int], moment: datetime | None, *, as_of: str = "") -> dict[int, list[Report]]:
    """By commitment, the published claims that say it was kept or broken, and who denies that; one question."""
    if not claims:
        return {}
    known = StatementLink.objects.known(moment)
    reporting = known.filter(kind__in=REPORTS, other__in=claims)
    meant = Q(kind__in=REPORTS, other__in=claims) | Q(kind=LinkKind.DENIES, other__in=reporting.values("claim"))
    # Where more than one event tells a claim, the statement that was published last.
    links = {
        (link.claim_id, link.kind, link.other_id): link for link in known.filter(meant).for_lines().order_by("pk")
    }
    denials: dict[int, list[Said]] = defaultdict(list)
    for (_one, kind, other), link in sorted(links.items()):
        if kind == LinkKind.DENIES:
            denials[other].append(said_in(link.statement, as_of))
    found: dict[int, list[Report]] = defaultdict(list)
    for (one, kind, other), link in sorted(links.items()):
        if kind != LinkKind.DENIES:
            found[other].append(Report(LinkKind(kind), said_in(link.statement, as_of), denials.get(one, [])))
    return found
