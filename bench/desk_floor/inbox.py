"""The floor of the inbox."""

from __future__ import annotations

from datetime import UTC, datetime, time
from html import escape
from typing import Any

from bench.desk_floor import common
from bench.desk_floor.common import (
    NUMBERS,
    PEOPLE,
    RELIABILITY,
    Person,
    counted,
    day,
    keys_of,
    nav,
    options,
    page,
    stage,
)

ADDRESS = "/desk/"
_TO_CHOSEN = '<p class="small">What you do is done to the chosen reports, or to the one that you stand on where none is chosen.</p>'
_NUMBERS = f"""
    SELECT {NUMBERS},
        (SELECT count(*) FROM (SELECT FROM claims_inboxitem WHERE dismissed_at IS NULL
            AND (snoozed_until IS NULL OR snoozed_until <= now()) AND facets @> ARRAY['pending']::varchar(100)[]
            ORDER BY urgency DESC, origin_group_id DESC LIMIT 1001) counted),
        (SELECT count(*) FROM (SELECT FROM claims_inboxitem WHERE dismissed_at IS NULL
            AND (snoozed_until IS NULL OR snoozed_until <= now())
            ORDER BY urgency DESC, origin_group_id DESC LIMIT 1001) counted),
        (SELECT count(*) FROM claims_claim WHERE stage = 'in_review'),
        (SELECT count(*) FROM claims_claim WHERE stage = 'in_review'
            AND author_id <> %(person)s AND edited_by_id <> %(person)s),
        (SELECT coalesce(max(id), 0) FROM articles_article),
        (SELECT count(*) FROM articles_feed f JOIN articles_feedhealth h ON h.feed_id = f.id
            WHERE f.status = 'active' AND h.unreadable >= 3)
"""  # noqa: S608  # our own words
_ITEMS = """
    SELECT i.origin_group_id, i.article_id, i.urgency, i.reasons, i.pending, i.decided, a.title, a.language,
        a.published_edtf, s.name, s.reliability, coalesce(nullif(u.display_name, ''), u.username),
        (SELECT count(DISTINCT o.source_id) FROM articles_article o WHERE o.origin_group_id = i.origin_group_id)
    FROM claims_inboxitem i JOIN articles_article a ON a.id = i.article_id JOIN articles_source s ON s.id = a.source_id
    LEFT JOIN accounts_user u ON u.id = i.assignee_id
    WHERE i.dismissed_at IS NULL AND (i.snoozed_until IS NULL OR i.snoozed_until <= now())
    ORDER BY i.urgency DESC, i.origin_group_id DESC LIMIT 26
"""
_SAVED = "SELECT id, name, query FROM claims_savedfilter WHERE user_id = %s ORDER BY name"
_LAST = """
    SELECT id FROM claims_inboxstep WHERE by_id = %s AND undone_at IS NULL AND at > now() - interval '1 hour'
    ORDER BY id DESC LIMIT 1
"""
_SPEAKERS = """
    ARRAY(SELECT a.name FROM claims_attribution x JOIN actors_actor a ON a.id = x.actor_id
        WHERE x.claim_id = c.id AND x.role = 'speaker' ORDER BY x.id)
"""
_OVERDUE = f"""
    SELECT c.id, c.text, c.deadline_edtf, {_SPEAKERS} FROM claims_claim c
    WHERE c.deadline_latest IS NOT NULL AND c.outcome IN ('', 'pending') AND c.stage = 'approved'
        AND c.deadline_latest < %s ORDER BY c.deadline_latest, c.id LIMIT 8
"""  # noqa: S608  # our own words
_MINE = f"""
    SELECT c.id, c.text, c.stage, {_SPEAKERS},
        (SELECT r.outcome FROM claims_review r WHERE r.claim_id = c.id ORDER BY r.id DESC LIMIT 1),
        (SELECT r.reasons FROM claims_review r WHERE r.claim_id = c.id ORDER BY r.id DESC LIMIT 1)
    FROM claims_claim c WHERE (c.author_id = %(person)s OR c.edited_by_id = %(person)s)
        AND c.stage IN ('draft', 'in_review') ORDER BY c.updated_at DESC LIMIT 12
"""  # noqa: S608  # our own words
_SOURCES = "SELECT slug, name FROM articles_source ORDER BY name"
_PEOPLE = PEOPLE + " ORDER BY u.display_name, u.username"
_MY_CLAIMS = """
    SELECT id, text, stage, due_on FROM claims_claim WHERE assignee_id = %s AND stage IN ('draft', 'in_review')
    ORDER BY due_on NULLS LAST, id LIMIT 25
"""
_MY_EVENTS = """
    SELECT e.id, e.title, e.due_on FROM timeline_event e JOIN timeline_livestate l ON l.event_id = e.id
    WHERE e.assignee_id = %s AND l.waits_since IS NOT NULL ORDER BY e.due_on NULLS LAST, e.id LIMIT 25
"""
_SHOWN = (
    *(("pending", "To decide"), ("all", "All"), ("undated", "Undated"), ("mine", "Mine")),
    *(("unassigned", "Unassigned"), ("snoozed", "Put off"), ("dismissed", "Dismissed")),
)
_LANGUAGES = (
    *(("", "Any language"), ("ar", "Arabic"), ("de", "German"), ("en", "English"), ("es", "Spanish")),
    *(("fa", "Persian"), ("fr", "French"), ("he", "Hebrew"), ("it", "Italian"), ("pl", "Polish")),
    *(("ru", "Russian"), ("tr", "Turkish"), ("uk", "Ukrainian"), ("zh", "Chinese")),
)
_KEYS = (
    *(("<kbd>j</kbd> <kbd>k</kbd>", "next report, report before"), ("<kbd>o</kbd> <kbd>⏎</kbd>", "open")),
    *(("<kbd>x</kbd>", "choose, or no longer choose"), ("<kbd>a</kbd>", "assign to me")),
    ("<kbd>s</kbd>", "put off: choose until when, then <kbd>⏎</kbd>"),
    ("<kbd>d</kbd>", "dismiss: say why, then <kbd>⏎</kbd>"),
    *(("<kbd>u</kbd>", "undo the last step"), ("<kbd>Esc</kbd>", "back to the report")),
    ("<kbd>?</kbd>", "these keys"),
)


def inbox(connection: Any, session: str) -> str:
    """Somebody's desk: what came in, and what is theirs to do."""
    who = common.person(connection, session)
    numbers = connection.execute(_NUMBERS, {"person": who.pk}).fetchone()
    unread, changed, waits, to_decide, found, in_review, for_me, newest, broken = numbers
    deciding = "1,000+" if to_decide > 1000 else to_decide or ""
    notice = (
        f'<p class="notice"><strong>{counted(broken, "feed", "feeds")}</strong> could not be read three times in a row. '
        f'<a href="/desk/feeds/">See what is wrong</a></p>'
        if broken
        else ""
    )
    main = (
        f'{nav((unread, changed, waits), "inbox")}{notice}<p id="arrived" class="arrived" role="status" '
        f'data-number="0" data-waiting="{deciding}" hx-get="/desk/arrived/?after={newest}" hx-trigger="live from:body" '
        f'hx-swap="outerHTML"></p><div class="desk">{_reports(connection, who, found, deciding)}'
        f'<div class="desk-side">{_side(connection, who, in_review, for_me)}</div></div>{keys_of(_KEYS, _TO_CHOSEN)}'
    )
    title = f"({deciding}) Desk" if deciding else "Desk"
    return page(who, title=title, address=ADDRESS, main=main, styles=("desk", "inbox", "workflow"))


def _reports(connection: Any, who: Person, found: int, deciding: Any) -> str:
    rows = connection.execute(_ITEMS).fetchall()
    saved = connection.execute(_SAVED, [who.pk]).fetchall()
    connection.execute(_LAST, [who.pk]).fetchall()
    chips = "".join(
        f'<a class="chip" id="show-{show}" href="?show={show}" hx-get="?show={show}"'
        f"{' aria-current=page' if show == 'all' else ''}>{words}</a>"
        for show, words in _SHOWN
    )
    reports = f"{'1,000+' if found > 1000 else found} {'report' if found == 1 else 'reports'}"
    more = '<a rel="next" href="?&amp;page=2">Next →</a>' if len(rows) > 25 else ""
    pages = f'<nav class="more-rows dot-list" aria-label="Pages"><span class="muted">page 1</span> {more}</nav>'
    inside = (
        f'<input type="hidden" name="query" value="&amp;page=1"><button class="unseen" type="submit" tabindex="-1" '
        f'aria-hidden="true">Do it</button><ol class="rows">{"".join(map(_row, rows[:25]))}</ol>{_bulk(connection, who)}'
    )
    act = who.form(
        "/desk/inbox/",
        inside,
        attributes=' id="inbox-form" class="inbox-form" hx-post="/desk/inbox/" hx-target="#inbox" hx-swap="outerHTML"',
    )
    return (
        f'<section id="inbox" class="inbox" aria-labelledby="inbox-title" data-waiting="{deciding}"><div '
        f'class="section-head"><h1 id="inbox-title" tabindex="-1">Inbox</h1><p class="muted small" role="status">'
        f'{reports}, most urgent first</p></div><nav class="filters" aria-label="Show" hx-target="#inbox" '
        f'hx-swap="outerHTML" hx-push-url="true">{chips}</nav>{_look(connection, who, saved)}{act}'
        f'{pages if more else ""}<p class="small muted inbox-foot"><button class="plain" type="button" id="show-keys">'
        f'Keys <kbd>?</kbd></button> <a href="/desk/inbox/steps/">What I did here</a></p></section>'
    )


def _look(connection: Any, who: Person, saved: list[Any]) -> str:
    outlets = options(connection.execute(_SOURCES))
    letters = options((letter, f"{letter}: {words}") for letter, words in RELIABILITY.items())
    kept = "".join(
        f'<li><a class="chip" href="?{escape(query)}">{escape(name)}</a></li>' for _pk, name, query in saved
    )
    save = who.form(
        "/desk/inbox/filters/",
        '<input type="hidden" name="query" value=""><div class="field"><label for="filter-name">Save this view as'
        '</label><input type="text" id="filter-name" name="name" value="" maxlength="60" required autocomplete="off">'
        '</div><button type="submit">Save</button>',
        attributes=' class="inline-form"',
    )
    return (
        f'<details class="look"><summary>Search and saved views</summary><form class="look-form" method="get" '
        f'role="search" aria-label="Inbox" hx-get="/desk/" hx-target="#inbox" hx-swap="outerHTML" hx-push-url="true">'
        f'<input type="hidden" name="show" value="all" id="id_show"><div class="field"><label for="id_q">Words of the '
        f'title</label><input type="search" name="q" autocomplete="off" maxlength="100" id="id_q"></div><div '
        f'class="field"><label for="id_source">Outlet</label><select name="source" id="id_source"><option value="" '
        f'selected>All outlets</option>{outlets}</select></div><div class="field"><label for="id_language">Language'
        f'</label><select name="language" id="id_language">{options(_LANGUAGES, "")}</select></div><div class="field">'
        f'<label for="id_reliability">Reliability</label><select name="reliability" id="id_reliability"><option '
        f'value="" selected>Any reliability</option>{letters}</select></div><p class="look-checks"><label><input '
        f'type="checkbox" name="followed" id="id_followed"> Followed only</label><label><input type="checkbox" '
        f'name="changed" id="id_changed"> Source changed</label></p><p class="actions"><button type="submit">Look'
        f'</button></p></form><div class="saved"><h2>Saved views</h2>{f"<ul>{kept}</ul>" if kept else ""}{save}</div>'
        f"</details>"
    )


def _row(row: Any) -> str:
    (
        report,
        article,
        urgency,
        reasons,
        pending,
        decided,
        title,
        language,
        published,
        source,
        letter,
        whose,
        outlets,
    ) = row
    name, suggested = escape(title), pending + decided
    if pending:
        work = f"<strong>{pending}</strong> to decide"
    else:
        work = f'<span class="muted">{f"all {decided} decided" if decided else "no suggestions"}</span>'
    bar = (
        f'<progress max="{suggested}" value="{decided}" aria-label="Suggestions decided"></progress>'
        if suggested
        else ""
    )
    told = [(_reason(code, number, letter), points, code) for code, points, number in reasons]
    short = "".join(f" <strong>{words}</strong>" for words, _, code in told if code in {"lost", "followed"})
    parts = "".join(f"<div><dt>{words}</dt><dd>{_points(points)}</dd></div>" for words, points, _ in told)
    start = _points(sum(points for _, points, code in told if code != "freshness"))
    same = f'<a href="/desk/articles/{article}/origin/">same report in {outlets} outlets</a>' if outlets > 1 else ""
    state = (
        f'<p class="inbox-state small"><span>assigned to <strong>{escape(whose)}</strong></span></p>' if whose else ""
    )
    return (
        f'<li class="inbox-row" id="row-{report}"><label class="inbox-pick"><input type="checkbox" name="items" '
        f'value="{report}"><span class="unseen">Choose {name}</span></label><h2 class="row-title"><a '
        f'id="report-{report}" href="/desk/articles/{article}/"><bdi lang="{language}">{name}</bdi></a></h2><p '
        f'class="muted dot-list"><span>{escape(source)} <abbr class="reliability" title="{letter}: '
        f'{RELIABILITY[letter]}">{letter}</abbr></span><span>{day(published) if published else "undated"}</span>'
        f'{f"<span>{language.upper()}</span>" if language not in {"", "en"} else ""}{same}</p><div class="inbox-work">'
        f'{bar}<span>{work}</span></div><details class="inbox-why"><summary><span class="points">+{start} h</span>'
        f'{short} <span class="why">why here</span></summary><dl>{parts}<div><dt>urgency</dt><dd>{_points(urgency)}'
        f"</dd></div></dl></details>{state}</li>"
    )


def _reason(code: str, number: int, letter: str) -> str:
    if code == "lost":
        return counted(number, "passage in use is gone", "passages in use are gone")
    if code == "followed":
        return counted(number, "followed issue or actor", "followed issues or actors")
    if code == "worth":
        return counted(number, "suggestion worth checking", "suggestions worth checking")
    if code == "pending":
        return counted(number, "suggestion to decide", "suggestions to decide")
    return f"reliability {letter}" if code == "reliability" else "hours from 2000 to the report"


def _points(number: float) -> str:
    rounded = round(number, 1)
    return f"{rounded:,.0f}" if rounded == int(rounded) else f"{rounded:,.1f}"


def _bulk(connection: Any, who: Person) -> str:
    people = options((username, name) for _, username, name in connection.execute(_PEOPLE))
    dismiss = (
        '<div class="bulk-part grows"><div class="field grows"><label for="id_reason">Reason to dismiss</label><input '
        'type="text" name="reason" autocomplete="off" maxlength="300" id="id_reason"></div><button type="submit" '
        'name="do" value="dismiss">Dismiss</button></div>'
        if "claims.decide_suggestion" in who.may
        else ""
    )
    return (
        f'<div class="bulk" role="group" aria-label="What to do with the chosen reports"><div class="bulk-part"><div '
        f'class="field"><label for="id_to">Assign to</label><select name="to" id="id_to"><option value="" selected>'
        f'Nobody</option>{people}</select></div><button type="submit" name="do" value="assign">Assign</button><button '
        f'type="submit" name="do" value="assign_me" data-key="a">To me <kbd>a</kbd></button></div><div '
        f'class="bulk-part"><div class="field"><label for="id_snooze">Put off until</label><select name="snooze" '
        f'id="id_snooze"><option value="tomorrow">Tomorrow</option><option value="week">Next Monday</option><option '
        f'value="date">On the date</option></select></div><div class="field"><label for="id_until">Date</label><input '
        f'type="date" name="until" id="id_until"></div><button type="submit" name="do" value="snooze">Put off</button>'
        f'</div>{dismiss}<div class="bulk-part"><button type="submit" name="do" value="reopen">Re-open</button></div>'
        f"</div>"
    )


def _side(connection: Any, who: Person, in_review: int, for_me: int) -> str:
    midnight = datetime.combine(datetime.now(UTC).date(), time.min, UTC)
    mine = "".join(map(_my_claim, connection.execute(_MINE, {"person": who.pk})))
    late = "".join(
        f'<li><p class="row-title"><a href="/desk/claims/{pk}/">{escape(text)}</a></p><p class="muted dot-list">'
        f"{_names(names)}<span>deadline {day(deadline)}</span></p></li>"
        for pk, text, deadline, names in connection.execute(_OVERDUE, [midnight])
    )
    overdue = (
        f'<section aria-labelledby="overdue"><div class="section-head"><h2 id="overdue">Overdue commitments</h2></div>'
        f'<ul class="rows">{late}</ul><p class="small"><a href="/desk/reports/commitments/">All overdue commitments</a>'
        f"</p></section>"
        if late
        else ""
    )
    waiting = "waits" if in_review == 1 else "wait"
    queue = (
        f'<a href="/desk/review/">{counted(in_review, "claim", "claims")}</a> {waiting} for a second person, {for_me} '
        f"of them for you."
        if in_review
        else "Nothing waits for a second person."
    )
    none = (
        '<li class="none">You have no open claims. Open an article to accept a suggestion or select a passage.</li>'
    )
    return (
        f'{_my_work(connection, who)}<section aria-labelledby="mine"><div class="section-head"><h2 id="mine">My open '
        f'claims</h2></div><ul class="rows">{mine or none}</ul></section>{overdue}<section aria-labelledby="waiting">'
        f'<div class="section-head"><h2 id="waiting">Review queue</h2></div><p class="none">{queue}</p></section>'
        f"{common.to_publish(connection)}"
    )


def _my_claim(row: Any) -> str:
    pk, text, at, names, outcome, reasons = row
    back = f'<p class="small"><strong>Sent back:</strong> {escape(reasons)}</p>' if outcome == "sent_back" else ""
    return (
        f'<li><p class="row-title"><a href="/desk/claims/{pk}/">{escape(text)}</a></p><p class="muted dot-list"><span>'
        f"{stage(at)}</span>{_names(names)}</p>{back}</li>"
    )


def _names(names: list[str]) -> str:
    return "".join(f"<span>{escape(name)}</span>" for name in names)


def _my_work(connection: Any, who: Person) -> str:
    claims = "".join(
        f'<li><p class="row-title"><a href="/desk/claims/{pk}/">{escape(text)}</a></p><p class="muted dot-list"><span>'
        f"{stage(at)}</span></p></li>"
        for pk, text, at, _due in connection.execute(_MY_CLAIMS, [who.pk])
    )
    events = "".join(
        f'<li><p class="row-title"><a href="/desk/events/{pk}/">{escape(title)}</a></p><p class="muted dot-list"><span>'
        f"event</span></p></li>"
        for pk, title, _due in connection.execute(_MY_EVENTS, [who.pk])
    )
    none = (
        '<li class="none"><p>No claim and no event is assigned to you. <a href="/desk/?show=mine">What you took</a> '
        "stands in the inbox.</p></li>"
    )
    return (
        f'<section aria-labelledby="my-work"><div class="section-head"><h2 id="my-work">Assigned to you</h2></div><ul '
        f'class="rows">{claims}{events}{"" if claims or events else none}</ul></section>'
    )
