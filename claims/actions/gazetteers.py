"""The newsroom's actors, places and issues as the engine reads them, built once until somebody changes them."""

from dataclasses import dataclass
from functools import cache

from django.db import connection, models

from actors.models import Actor, ActorName, Office, Place, PlaceName
from claims.models import Issue
from claims.suggest.gazetteer import Gazetteer
from lib.merges import to_the_end

_READ = (Actor, ActorName, Office, Place, PlaceName, Issue)
# Versions are numbered when they are written and seen when they are committed, so the newest number alone would miss
# one that was written before it and committed after it. So many numbers back they are counted as well.
_LATE = 1000


@dataclass(frozen=True, slots=True)
class Known:
    """A gazetteer, and the keys of the rows behind its slugs."""

    gazetteer: Gazetteer
    actors: dict[str, int]
    places: dict[str, int]
    issues: dict[str, int]


# A process reads one database; tests, and whoever measures, more than one after the other.
_kept: tuple[object, Known] | None = None


def known() -> Known:
    """The gazetteer as it stands now: the one from before, where the history of its tables has nothing new."""
    global _kept  # noqa: PLW0603  # a cache of one, replaced whole
    # First the state, then the rows: what changes in between is read again next time.
    state = (str(connection.settings_dict["NAME"]), *_state())
    kept = _kept
    if kept is None or kept[0] != state:
        kept = _kept = (state, _built())
    return kept[1]


def current_gazetteer() -> Gazetteer:
    """Every actor, place and issue that the newsroom keeps, as the engine reads them."""
    return known().gazetteer


def _state() -> tuple[object, ...]:
    with connection.cursor() as cursor:
        cursor.execute(_state_sql())
        return tuple(cursor.fetchone() or ())


@cache
def _state_sql() -> str:
    """The newest version of each table, and how many there are of the latest ones."""
    newest, latest = "SELECT max(pgh_id) FROM {0}", "SELECT count(*) FROM {0} WHERE pgh_id > ({1}) - {2}"
    parts = []
    for model in _READ:
        table = _versions(model)._meta.db_table  # noqa: SLF001  # Django's documented API
        top = newest.format(table)
        parts += [f"({top})", f"({latest.format(table, top, _LATE)})"]
    return f"SELECT {', '.join(parts)}"


def _versions(model: type[models.Model]) -> type[models.Model]:
    related: type[models.Model] = model._meta.get_field("versions").related_model  # type: ignore[assignment]  # noqa: SLF001  # as above
    return related


def _slug(actor: Actor | None) -> str | None:
    return actor.slug if actor else None


def _dates(row: ActorName | Office) -> dict[str, str]:
    """The days from which and until which a name or an office stands, in ISO 8601; "" for open."""
    start, end = row.start_earliest, row.end_latest
    return {"start": start.date().isoformat() if start else "", "end": end.date().isoformat() if end else ""}


def _merged_into(actors: list[Actor]) -> dict[int, str]:
    """The slugs of those that actors were merged into, by the key of each that was."""
    by_pk = {actor.pk: actor for actor in actors}
    kept = {}
    for actor in actors:
        last, seen = actor, {actor.pk}
        while last.merged_into_id is not None and last.merged_into_id not in seen:
            last = by_pk[last.merged_into_id]
            seen.add(last.pk)
        if last != actor:
            kept[actor.pk] = last.slug
    return kept


def _phrases(issues: list[Issue]) -> dict[int, list[str]]:
    """By which phrases texts mean each issue: its own, and the names and phrases of those that went into it."""
    ways = to_the_end({issue.pk: issue.merged_into_id for issue in issues if issue.merged_into_id is not None})
    found = {issue.pk: list(issue.keywords) for issue in issues}
    for issue in issues:
        if issue.pk in ways:
            into = found[ways[issue.pk]]
            into += [phrase for phrase in (issue.name, *issue.keywords) if phrase not in into]
    return found


def _built() -> Known:
    actors = list(Actor.objects.for_gazetteer())
    places = list(Place.objects.prefetch_related("names"))
    issues = list(Issue.objects.select_related("parent"))
    phrases = _phrases(issues)
    kept = _merged_into(actors)
    gazetteer = Gazetteer.from_rows(
        actors=[
            {
                "slug": actor.slug,
                "name": actor.name,
                "kind": actor.kind,
                "country": actor.country or None,
                "acts_for": kept.get(actor.acts_for_id or 0) or _slug(actor.acts_for),
                "merged_into": kept.get(actor.pk),
                "offices": [
                    {"title": office.title, "organisation": _slug(office.organisation)} | _dates(office)
                    for office in actor.offices.all()
                ],
                "names": [
                    {"text": name.text, "kind": name.kind, "language": name.language} | _dates(name)
                    for name in actor.names.all()
                ],
            }
            for actor in actors
        ],
        places=[
            {
                "slug": place.slug,
                "name": place.name,
                "country": place.country or None,
                "precision": place.precision,
                "names": [{"text": name.text} for name in place.names.all()],
            }
            for place in places
        ],
        issues=[
            {
                "slug": issue.slug,
                "name": issue.name,
                "parent": issue.parent.slug if issue.parent else None,
                "keywords": phrases[issue.pk],
            }
            for issue in issues
            if issue.merged_into_id is None
        ],
    )
    return Known(
        gazetteer=gazetteer,
        actors={actor.slug: actor.pk for actor in actors},
        places={place.slug: place.pk for place in places},
        issues={issue.slug: issue.pk for issue in issues},
    )
