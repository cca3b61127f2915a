"""The sets beside the tables that they are read from."""

from collections.abc import Iterator, Mapping
from datetime import UTC
from typing import Any

from django.db.models import Count
from django.db.models.functions import TruncDate

from timeline.counting.corpus import Corpus, corpus
from timeline.counting.named import Named
from timeline.counting.spots import COLUMNS, Spot
from timeline.models import Entry, EntryActor, EntryTag
from timeline.published import published


def differences() -> Iterator[str]:
    """What is counted otherwise than the tables have it, a sentence each; none where all is well."""
    sets = corpus(published().state)
    current = Entry.objects.current().order_by()
    yield from _compared("entries", {"current": len(sets.current)}, {"current": current.count()})
    for column, kept in (("conflict", sets.conflicts), ("type", sets.types), ("verdict", sets.verdicts)):
        ours = {value: ids.intersection_cardinality(sets.current) for value, ids in kept.items()}
        yield from _compared(column, ours, dict(current.values_list(column).annotate(number=Count("pk"))))
    by_day = current.values_list(TruncDate("occurred", tzinfo=UTC)).annotate(number=Count("pk"))
    yield from _compared("day", dict(sets.stands.counted(sets.current)), dict(by_day))
    actors = EntryActor.objects.filter(entry__superseded_at__isnull=True).order_by()
    tags = EntryTag.objects.filter(entry__superseded_at__isnull=True).order_by()
    of_actors = actors.values_list("actor", "slug").annotate(number=Count("pk"))
    of_tags = tags.values_list("kind", "slug").annotate(number=Count("pk"))
    yield from _compared("actor", _sizes(sets.actors, sets), {(pk, slug): number for pk, slug, number in of_actors})
    of_places = current.values_list(*COLUMNS).annotate(number=Count("pk"))
    spots = {Spot.of(*said): number for *said, number in of_places}
    yield from _compared("spot", {spot: len(ids & sets.current) for spot, ids in sets.spots.items()}, spots)
    yield from _compared("tag", _sizes(sets.tags, sets), {(kind, slug): number for kind, slug, number in of_tags})


def _sizes(kept: Mapping[Any, Named], sets: Corpus) -> dict[Any, int]:
    return {key: named.entries.intersection_cardinality(sets.current) for key, named in kept.items()}


def _compared(what: str, ours: Mapping[Any, int], theirs: Mapping[Any, int]) -> Iterator[str]:
    for key in sorted({*ours, *theirs}, key=str):
        if ours.get(key, 0) != theirs.get(key, 0):
            yield f"{what} {key}: {ours.get(key, 0)} in the sets, {theirs.get(key, 0)} in the tables."
