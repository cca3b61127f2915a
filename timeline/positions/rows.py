"""The rows that a publication writes beside its statements, so that questions about positions need not read those."""

from collections.abc import Iterable, Iterator, Mapping

from actors.models import Actor
from claims.models import Issue
from timeline.models import Entry, Position, Statement, StatementLink, day_of

_STANDS_BEHIND = "spokesperson_for"


def write_rows(entry: Entry, statements: Iterable[Statement]) -> None:
    """Write what the statements of an entry say of positions and of links between claims, unless that is written."""
    statements = list(statements)
    if not StatementLink.objects.filter(entry=entry).exists():
        StatementLink.objects.bulk_create(_links(entry, statements))
    taking = [one for one in statements if one.stance and one.issue_slug and one.speakers]
    if not taking or Position.objects.filter(entry=entry).exists():
        return
    actors = Actor.objects.in_bulk({slug for one in taking for slug in parties_of(one)}, field_name="slug")
    issues = Issue.objects.in_bulk({one.issue_slug for one in taking}, field_name="slug")
    Position.objects.bulk_create(_positions(entry, taking, actors, issues))


def parties_of(statement: Statement) -> dict[str, str]:
    """Who takes the position of a statement, by slug with the name of then: who speaks, then who stands behind it."""
    people = [*statement.speakers, *statement.on_behalf_of]
    people += [one for one in statement.attributions if one["role"] == _STANDS_BEHIND]
    return {one["slug"]: one["name"] for one in reversed(people)}


def _positions(
    entry: Entry, statements: list[Statement], actors: Mapping[str, Actor], issues: Mapping[str, Issue]
) -> Iterator[Position]:
    for one in statements:
        parties = parties_of(one)
        speakers = {speaker["slug"] for speaker in one.speakers}
        sides = _sides(one)
        for slug, name in parties.items():
            if slug not in actors or one.issue_slug not in issues:
                continue  # its slug was changed since; what it is called now is not known from here
            yield Position(
                statement=one,
                entry=entry,
                claim_id=one.claim_id,
                actor=actors[slug],
                actor_name=name,
                speaks=slug in speakers,
                is_side=slug in sides,
                speaker_name=one.speakers[0]["name"],
                issue=issues[one.issue_slug],
                issue_name=one.issue_name,
                stance=one.stance,
                conditions=one.conditions,
                directness=one.directness,
                verdict=one.verdict,
                day=day_of(one.said),
                said_edtf=one.said_edtf,
                known_at=entry.known_at,
                superseded_at=entry.superseded_at,
            )


def _sides(statement: Statement) -> set[str]:
    """Behind whom nobody stands: those that were named as who is spoken for, else the end of the chain."""
    named = {one["slug"] for one in statement.attributions if one["role"] == _STANDS_BEHIND}
    chain = [one["slug"] for one in statement.on_behalf_of]
    return named | set(chain[-1:]) or {one["slug"] for one in statement.speakers}


def _links(entry: Entry, statements: list[Statement]) -> Iterator[StatementLink]:
    for one in statements:
        for link in one.links:
            yield StatementLink(
                statement=one,
                entry=entry,
                claim_id=one.claim_id,
                other_id=link["claim"],
                kind=link["kind"],
                day=day_of(one.said),
                known_at=entry.known_at,
                superseded_at=entry.superseded_at,
            )
