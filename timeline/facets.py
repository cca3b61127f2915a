"""The side panel: what the timeline could be narrowed to, with how many entries each would show."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Max, Min, Q

from actors.models import Conflict
from claims.enums import Verdict
from timeline.enums import EventType
from timeline.filters import TAGGED, Question, TimelineFilters
from timeline.models import EntryActor, EntryTag

# The first few stand open, the others wait behind a click; the search finds every other actor by name.
_ACTORS_OPEN, _ACTORS_LISTED = 8, 40
_TAGS_LISTED = 60
# The overview goes from and to entries dated to a week, or else to a month: one of "1991" would stretch it.
_TO_A_WEEK = Q(occurred_latest__lte=F("occurred_earliest") + timedelta(days=7))
_TO_A_MONTH = Q(occurred_latest__lte=F("occurred_earliest") + timedelta(days=31))

Span = tuple[datetime, datetime]
_OF_KINDS = (
    "conflict",
    "conflict__slug",
    "conflict__name",
    "type",
    "verdict",
    "number",
    "first",
    "last",
    "first_month",
    "last_month",
)


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


def count_facets(question: Question) -> Facets:
    """Three queries, and one for each issue, place or outlet that is chosen: kinds of entries, actors, tags.

    Each of conflict, type and verdict is counted under all other filters but its own, so that a reader sees what
    another choice would bring. What is chosen is always listed, or the form would forget it with the next change.
    """
    kinds = (
        question.entries_of_any_kind()
        .values("conflict", "conflict__slug", "conflict__name", "type", "verdict")
        .annotate(
            number=Count("pk"),
            first=Min("occurred_earliest", filter=_TO_A_WEEK),
            last=Max("occurred_latest", filter=_TO_A_WEEK),
            first_month=Min("occurred_earliest", filter=_TO_A_MONTH),
            last_month=Max("occurred_latest", filter=_TO_A_MONTH),
        )
        .order_by()
    )
    told = list(question.merges.asked_with(kinds))
    question.merges.told_by(told[0] if told else None)
    rows = [tuple(row[name] for name in _OF_KINDS) for row in told]
    chosen_conflict = question.conflict.slug if question.conflict else ""
    total = 0
    conflicts: Counter[tuple[str, str]] = Counter()
    types: Counter[str] = Counter()
    verdicts: Counter[str] = Counter()
    if question.conflict:
        conflicts[(question.conflict.slug, question.conflict.name)] = 0
    spans: list[Span] = []
    months: list[Span] = []
    names = _conflicts_then({row[0] for row in rows}, question)
    for pk, slug, name_now, kind, verdict, number, first, last, first_month, last_month in rows:
        name = names.get(pk, name_now)
        in_conflict = chosen_conflict in {"", slug}
        of_type, of_verdict = question.type in {"", kind}, question.verdict in {"", verdict}
        conflicts[(slug, name)] += number * (of_type and of_verdict)
        types[kind] += number * (in_conflict and of_verdict)
        verdicts[verdict] += number * (in_conflict and of_type)
        if in_conflict and of_type and of_verdict:
            total += number
            spans += [(first, last)] if first else []
            months += [(first_month, last_month)] if first_month else []
    chosen = {actor.slug for actor in question.actors}
    frequent = list(
        question.merges.counted_actors(EntryActor.objects.filter(entry__in=question.entries()))
        .order_by("-number", "latest_name")
        .values_list("shown", "latest_name", "number")[: _ACTORS_LISTED + 1]
    )
    actors = [Option(actor.slug, actor.name, total, True) for actor in question.actors] + [
        Option(slug, name, number) for slug, name, number in frequent[:_ACTORS_LISTED] if slug not in chosen
    ]
    open_actors = max(_ACTORS_OPEN, len(chosen))
    tags = _count_tags(question)
    numbers = {kind: len(options) for kind, options in tags.items()} | {
        "actor": len({row[0] for row in frequent} | chosen)
    }
    return Facets(
        total=total,
        span=_whole(spans),
        months=_whole(months),
        issues=tags[EntryTag.Kind.ISSUE][:_TAGS_LISTED],
        places=tags[EntryTag.Kind.PLACE][:_TAGS_LISTED],
        sources=tags[EntryTag.Kind.SOURCE][:_TAGS_LISTED],
        marks=tags[EntryTag.Kind.MARK],
        numbers=numbers,
        conflicts=[
            Option(slug, name, number, slug == chosen_conflict)
            for (slug, name), number in sorted(conflicts.items(), key=lambda item: item[0][1])
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


def _conflicts_then(keys: set[int], question: Question) -> dict[int, str]:
    """The names that conflicts had at the moment asked for; that of the one which is asked for is known already."""
    found = {question.conflict.pk: question.conflict.name} if question.conflict else {}
    if question.as_of and len(keys) > 1:  # the panel offers a choice
        others = Conflict.objects.worded_at(question.as_of).filter(pk__in=keys)
        found |= {one.pk: one.as_worded().name for one in others}
    return found


def _whole(spans: list[Span]) -> Span | None:
    return (min(first for first, _ in spans), max(last for _, last in spans)) if spans else None


def _count_tags(question: Question) -> dict[str, list[Option]]:
    """Options of each kind of tag; the choices of a kind are counted as if nothing of it were chosen.

    Marks are not instead of each other: each is counted beside those that are chosen.
    """
    mark = EntryTag.Kind.MARK.value
    chosen = [kind for kind, _ in question.tags if kind != mark]
    found: dict[str, list[Option]] = {}
    free = [kind for kind in (*TAGGED, mark) if kind not in chosen]
    counted = _tag_counts(question, free)
    for kind in chosen:
        counted += _tag_counts(question.without_tag(kind), [kind])
    for kind in (*TAGGED, mark):
        of_kind = [row for row in counted if row[0] == kind]
        on = {slug for one, slug in question.tags if one == kind}
        of_kind += [(kind, slug, _name_of(kind, slug), 0) for slug in on - {row[1] for row in of_kind}]
        listed = [row for row in of_kind if row[1] in on] + [row for row in of_kind if row[1] not in on]
        found[kind] = [Option(slug, _said(kind, slug, name), number, slug in on) for _, slug, name, number in listed]
    return found


def _name_of(kind: str, slug: str) -> str:
    """What is chosen and found nowhere under the other filters; the form would forget it."""
    tag = EntryTag.objects.named(kind, slug).first()
    return tag.name if tag else slug


def _said(kind: str, slug: str, name: str) -> str:
    """Names of marks are words of the interface; all others are the newsroom's."""
    return str(EntryTag.Mark(slug).label) if kind == EntryTag.Kind.MARK else name


def _tag_counts(question: Question, kinds: list[str]) -> list[tuple[str, str, str, int]]:
    """Kind, slug, latest name and number of entries, the most frequent first."""
    tags = EntryTag.objects.filter(entry__in=question.entries(), kind__in=kinds)
    return list(
        question.merges.counted_tags(tags)
        .order_by("-number", "latest_name")
        .values_list("kind", "shown", "latest_name", "number")
    )
