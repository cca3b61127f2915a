"""Three years of a desk's work, made by PostgreSQL: the ground for measuring pages among 300,000 claims."""

from __future__ import annotations

import time
from typing import Any

_PEOPLE, _SOURCES = 25, 200
READER = 1000  # the editor who opens the pages
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
        cursor.execute(f"TRUNCATE {meta.db_table}")
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


def fill(claims: int) -> None:  # noqa: PLR0915  # one table after the other
    """So many claims, and of everything else what belongs to them. What an earlier call made is emptied first."""
    from django.db import connection

    from accounts.models import User
    from actors.models import Actor, Conflict
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
    start = "(i::bigint * 37 % 1900)"
    exact = f"substr(repeat(md5({of_article}::text), 60), {start}::int + 1, 8)"
    _insert(
        claim_models.Excerpt, number, id="i", snapshot_id=of_article, start=start, end=f"{start} + 8", exact=exact
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
    speakers = list(Actor.objects.order_by("pk").values_list("pk", flat=True))
    _insert(
        claim_models.Attribution,
        number,
        id="i",
        claim_id="i",
        actor_id=f"(ARRAY{speakers})[1 + i % {len(speakers)}]",
        role="'speaker'",
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
        urgency="i",
        pending="4",
        facets=f"ARRAY['source:' || {outlet}] || CASE WHEN i % 3 > 0 THEN ARRAY['pending'] ELSE '{{}}'::text[] END",
        stale="false",
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
        reliability="'B'",
        credibility="6",
        fetched_at="now()",
    )
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {event_models.LiveState._meta.db_table}")  # noqa: SLF001
        cursor.execute("ANALYZE")
        cursor.execute("SELECT timeline_keep_live_states(ARRAY(SELECT id FROM timeline_event))")
        cursor.execute("ANALYZE")
        cursor.execute("VACUUM")
