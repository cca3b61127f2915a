"""The rows of a part of the synthetic conflicts: what editors would have written, and what `publish()` would."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

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
    Figure,
    Position,
    Statement,
    StatementLink,
    Withdrawal,
)
from timeline.scale import words
from timeline.scale.drawing import Drawing, Happening, Revision, Said, happened_on
from timeline.scale.newsroom import Newsroom
from timeline.scale.patterns import both, escaped, json_list, rows_text
from timeline.scale.sayings import Saying
from timeline.scale.sheets import Rows, Sheets


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
        sheets = Sheets(drawing.part.place)
        self.rows, self.next_id = sheets.rows, sheets.next_id
        self.newsroom = Newsroom(self.world, sheets)
        self._notes: dict[int, bool] = defaultdict(bool)

    def write(self) -> Rows:
        """The rows of all tables."""
        happenings = self.drawing.happenings()
        for happening in happenings:
            self.newsroom.report(happening)
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
            self.newsroom.edit(happening)
        return self.rows

    def _publish(self, happening: Happening, at: int) -> None:
        revision, headline = happening.revisions[at], happening.headline
        face = headline.face(revision.title, revision.summary)
        entry, number = self.next_id[Entry](), happening.number
        said = happening.said[: revision.shown]
        if revision.what == "verdict":
            said[0].approve(rated_anew(revision))
        sayings = [one.standing(position, revision) for position, one in enumerate(said, 1)]
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
        passages = self.newsroom.passages[one.claim]
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
            was[one.claim], now[one.claim] = ((one.standing(1, step).statement, []) for step in (before, after))
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


@lru_cache(maxsize=60_000)
def _read(text: str, language: str) -> list[list[str]]:
    return keys_by_word(text, language)
