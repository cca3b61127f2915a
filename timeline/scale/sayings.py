"""Claims that are made again and again, and the statements that they become, as patterns."""

from __future__ import annotations

import json
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property

from articles.models import Article, Snapshot, Source
from claims.enums import Relation
from claims.models import Claim, Evidence, Excerpt
from timeline.freezing import cite, content_of, entry_of, freeze_claim, line_of
from timeline.indexing import Fields, fields_of, named_in
from timeline.models import Citation, Entry, Event, Statement
from timeline.positions.rows import positions_of
from timeline.scale import words
from timeline.scale.patterns import MARKS, SOME_DAY, columns_of, escaped, marked, pattern, row_pattern
from timeline.scale.world import World


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
        said, self.claim.said_edtf = self.claim.said_edtf, SOME_DAY if self.dated else ""
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
        event = Event(conflict=self.claim.conflict, happened_edtf=SOME_DAY)
        entry = entry_of(event, [], [(self.statement, [])])
        return dict(zip(entry.actor_ids, entry.actors, strict=True))

    @cached_property
    def positions(self) -> list[str]:
        """The positions that it takes."""
        if not self.claim.stance:
            return []
        one = copy(self.statement)
        one.entry = Entry(pk=MARKS["entry"], **marked("known_at", "superseded_at"))
        one.said_edtf = SOME_DAY if self.dated else ""
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
