"""How long the desk's reports take among 300,000 claims.

`python -m bench reports [--claims 300000] [--rounds 3]` fills an empty database (in throwaway servers, or the one
that DATABASE_URL names) with three years of a desk's work, asks for each page and file, and tells the medians of
its rounds. `--slow` also prints the queries that take longest.
"""

from __future__ import annotations

import argparse
import statistics
import time
from typing import Any

from bench.ground import scratch

_PEOPLE, _SOURCES = 25, 200
_PAGES = (
    "waiting/",
    "waiting/?what=draft",
    "waiting/?what=approved",
    "waiting/?what=events",
    "waiting/?what=inbox",
    "alone/",
    "verdicts/",
    "verdicts/?days=all",
    "verdicts/?days=all&what=all",
    "corrections/",
    "corrections/?days=all",
    "contradictions/",
    "contradictions/?what=proposed",
    "sources/",
    "sources/?days=all",
    "editors/",
    "editors/?days=all",
)
_FILES = ("waiting.csv?what=approved", "verdicts.csv?days=all&what=all", "corrections.csv?days=all")
_EMPTY = {
    "BooleanField": "false",
    "JSONField": "'[]'",
    "ArrayField": "'{}'",
    "DateTimeField": "now()",
    "FloatField": "0",
    "IntegerField": "0",
    "PositiveIntegerField": "0",
    "PositiveSmallIntegerField": "1",
    "PositiveBigIntegerField": "0",
    "BigIntegerField": "0",
}


def main(argv: list[str]) -> int:
    """Fill, ask, and tell."""
    parser = argparse.ArgumentParser(prog="python -m bench reports")
    parser.add_argument("--claims", type=int, default=300_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--slow", action="store_true")
    options = parser.parse_args(argv)
    with scratch():
        _fill(options.claims)
        _ask(options)
    return 0


def _insert(model: Any, source: str, **columns: str) -> None:
    """Rows of a model made by PostgreSQL; columns that are not given are empty."""
    from django.db import connection

    said = {}
    meta = model._meta  # noqa: SLF001  # Django's documented model API
    for field in meta.concrete_fields:
        if field.attname in columns:
            said[field.column] = columns[field.attname]
        elif not field.null:
            said[field.column] = _EMPTY.get(field.get_internal_type(), "''")
    names, values = ", ".join(f'"{name}"' for name in said), ", ".join(said.values())
    began = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {meta.db_table} ({names}) SELECT {values} FROM {source}")  # noqa: S608
        made = cursor.rowcount
    print(f"  {meta.db_table:<28} {made:>9,}  {time.perf_counter() - began:6.1f} s", flush=True)


def _bare() -> None:
    """Without triggers and constraints: nobody works here, and what is filled in is as reports look at it."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, conname FROM pg_constraint"
            " WHERE contype IN ('f', 'c') AND connamespace = 'public'::regnamespace"
        )
        for table, name in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        cursor.execute("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
        for (table,) in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")


def _fill(claims: int) -> None:  # noqa: PLR0915  # one table after the other
    from django.db import connection

    from accounts.models import User
    from actors.models import Conflict
    from articles.models import Article, OriginGroup, Snapshot, Source
    from claims import models as claim_models
    from timeline import models as event_models

    _bare()
    number, articles, events = f"generate_series(1, {claims}) i", claims // 3, claims // 5
    person, reviewer = "(1000 + i % 20)", "(1020 + i % 5)"
    written = "now() - interval '3 years' * (1 - i::float / {0})"
    at = written.format(claims)
    _insert(
        User,
        f"generate_series(1000, {999 + _PEOPLE}) i",
        id="i",
        username="'person-' || i",
        display_name="'Person ' || i",
        is_active="true",
        date_joined="now()",
    )
    conflict = Conflict.objects.values_list("pk", flat=True).first() or 1
    _insert(
        Source,
        f"generate_series(1001, {1000 + _SOURCES}) i",
        id="i",
        slug="'outlet-' || i",
        name="'Outlet ' || i",
        reliability="'B'",
    )
    came = written.format(articles)
    _insert(OriginGroup, f"generate_series(1, {articles}) i", id="i", created_at=came)
    outlet = f"(1001 + i % {_SOURCES})"
    _insert(
        Article,
        f"generate_series(1, {articles}) i",
        id="i",
        source_id=outlet,
        title="'Article ' || i",
        origin_group_id="i",
        created_at=came,
    )
    _insert(
        Snapshot,
        f"generate_series(1, {articles}) i",
        id="i",
        article_id="i",
        number="1",
        sha256="md5(i::text) || md5(i::text)",
        text="repeat(md5(i::text), 60)",
        fetched_at=came,
    )
    of_article = f"(1 + i % {articles})"
    _insert(
        claim_models.Excerpt, number, id="i", snapshot_id=of_article, start="i", end="i + 8", exact="md5(i::text)"
    )
    _insert(
        claim_models.SuggestionRun, f"generate_series(1, {articles}) i", id="i", snapshot_id="i", engine="'rules'"
    )
    _insert(
        claim_models.Suggestion,
        f"generate_series(1, {2 * claims}) i",
        id="i",
        run_id=of_article,
        excerpt_id=f"(1 + i % {claims})",
        rule="'quote'",
        score="0.5",
        text="md5(i::text)",
        kind="'fact'",
        directness="'paraphrase'",
        decision="CASE WHEN i % 2 = 0 THEN 'pending' ELSE 'rejected' END",
        decided_by_id=f"CASE WHEN i % 2 = 0 THEN NULL ELSE {person} END",
        decided_at=f"CASE WHEN i % 2 = 0 THEN NULL ELSE {written.format(2 * claims)} END",
    )
    # Of a hundred claims 5 are drafts, 3 in review, 4 dismissed, 88 approved; of these every tenth is not published.
    stage = "CASE WHEN i % 100 < 5 THEN 'draft' WHEN i % 100 < 8 THEN 'in_review' WHEN i % 100 < 12 THEN 'dismissed' ELSE 'approved' END"  # noqa: E501
    approved = "i % 100 >= 12"
    # Every twentieth approved claim had another verdict before.
    again = f"({approved} AND i % 20 = 13)"
    text = "repeat(md5(i::text) || ' ', 4)"
    columns = {
        "conflict_id": str(conflict),
        "text": text,
        "kind": "'fact'",
        "directness": "'paraphrase'",
        "author_id": person,
        "edited_by_id": person,
        "version": "3",
        "created_at": at,
    }
    _insert(
        claim_models.Claim,
        number,
        id="i",
        stage=stage,
        verdict=f"CASE WHEN {again} THEN 'false' WHEN {approved} THEN 'verified' ELSE 'unverified' END",
        rationale="md5(i::text)",
        approver_id=f"CASE WHEN {approved} AND i % 1000 <> 500 THEN {reviewer} END",
        urgent_by_id=f"CASE WHEN {approved} AND i % 100 = 50 THEN {reviewer} END",
        submitted_at=f"{at} + interval '1 hour'",
        approved_at=f"CASE WHEN {approved} THEN {at} + interval '5 hours' END",
        assignee_id=f"CASE WHEN i % 3 = 0 THEN {person} END",
        updated_at=f"{at} + interval '5 hours'",
        **columns,
    )
    steps = "(VALUES (0, 'draft', 'unverified'), (1, 'in_review', 'unverified'), (2, 'approved', 'verified'), (3, 'draft', 'unverified'), (4, 'approved', 'false')) step(n, stage, verdict)"  # noqa: E501
    taken = f"(n = 0 OR (n = 1 AND i % 100 >= 5) OR (n = 2 AND {approved}) OR (n > 2 AND {again}))"
    version = claim_models.Claim._meta.get_field("versions").related_model  # noqa: SLF001
    _insert(
        version,
        f"{number}, {steps} WHERE {taken}",
        pgh_id="i * 5 + n",
        pgh_created_at=f"{at} + interval '2 hours' * n",
        pgh_label="CASE WHEN n = 0 THEN 'insert' ELSE 'update' END",
        pgh_obj_id="i",
        id="i",
        stage="stage",
        verdict="verdict",
        updated_at=at,
        **columns,
    )
    outcome = "CASE n WHEN 1 THEN 'submitted' WHEN 2 THEN 'approved' WHEN 3 THEN 'reopened' ELSE 'approved' END"
    _insert(
        claim_models.Review,
        f"{number}, {steps} WHERE n > 0 AND {taken}",
        id="i * 5 + n",
        claim_id="i",
        outcome=f"CASE WHEN n = 2 AND i % 10 = 7 THEN 'sent_back' ELSE {outcome} END",
        reasons="'Seen.'",
        by_id=f"CASE WHEN n IN (1, 3) THEN {person} ELSE {reviewer} END",
        at=f"{at} + interval '2 hours' * n",
    )
    _insert(
        claim_models.Evidence,
        number,
        id="i",
        claim_id="i",
        excerpt_id="i",
        relation="'supports'",
        credibility="6",
        added_by_id=person,
        added_at=at,
    )
    _insert(
        claim_models.ClaimLink,
        f"generate_series(1, {claims // 100}) i",
        id="i",
        claim_id="i * 20 + 15",
        other_id="i * 20 + 17",
        kind="CASE WHEN i % 4 = 0 THEN 'supersedes' ELSE 'contradicts' END",
        added_by_id=person,
        added_at=at,
    )
    _insert(
        claim_models.LinkProposal,
        f"generate_series(1, {claims // 10}) i",
        id="i",
        claim_id="i",
        other_id="i + 1",
        kind="CASE WHEN i % 2 = 0 THEN 'repeats' ELSE 'contradicts' END",
        score="0.5",
        state="'open'",
    )
    _insert(
        claim_models.InboxItem,
        f"generate_series(1, {articles}) i",
        origin_group_id="i",
        article_id="i",
        dismissed_at="CASE WHEN i % 10 < 8 THEN now() END",
        dismissed_by_id="CASE WHEN i % 10 < 8 THEN 1000 END",
        dismissal="CASE WHEN i % 10 < 8 THEN 'No.' ELSE '' END",
        assignee_id=f"CASE WHEN i % 3 = 0 THEN {person} END",
    )
    happened = f"{written.format(events)} + interval '6 hours'"
    _insert(
        event_models.Event,
        f"generate_series(1, {events}) i",
        id="i",
        conflict_id=str(conflict),
        title="'Event ' || i",
        type="'statement'",
        place_precision="'unknown'",
        author_id=person,
        edited_by_id=person,
        created_at=happened,
        updated_at=happened,
    )
    of_event = f"(1 + (i - 1) / ({claims} / {events}))"
    in_event = f"{number} WHERE {approved} AND i % 10 <> 9"
    _insert(event_models.EventClaim, in_event, id="i", event_id=of_event, claim_id="i", position="i % 5")
    # Every twentieth event was corrected once; the newest tenth is not published.
    _insert(
        event_models.Entry,
        f"generate_series(1, {events * 9 // 10}) i, generate_series(1, 2) n WHERE n = 1 OR i % 20 = 0",
        id="i * 2 + n",
        event_id="i",
        revision="n",
        conflict_id=str(conflict),
        slug="'event'",
        title="'Event ' || i",
        type="'statement'",
        occurred=happened,
        occurred_precision="'day'",
        place_precision="'unknown'",
        verdict="'verified'",
        statement_count="4",
        single_person="i % 100 = 7",
        known_at=f"{happened} + interval '1 day' * n",
        superseded_at=f"CASE WHEN n = 1 AND i % 20 = 0 THEN {happened} + interval '2 days' END",
        correction_note="CASE WHEN n = 2 THEN 'We had it wrong.' ELSE '' END",
        changes="""CASE WHEN n = 2 THEN '[{"what": "title", "before": "a", "after": "b"}]'::jsonb ELSE '[]' END""",
        written_by_id=person,
        published_by_id=reviewer,
    )
    shown = f"(SELECT i, {of_event} AS e FROM {in_event}) s, generate_series(1, 2) n WHERE e <= {events * 9 // 10} AND (n = 1 OR e % 20 = 0)"  # noqa: E501, S608
    _insert(
        event_models.Statement,
        shown,
        id="i * 2 + n",
        entry_id="e * 2 + n",
        position="i % 5",
        claim_id="i",
        text=text,
        kind="'fact'",
        directness="'paraphrase'",
        verdict="'verified'",
        rationale="'Seen.'",
        approved_at="now()",
        origins="1",
    )
    _insert(
        event_models.Citation,
        shown,
        id="i * 2 + n",
        statement_id="i * 2 + n",
        position="0",
        relation="'supports'",
        excerpt_id="i",
        snapshot_id=of_article,
        start="1",
        end="9",
        exact="md5(i::text)",
        source_slug=f"'outlet-' || (1001 + {of_article} % {_SOURCES})",
        source_name="'Outlet'",
        fetched_at="now()",
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("VACUUM")


def _ask(options: argparse.Namespace) -> None:
    from django.contrib.auth.models import Group
    from django.db import connection, reset_queries
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from accounts.models import User

    person = User.objects.get(pk=1000)
    person.groups.add(Group.objects.get(name="editor"))
    browser = Client(headers={"host": "localhost"})
    browser.force_login(person)
    print(f"\n{'page':<36}{'median, ms':>12}{'database, ms':>14}{'queries':>9}")
    for name in (*_PAGES, *_FILES):
        walls, spent, slow = [], [], []
        for _ in range(options.rounds + 1):
            reset_queries()
            began = time.perf_counter()
            with CaptureQueriesContext(connection) as queries:
                response = browser.get(f"/desk/reports/{name}")
                size = len(response.getvalue() if response.streaming else response.content)
            walls.append(1000 * (time.perf_counter() - began))
            spent.append(1000 * sum(float(query["time"]) for query in queries.captured_queries))
            slow = sorted(queries.captured_queries, key=lambda query: -float(query["time"]))[:2]
            assert response.status_code == 200, (name, response.status_code)  # noqa: S101
        wall, database = statistics.median(walls[1:]), statistics.median(spent[1:])
        print(f"{name:<36}{wall:12.0f}{database:14.0f}{len(queries):9}   {size // 1000} kB", flush=True)
        if options.slow:
            for query in slow:
                if float(query["time"]) > 0.2:
                    print(f"    {query['time']} s {query['sql'][:1200]}", flush=True)
