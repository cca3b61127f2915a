"""What the synthetic events and claims are made of: each made once, by the functions that publish, as patterns."""

from __future__ import annotations

import json
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property
from random import Random
from typing import Any

from actors.models import Actor, Conflict, Place
from articles.models import Article, Snapshot, Source
from claims.enums import AttributionRole, ClaimKind, Directness, Relation, Stage
from claims.models import Attribution, Claim, Evidence, Excerpt, Issue
from timeline.enums import EventRole
from timeline.freezing import cite, content_of, entry_of, freeze_claim, line_of
from timeline.indexing import Fields, fields_of, fields_of_entry, named_in
from timeline.models import Citation, Entry, Event, EventActor, Statement
from timeline.positions.rows import positions_of
from timeline.scale import words
from timeline.scale.patterns import MARKS, columns_of, escaped, pattern, row_pattern
from timeline.scale.world import World, zipf

_HEADLINES = 4_000  # different events
_SAYINGS = 200  # of who speaks most; of the others as many fewer as they speak less
_FEWEST_SAYINGS = 3
_VERDICTS = {
    "verified": 34,
    "corroborated": 24,
    "unverified": 16,
    "disputed": 12,
    "misleading": 4,
    "false": 4,
    "unverifiable": 6,
}
_TYPES_WITHOUT_PLACE = 0.1
_SOME_DAY = "2020-01-01"  # where a function that publishes has to read a date, before its mark is put there


def marked(*names: str) -> dict[str, Any]:
    """Values of columns: their marks."""
    return {name: MARKS[name] for name in names}


@dataclass
class Saying:
    """A claim that is made again and again, and the statement that it becomes."""

    claim: Claim
    quote: str
    language: str
    dated: bool
    statement: Statement = field(init=False)
    world: World = field(repr=False)

    def __post_init__(self) -> None:
        said, self.claim.said_edtf = self.claim.said_edtf, _SOME_DAY if self.dated else ""
        self.statement, _citations = freeze_claim(self.claim, MARKS["position"])
        self.claim.said_edtf = self.statement.said_edtf = said
        self.statement.pk, self.statement.entry_id = MARKS["statement"], MARKS["entry"]
        self.statement.origins = MARKS["origins"]
        self._contents: dict[tuple[bool, bool], str] = {}
        self.kind, self.verdict = self.claim.kind, self.claim.verdict

    def _linked(self, *, links: bool, against: bool) -> Statement:
        statement = copy(self.statement)
        statement.links = MARKS["links"] if links else []
        statement.against = MARKS["against"] if against else []
        return statement

    @cached_property
    def row(self) -> str:
        """The statement."""
        return row_pattern(self._linked(links=True, against=True))

    def content(self, *, links: bool, against: bool) -> str:
        """What it tells readers, as JSON, with or without links."""
        if (links, against) not in self._contents:
            content = content_of(self._linked(links=links, against=against))
            self._contents[links, against] = pattern(content, as_json=True)
        return self._contents[links, against]

    @cached_property
    def lines(self) -> tuple[str, str]:
        """What a card shows of it, as a row has it and as a digest is made of it."""
        line = line_of(self.statement, [])
        sorted_line = pattern(json.dumps(line, sort_keys=True), as_json=True)
        return pattern(escaped(json.dumps(line, ensure_ascii=False)), as_json=True), sorted_line

    @cached_property
    def fields(self) -> Fields:
        """What it is found by."""
        return fields_of(self.statement)

    @cached_property
    def named(self) -> dict[str, str]:
        """Everybody whom it names."""
        return named_in(self.statement)

    @cached_property
    def actors(self) -> dict[int, dict[str, str]]:
        """Who speaks, as the entry lists them."""
        event = Event(conflict=self.claim.conflict, happened_edtf=_SOME_DAY)
        entry = entry_of(event, [], [(self.statement, [])])
        return dict(zip(entry.actor_ids, entry.actors, strict=True))

    @cached_property
    def positions(self) -> list[str]:
        """The positions that it takes."""
        if not self.claim.stance:
            return []
        one = copy(self.statement)
        one.entry = Entry(pk=MARKS["entry"], **marked("known_at", "superseded_at"))
        one.said_edtf = _SOME_DAY if self.dated else ""
        rows = list(positions_of([one], self.world.actors_by_slug, self.world.issues_by_slug))
        for row in rows:
            row.pk, row.said_edtf = MARKS["taken"], self.claim.said_edtf
            if self.dated:
                row.day = MARKS["day"]
        return [row_pattern(row) for row in rows]

    @cached_property
    def claim_row(self) -> str:
        """The claim."""
        return row_pattern(self.claim)

    @cached_property
    def attribution_rows(self) -> list[str]:
        """Who is named in the claim."""
        return [row_pattern(one) for one in self.claim.attributions.all()]

    @cached_property
    def paragraph(self) -> tuple[str, int, int]:
        """The paragraph of an article that has the words, and where they begin and end in it."""
        text = words.LEADS[self.language] + words.SAID[self.language].format(
            who=self.claim.speakers[0].actor.name, quote=self.quote
        )
        start = text.index(self.quote)
        return text, start, start + len(self.quote)

    @cached_property
    def _passage(self) -> tuple[Citation, Excerpt, Evidence]:
        text, start, end = self.paragraph
        source = Source(slug=MARKS["source_slug"], name=MARKS["source_name"], reliability=MARKS["reliability"])
        article = Article(
            source=source,
            origin_group_id=MARKS["origin_group"],
            url=MARKS["article_url"],
            published_edtf=MARKS["published_edtf"],
        )
        snapshot = Snapshot(
            pk=MARKS["snapshot"],
            article=article,
            title=MARKS["article_title"],
            **marked("language", "sha256", "fetched_at"),
        )
        excerpt = Excerpt(
            pk=MARKS["excerpt"],
            snapshot=snapshot,
            exact=self.quote,
            prefix=text[:start][-32:],
            suffix=text[end:][:32],
            created_by_id=self.claim.author_id,
            created_at=MARKS["created_at"],
            **marked("start", "end"),
        )
        evidence = Evidence(
            pk=MARKS["evidence"],
            claim_id=MARKS["claim"],
            excerpt=excerpt,
            relation=Relation.SUPPORTS,
            credibility=2 + len(self.quote) % 5,
            added_by_id=self.claim.author_id,
            added_at=MARKS["created_at"],
        )
        citation = cite(evidence, MARKS["cite_position"])
        citation.pk, citation.statement_id = MARKS["citation"], MARKS["statement"]
        return citation, excerpt, evidence

    @cached_property
    def citation(self) -> tuple[str, str]:
        """The passage as readers see it: its row, and its content for the digest."""
        citation, _excerpt, _evidence = self._passage
        return row_pattern(citation), pattern(content_of(citation), as_json=True)

    @cached_property
    def passage_rows(self) -> tuple[str, str]:
        """The passage and that the claim rests on it."""
        _citation, excerpt, evidence = self._passage
        return row_pattern(excerpt), row_pattern(evidence)

    @cached_property
    def other(self) -> Saying:
        """The same with another verdict, as after a second look."""
        columns = {one.attname: getattr(self.claim, one.attname) for one in columns_of(Claim)}
        verdict = "corroborated" if self.claim.verdict != "corroborated" else "disputed"
        other = Claim(**columns | {"verdict": verdict, "rationale": "A second recording came in."})
        other.conflict, other.issue = self.claim.conflict, self.claim.issue
        other._prefetched_objects_cache = self.claim._prefetched_objects_cache  # type: ignore[attr-defined]  # noqa: SLF001
        found = Saying(claim=other, quote=self.quote, language=self.language, dated=self.dated, world=self.world)
        found.__dict__["other"] = self
        return found


@dataclass
class Headline:
    """An event that happens again and again: the `face` is what an entry says of it, under one of its titles."""

    conflict: Conflict
    type: str
    titles: tuple[str, str]
    summaries: tuple[str, str]
    place: Place | None
    taking_part: list[tuple[Actor, str]]
    written_by: int
    published_by: int
    place_names: list[str]
    _faces: dict[tuple[int, int], Face] = field(default_factory=dict, repr=False)

    @cached_property
    def actors(self) -> dict[int, dict[str, str]]:
        """Who takes part, as the entry lists them."""
        entry = self._entry(0, 0)
        return dict(zip(entry.actor_ids, entry.actors, strict=True))

    def _event(self, title: int, summary: int) -> Event:
        return Event(
            pk=MARKS["event"],
            conflict=self.conflict,
            title=self.titles[title],
            summary=self.summaries[summary],
            type=self.type,
            happened_edtf=_SOME_DAY,
            place=self.place,
            place_precision=self.place.precision if self.place else "unknown",
            author_id=self.written_by,
            edited_by_id=self.written_by,
            version=MARKS["revision"],
            **marked("created_at", "updated_at"),
        )

    def _entry(self, title: int, summary: int) -> Entry:
        event = self._event(title, summary)
        return entry_of(event, [EventActor(actor=actor, role=role) for actor, role in self.taking_part], [])

    def face(self, title: int, summary: int) -> Face:
        """What the entry says under this title and summary."""
        if (title, summary) not in self._faces:
            self._faces[title, summary] = self._make_face(title, summary)
        return self._faces[title, summary]

    def _make_face(self, title: int, summary: int) -> Face:
        entry = self._entry(title, summary)
        event = self._event(title, summary)
        event.happened_edtf = MARKS["occurred_edtf"]
        event.happened_earliest, event.happened_latest = MARKS["occurred_earliest"], MARKS["occurred_latest"]
        for name in (
            *("revision", "occurred", "occurred_edtf", "occurred_precision", "occurred_earliest", "occurred_latest"),
            *("actor_ids", "actors", "verdict", "verdict_counts", "statement_count", "origins", "lines", "figures"),
            *("digest", "known_at", "superseded_at", "changes", "correction_note"),
        ):
            setattr(entry, name, MARKS[name])
        entry.pk, entry.published_by_id = MARKS["entry"], self.published_by
        row = row_pattern(entry)
        with_figures = pattern(content_of(entry), as_json=True)
        entry.figures = []
        return Face(entry, row, pattern(content_of(entry), as_json=True), with_figures, row_pattern(event))


@dataclass(frozen=True)
class Face:
    """Patterns of an entry: its row, its content without and with figures, and the row of its event."""

    entry: Entry
    row: str
    content: str
    content_with_figures: str
    event_row: str

    def __post_init__(self) -> None:
        place = [("D", "en", self.entry.place_name)] if self.entry.place_name else []
        object.__setattr__(self, "fields", (fields_of_entry(self.entry), place))

    fields: tuple[Fields, Fields] = field(init=False)


class Pool:
    """Everything that can be drawn; made when it is first drawn, and the same for the same seed."""

    def __init__(self, world: World, events: int) -> None:
        self.world = world
        self.headlines_of = {
            conflict.pk: max(20, min(_HEADLINES, events // 5) * words.CONFLICTS[place][3] // 100)
            for place, conflict in enumerate(world.conflicts)
        }
        self._headlines: dict[tuple[int, int], Headline] = {}
        # How the writer of rows has put somebody in a role.
        self.listed: dict[tuple[int, str], tuple[str, str, str]] = {}
        self._sayings: dict[tuple[int, int], Saying] = {}
        self.speakers: dict[int, list[int]] = {conflict.pk: [] for conflict in world.conflicts}
        chance = Random(f"{world.seed}:speakers")
        weights = [weight for _slug, _name, _zone, weight in words.CONFLICTS]
        for place in range(len(world.people)):
            # Who speaks most speaks of the greatest conflict; of the others everybody by their size.
            conflict = world.conflicts[place] if place < len(weights) else chance.choices(world.conflicts, weights)[0]
            self.speakers[conflict.pk].append(place)
        self.conflict_of = {place: pk for pk, places in self.speakers.items() for place in places}
        self._rank_of = {place: rank for places in self.speakers.values() for rank, place in enumerate(places)}
        self.speaker_weights = {pk: zipf(len(places)) for pk, places in self.speakers.items()}
        self._sides_by_rank = zipf(len(world.sides))
        self._sides = chance.sample(world.sides, len(world.sides))
        self._places_by_rank = zipf(len(world.places))
        self._places = chance.sample(world.places, len(world.places))
        self._issue_weights = {pk: zipf(len(issues)) for pk, issues in world.issues.items()}

    def sayings_of(self, speaker: int) -> int:
        """How many different things somebody says."""
        return max(_FEWEST_SAYINGS, _SAYINGS // (self._rank_of[speaker] + 1))

    def saying(self, speaker: int, number: int) -> Saying:
        """One of them."""
        key = speaker, number
        if key not in self._sayings:
            self._sayings[key] = self._make_saying(speaker, number)
        return self._sayings[key]

    def headline(self, conflict: int, number: int) -> Headline:
        """One of the events of a conflict."""
        key = conflict, number
        if key not in self._headlines:
            self._headlines[key] = self._make_headline(conflict, number)
        return self._headlines[key]

    def _make_saying(self, speaker: int, number: int) -> Saying:
        world = self.world
        person = world.people[speaker]
        chance = Random(f"{world.seed}:saying:{person.slug}:{number}")
        conflict = next(one for one in world.conflicts if one.pk == self.conflict_of[speaker])
        kind, stance, phrase = chance.choice(words.SAYINGS[:6] if chance.random() < 0.4 else words.SAYINGS[6:])
        issue: Issue | None = None
        if stance or chance.random() < 0.3:
            issue = chance.choices(world.issues[conflict.pk], cum_weights=self._issue_weights[conflict.pk])[0]
        # Everybody speaks one language.
        language = Random(f"{world.seed}:language:{person.slug}").choices(
            [one for one, _weight in words.LANGUAGES], [weight for _one, weight in words.LANGUAGES]
        )[0]
        parts = [chance.choice(part) for part in words.QUOTES[language]]
        quote, translation = "".join(own for own, _ in parts), "".join(english for _, english in parts)
        verbatim = chance.random() < 0.5
        translated = verbatim and language != "en"
        editor = world.editors[chance.randrange(len(world.editors))].pk
        approver = world.reviewers[chance.randrange(len(world.reviewers))].pk
        dated = chance.random() < 0.95
        promised = kind == ClaimKind.COMMITMENT and dated and chance.random() < 0.7
        claim = Claim(
            pk=MARKS["claim"],
            conflict=conflict,
            text=phrase.format(who=person.name, issue=issue.name.lower() if issue else ""),
            quote=quote if verbatim else "",
            quote_language=language if verbatim else "",
            translation=translation if translated else "",
            translated_by_id=editor if translated else None,
            translation_checked_by_id=approver if translated and chance.random() < 0.6 else None,
            kind=kind,
            directness=Directness.VERBATIM
            if verbatim
            else chance.choice((Directness.PARAPHRASE, Directness.RELAYED)),
            issue=issue,
            stance=stance,
            conditions=chance.choice(words.CONDITIONS) if stance == "accepts_with_conditions" else "",
            stage=Stage.APPROVED,
            verdict=chance.choices(list(_VERDICTS), list(_VERDICTS.values()))[0],
            rationale=chance.choice(words.RATIONALES),
            author_id=editor,
            edited_by_id=editor,
            approver_id=approver,
            version=3,
            **marked("submitted_at", "approved_at", "created_at", "updated_at"),
            **(marked("said_edtf", "said_earliest", "said_latest") if dated else {}),
            **(marked("deadline_edtf", "deadline_latest") if promised else {}),
        )
        claim._prefetched_objects_cache = {  # type: ignore[attr-defined]  # noqa: SLF001
            "attributions": list(self._attributions(person, chance)),
            "evidence": [],
        }
        return Saying(claim=claim, quote=quote, language=language, dated=dated, world=world)

    def _attributions(self, person: Actor, chance: Random) -> Iterable[Attribution]:
        named = [(person, AttributionRole.SPEAKER)]
        if chance.random() < 0.1 and person.acts_for:
            named.append((person.acts_for, AttributionRole.SPOKESPERSON_FOR))
        if chance.random() < 0.12:
            named.append((self._side(chance), AttributionRole.ADDRESSEE))
        for actor, role in named:
            speaks = role == AttributionRole.SPEAKER
            office = actor.offices.all()[0].title if speaks else ""
            yield Attribution(
                pk=MARKS["attribution"], claim_id=MARKS["claim"], actor=actor, role=role.value, office=office
            )

    def _side(self, chance: Random) -> Actor:
        return chance.choices(self._sides, cum_weights=self._sides_by_rank)[0]

    def _make_headline(self, conflict_id: int, number: int) -> Headline:
        world = self.world
        conflict = next(one for one in world.conflicts if one.pk == conflict_id)
        chance = Random(f"{world.seed}:headline:{conflict.slug}:{number}")
        kind, phrase, wrong = chance.choice(words.HEADLINES)
        first = self._side(chance)
        taking_part = [(first, EventRole.SOURCE.value)]
        other = self._side(chance)
        if other != first and chance.random() < 0.6:
            role = chance.choice((EventRole.TARGET, EventRole.PARTICIPANT, EventRole.MEDIATOR))
            taking_part.append((other, role.value))
        place = None
        if chance.random() >= _TYPES_WITHOUT_PLACE:
            place = chance.choices(self._places, cum_weights=self._places_by_rank)[0]
        topic = chance.choice(words.TOPICS)
        where = f" near {place.name}" if place else ""
        titles = tuple(f"{first.name} {said.format(topic=topic)}{where}" for said in (phrase, wrong))
        summaries = tuple(chance.sample(words.SUMMARIES, 2))
        return Headline(
            conflict=conflict,
            type=kind,
            titles=(titles[0], titles[1]),
            summaries=(summaries[0], summaries[1]),
            place=place,
            taking_part=taking_part,
            written_by=world.editors[chance.randrange(len(world.editors))].pk,
            published_by=world.reviewers[chance.randrange(len(world.reviewers))].pk,
            place_names=world.place_names.get(place.pk, []) if place else [],
        )
