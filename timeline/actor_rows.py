"""What the gazetteer says of actors that readers may know of, as it stood at a moment.

"Nothing without a source" holds for offices too: an editor who writes down that somebody has become minister has not
published it. An office or a membership is shown where a published statement was made in it, or where a passage that
readers may see says so, and until then it is not there. For the same reason an actor's description, a sentence that
rests on nothing, is for the desk alone. Names and identifiers say whom we mean, not what is so, and need no source.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from django.db import connection
from django.db.models import Exists, F, OuterRef, QuerySet

from actors.enums import OfficeKind
from actors.models import Actor, ActorName, Office
from claims.models import OfficeEvidence
from lib.edtf_dates import FuzzyDate
from lib.history import as_they_stood, versions_of
from timeline.models import Citation, Statement
from timeline.models.known import of_entries_known
from timeline.public_actors import Occurring

HELD, PERHAPS, FORMER, LATER = "held", "perhaps", "former", "later"

# Which of these offices a statement was made in that readers saw at a moment. Most are named in one of those entries
# with their holder that were published last. The others are looked up by all statements that name both: with OFFSET 0
# PostgreSQL plans that by itself, else it reads statements from end to end until one fits (a second of CPU for a page
# of the list among 100,000 events, and 40 ms by the index).
_CITED = """
SELECT asked.version
FROM unnest(%(versions)s::bigint[], %(newest)s::text[], %(named)s::jsonb[],
            %(since)s::timestamptz[], %(until)s::timestamptz[]) AS asked (version, newest, named, since, until)
WHERE EXISTS (
    SELECT FROM (SELECT unnest(asked.newest::bigint[]) AS entry_id OFFSET 0) AS newest
    JOIN timeline_statement AS one USING (entry_id)
    WHERE one.attributions @> asked.named
      AND (one.said_earliest IS NULL OR one.said_earliest BETWEEN asked.since AND asked.until)
) OR EXISTS (
    SELECT FROM (
        SELECT entry_id, said_earliest FROM timeline_statement WHERE attributions @> asked.named OFFSET 0
    ) AS one
    JOIN timeline_entry AS entry ON entry.id = one.entry_id
    WHERE entry.known_at <= %(moment)s AND (entry.superseded_at IS NULL OR entry.superseded_at > %(moment)s)
      AND (one.said_earliest IS NULL OR one.said_earliest BETWEEN asked.since AND asked.until)
)
"""
_NEWEST = 20


@dataclass(frozen=True)
class Span:
    """From when until when something held, each as exactly as it is known."""

    start: FuzzyDate
    end: FuzzyDate

    @classmethod
    def of(cls, row: Any) -> Span:
        """What a row with `start_edtf` and `end_edtf` says."""
        return cls(FuzzyDate.parse(row.start_edtf), FuzzyDate.parse(row.end_edtf))

    @property
    def is_open(self) -> bool:
        """Whether nothing is known of either end."""
        return not (self.start.edtf or self.end.edtf)

    def has(self, said: FuzzyDate) -> bool:
        """Whether something was said within it; of what nobody knows when it was said, it may have been."""
        if said.earliest is None:
            return True
        began = self.start.earliest is None or self.start.earliest <= said.earliest
        return began and (self.end.latest is None or said.earliest <= self.end.latest)

    def on(self, day: date) -> str:
        """Whether it holds on a day, perhaps holds, held before, or comes later.

        Perhaps, where the day lies in what the start or the end may mean: "since 2012", in March of that year.
        """
        first, last = (datetime.combine(day, at, UTC) for at in (time.min, time.max))
        if self.start.earliest and self.start.earliest > last:
            return LATER
        if self.end.latest and self.end.latest < first:
            return FORMER
        begins_later = self.start.latest and self.start.latest > last
        ended_before = self.end.earliest and self.end.earliest < first
        return PERHAPS if begins_later or ended_before else HELD


@dataclass(frozen=True)
class Post:
    """An office or a membership that readers may know of; `titles` and `spans` are all that it has had here."""

    pk: int
    actor_id: int
    kind: str
    title: str
    titles: frozenset[str]
    organisation_id: int | None
    span: Span
    spans: tuple[Span, ...] = ()
    same: list[int] = field(default_factory=list)

    def was_shown(self, title: str, said: FuzzyDate) -> bool:
        """Whether it is this office that somebody was shown with who said something then."""
        return title in self.titles and any(span.has(said) for span in self.spans)

    @property
    def is_office(self) -> bool:
        """Whether it is an office, and not a membership."""
        return self.kind == OfficeKind.OFFICE


def actors_then(actor_ids: Collection[int], moment: datetime | None) -> dict[int, Any]:
    """The rows of these actors as they stood, each with `slugs`, all that it has had; of a later one its first."""
    versions = list(versions_of(Actor).filter(pgh_obj__in=actor_ids))
    found = {row.id: row for row in as_they_stood(versions, moment, at_least=actor_ids)}
    for row in found.values():
        row.slugs = sorted({one.slug for one in versions if one.id == row.id})
    return found


def names_then(actor_ids: Collection[int], moment: datetime | None) -> list[Any]:
    """The names by which these actors were known here, in the order in which they were written down."""
    names = versions_of(ActorName)
    ever = names.filter(actor__in=actor_ids).order_by().values("pgh_obj")
    return [row for row in as_they_stood(names.filter(pgh_obj__in=ever), moment) if row.actor_id in actor_ids]


def evidence_then(moment: datetime | None) -> QuerySet[Any]:
    """Versions of `OfficeEvidence` that stood at a moment (None is now)."""
    versions = versions_of(OfficeEvidence).order_by()
    known = versions.filter(pgh_created_at__lte=moment) if moment else versions
    newer = known.filter(pgh_obj=OuterRef("pgh_obj"), pgh_id__gt=OuterRef("pgh_id"))
    return known.exclude(pgh_label="delete").exclude(Exists(newer))


def posts_then(actor_ids: Collection[int], occurring: Occurring) -> list[Post]:
    """The offices and memberships of these actors for which readers may see a source; two questions."""
    moment = occurring.moment
    passages = Citation.objects.filter(
        excerpt=OuterRef("excerpt"), statement__in=Statement.objects.filter(of_entries_known(moment)).order_by()
    )
    written = evidence_then(moment).filter(Exists(passages), office=OuterRef("id"))
    offices = versions_of(Office)
    ever = offices.filter(actor__in=actor_ids).order_by().values("pgh_obj")
    named = offices.filter(pgh_obj__in=ever).annotate(slug=F("actor__slug"), written=Exists(written))
    versions = list(named)
    cited = _cited(versions, occurring)
    for one in versions:
        one.cited = one.pgh_id in cited
    # What is cited was there by then, whatever the clocks of two machines say.
    stood = as_they_stood(versions, moment, at_least={one.id for one in versions if one.cited})
    posts = (
        _post(row, [one for one in versions if one.id == row.id and one.pgh_id <= row.pgh_id])
        for row in stood
        if row.actor_id in actor_ids
    )
    return [post for post in posts if post]


def _cited(versions: Collection[Any], occurring: Occurring) -> set[int]:
    """Those versions in whose office somebody was shown who said something while it was held."""
    if not versions:
        return set()
    entries = occurring.taking_part({one.actor_id for one in versions})
    newest = {actor: list(of_actor[-_NEWEST:])[::-1] for actor, of_actor in entries.items()} if _NEWEST else {}
    asked = {
        "versions": [one.pgh_id for one in versions],
        # As texts: of arrays within an array all would have to be as long.
        "newest": [f"{{{','.join(map(str, newest.get(one.actor_id, ())))}}}" for one in versions],
        "named": [json.dumps([{"slug": one.slug, "office": one.title}]) for one in versions],
        "since": [str(one.start_earliest or "-infinity") for one in versions],
        "until": [str(one.end_latest or "infinity") for one in versions],
        "moment": occurring.moment or "infinity",
    }
    with connection.cursor() as cursor:
        cursor.execute(_CITED, asked)
        return {version for (version,) in cursor.fetchall()}


def _post(row: Any, versions: list[Any]) -> Post | None:
    """A row with the title for which there is a source, which may be another one than it has got since."""
    sourced = [one for one in versions if one.cited or one.written]
    if not sourced:
        return None
    return Post(
        pk=row.id,
        actor_id=row.actor_id,
        kind=row.kind,
        title=sourced[-1].title,
        titles=frozenset(one.title for one in versions),
        organisation_id=row.organisation_id,
        span=Span.of(row),
        spans=tuple({Span.of(one) for one in versions}),
    )


def without_doubles(posts: Iterable[Post]) -> list[Post]:
    """Those of one actor: of two that became one an office may be written down for both."""
    found: dict[Any, Post] = {}
    for post in posts:
        same = found.setdefault((post.kind, post.title, post.span.start.edtf, post.span.end.edtf), post)
        same.same.append(post.pk)
    return list(found.values())
