"""The floor of the review queue."""

from __future__ import annotations

from html import escape
from typing import Any

from bench.desk_floor import common
from bench.desk_floor.common import NUMBERS, Person, ago, counted, cut, nav, page, stage

ADDRESS = "/desk/review/"
_NUMBERS = f"""
    SELECT {NUMBERS},
        (SELECT count(*) FROM claims_claim WHERE stage = 'in_review'
            AND author_id <> %(person)s AND edited_by_id <> %(person)s),
        (SELECT count(*) FROM claims_claim WHERE stage = 'approved' AND approver_id IS NULL
            AND author_id <> %(person)s AND edited_by_id <> %(person)s)
"""  # noqa: S608  # our own words
_WAITING = """
    SELECT c.id, c.text, c.kind, i.name, c.stance, c.submitted_at, c.due_on,
        coalesce(nullif(u.display_name, ''), u.username),
        ARRAY(SELECT a.name || CASE x.office WHEN '' THEN '' ELSE ', ' || x.office END FROM claims_attribution x
            JOIN actors_actor a ON a.id = x.actor_id WHERE x.claim_id = c.id AND x.role = 'speaker' ORDER BY x.id),
        first.exact, first.language,
        (SELECT count(DISTINCT a.origin_group_id) FROM claims_evidence e JOIN claims_excerpt x ON x.id = e.excerpt_id
            JOIN articles_snapshot s ON s.id = x.snapshot_id JOIN articles_article a ON a.id = s.article_id
            WHERE e.claim_id = c.id AND e.relation = 'supports'),
        EXISTS (SELECT FROM claims_claimversion v WHERE v.pgh_obj_id = c.id AND v.stage = 'approved'),
        EXISTS (SELECT FROM timeline_statement s JOIN timeline_entry n ON n.id = s.entry_id
            WHERE s.claim_id = c.id AND n.superseded_at IS NULL)
    FROM claims_claim c LEFT JOIN claims_issue i ON i.id = c.issue_id JOIN accounts_user u ON u.id = c.author_id
    LEFT JOIN LATERAL (SELECT x.exact, s.language FROM claims_evidence e JOIN claims_excerpt x ON x.id = e.excerpt_id
        JOIN articles_snapshot s ON s.id = x.snapshot_id WHERE e.claim_id = c.id ORDER BY e.id LIMIT 1) first ON true
    WHERE c.stage = 'in_review' AND c.author_id <> %(person)s AND c.edited_by_id <> %(person)s
    ORDER BY c.submitted_at, c.id LIMIT 25
"""
_OWN = """
    SELECT id, text, stage, submitted_at FROM claims_claim WHERE {} AND (author_id = %(person)s OR
        edited_by_id = %(person)s) ORDER BY {}, id LIMIT {}
"""
_OWN_ALONE = _OWN.format("approver_id IS NULL AND stage = 'approved'", "approved_at", 25)
_OWN_WAITING = _OWN.format("stage = 'in_review'", "submitted_at", 26)


def review(connection: Any, session: str) -> str:
    """What waits for a second person."""
    who = common.person(connection, session)
    unread, changed, waits, others, alone = connection.execute(_NUMBERS, {"person": who.pk}).fetchone()
    rows = connection.execute(_WAITING, {"person": who.pk}).fetchall()
    if alone or any(row[-1] or row[-2] for row in rows):
        raise SystemExit("The floor does not tell what was approved before.")
    pages = -(-others // 25)
    further = (
        f'<nav class="more-rows dot-list" aria-label="Pages"><span class="muted">page 1 of {pages}</span> <a rel="next" '
        f'href="?page=2">Next →</a></nav>'
        if pages > 1
        else ""
    )
    main = (
        f'{nav((unread, changed, waits), "review")}<div class="desk"><section aria-labelledby="queue"><div '
        f'class="section-head"><h1 id="queue">Waiting for a second person</h1><p class="muted small" role="status">'
        f'{counted(others, "claim", "claims")}, longest waiting first</p></div><ol class="rows queue">'
        f"{''.join(_row(row, who) for row in rows)}</ol>{further}{_own(connection, who)}</section><div "
        f'class="desk-side">{common.to_publish(connection)}</div></div>'
    )
    return page(who, title="Review", address=ADDRESS, main=main, styles=("desk", "workflow"))


def _row(row: Any, who: Person) -> str:
    pk, text, kind, issue, stance, asked, due, author, speakers, exact, language, origins, *_ = row
    address = f"/desk/claims/{pk}/"
    quote = (
        f'<blockquote class="passage-quote" lang="{language}" dir="auto">{cut(exact, 320)}</blockquote>'
        if exact
        else ""
    )
    about = f"<span>{escape(issue)}{f': {stance}' if stance else ''}</span>" if issue else ""
    by_day = f"<span>due {due:%-d %B}</span>" if due else ""
    may = "claims.review_claim" in who.may
    button = (
        f'<a class="button primary" href="{address}#decision">Review</a>'
        if may
        else f'<a class="button" href="{address}">Open claim</a>'
    )
    return (
        f'<li><h2 class="row-title"><a href="{address}">{escape(text)}</a></h2>{quote}<p class="muted dot-list">'
        f"{''.join(f'<span>{escape(speaker)}</span>' for speaker in speakers)}<span>{kind}</span>{about}<span>"
        f'{counted(origins, "origin", "origins")}</span></p><p class="muted dot-list"><span>asked by {escape(author)}'
        f'</span><span>{ago(asked)}</span>{by_day}</p><p class="actions">{button}</p></li>'
    )


def _own(connection: Any, who: Person) -> str:
    alone = connection.execute(_OWN_ALONE, {"person": who.pk}).fetchall()
    own = [*alone, *connection.execute(_OWN_WAITING, {"person": who.pk})]
    if not own:
        return ""
    rows = "".join(
        f'<li><p class="row-title"><a href="/desk/claims/{pk}/">{escape(text)}</a></p><p class="muted dot-list"><span>'
        f"{stage(at)}</span><span>asked {ago(asked)}</span></p></li>"
        for pk, text, at, asked in own[:25]
    )
    most = '<p class="muted small">The 25 that wait longest.</p>' if len(own) > 25 else ""
    return f'<div class="section-head"><h2>Yours, for somebody else to decide</h2></div><ol class="rows">{rows}</ol>{most}'
