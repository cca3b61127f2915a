"""The rows of a part of the synthetic conflicts: what editors would have written, and what `publish()` would."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache, lru_cache
from itertools import count
from typing import Any

from articles.models import Article, OriginGroup, Snapshot, Source
from claims.models import Attribution, Claim, ClaimLink, Evidence, Excerpt
from timeline.actions.changes import changes_of
from timeline.actions.publishing import needs_note
from timeline.freezing import digest_of, figure_of, verdicts_of
from timeline.indexing import VERSION, Fields, keys_by_word, once, tags_of, vector_of
from timeline.models import (
    Citation,
    Entry,
    EntryActor,
    EntrySearch,
    EntryTag,
    Event,
    EventActor,
    EventClaim,
    Figure,
    LiveState,
    Position,
    Statement,
    StatementLink,
    Withdrawal,
)
from timeline.scale import words
from timeline.scale.drawing import (
    PART,
    Drawing,
    Happening,
    Revision,
    Said,
    entries_before,
    happened_on,
    published_on,
    statements_before,
)
from timeline.scale.patterns import MARKS, both, escaped, json_list, row_pattern, rows_text
from timeline.scale.pool import Saying, marked

# In the order in which they are written.
TABLES = (
    *(OriginGroup, Article, Snapshot, Excerpt, Claim, Attribution, Evidence, ClaimLink),
    *(Event, EventActor, EventClaim, Figure, LiveState),
    *(Entry, EntryActor, Statement, Citation, EntrySearch, EntryTag, Position, StatementLink, Withdrawal),
)
# So many numbers are kept for each event in tables whose rows are not counted beforehand.
_NUMBERS_AN_EVENT = 16

Rows = dict[type[Any], list[str]]


@dataclass
class _Told:
    """What the statements of an entry say for the entry as a whole."""

    places: dict[int, int]  # of its claims
    lines: list[str] = field(default_factory=list)
    sorted_lines: list[str] = field(default_factory=list)
    contents: list[str] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    origins: set[int] = field(default_factory=set)
    contested: bool = False


class Writer:
    """Composes the rows of a part; what it has composed so far is in `rows`."""

    def __init__(self, drawing: Drawing) -> None:
        self.drawing, self.world = drawing, drawing.pool.world
        self.rows: Rows = {table: [] for table in TABLES}
        place = drawing.part.place
        exact = {Entry: entries_before(place), Event: place * PART, Claim: statements_before(place)}
        exact[EventClaim] = exact[Claim]
        self.next_id = {
            table: count(exact.get(table, place * PART * _NUMBERS_AN_EVENT) + 1).__next__ for table in TABLES
        }
        self._notes: dict[int, bool] = defaultdict(bool)
        self._passages: dict[int, list[dict[str, Any]]] = {}

    def write(self) -> Rows:
        """The rows of all tables."""
        happenings = self.drawing.happenings()
        for happening in happenings:
            self._report(happening)
        steps: list[tuple[datetime, int, int, Happening]] = []
        for happening in happenings:
            steps += [(one.known_at, happening.number, at, happening) for at, one in enumerate(happening.revisions)]
            if happening.withdrawn_at:
                steps.append((happening.withdrawn_at, happening.number, len(happening.revisions), happening))
        steps.sort(key=lambda step: step[:3])
        self._last_entry: dict[int, int] = {}
        for moment, number, at, happening in steps:
            if at == len(happening.revisions):
                self._withdraw(number, happening, moment)
            else:
                self._publish(happening, at)
        for happening in happenings:
            self._edit(happening)
        return self.rows

    # What editors wrote.

    def _report(self, happening: Happening) -> None:
        """The articles that an event is known from, with their passages."""
        sayings = [one.saying for one in happening.said]
        language = sayings[0].language
        title, summary = happening.headline.titles[0], happening.headline.summaries[0]
        outlets = self.world.outlets[language]
        first = happening.revisions[0].known_at
        fetched_at = first - timedelta(hours=2)
        group = self._origin(fetched_at)
        lead = f"{title}.\n\n{summary}\n\n"
        shared = {
            "lead": len(lead),
            "created_at": str(fetched_at),
            **_title(title),
            **_language(language),
            **published_on(fetched_at.date().isoformat()),
            **both("fetched_at", fetched_at),
        }
        own = self._article(outlets[happening.outlet], lead, happening.said, shared, group)
        reports = [(own, happening.said)]
        if happening.twin:
            number, own_report = happening.twin
            copied = [one for one in happening.said if one.from_twin]
            group = self._origin(fetched_at) if own_report else group
            twin = self._article(outlets[number], lead, copied, shared, group)
            reports.append((twin, copied))
        for report, said in reports:
            at = report["lead"]
            for one in said:
                text, start, end = one.saying.paragraph
                passage = report | {
                    "excerpt": self.next_id[Excerpt](),
                    "start": at + start,
                    "end": at + end,
                }
                self.rows[Excerpt].append(one.saying.passage_rows[0] % passage)
                self._passages.setdefault(one.claim, []).append(passage)
                at += len(text) + 2

    def _origin(self, moment: datetime) -> int:
        number = self.next_id[OriginGroup]()
        self.rows[OriginGroup].append(f"{number}\t\t{moment}\n")
        return number

    def _article(
        self, source: Source, lead: str, said: Iterable[Said], shared: dict[str, Any], group: int
    ) -> dict[str, Any]:
        number = self.next_id[Article]()
        text = lead + "\n\n".join([one.saying.paragraph[0] for one in said])
        values = {
            **shared,
            **_outlet(source),
            "article": number,
            "snapshot": self.next_id[Snapshot](),
            "source": source.pk,
            "origin_group": group,
            "text": escaped(text),
            **both("article_url", f"https://{source.domain}/{number}"),
            **both("sha256", hashlib.sha256(text.encode()).hexdigest()),
        }
        self.rows[Article].append(_ARTICLE % values)
        self.rows[Snapshot].append(_SNAPSHOT % values)
        return values

    def _edit(self, happening: Happening) -> None:
        """The event with its claims, as they stand in the end."""
        last, first = happening.revisions[-1], happening.revisions[0]
        headline, number = happening.headline, happening.number
        updated_at = last.known_at - timedelta(minutes=2)
        created_at = str(first.known_at - timedelta(hours=1, minutes=40))
        live_since = happening.withdrawn_at or last.known_at
        self.rows[Event].append(
            headline.face(last.title, last.summary).event_row
            % {
                **happened_on(last.happened),
                "event": number,
                "revision": len(happening.revisions),
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )
        withdrawn = happening.withdrawn_at or "\\N"
        self.rows[LiveState].append(f"{number}\t{live_since}\t{withdrawn}\tf\t\\N\t{updated_at}\n")
        for actor, role in headline.taking_part:
            self.rows[EventActor].append(f"{self.next_id[EventActor]()}\t{number}\t{actor.pk}\t{role}\n")
        for position, one in enumerate(happening.said, 1):
            self._claim(_saying(one, position, last), one, created_at)
            self.rows[EventClaim].append(f"{self.next_id[EventClaim]()}\t{number}\t{one.claim}\t{position}\n")
        if happening.figure:
            kind, low, high = happening.figure
            row = rows_text(Figure, (self.next_id[Figure](), number, happening.said[0].claim, kind, low, high))
            self.rows[Figure].append(row)

    def _claim(self, saying: Saying, one: Said, created_at: str) -> None:
        values = one.values | {"created_at": created_at, "submitted_at": created_at}
        self.rows[Claim].append(saying.claim_row % values)
        for row in saying.attribution_rows:
            values["attribution"] = self.next_id[Attribution]()
            self.rows[Attribution].append(row % values)
        for passage in self._passages[one.claim]:
            values |= {"evidence": self.next_id[Evidence](), "excerpt": passage["excerpt"]}
            self.rows[Evidence].append(saying.passage_rows[1] % values)
        for link in one.links:
            self.rows[ClaimLink].append(
                f"{self.next_id[ClaimLink]()}\t{one.claim}\t{link['claim']}\t{link['kind']}\t"
                f"{saying.claim.author_id}\t{created_at}\n"
            )

    # What publish() wrote.

    def _publish(self, happening: Happening, at: int) -> None:
        revision, headline = happening.revisions[at], happening.headline
        face = headline.face(revision.title, revision.summary)
        entry, number = self.next_id[Entry](), happening.number
        said = happening.said[: revision.shown]
        if revision.what == "verdict":
            said[0].approve(rated_anew(revision))
        sayings = [_saying(one, position, revision) for position, one in enumerate(said, 1)]
        shared = {
            "entry": entry,
            "known_at": str(revision.known_at),
            "superseded_at": str(happening.closed_at(at) or "\\N"),
        }
        told = _Told({one.claim: position for position, one in enumerate(said, 1)})
        for saying, one in zip(sayings, said, strict=True):
            self._tell(told, saying, one, shared)
        actors = _taking_part(happening, sayings)
        listed = [self._listed(pk, actor) for pk, actor in actors.items()]
        counts, verdict = _verdicts(tuple(sorted([saying.verdict for saying in sayings])))
        figures = self._figures(happening, sayings[0])
        changes, note = self._changes(happening, at, list(actors.values())) if at else ([], "")
        self._notes[number] |= bool(note)
        values = {
            **happened_on(revision.happened),
            **shared,
            **both("verdict", verdict),
            "event": number,
            "revision": at + 1,
            "actor_ids": f"{{{','.join(map(str, actors))}}}",
            "actor_ids_json": json_list(map(str, actors)),
            "actors": json_list([one[0] for one in listed]),
            "actors_json": json_list([one[1] for one in listed]),
            "verdict_counts": counts,
            "verdict_counts_json": counts,
            "statement_count": len(said),
            "origins": len(told.origins),
            "lines": json_list(told.lines),
            "lines_json": json_list(told.sorted_lines),
            "figures": escaped(json.dumps(figures, ensure_ascii=False)) if figures else "[]",
            "figures_json": json.dumps(figures, sort_keys=True) if figures else "[]",
            "changes": escaped(json.dumps(changes, ensure_ascii=False)) if changes else "[]",
            "correction_note": escaped(note),
        }
        content = face.content_with_figures if figures else face.content
        values["digest"] = digest_of([content % values, *told.contents])
        self.rows[Entry].append(face.row % values)
        self._last_entry[number] = entry
        self.rows[EntryActor] += [f"{self.next_id[EntryActor]()}\t{entry}\t{one[2]}\n" for one in listed]
        where = face.entry.place_slug
        named = {slug: name for one in sayings for slug, name in one.named.items()}
        for actor in actors.values():
            named.pop(actor["slug"], None)
        tags = tags_of(
            issues={
                one.statement.issue_slug: one.statement.issue_name for one in sayings if one.statement.issue_slug
            },
            sources=told.sources,
            places={where: face.entry.place_name} if where else {},
            named=named,
            contested=told.contested or '"disputed"' in counts,
            corrected=self._notes[number],
        )
        self.rows[EntryTag] += [
            f"{self.next_id[EntryTag]()}\t{entry}\t{kind}\t{slug}\t{escaped(name)}\n" for kind, slug, name in tags
        ]
        vector = vector_of(self._fields(happening, revision, sayings, actors), _read)
        self.rows[EntrySearch].append(f"{entry}\t{escaped(vector)}\t{VERSION}\n")

    def _listed(self, pk: int, actor: dict[str, str]) -> tuple[str, str, str]:
        """Somebody in a list of an entry: for its row, for its digest, and for the row of EntryActor."""
        listed, key = self.drawing.pool.listed, (pk, actor["role"])
        if key not in listed:
            row = f"{pk}\t{actor['slug']}\t{escaped(actor['name'])}"
            listed[key] = escaped(json.dumps(actor, ensure_ascii=False)), json.dumps(actor, sort_keys=True), row
        return listed[key]

    def _tell(self, told: _Told, saying: Saying, one: Said, shared: dict[str, Any]) -> None:
        """A statement of an entry, with the passages it rests on and the positions and links that are read off it."""
        against = [link for link in one.links if link["claim"] in told.places and link["kind"] in _AGAINST]
        passages = self._passages[one.claim]
        groups = {passage["origin_group"] for passage in passages}
        statement = self.next_id[Statement]()
        values = one.values | shared
        values["statement"], values["position"], values["origins"] = statement, told.places[one.claim], len(groups)
        values["links"] = values["links_json"] = json.dumps(one.links, sort_keys=True) if one.links else "[]"
        values["against"] = values["against_json"] = json.dumps(against, sort_keys=True) if against else "[]"
        self.rows[Statement].append(saying.row % values)
        told.contents.append(saying.content(links=bool(one.links), against=bool(against)) % values)
        row, content = saying.citation
        for place, passage in enumerate(passages, 1):
            cited = passage | {"statement": statement, "citation": self.next_id[Citation](), "cite_position": place}
            self.rows[Citation].append(row % cited)
            told.contents.append(content % cited)
            told.sources[passage["source_slug"]] = passage["source_name"]
        told.origins |= groups
        line, sorted_line = saying.lines
        told.lines.append(line % values)
        told.sorted_lines.append(sorted_line % values)
        if against:
            told.contested = True
            links = [{"kind": link["kind"], "position": told.places[link["claim"]]} for link in against]
            told.lines[-1] = f'{told.lines[-1][:-1]}, "against": {json.dumps(links)}}}'
        for taken in saying.positions:
            values["taken"] = self.next_id[Position]()
            self.rows[Position].append(taken % values)
        for link in one.links:
            day = values["day"] if saying.dated else _NO_DAY
            self.rows[StatementLink].append(
                f"{self.next_id[StatementLink]()}\t{statement}\t{values['entry']}\t{one.claim}\t{link['claim']}\t"
                f"{link['kind']}\t{day}\t{values['known_at']}\t{values['superseded_at']}\n"
            )

    def _fields(
        self, happening: Happening, revision: Revision, sayings: list[Saying], actors: dict[int, dict[str, str]]
    ) -> Fields:
        head, place = happening.headline.face(revision.title, revision.summary).fields
        found = list(head)
        for saying in sayings:
            found += saying.fields
        found += [("D", "", actor["name"]) for actor in actors.values()]
        for pk in sorted(actors):
            found += [("D", language, text) for language, text in self.world.names.get(pk, ())]
        found += place
        found += [("D", "", text) for text in happening.headline.place_names]
        return once(found)

    def _figures(self, happening: Happening, saying: Saying) -> list[dict[str, Any]]:
        if not happening.figure:
            return []
        kind, low, high = happening.figure
        return [figure_of(Figure(kind=kind, low=low, high=high, claim_id=happening.said[0].claim), saying.statement)]

    def _changes(
        self, happening: Happening, at: int, actors: list[dict[str, str]]
    ) -> tuple[list[dict[str, str]], str]:
        """What differs from the revision before, read off as `publish()` does it, and the note where one is due."""
        before, after = happening.revisions[at - 1 : at + 1]
        live, entry = (_told(happening, revision) for revision in (before, after))
        was: dict[int, tuple[Statement, list[Citation]]] = {}
        now: dict[int, tuple[Statement, list[Citation]]] = {}
        entry.actors = actors
        live.actors = actors
        if after.shown != before.shown:
            shown = happening.said[: before.shown]
            live.actors = list(_taking_part(happening, [one.saying for one in shown]).values())
            one = happening.said[-1]
            now[one.claim] = (one.saying.statement, [])
        if after.verdicts != before.verdicts:
            one = happening.said[0]
            was[one.claim], now[one.claim] = ((_saying(one, 1, step).statement, []) for step in (before, after))
        changes = changes_of(live, was, entry, now)
        return changes, note_of(after) if needs_note(changes) else ""

    def _withdraw(self, number: int, happening: Happening, moment: datetime) -> None:
        row = (
            *(self.next_id[Withdrawal](), number, self._last_entry[number], None, words.WITHDRAWN),
            *(happening.headline.published_by, moment),
        )
        self.rows[Withdrawal].append(rows_text(Withdrawal, row))


_AGAINST = {"contradicts", "denies"}
_NO_DAY = "0001-01-01"


def rated_anew(revision: Revision) -> datetime:
    """When the claim was approved that has another verdict since this revision."""
    return revision.known_at - timedelta(minutes=5)


def note_of(revision: Revision) -> str:
    """What publishing it says of what was wrong."""
    return words.NOTES.get(revision.what, "")


def _saying(one: Said, position: int, revision: Revision) -> Saying:
    """The claim as it stands with a revision: only the first one is ever rated anew."""
    return one.saying.other if position - 1 in revision.verdicts else one.saying


def _told(happening: Happening, revision: Revision) -> Entry:
    return Entry(
        title=happening.headline.titles[revision.title],
        summary=happening.headline.summaries[revision.summary],
        occurred_edtf=revision.happened,
    )


def _taking_part(happening: Happening, sayings: Iterable[Saying]) -> dict[int, dict[str, str]]:
    """Whoever has a part in the event, then who speaks of it."""
    actors = dict(happening.headline.actors)
    for saying in sayings:
        for pk, actor in saying.actors.items():
            actors.setdefault(pk, actor)
    return actors


@lru_cache(maxsize=10_000)
def _verdicts(found: tuple[str, ...]) -> tuple[str, str]:
    """How many have each verdict, as JSON, and the one that the entry has."""
    counts, verdict = verdicts_of(found)
    return json.dumps(counts), verdict


@cache
def _outlet_values(slug: str, name: str, reliability: str) -> dict[str, str]:
    return {**both("source_slug", slug), **both("source_name", name), **both("reliability", reliability)}


def _outlet(source: Source) -> dict[str, str]:
    return _outlet_values(source.slug, source.name, source.reliability)


@lru_cache(maxsize=20_000)
def _title(title: str) -> dict[str, str]:
    return both("article_title", title)


@lru_cache(maxsize=20)
def _language(language: str) -> dict[str, str]:
    return both("language", language)


@lru_cache(maxsize=60_000)
def _read(text: str, language: str) -> list[list[str]]:
    return keys_by_word(text, language)


def _patterns() -> tuple[str, str]:
    article = Article(
        pk=MARKS["article"],
        source_id=MARKS["source"],
        url=MARKS["article_url"],
        title=MARKS["article_title"],
        origin_group_id=MARKS["origin_group"],
        **marked("language", "published_edtf", "published_earliest", "published_latest", "created_at"),
    )
    snapshot = Snapshot(
        pk=MARKS["snapshot"],
        article_id=MARKS["article"],
        number=1,
        media_type="text/html",
        charset="utf-8",
        via="fetch",
        url=MARKS["article_url"],
        title=MARKS["article_title"],
        extractor="seed_scale 1",
        **marked("sha256", "fetched_at", "text", "language"),
    )
    return row_pattern(article), row_pattern(snapshot)


_ARTICLE, _SNAPSHOT = _patterns()
