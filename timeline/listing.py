"""Which entries a page shows, in their order: read from the narrowest rows that know, then from the wide ones.

The rows are those of an actor, of a tag, or entries themselves; an index of theirs has the order and all columns that
say when an entry happened and was known.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from timeline.models import Entry, EntryActor, EntrySearch, EntryTag
from timeline.models.entry import EntryQuerySet
from timeline.models.placed import OPEN_END, REACHES, PlacedQuerySet, reaching
from timeline.parameter_fields import Cursor

if TYPE_CHECKING:
    from timeline.filters import Question

# What is dated to a day stands at its start and lasts until its end.
_DAY = timedelta(days=1)
_BEGINNING, _END = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


def entries_of_page(question: Question, size: int) -> EntryQuerySet:
    """So many entries that a question means, from its cursor on, newest or oldest first."""
    newest = question.is_newest_first
    rows, column = _rows(question)
    order = ("-occurred", f"-{column}") if newest else ("occurred", column)
    if isinstance(question.cursor, Cursor):
        rows = rows.behind(question.cursor.occurred, question.cursor.pk, newest=newest, column=column)
    parts = [rows.filter(stretch).order_by(*order)[:size] for stretch in _stretches(question)]
    if len(parts) == 1 and isinstance(parts[0], EntryQuerySet):
        return parts[0]  # the feed's own indexes lead to the wide rows
    numbers: Any = parts[0].values(column)
    if len(parts) > 1:
        # A question of its own, or a page of wide rows of each part would be read to put them in order.
        places = [part.values_list("occurred", column) for part in parts]
        numbers = [number for _, number in places[0].union(*places[1:], all=True).order_by(*order)[:size]]
    entries = Entry.objects.filter(pk__in=numbers)
    return (entries.newest() if newest else entries.oldest())[:size]


def _rows(question: Question) -> tuple[PlacedQuerySet[Any], str]:
    """A row of each entry meant, and the column that says which entry it is of."""
    actors = question.merges.actors_meant(question.actors)
    tags = [(kind, question.merges.slugs_meant(kind, slug)) for kind, slug in question.tags]
    rows: PlacedQuerySet[Any]
    own: tuple[str, ...] = ()
    # What was merged stands under several numbers or slugs, and an entry may have two of them.
    # Tags come first: the commonest actor is in more entries than the commonest issue, place or outlet.
    if tag := next((one for one in tags if len(one[1]) == 1), None):
        tags.remove(tag)
        rows = EntryTag.objects.filter(kind=tag[0], slug=tag[1][0])
    elif actor := next((numbers for numbers in actors if len(numbers) == 1), None):
        actors.remove(actor)
        rows = EntryActor.objects.filter(actor=actor[0])
        own = ("type", "verdict")
    else:
        return question.entries(), "id"
    rows = rows.as_of(question.as_of) if question.as_of else rows.current()
    rows = rows.between(question.first, question.last)
    for numbers in actors:
        rows = rows.filter(entry__in=EntryActor.objects.filter(actor__in=numbers).values("entry"))
    for kind, slugs in tags:
        rows = rows.filter(entry__in=EntryTag.objects.filter(kind=kind, slug__in=slugs).values("entry"))
    if question.search:
        meant = EntrySearch.objects.filter(vector=question.search.query).values("entry")
        rows = rows.none() if question.search.means_nothing else rows.filter(entry__in=meant)
    if question.box:
        rows = rows.filter(entry__in=question.in_box(Entry.objects.all()).values("pk"))
    for name in ("conflict", "type", "verdict"):
        if value := getattr(question, name):
            rows = rows.filter(**{name if name in own else f"entry__{name}": value})
    return rows, "entry_id"


def _stretches(question: Question) -> list[Q]:
    """Parts of the order, the latest first, that together have all that is asked for; each is a range of an index.

    Dates and moments are no bounds of the order by themselves: what may have happened by a day, or was known by then,
    may stand after it. How far after is what REACHES tells apart.
    """
    bounds = [moment for moment in (question.last, question.as_of) if moment]
    until = min(bounds) if bounds else None
    since = _shifted(question.first, -_DAY) if question.first else None
    stretches: list[Q] = []
    if until:
        ends = [_shifted(until, reach) for reach in REACHES]
        for reach, start, end in zip(REACHES, ends, [*ends[1:], None], strict=True):
            after = reaching(reach) & Q(occurred__gt=start)
            stretches.insert(0, after & Q(occurred__lte=end) if end else after)
    inside = Q(occurred__lte=until) if until else Q()
    stretches.append(inside & Q(occurred__gte=since) if since else inside)
    if since:
        stretches.append(inside & OPEN_END & Q(occurred__lt=since))
    return stretches


def _shifted(moment: datetime, by: timedelta) -> datetime:
    """So long after or before a moment, or where the calendar ends."""
    try:
        return moment + by
    except OverflowError:
        return _END if by > timedelta(0) else _BEGINNING
