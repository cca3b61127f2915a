"""The side panel: what the timeline could be narrowed to, with how many entries each would show."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count, Max

from claims.enums import Verdict
from timeline.enums import EventType
from timeline.filters import Question, TimelineFilters
from timeline.models import EntryActor

# The first few stand open, the others wait behind a click; the search finds every other actor by name.
_ACTORS_OPEN, _ACTORS_LISTED = 8, 40


@dataclass(frozen=True)
class Option:
    """One value of a parameter."""

    value: str
    label: str
    count: int | None
    chosen: bool = False


@dataclass(frozen=True)
class Facets:
    """Options of each parameter, and how many entries the question means in all."""

    total: int = 0
    conflicts: list[Option] = field(default_factory=list)
    types: list[Option] = field(default_factory=list)
    verdicts: list[Option] = field(default_factory=list)
    actors: list[Option] = field(default_factory=list)
    more_actors: list[Option] = field(default_factory=list)


def uncounted_facets(form: TimelineFilters) -> Facets:
    """The choices of a form that could not be answered, with everything that was typed still chosen."""

    def options(name: str, known: list[tuple[str, str]]) -> list[Option]:
        typed = form.data.get(name, "")
        unknown = [(typed, f"“{typed}”")] if typed and typed not in dict(known) else []
        return [Option(value, label, None, value == typed) for value, label in unknown + known]

    names = {actor.slug: actor.name for actor in form.chosen_actors}
    return Facets(
        types=options("type", EventType.choices),
        verdicts=options("verdict", Verdict.choices),
        actors=[Option(slug, names.get(slug, slug), None, True) for slug in form.parameters.getlist("actor") if slug],
    )


def count_facets(question: Question) -> Facets:
    """Two queries, whatever is asked: one over kinds of entries, one over actors.

    Each of conflict, type and verdict is counted under all other filters but its own, so that a reader sees what
    another choice would bring. What is chosen is always listed, or the form would forget it with the next change.
    """
    rows = list(
        question.entries_of_any_kind()
        .values_list("conflict__slug", "conflict__name", "type", "verdict")
        .annotate(number=Count("pk"))
        .order_by()
    )
    chosen_conflict = question.conflict.slug if question.conflict else ""
    total = 0
    conflicts: Counter[tuple[str, str]] = Counter()
    types: Counter[str] = Counter()
    verdicts: Counter[str] = Counter()
    if question.conflict:
        conflicts[(question.conflict.slug, question.conflict.name)] = 0
    for slug, name, kind, verdict, number in rows:
        in_conflict = chosen_conflict in {"", slug}
        of_type, of_verdict = question.type in {"", kind}, question.verdict in {"", verdict}
        conflicts[(slug, name)] += number * (of_type and of_verdict)
        types[kind] += number * (in_conflict and of_verdict)
        verdicts[verdict] += number * (in_conflict and of_type)
        total += number * (in_conflict and of_type and of_verdict)
    chosen = {actor.slug for actor in question.actors}
    actors = [Option(actor.slug, actor.name, total, True) for actor in question.actors] + [
        Option(slug, name, number)
        for slug, name, number in EntryActor.objects.filter(entry__in=question.entries())
        .values("slug")
        .annotate(latest_name=Max("name"), number=Count("pk"))
        .order_by("-number", "latest_name")
        .values_list("slug", "latest_name", "number")[:_ACTORS_LISTED]
        if slug not in chosen
    ]
    open_actors = max(_ACTORS_OPEN, len(chosen))
    return Facets(
        total=total,
        conflicts=[
            Option(slug, name, number, slug == chosen_conflict)
            for (slug, name), number in sorted(conflicts.items(), key=lambda item: item[0][1])
        ],
        types=[
            Option(value, label, types[value], value == question.type)
            for value, label in sorted(EventType.choices, key=lambda choice: choice[1])
            if types[value] or value == question.type
        ],
        verdicts=[
            Option(verdict.value, verdict.label, verdicts[verdict.value], verdict.value == question.verdict)
            for verdict in Verdict
            if verdicts[verdict.value] or verdict.value == question.verdict
        ],
        actors=actors[:open_actors],
        more_actors=actors[open_actors:],
    )
