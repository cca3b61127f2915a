"""The side panel: what the timeline could be narrowed to, with how many entries each would show."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from actors.models import Conflict
from claims.enums import Verdict
from timeline.counting.narrowing import Counted, Span
from timeline.enums import EventType
from timeline.filters import TAGGED, Question, TimelineFilters
from timeline.models import EntryTag

# The first few stand open, the others wait behind a click; the search finds every other actor by name.
_ACTORS_OPEN, _ACTORS_LISTED = 8, 40
_TAGS_LISTED = 60


@dataclass(frozen=True)
class Option:
    """One value of a parameter."""

    value: str
    label: str
    count: int | None
    chosen: bool = False


@dataclass(frozen=True)
class Facets:
    """Options of each parameter, how many entries the question means in all, and from when to when they happened.

    `numbers` says how many issues, places, outlets and actors there are (of actors: at least), listed or not.
    `span` is that of entries dated to a week or better, `months` of those dated to a month or better.
    """

    total: int = 0
    span: Span | None = None
    months: Span | None = None
    conflicts: list[Option] = field(default_factory=list)
    types: list[Option] = field(default_factory=list)
    verdicts: list[Option] = field(default_factory=list)
    actors: list[Option] = field(default_factory=list)
    more_actors: list[Option] = field(default_factory=list)
    issues: list[Option] = field(default_factory=list)
    places: list[Option] = field(default_factory=list)
    sources: list[Option] = field(default_factory=list)
    marks: list[Option] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)

    @property
    def has_other_actors(self) -> bool:
        """Whether there are actors that the panel does not list."""
        return self.numbers.get("actor", 0) > len(self.actors) + len(self.more_actors)


def uncounted_facets(form: TimelineFilters) -> Facets:
    """The choices of a form that could not be answered, with everything that was typed still chosen."""

    def options(name: str, known: list[tuple[str, Any]]) -> list[Option]:
        typed = form.data.get(name, "")
        unknown = [(typed, f"“{typed}”")] if typed and typed not in dict(known) else []
        return [Option(value, str(label), None, value == typed) for value, label in unknown + known]

    def typed_only(name: str) -> list[Option]:
        tag = form.chosen_tags[name]
        return (
            [Option(typed, tag.name if tag else f"“{typed}”", None, True)] if (typed := form.data.get(name)) else []
        )

    names = {actor.slug: actor.name for actor in form.chosen_actors}
    return Facets(
        issues=typed_only("issue"),
        places=typed_only("place"),
        sources=typed_only("source"),
        marks=[Option(mark, str(label), None, bool(form.data.get(mark))) for mark, label in EntryTag.Mark.choices],
        types=options("type", EventType.choices),
        verdicts=options("verdict", Verdict.choices),
        actors=[Option(slug, names.get(slug, slug), None, True) for slug in form.parameters.getlist("actor") if slug],
    )


def count_facets(question: Question, counted: Counted | None = None) -> Facets:
    """What is published and merged, and which conflicts there are: two queries, whatever is asked.

    Each of conflict, type and verdict is counted under all other filters but its own, so that a reader sees what
    another choice would bring. What is chosen is always listed, or the form would forget it with the next change.
    """
    counted = counted or Counted(question)
    rows = list(counted.by_kind())
    chosen_conflict = question.conflict.pk if question.conflict else None
    total = 0
    conflicts: Counter[int] = Counter()
    types: Counter[str] = Counter()
    verdicts: Counter[str] = Counter()
    if chosen_conflict is not None:
        conflicts[chosen_conflict] = 0
    for conflict, kind, verdict, number in rows:
        in_conflict = chosen_conflict in {None, conflict}
        of_type, of_verdict = question.type in {"", kind}, question.verdict in {"", verdict}
        conflicts[conflict] += number * (of_type and of_verdict)
        types[kind] += number * (in_conflict and of_verdict)
        verdicts[verdict] += number * (in_conflict and of_type)
        total += number * (in_conflict and of_type and of_verdict)
    named = _conflicts_then(conflicts.keys(), question)
    chosen = {actor.slug for actor in question.actors}
    frequent = counted.actors(_ACTORS_LISTED)
    actors = [Option(actor.slug, actor.name, total, True) for actor in question.actors] + [
        Option(one.slug, one.name, one.number) for one in frequent.listed if one.slug not in chosen
    ]
    open_actors = max(_ACTORS_OPEN, len(chosen))
    tags, numbers = _count_tags(question, counted)
    return Facets(
        total=total,
        span=counted.span("to_a_week"),
        months=counted.span("to_a_month"),
        issues=tags[EntryTag.Kind.ISSUE],
        places=tags[EntryTag.Kind.PLACE],
        sources=tags[EntryTag.Kind.SOURCE],
        marks=tags[EntryTag.Kind.MARK],
        numbers=numbers | {"actor": max(frequent.total, len(chosen))},
        conflicts=[
            Option(named[pk].slug, named[pk].name, number, pk == chosen_conflict)
            for pk, number in sorted(conflicts.items(), key=lambda item: named[item[0]].slug)
        ],
        types=[
            Option(value, str(label), types[value], value == question.type)
            for value, label in sorted(EventType.choices, key=lambda choice: choice[1])
            if types[value] or value == question.type
        ],
        verdicts=[
            Option(verdict.value, str(verdict.label), verdicts[verdict.value], verdict.value == question.verdict)
            for verdict in Verdict
            if verdicts[verdict.value] or verdict.value == question.verdict
        ],
        actors=actors[:open_actors],
        more_actors=actors[open_actors:],
    )


def _conflicts_then(keys: Iterable[int], question: Question) -> dict[int, Conflict]:
    """Conflicts by the names that they had at the moment asked for; the one which is asked for is known already."""
    found = {question.conflict.pk: question.conflict} if question.conflict else {}
    others = set(keys) - found.keys()
    if others:
        rows = Conflict.objects.worded_at(question.as_of).filter(pk__in=others)
        found |= {one.pk: one.as_worded() for one in rows}
    return found


def _count_tags(question: Question, counted: Counted) -> tuple[dict[str, list[Option]], dict[str, int]]:
    """Options of each kind of tag, and how many there are; the choices of a kind as if nothing of it were chosen.

    Marks are not instead of each other: each is counted beside those that are chosen.
    """
    found: dict[str, list[Option]] = {}
    numbers: dict[str, int] = {}
    for kind in (*TAGGED, EntryTag.Kind.MARK.value):
        chosen = {slug for one, slug in question.tags if one == kind}
        most = counted.tags(kind, _TAGS_LISTED, also=chosen)
        listed = [
            Option(one.slug, _said(kind, one.slug, one.name), one.number, one.slug in chosen) for one in most.listed
        ]
        missing = chosen - {one.slug for one in most.listed}
        listed += [Option(slug, _said(kind, slug, _name_of(kind, slug)), 0, True) for slug in missing]
        found[kind] = [option for option in listed if option.chosen] + [one for one in listed if not one.chosen]
        numbers[kind] = most.total + len(missing)
    return found, numbers


def _name_of(kind: str, slug: str) -> str:
    """What is chosen and found nowhere under the other filters; the form would forget it."""
    tag = EntryTag.objects.named(kind, slug).first()
    return tag.name if tag else slug


def _said(kind: str, slug: str, name: str) -> str:
    """Names of marks are words of the interface; all others are the newsroom's."""
    return str(EntryTag.Mark(slug).label) if kind == EntryTag.Kind.MARK else name
