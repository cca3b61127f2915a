"""How long the pages of positions take among 2,000 actors, 200 issues and 100,000 statements.

`python -m bench positions [--statements 100000] [--rounds 20] [--slow]` fills an empty database (in throwaway
servers, or the one that DATABASE_URL names) with published positions, skewed as the world is: few actors say most, on
few issues. Then it asks for each page and tells median and 95th percentile of its rounds, the processor time of this
process and of PostgreSQL's, bytes, and how many queries it took.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from random import Random
from typing import Any

from bench.ground import processor_time, scratch

_ACTORS, _SIDES, _ISSUES, _DAYS = 2_000, 150, 200, 1_000
_FIRST = date(2022, 2, 24)
_STANCES = ("accepts", "accepts_with_conditions", "rejects", "demands", "proposes")
_BATCH = 4_000
_PAGES = (
    "/issues/",
    "/issues/?on=2023-06-01&since=2023-01-01",
    "/issues/?as_of={past}",
    "/issues/?issues_page=3",
    "/issues/?side=actor-0",
    "/issues/?actor=actor-0&actor=actor-1&actor=actor-70",
    "/issues/?page=5",
    "/issues/issue-0/",
    "/issues/issue-150/",
    "/issues/issue-0/?actor=actor-0",
    "/issues/issue-0/?side=actor-0",
    "/issues/issue-0/?as_of={past}",
    "/issues/issue-0.svg",
    "/issues/issue-0.csv",
    "/compare/?actor=actor-0&actor=actor-1",
    "/embed/issues/",
    "/actors/",
    "/actors/actor-0/",
    "/actors/actor-1500/",
    "/commitments/",
)
_AIM = 100  # ms, the 95th percentile


def main(argv: list[str]) -> int:
    """Fill, ask, and tell."""
    parser = argparse.ArgumentParser(prog="python -m bench positions")
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--only", default="")
    parser.add_argument("--slow", action="store_true")
    options = parser.parse_args(argv)
    with scratch():
        _fill(options.statements)
        print(f"load of the machine {os.getloadavg()[0]:.1f}")
        print(f"{'page':<52}{'median':>8}{'p95':>8}{'CPU p95':>9}{'kB':>7}{'queries':>9}")
        for page in _PAGES:
            if options.only in page:
                _ask(page.format(past="2026-01-01"), options)
    return 0


def _ask(address: str, options: argparse.Namespace) -> None:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    browser = Client(headers={"host": "localhost"})
    with CaptureQueriesContext(connection) as queries:
        response = browser.get(address)
        captured = queries.captured_queries  # the next request empties the log that they are read from
    if response.status_code != 200:
        print(f"{address:<52}  answers {response.status_code}")
        return
    walls, cpus, size = [], [], 0
    for _ in range(options.rounds + 1):
        began, cpu = time.perf_counter(), processor_time()
        response = browser.get(address)
        size = len(response.getvalue() if response.streaming else response.content)
        walls.append(1000 * (time.perf_counter() - began))
        cpus.append(processor_time() - cpu)
    late = "  *" if _p95(walls[1:]) > _AIM else ""
    print(
        f"{address:<52}{statistics.median(walls[1:]):8.0f}{_p95(walls[1:]):8.0f}{_p95(cpus[1:]):9.0f}"
        f"{size / 1000:7.0f}{len(captured):9}{late}",
        flush=True,
    )
    if options.slow:
        for query in sorted(captured, key=lambda query: -float(query["time"]))[:3]:
            print(f"    {query['time']} s {query['sql'][:700]}", flush=True)


def _p95(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=20, method="inclusive")[-1]


def _fill(statements: int) -> None:
    from django.db import connection

    from accounts.models import User
    from actors.models import Actor, Conflict
    from claims.models import Issue

    chance = Random(7)
    editor, reviewer = (User.objects.create_user(name) for name in ("bench-editor", "bench-reviewer"))
    conflict = Conflict.objects.create(slug="bench", name="The talks")
    sides = Actor.objects.bulk_create(
        Actor(slug=f"actor-{number}", name=f"Side {number}", kind="state") for number in range(_SIDES)
    )
    people = Actor.objects.bulk_create(
        Actor(slug=f"actor-{number}", name=f"Person {number}", kind="person", acts_for=_skewed(chance, sides))
        for number in range(_SIDES, _ACTORS)
    )
    roots = Issue.objects.bulk_create(
        Issue(slug=f"root-{number}", name=f"Matter {number}", conflict=conflict) for number in range(20)
    )
    issues = Issue.objects.bulk_create(
        Issue(slug=f"issue-{number}", name=f"Issue {number}", conflict=conflict, parent=roots[number % 20])
        for number in range(_ISSUES)
    )
    for start in range(0, statements, _BATCH):
        numbers = list(range(start, min(start + _BATCH, statements)))
        _publish(numbers, chance, conflict=conflict, editor=editor, reviewer=reviewer, people=people, issues=issues)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _skewed(chance: Random, some: list[Any]) -> Any:
    """One of these: the second half as often as the first, the third a third as often, and so on (Zipf)."""
    weights = _WEIGHTS.setdefault(len(some), list(accumulate(1 / (place + 1) for place in range(len(some)))))
    return chance.choices(some, cum_weights=weights)[0]


_WEIGHTS: dict[int, list[float]] = {}


def _publish(numbers: list[int], chance: Random, *, conflict: Any, editor: Any, reviewer: Any, **some: Any) -> None:
    """Two statements an entry, as `publish()` would freeze them."""
    people, issues = some["people"], some["issues"]
    from claims.models import Claim
    from timeline.models import Entry, EntryActor, EntryTag, Event, Position, Statement, StatementLink
    from timeline.positions.rows import rows_of

    said = [_FIRST + timedelta(days=int(_DAYS * chance.random() ** 0.5)) for _ in numbers]
    texts = [f"Somebody said something, number {number}." for number in numbers]
    columns = {"conflict": conflict, "author": editor, "edited_by": editor}
    claims = Claim.objects.bulk_create(
        Claim(
            text=text,
            kind="position",
            directness="paraphrase",
            said_edtf=day.isoformat(),
            issue=_skewed(chance, issues),
            stance=chance.choice(_STANCES),
            stage="approved",
            verdict=chance.choice(("verified", "corroborated", "disputed")),
            rationale="Read.",
            approver=reviewer,
            approved_at=datetime.combine(day, datetime.min.time(), UTC),
            **columns,
        )
        for text, day in zip(texts, said, strict=True)
    )
    pairs = list(_pairs(list(zip(claims, said, strict=True))))
    events = Event.objects.bulk_create(Event(title="Somebody spoke", type="statement", **columns) for _ in pairs)
    entries = Entry.objects.bulk_create(
        Entry(
            event=event,
            revision=1,
            conflict=conflict,
            slug="event",
            title=event.title,
            type="statement",
            occurred=datetime.combine(pair[0][1], datetime.min.time(), UTC),
            occurred_edtf=pair[0][1].isoformat(),
            occurred_precision="day",
            place_precision="unknown",
            verdict="verified",
            statement_count=2,
            origins=1,
            digest="0" * 64,
            known_at=datetime.combine(pair[0][1], datetime.min.time(), UTC) + timedelta(days=300),
            written_by=editor,
            published_by=reviewer,
        )
        for event, pair in zip(events, pairs, strict=True)
    )
    made, rows = [], []
    for entry, pair in zip(entries, pairs, strict=True):
        for position, (claim, day) in enumerate(pair, 1):
            speaker = _skewed(chance, people)
            side = speaker.acts_for
            made.append(
                Statement(
                    entry=entry,
                    position=position,
                    claim=claim,
                    text=claim.text,
                    kind="position",
                    directness="paraphrase",
                    speaker_ids=[speaker.pk],
                    attributions=[{"slug": speaker.slug, "name": speaker.name, "role": "speaker", "office": "Envoy"}],
                    on_behalf_of=[{"slug": side.slug, "name": side.name}],
                    issue_slug=claim.issue.slug,
                    issue_name=claim.issue.name,
                    stance=claim.stance,
                    said_edtf=day.isoformat(),
                    said_earliest=datetime.combine(day, datetime.min.time(), UTC),
                    verdict=claim.verdict,
                    rationale="Read.",
                    approved_at=entry.known_at,
                    origins=1,
                )
            )
            rows += [(entry, speaker, claim), (entry, side, claim)]
    Statement.objects.bulk_create(made)
    EntryActor.objects.bulk_create(
        (
            EntryActor(
                entry=entry,
                actor=actor,
                slug=actor.slug,
                name=actor.name,
            )
            for entry, actor, _claim in rows
        ),
        ignore_conflicts=True,
    )
    EntryTag.objects.bulk_create(
        (
            EntryTag(entry=entry, kind="issue", slug=claim.issue.slug, name=claim.issue.name)
            for entry, _actor, claim in rows
        ),
        ignore_conflicts=True,
    )
    positions, links = rows_of(made)
    Position.objects.bulk_create(positions)
    StatementLink.objects.bulk_create(links)


def _pairs(found: list[Any]) -> Iterator[list[Any]]:
    for place in range(0, len(found), 2):
        yield found[place : place + 2]
