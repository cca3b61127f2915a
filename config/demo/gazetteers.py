"""Outlets, actors, places, issues and the conflict. What is there already stays as people have left it."""

from typing import Any

import pghistory
from django.db import models, transaction

from actors.enums import OfficeKind
from actors.models import Actor, ActorName, Conflict, Office, Place, PlaceName
from articles.models import Source
from claims.models import Issue
from config.demo import seeds

Row = dict[str, Any]


def load() -> int:
    """Add what is missing; gives how many rows of the gazetteers were added."""
    with transaction.atomic(), pghistory.context(reason="the demo conflict"):
        return _sources() + _actors() + _places() + _conflict_and_issues()


def _missing(model: type[models.Model], name: str) -> list[Row]:
    known = set(model._default_manager.values_list("slug", flat=True))  # noqa: SLF001  # Django's documented API
    return [row for row in seeds.rows(name) if row["slug"] not in known]


def _text(row: Row, *names: str) -> dict[str, str]:
    """These fields, where the seeds' null is our empty text."""
    return {name: row[name] or "" for name in names}


def _sources() -> int:
    return len(
        Source.objects.bulk_create(
            Source(
                **_text(row, "slug", "name", "domain", "country", "language", "owner", "reliability", "description")
            )
            for row in _missing(Source, "sources")
        )
    )


def _actors() -> int:
    missing = _missing(Actor, "actors")
    Actor.objects.bulk_create(
        Actor(
            **_text(row, "slug", "name", "kind", "country", "wikidata", "description"),
            gw_number=row.get("gw_number"),
            ucdp_id=row.get("ucdp_id"),
        )
        for row in missing
    )
    # Whom an actor acts for, and where it holds an office, may stand further down in the file.
    actors = {actor.slug: actor for actor in Actor.objects.all()}
    for row in missing:
        if row["acts_for"]:
            actors[row["slug"]].acts_for = actors[row["acts_for"]]
    Actor.objects.bulk_update([actors[row["slug"]] for row in missing if row["acts_for"]], ["acts_for"])
    ActorName.objects.bulk_create(
        ActorName(actor=actors[row["slug"]], **_text(name, "text", "language", "script", "kind"))
        for row in missing
        for name in row["names"]
    )
    Office.objects.bulk_create(
        Office(
            actor=actors[row["slug"]],
            kind=office.get("kind", OfficeKind.OFFICE),
            title=office["title"],
            organisation=actors[office["organisation"]] if office["organisation"] else None,
            start_edtf=office["start"] or "",
            end_edtf=office["end"] or "",
        )
        for row in missing
        for office in row["offices"]
    )
    return len(missing)


def _places() -> int:
    missing = _missing(Place, "places")
    places = {
        row["slug"]: Place(
            latitude=row["lat"],
            longitude=row["lon"],
            **_text(row, "slug", "name", "precision", "country", "wikidata"),
        )
        for row in missing
    }
    Place.objects.bulk_create(places.values())
    PlaceName.objects.bulk_create(
        PlaceName(place=places[row["slug"]], **_text(name, "text", "language"))
        for row in missing
        for name in row["names"]
    )
    return len(missing)


def _conflict_and_issues() -> int:
    conflicts = _missing(Conflict, "conflicts")
    for row in conflicts:
        conflict = Conflict.objects.create(
            start_edtf=row["start"] or "",
            end_edtf=row["end"] or "",
            **_text(row, "slug", "name", "description", "timezone"),
        )
        conflict.parties.set(Actor.objects.filter(slug__in=row["parties"]))
    missing = _missing(Issue, "issues")
    for row in missing:  # parents stand above their children
        Issue.objects.create(
            conflict=the_conflict(),
            parent=Issue.objects.get(slug=row["parent"]) if row["parent"] else None,
            keywords=row["keywords"],
            **_text(row, "slug", "name", "description"),
        )
    return len(conflicts) + len(missing)


def the_conflict() -> Conflict:
    """The conflict that the demo newsroom follows."""
    return Conflict.objects.get(slug=seeds.rows("conflicts")[0]["slug"])
