"""The rows that a publication writes beside its statements, so that questions about positions need not read those."""

from collections.abc import Iterable, Iterator, Mapping

from actors.models import Actor
from claims.models import Issue
from timeline.models import Entry, Position, Statement, StatementLink, day_of

_STANDS_BEHIND = "spokesperson_for"


def write_rows(entry: Entry, statements: Iterable[Statement]) -> None:
    """Write what the statements of an entry say of positions and of links between claims, unless that is written."""
    positions, links = rows_of(statements)
    if links and not StatementLink.objects.filter(entry=entry).exists():
        StatementLink.objects.bulk_create(links)
    if positions and not Position.objects.filter(entry=entry).exists():
        Position.objects.bulk_create(positions)


def rows_of(statements: Iterable[Statement]) -> tuple[list[Position], list[StatementLink]]:
    """What these saved statements say of positions and of links between claims, not saved yet."""
    statements = list(statements)
    taking = [one for one in statements if one.stance and one.issue_slug and one.speakers]
    slugs = {slug for one in taking for slug in parties_of(one)}
    actors = Actor.objects.in_bulk(slugs, field_name="slug") if slugs else {}
    issues = Issue.objects.in_bulk({one.issue_slug for one in taking}, field_name="slug") if taking else {}
    return list(positions_of(taking, actors, issues)), list(_links(statements))


def parties_of(statement: Statement) -> dict[str, str]:
    """Who takes the position of a statement, by slug with the name of then: who speaks, then who stands behind it."""
    people = [*statement.speakers, *statement.on_behalf_of]
    people += [one for one in statement.attributions if one["role"] == _STANDS_BEHIND]
    return {one["slug"]: one["name"] for one in reversed(people)}


def positions_of(
    statements: Iterable[Statement], actors: Mapping[str, Actor], issues: Mapping[str, Issue]
) -> Iterator[Position]:
    """The rows of statements that take a position, with who and what they name by slug."""
    for one in statements:
        parties = parties_of(one)
        speakers = {speaker["slug"] for speaker in one.speakers}
        sides = _sides(one, parties, actors)
        for slug, name in parties.items():
            if slug not in actors or one.issue_slug not in issues:
                continue  # its slug was changed since; what it is called now is not known from here
            yield Position(
                statement=one,
                entry=one.entry,
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
                known_at=one.entry.known_at,
                superseded_at=one.entry.superseded_at,
            )


def _sides(statement: Statement, parties: Iterable[str], actors: Mapping[str, Actor]) -> set[str]:
    """Behind whom nobody stands; who speaks is a side only where it speaks for nobody else."""
    ids = {actors[slug].pk for slug in parties if slug in actors}
    speakers = {speaker["slug"] for speaker in statement.speakers}
    behind = {slug for slug in parties if slug in actors and slug not in speakers}
    return {slug for slug in behind if actors[slug].acts_for_id not in ids} or speakers


def _links(statements: list[Statement]) -> Iterator[StatementLink]:
    for one in statements:
        for link in one.links:
            yield StatementLink(
                statement=one,
                entry=one.entry,
                claim_id=one.claim_id,
                other_id=link["claim"],
                kind=link["kind"],
                day=day_of(one.said),
                known_at=one.entry.known_at,
                superseded_at=one.entry.superseded_at,
            )
