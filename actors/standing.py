"""As which an actor goes on after merges, for whoever is about to write a row that names it."""

from collections.abc import Collection, Iterable, Mapping

from django.db import connection

from actors.models import Actor

_HELD = "SELECT id, merged_into_id FROM actors_actor WHERE id = ANY(%s) ORDER BY id FOR KEY SHARE"


def hold_standing(actors: Collection[Actor]) -> Mapping[int, Actor]:
    """For each of these actors the one that it goes on as; none of those is merged until this transaction ends.

    It is the lock that a foreign key takes anyway: who writes does not wait for others who write, only for a merge.
    """
    found = {actor.pk: actor for actor in actors}
    ways: dict[int, int] = {}
    unread: Iterable[int] = found
    while pks := sorted(set(unread)):
        with connection.cursor() as cursor:
            cursor.execute(_HELD, [pks])
            steps = {pk: into for pk, into in cursor.fetchall() if into is not None and pk not in ways}
        ways |= steps
        unread = set(steps.values()) - set(pks)
    ends = {pk: _end(pk, ways) for pk in found}
    others = Actor.objects.in_bulk(set(ends.values()) - found.keys()) if set(ends.values()) - found.keys() else {}
    return {pk: others.get(end) or found[end] for pk, end in ends.items()}


def _end(pk: int, ways: Mapping[int, int]) -> int:
    while pk in ways:
        pk = ways[pk]
    return pk
