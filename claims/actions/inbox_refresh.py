"""Working out how urgent the reports of the inbox are; triggers of the database mark those that are stale."""

import json
from collections.abc import Collection, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Max, QuerySet

from actors.models import Actor
from articles.models import Article
from claims.inbox_urgency import Facts, reasons, urgency
from claims.models import InboxItem, Issue
from lib.attributed import attributed

BATCH = 200
_MARKED = 5000

# The article that is shown is one with something to decide, and of those the one that carried the report first: the
# same order as `ArticleQuerySet.earliest_first`. No page is taken at its word that it is from the future.
_FACTS = """
WITH pieces AS (
    SELECT piece.id, piece.origin_group_id AS report, piece.title, piece.language, piece.source_id,
        outlet.reliability, piece.published_edtf, LEAST(piece.published_latest, piece.created_at) AS reported,
        CASE WHEN piece.published_latest < piece.published_earliest + interval '1 day'
                AND piece.published_edtf !~ '[~?%%]'
            THEN piece.published_earliest ELSE COALESCE(piece.published_latest, piece.published_earliest)
        END AS moment
    FROM articles_article AS piece JOIN articles_source AS outlet ON outlet.id = piece.source_id
    WHERE piece.origin_group_id = ANY (%(reports)s)
), captures AS (
    SELECT capture.id, pieces.id AS piece, pieces.report
    FROM pieces JOIN articles_snapshot AS capture ON capture.article_id = pieces.id
), suggested AS (
    SELECT captures.report, captures.piece, one.id, one.worth, one.issue_id, one.speaker_id, one.relayed_by_id,
        one.addressee_id, one.decision, one.decision = 'pending' AND one.mute_id IS NULL AS waits
    FROM captures
        JOIN claims_suggestionrun AS reading ON reading.snapshot_id = captures.id
        JOIN claims_suggestion AS one ON one.run_id = reading.id
), work AS (
    SELECT report, piece, count(*) FILTER (WHERE waits) AS pending,
        count(*) FILTER (WHERE decision <> 'pending') AS decided,
        COALESCE(sum(worth) FILTER (WHERE waits), 0) AS worth, count(*) FILTER (WHERE waits AND worth > 0) AS worthy
    FROM suggested GROUP BY report, piece
), spoken AS (
    SELECT report, %(issue)s AS kind, issue_id AS number FROM suggested
        WHERE waits OR decision IN ('accepted', 'edited')
    UNION SELECT report, %(actor)s, unnest(ARRAY[speaker_id, relayed_by_id, addressee_id]) FROM suggested
        WHERE waits OR decision IN ('accepted', 'edited')
    UNION SELECT report, %(actor)s, subject.actor_id FROM suggested
        JOIN claims_suggestion_subjects AS subject ON subject.suggestion_id = suggested.id
        WHERE waits OR decision IN ('accepted', 'edited')
), followed AS (
    SELECT report, count(DISTINCT (kind, number)) AS number FROM spoken
        JOIN accounts_follow AS follow ON follow.content_type_id = kind AND follow.object_id = number
        JOIN accounts_user AS person ON person.id = follow.user_id AND person.is_active
    GROUP BY report
), lost AS (
    SELECT captures.report, count(*) AS number FROM captures
        JOIN claims_placement AS placement ON placement.snapshot_id = captures.id
    WHERE placement.state = 'orphaned' AND placement.settled_at IS NULL AND EXISTS (
        SELECT FROM claims_evidence AS used JOIN claims_claim AS claim ON claim.id = used.claim_id
        WHERE used.excerpt_id = placement.excerpt_id AND claim.stage NOT IN ('retracted', 'dismissed'))
    GROUP BY captures.report
), shown AS (
    SELECT DISTINCT ON (pieces.report) pieces.* FROM pieces LEFT JOIN work ON work.piece = pieces.id
    ORDER BY pieces.report, COALESCE(work.pending, 0) = 0, pieces.moment NULLS LAST, pieces.id
), carried AS (
    SELECT report, min(reported) AS reported, string_agg(DISTINCT title, ' ') AS titles,
        array_agg(DISTINCT 'source:' || source_id) || array_agg(DISTINCT 'reliability:' || reliability)
            || COALESCE(array_agg(DISTINCT 'language:' || language) FILTER (WHERE language <> ''), '{}') AS facets
    FROM pieces GROUP BY report
), done AS (
    SELECT report, sum(pending) AS pending, sum(decided) AS decided, sum(worth) AS worth, sum(worthy) AS worthy
    FROM work GROUP BY report
)
SELECT shown.report, shown.id, shown.published_edtf = '', shown.reliability, carried.reported, carried.titles,
    carried.facets, COALESCE(done.pending, 0)::int, COALESCE(done.decided, 0)::int, COALESCE(done.worth, 0)::float,
    COALESCE(done.worthy, 0)::int, COALESCE(followed.number, 0)::int, COALESCE(lost.number, 0)::int
FROM shown JOIN carried USING (report) LEFT JOIN done USING (report) LEFT JOIN followed USING (report)
    LEFT JOIN lost USING (report)
"""

_WRITE = """
UPDATE claims_inboxitem AS item
SET article_id = told.article, urgency = told.urgency, reasons = told.reasons::jsonb, pending = told.pending,
    decided = told.decided, lost = told.lost, facets = string_to_array(told.facets, ' '),
    titles = to_tsvector('simple', told.titles), stale = false
FROM unnest(%s::bigint[], %s::bigint[], %s::float[], %s::text[], %s::int[], %s::int[], %s::int[], %s::text[],
    %s::text[]) AS told (report, article, urgency, reasons, pending, decided, lost, facets, titles)
WHERE item.origin_group_id = told.report
"""


def refresh_inbox(*, limit: int = BATCH) -> int:
    """Work out the stalest reports anew, so many at most; gives how many that were. Doing it twice changes nothing.

    What somebody holds at this moment is passed over, and stays stale for the next time.
    """
    with attributed(None, "worked out what is urgent"):
        held = list(InboxItem.objects.to_refresh().select_for_update(skip_locked=True, of=("self",))[:limit])
        _refresh([item.pk for item in held])
    return len(held)


def refresh_inbox_of(*, articles: QuerySet[Article]) -> None:
    """Work out the reports that these articles carry at once, for a person who has changed something about them."""
    with attributed(None, "worked out what is urgent"):
        reports = articles.order_by().values("origin_group")
        held = InboxItem.objects.filter(pk__in=reports).order_by("pk").select_for_update(of=("self",))
        _refresh(list(held.values_list("pk", flat=True)))


def mark_inbox() -> None:
    """Have every report worked out anew, such as when the points are counted otherwise; a few thousand at a time."""
    last = InboxItem.objects.aggregate(last=Max("pk"))["last"] or 0
    for after in range(0, last, _MARKED):
        with attributed(None, "has the inbox worked out anew"):
            InboxItem.objects.filter(pk__gt=after, pk__lte=after + _MARKED, stale=False).update(stale=True)


def _refresh(reports: Collection[int]) -> None:
    # The rows are locked before anything is read: what is changed after this marks them stale again.
    if not reports:
        return
    kinds = ContentType.objects.get_for_models(Issue, Actor)
    with connection.cursor() as cursor:
        cursor.execute(_FACTS, {"reports": list(reports), "issue": kinds[Issue].pk, "actor": kinds[Actor].pk})
        rows = [_worked_out(row) for row in cursor.fetchall()]
        if rows:
            cursor.execute(_WRITE, [list(column) for column in zip(*rows, strict=True)])
    for gone in set(reports) - {row[0] for row in rows}:
        _remove(gone)


def _worked_out(row: Sequence[Any]) -> tuple[Any, ...]:
    (
        report,
        article,
        undated,
        reliability,
        reported,
        titles,
        facets,
        pending,
        decided,
        worth,
        worthy,
        followed,
        lost,
    ) = row
    found = reasons(
        Facts(
            reported=reported,
            reliability=reliability,
            pending=pending,
            worth=worth,
            worthy=worthy,
            followed=followed,
            lost=lost,
        )
    )
    said = {"undated": undated, "pending": pending, "followed": followed, "lost": lost}
    facets = [*facets, *(name for name, holds in said.items() if holds)]
    return (
        report,
        article,
        urgency(found),
        json.dumps(found),
        pending,
        decided,
        lost,
        " ".join(facets),
        titles,
    )


def _remove(report: int) -> None:
    """Take away an item whose articles were joined to another report, which inherits who is on it."""
    item = InboxItem.objects.select_related("article").get(pk=report)
    if item.assignee_id is not None:
        heir = InboxItem.objects.filter(pk=item.article.origin_group_id).select_for_update(skip_locked=True).first()
        if heir is None and InboxItem.objects.filter(pk=item.article.origin_group_id).exists():
            return  # somebody has it at this moment: the next time
        if heir is not None and heir.assignee_id is None:
            heir.assignee_id = item.assignee_id
            heir.save(update_fields=["assignee"])
    item.delete()
