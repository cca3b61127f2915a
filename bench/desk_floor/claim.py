"""The floor of a claim's page: what it says, rests on and is linked with, the decision on it, and what is told of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from html import escape
from typing import Any

from bench.desk_floor import common
from bench.desk_floor.claim_history import history
from bench.desk_floor.common import (
    NUMBERS,
    PEOPLE,
    RELIABILITY,
    Person,
    counted,
    cut,
    day,
    labels,
    moment,
    nav,
    options,
    page,
    stage,
    verdict,
)
from claims.enums import VERDICT_SHAPES

_NAME = "coalesce(nullif({0}.display_name, ''), {0}.username)"
_CLAIM = f"""
    SELECT c.text, c.quote, c.quote_language, c.translation, c.kind, c.directness, c.stance, c.said_edtf, c.stage,
        c.version, c.conflict_id, c.issue_id, i.name, p.name, {_NAME.format("author")}, {_NAME.format("editor")},
        {_NAME.format("translator")}, c.translation_checked_by_id, c.author_id, c.edited_by_id, c.assignee_id,
        {_NAME.format("assignee")}, c.rationale, c.happened_edtf, c.conditions, c.merged_into_id
    FROM claims_claim c LEFT JOIN claims_issue i ON i.id = c.issue_id LEFT JOIN actors_place p ON p.id = c.place_id
    JOIN accounts_user author ON author.id = c.author_id JOIN accounts_user editor ON editor.id = c.edited_by_id
    LEFT JOIN accounts_user translator ON translator.id = c.translated_by_id
    LEFT JOIN accounts_user assignee ON assignee.id = c.assignee_id WHERE c.id = %s
"""  # noqa: S608  # our own words
_PEOPLE = """
    SELECT x.role, a.id, a.name, x.office FROM claims_attribution x JOIN actors_actor a ON a.id = x.actor_id
    WHERE x.claim_id = %s ORDER BY x.id
"""
_EVIDENCE = """
    SELECT e.id, e.relation, e.credibility, x.start, x.exact, x.state, s.number, s.title, s.language, a.id,
        a.published_edtf, a.origin_group_id, o.name, o.reliability,
        substring(s.text, greatest(x.start - 320, 0) + 1, x.start - greatest(x.start - 320, 0)),
        substring(s.text, x."end" + 1, 320),
        (SELECT count(DISTINCT y.source_id) FROM articles_article y WHERE y.origin_group_id = a.origin_group_id),
        (SELECT g.id FROM claims_suggestion g JOIN claims_excerpt z ON z.id = g.excerpt_id WHERE g.claim_id = e.claim_id
            AND z.snapshot_id = x.snapshot_id AND z.start < x."end" AND z."end" > x.start LIMIT 1)
    FROM claims_evidence e JOIN claims_excerpt x ON x.id = e.excerpt_id JOIN articles_snapshot s ON s.id = x.snapshot_id
    JOIN articles_article a ON a.id = s.article_id JOIN articles_source o ON o.id = a.source_id
    WHERE e.claim_id = %s ORDER BY e.id
"""
_REACHED = """
    WITH RECURSIVE reached (claim, depth) AS (
        SELECT %(claim)s::bigint, 0 UNION
        SELECT beside.claim, reached.depth + 1 FROM reached CROSS JOIN LATERAL (
            SELECT other_id AS claim FROM claims_claimlink WHERE claim_id = reached.claim
            UNION ALL SELECT claim_id FROM claims_claimlink WHERE other_id = reached.claim) beside
        WHERE reached.depth <= 4)
    SELECT claim FROM (SELECT claim, depth FROM reached LIMIT 2000) found GROUP BY claim HAVING min(depth) <= 4
    ORDER BY min(depth), claim LIMIT 41
"""
_THREAD = """
    SELECT c.id, c.text, c.stage, c.said_edtf,
        ARRAY(SELECT a.name FROM claims_attribution x JOIN actors_actor a ON a.id = x.actor_id WHERE x.claim_id = c.id
            AND x.role = 'speaker' ORDER BY x.id)
    FROM claims_claim c WHERE c.id = ANY(%s) ORDER BY c.id
"""
_LINKS = f"""
    SELECT l.id, l.claim_id, l.other_id, l.kind, {_NAME.format("u")} FROM claims_claimlink l
    JOIN accounts_user u ON u.id = l.added_by_id WHERE l.claim_id = ANY(%(ids)s) AND l.other_id = ANY(%(ids)s) ORDER BY l.id
"""  # noqa: S608  # our own words
_PROPOSED = """
    SELECT p.id, p.kind, p.score, p.why, p.claim_id, c.text, p.other_id, o.text FROM claims_linkproposal p
    JOIN claims_claim c ON c.id = p.claim_id JOIN claims_claim o ON o.id = p.other_id
    WHERE (p.claim_id = %(claim)s OR p.other_id = %(claim)s) AND p.state = 'open' ORDER BY p.score DESC, p.id
"""
_CHECKS = f"""
    SELECT k.item, k.state, k.note, k.at, {_NAME.format("u")} FROM claims_check k JOIN accounts_user u ON u.id = k.by_id
    WHERE k.claim_id = %s
"""  # noqa: S608  # our own words
_REMARKS = f"""
    SELECT m.id, m.reply_to_id, m.text, m.at, {_NAME.format("u")}, m.resolved_at, {_NAME.format("r")},
        ARRAY(SELECT p.username FROM claims_comment_mentions n JOIN accounts_user p ON p.id = n.user_id
            WHERE n.comment_id = m.id)
    FROM claims_comment m JOIN accounts_user u ON u.id = m.by_id LEFT JOIN accounts_user r ON r.id = m.resolved_by_id
    WHERE m.claim_id = %s ORDER BY m.id
"""  # noqa: S608  # our own words
_FOLLOWED = "SELECT count(*) FROM accounts_follow WHERE user_id = %s AND object_id = ANY(%s)"
_MENTIONED = f"SELECT {NUMBERS}, ARRAY(SELECT id FROM claims_claim WHERE id = ANY(%(mentioned)s))"  # noqa: S608  # our own words
_LIVE = """
    SELECT count(*) FROM timeline_statement s JOIN timeline_entry n ON n.id = s.entry_id
    WHERE s.claim_id = %s AND n.superseded_at IS NULL
"""
_MERGED = "SELECT count(*) FROM claims_claim WHERE merged_into_id = %s"
_EVENTS = """
    (SELECT e.id, e.title, e.happened_edtf, true FROM timeline_event e JOIN timeline_eventclaim t ON t.event_id = e.id
        WHERE t.claim_id = %(claim)s ORDER BY e.id)
    UNION ALL
    (SELECT e.id, e.title, e.happened_edtf, false FROM timeline_event e WHERE e.merged_into_id IS NULL
        AND e.conflict_id = %(conflict)s AND NOT EXISTS (SELECT FROM timeline_eventclaim t WHERE t.claim_id = %(claim)s
            AND t.event_id = e.id) ORDER BY e.updated_at DESC LIMIT 200)
"""
_COLLEAGUES = PEOPLE + " ORDER BY u.username"
_HEADINGS = {"supports": "What speaks for it", "disputes": "What speaks against it", "context": "Context"}
_HOW = {"contradicts": "Contradicts", "denies": "Denies", "repeats": "Repeats"}
_LINKED_TEXT = re.compile(r"#(?P<claim>[1-9]\d{0,17})\b|(?<![\w@./+-])@(?P<name>[\w.@+-]*[\w@+-])")

Form = Callable[..., str]


def claim(connection: Any, session: str, number: int) -> str:
    """One claim with all that hangs on it, to a reviewer who may decide on it."""
    who = common.person(connection, session)
    row = connection.execute(_CLAIM, [number]).fetchone()
    text, kind, at, version, conflict, issue_id = row[0], row[4], row[8], row[9], row[10], row[11]
    if at != "in_review" or row[-1] or row[-4] or who.pk in row[18:20] or "claims.review_claim" not in who.may:
        raise SystemExit("The floor tells of a claim that waits for this reviewer's first decision.")
    people = connection.execute(_PEOPLE, [number]).fetchall()
    evidence = connection.execute(_EVIDENCE, [number]).fetchall()
    remarks = connection.execute(_REMARKS, [number]).fetchall()
    checks = {item: rest for item, *rest in connection.execute(_CHECKS, [number])}
    mentioned = [int(found["claim"]) for one in remarks for found in _LINKED_TEXT.finditer(one[2]) if found["claim"]]
    *numbers, there = connection.execute(_MENTIONED, {"person": who.pk, "mentioned": mentioned}).fetchone()
    colleagues = connection.execute(_COLLEAGUES).fetchall()
    told, changed_at = history(connection, number, colleagues)
    hidden = f'<input type="hidden" name="version" value="{version}">'
    left = f"{_says(row, number, people, evidence, who)}{_grounds(evidence, number, who)}{_links(connection, number, hidden, who)}"
    middle = (
        f"{_decision(row, number, kind, checks, hidden, who)}{_checklist(number, kind, checks, changed_at, who)}"
        f"{_handling(connection, row, who, number=number, people=people, issue=issue_id, colleagues=colleagues)}{_published(connection, number)}"
        f"{_tools(connection, number)}{_events(connection, number, conflict, who)}"
    )
    right = f"{_discussion(number, remarks, set(there), colleagues, who)}{told}"
    main = (
        f'{nav(tuple(numbers), "claim")}{_head(row, number, who)}<div class="two claim-page"><div>{left}</div><div>'
        f"{middle}</div><div>{right}</div></div>"
    )
    styles = ("desk", "thread", "claim", "workflow", "together")
    title = f"{cut(text, 120)} · Claim {number}"
    return page(who, title=title, address=f"/desk/claims/{number}/", main=main, styles=styles)


def _head(row: Any, number: int, who: Person) -> str:
    author, editor = row[14:16]
    written = f"written by {escape(author)}" + (f", last changed by {escape(editor)}" if row[18] != row[19] else "")
    return (
        f'<header class="desk-head"><p class="eyebrow dot-list"><span>Claim {number}</span><span>{stage(row[8])}</span>'
        f'<span>{written}</span></p><h1 class="claim-text">{escape(row[0])}</h1><div class="presence" role="status" '
        f'hx-post="/desk/here/" hx-trigger="live from:body" hx-target="this" hx-swap="outerHTML" '
        f'hx-vals=\'{{"subject": "claim:{number}", "edits": ""}}\' hx-headers=\'{{"X-CSRFToken": "{who.token}"}}\'></div>'
        f"</header>"
    )


def _says(row: Any, number: int, people: list[Any], evidence: list[Any], who: Person) -> str:
    _, quote, language, translation, kind, directness, stance, said, _, version, _, _, issue, place, *_ = row
    facts = [("Kind", f"{kind}, {labels('Directness')[directness]}")]
    roles = labels("AttributionRole")
    facts += [
        (f"{roles[role][0].upper()}{roles[role][1:]}", f"{escape(name)}{f', {escape(office)}' if office else ''}")
        for role, _, name, office in people
    ]
    held = f": <strong>{labels('Stance')[stance]}</strong>" if stance else ""
    facts += [("Issue", f"{escape(issue)}{held}")] if issue else []
    facts += [("Said", day(said))]
    facts += [("Place", escape(place))] if place else []
    origins = len({one[11] for one in evidence if one[1] == "supports"})
    facts += [("Rests on", counted(origins, "origin", "origins"))]
    figure = ""
    if quote:
        says_so = who.form(
            f"/desk/claims/{number}/translation/check/",
            f'<input type="hidden" name="version" value="{version}"><button type="submit">It says what the quote says'
            f"</button>",
        )
        figure = (
            f'<figure class="claim-quote"><blockquote lang="{language}" dir="auto">“{escape(quote)}”</blockquote><p>'
            f'“{escape(translation)}” <span class="muted small">translation</span></p><div id="translation" '
            f'class="translation"><p class="small muted">Translated by <bdi>{escape(row[16])}</bdi>, <strong>not checked'
            f"</strong></p>{says_so}</div></figure>"
        )
    told = "".join(f"<div><dt>{name}</dt><dd>{words}</dd></div>" for name, words in facts)
    return (
        f'<section class="block" aria-label="What it says">{figure}<dl class="facts">{told}</dl><p class="actions"><a '
        f'class="button" href="/desk/claims/{number}/edit/">Edit claim</a></p></section>'
    )


def _grounds(evidence: list[Any], number: int, who: Person) -> str:
    parts = ""
    several = len(evidence) > 1
    for relation, heading in _HEADINGS.items():
        by_origin: dict[int, list[Any]] = {}
        for one in evidence:
            if one[1] == relation:
                by_origin.setdefault(one[11], []).append(one)
        if not by_origin:
            continue
        if any(len(items) > 1 or items[0][16] > 1 for items in by_origin.values()):
            raise SystemExit("The floor tells of origins with one passage each.")
        listed = "".join(f"<li>{_cited(items[0], who, several=several)}</li>" for items in by_origin.values())
        parts += (
            f'<div class="grounds"><h3 id="grounds-{relation}">{heading} <span class="muted small">'
            f'{counted(len(by_origin), "origin", "origins")}</span></h3><ul class="evidence" '
            f'aria-labelledby="grounds-{relation}">{listed}</ul></div>'
        )
    return (
        f'<section class="block" id="evidence" aria-labelledby="evidence-title"><div class="section-head"><h2 '
        f'id="evidence-title">Evidence</h2></div>{parts}<details class="opens"><summary>Add evidence</summary><form '
        f'class="inline-form" method="get" action="/desk/claims/{number}/#evidence"><div class="field grows"><label '
        f'for="passages">Words of the passage or of the article</label><input type="search" id="passages" name="passages" '
        f'value="" maxlength="200"></div><button type="submit">Find</button></form></details></section>'
    )


def _cited(one: Any, who: Person, *, several: bool) -> str:
    pk, _, credibility, start, exact, _, capture, title, language, article, published, *_ = one
    outlet, letter, before, after, suggestion = one[12], one[13], one[14], one[15], one[17]
    rated = labels("Credibility")
    lead = before.rpartition("\n")[2]
    if lead == before and len(lead) != start:
        lead = f"…{lead.partition(' ')[2]}"
    trail = after.partition("\n")[0]
    if "\n" not in after and len(after) == 320:
        trail = f"{trail.rpartition(' ')[0]}…"
    words, credible = cut(exact, 80), rated[credibility]
    card = f"suggestion-{suggestion}" if suggestion else f"evidence-{pk}"
    away = who.form(
        f"/desk/evidence/{pk}/remove/",
        f'<button class="plain" type="submit">Take away<span class="unseen"> the passage “{words}”</span></button>',
    )
    rate = who.form(
        f"/desk/evidence/{pk}/rate/",
        f'<div class="field"><label for="credibility-{pk}">Credibility of what it says</label><select '
        f'id="credibility-{pk}" name="credibility">{options(rated.items(), credibility)}</select></div><div '
        f'class="field grows"><label for="why-{pk}">Why (optional)</label><input type="text" id="why-{pk}" name="reason" '
        f'maxlength="300"></div><button type="submit">Rate</button>',
        attributes=' class="inline-form"',
    )
    return (
        f'<div class="cited" id="evidence-{pk}"><p class="dot-list"><span>{escape(outlet)} <abbr class="reliability" '
        f'title="{letter}: {RELIABILITY[letter]}, {credible}">{letter}{credibility}</abbr> <span class="muted small">'
        f'{RELIABILITY[letter]}, {credible.partition(" · ")[2]}</span></span><span class="muted">{day(published)}</span>'
        f'</p><blockquote lang="{language}" dir="auto"><span class="around">{escape(lead)}</span><mark>{escape(exact)}'
        f'</mark><span class="around">{escape(trail)}</span></blockquote><div class="evidence-foot"><a '
        f'href="/desk/articles/{article}/?capture={capture}#{card}">{escape(title)}</a> {away if several else ""}</div>'
        f'<details class="opens"><summary>Rate<span class="unseen"> the passage “{words}”</span></summary>{rate}<p '
        f'class="hint">Readers see the rating. Who changes it cannot approve the claim.</p></details></div>'
    )


def _links(connection: Any, number: int, hidden: str, who: Person) -> str:
    ids = [one for (one,) in connection.execute(_REACHED, {"claim": number})]
    rows = {pk: rest for pk, *rest in connection.execute(_THREAD, [ids])}
    links = connection.execute(_LINKS, {"ids": ids}).fetchall()
    answers: dict[int, list[Any]] = {}
    for link in links:
        answers.setdefault(link[2], []).append(link)
    first = [pk for pk in rows if pk not in {link[1] for link in links}]
    direct = {(link[1] if link[2] == number else link[2]): link for link in links if number in link[1:3]}
    posts = "".join(_post(pk, None, who, rows=rows, answers=answers, direct=direct, number=number) for pk in first)
    proposed = connection.execute(_PROPOSED, {"claim": number}).fetchall()
    listed = "".join(_proposal(place, one, number, who) for place, one in enumerate(proposed, 1))
    perhaps = (
        f'<h3 id="proposed-title">Perhaps</h3><ul class="rows" aria-labelledby="proposed-title">{listed}</ul>'
        if listed
        else ""
    )
    add = who.form(
        f"/desk/claims/{number}/links/",
        f'{hidden}<input type="hidden" name="q" value=""><div id="link-found"></div><div class="inline-form"><div '
        f'class="field"><label for="id_kind">This claim …</label><select name="kind" id="id_kind">'
        f'{options(labels("LinkKind").items())}</select></div><button type="submit">Link</button></div>',
        attributes=' class="step-form"',
    )
    return (
        f'<section class="block" id="links" aria-labelledby="links-title"><div class="section-head"><h2 id="links-title">'
        f'Links to other claims</h2></div><ol class="thread">{posts}</ol>{perhaps}<details class="opens"><summary>Link to '
        f'another claim</summary><form class="inline-form" method="get" action="/desk/claims/{number}/#links"><div '
        f'class="field grows"><label for="link-q">Words of the other claim, or its number</label><input type="search" '
        f'id="link-q" name="q" value="" maxlength="200" hx-get="/desk/claims/find/?name=other&amp;skip={number}" '
        f'hx-trigger="input changed delay:200ms, search" hx-target="#link-found" hx-swap="innerHTML"></div><button '
        f'type="submit">Find</button></form>{add}</details></section>'
    )


def _post(pk: int, link: Any, who: Person, *, rows: Any, answers: Any, direct: Any, number: int) -> str:
    text, at, said, speakers = rows[pk]
    how = f'<p class="thread-how">{_HOW[link[3]]}<span class="unseen">: what stands above</span></p>' if link else ""
    below = "".join(
        _post(one[1], one, who, rows=rows, answers=answers, direct=direct, number=number)
        for one in answers.get(pk, ())
    )
    words = (
        f'<a href="/desk/claims/{pk}/" lang="en">{escape(text)}</a>'
        if pk != number
        else f"<span>{escape(text)}</span>"
    )
    here = ' is-here" aria-current="true' if pk == number else ""
    names = "".join(f'<span lang="en"><strong>{escape(name)}</strong></span>' for name in speakers)
    return (
        f'<li class="thread-post">{how}<div class="said-line{here}"><p class="said-who small">{names}</p><p '
        f'class="said-text">{words}</p><p class="small dot-list"><span>{stage(at)}</span><span class="muted">said '
        f"{day(said)}</span></p>{_direct(direct[pk], text, number, who) if pk in direct else ''}</div>"
        f"{f'<ol class=thread-answers>{below}</ol>' if below else ''}</li>"
    )


def _direct(link: Any, text: str, number: int, who: Person) -> str:
    pk, claim_id, _, kind, added_by = link
    stands = labels("LinkKind")[kind] if claim_id == number else _linked_from()[kind]
    away = who.form(
        f"/desk/links/{pk}/remove/",
        f'<input type="hidden" name="from" value="{number}"><div class="field grows"><label for="unlink-{pk}">Why</label>'
        f'<input type="text" id="unlink-{pk}" name="reason" maxlength="300" required></div><button type="submit">Take away'
        f"</button>",
        attributes=' class="inline-form"',
    )
    return (
        f'<div class="direct-link small"><p class="dot-list"><span>This claim <strong>{stands}</strong> it</span> <span '
        f'class="muted">added by {escape(added_by)}</span></p><details class="opens"><summary>Take the link away<span '
        f'class="unseen"> to “{cut(text, 120)}”</span></summary>{away}</details></div>'
    )


@lru_cache
def _linked_from() -> dict[str, str]:
    from claims.wording import linked_from

    return {kind: linked_from(kind) for kind in labels("LinkKind")}


def _proposal(place: int, row: Any, number: int, who: Person) -> str:
    pk, kind, score, why, claim_id, text, other_id, other = row
    kinds = labels("LinkKind")
    if claim_id == number:
        says = f'This claim perhaps <strong>{kinds[kind]}</strong> <a href="/desk/claims/{other_id}/">{cut(other, 120)}</a>'
    else:
        says = f'<a href="/desk/claims/{claim_id}/">{cut(text, 120)}</a> perhaps <strong>{kinds[kind]}</strong> this'
    back = f'<input type="hidden" name="from" value="{number}">'
    confirm = who.form(
        f"/desk/links/proposed/{pk}/confirm/",
        f'{back}<label class="unseen" for="kind-{pk}">How the two stand to each other</label><select id="kind-{pk}" '
        f'name="kind">{options(kinds.items(), kind)}</select><button type="submit">Confirm<span class="unseen"> the link '
        f"of proposal {place}</span></button>",
        attributes=' class="inline-form"',
    )
    refuse = who.form(
        f"/desk/links/proposed/{pk}/refuse/",
        f'{back}<button class="plain" type="submit">Not so<span class="unseen">: refuse proposal {place}</span></button>',
    )
    return (
        f'<li class="small proposal"><p>{says}</p><p class="muted">alike {score:.2f}: {escape(why)}</p><div '
        f'class="actions">{confirm}{refuse}</div></li>'
    )


@lru_cache
def _lines(kind: str) -> list[tuple[str, str, bool]]:
    from claims.checklists import CHECKLISTS

    return [(line.item, str(line.asks), line.required) for line in CHECKLISTS[kind]]


def _open(kind: str, checks: dict[str, Any]) -> str:
    lines = _lines(kind)
    waiting, refused = (
        sum(item not in checks for item, *_ in lines),
        sum(one[0] == "not_met" for one in checks.values()),
    )
    words = f"{waiting} of {len(lines)} open" if waiting else f"all {len(lines)} answered"
    return words + (f", {refused} answered “no”" if refused else "")


def _decision(row: Any, number: int, kind: str, checks: dict[str, Any], hidden: str, who: Person) -> str:
    address = f"/desk/claims/{number}/"
    missing = "".join(
        f"<p>Required before approval: {escape(asks)}</p>"
        for item, asks, required in _lines(kind)
        if required and (item not in checks or checks[item][0] == "not_met")
    )
    radios = "".join(
        f'<label for="id_verdict_{place}"><input type="radio" name="verdict" value="{value}" id="id_verdict_{place}" '
        f"required>{verdict(value)}</label>"
        for place, value in enumerate(VERDICT_SHAPES)
    )
    approve = who.form(
        f"{address}approve/",
        f'<input type="hidden" name="version" value="{row[9]}" id="id_version"><fieldset><legend class="field-label">'
        f'Verdict</legend><div class="verdict-choices">{radios}</div></fieldset><div class="field"><label '
        f'for="id_rationale">Rationale</label><textarea name="rationale" cols="40" rows="4" maxlength="4000" '
        f'id="id_rationale">\n</textarea><p class="hint">Readers see it: how it was checked and what was found.</p></div>'
        f'<p class="actions"><button class="primary" type="submit">Approve</button></p>',
        attributes=' class="step-form"',
    )
    steps = {
        name: who.form(
            f"{address}steps/{name}/",
            f'{hidden}<div class="field"><label for="{name}-reasons">{label}</label><textarea name="reasons" cols="40" '
            f'rows="2" maxlength="2000" id="{name}-reasons">\n</textarea></div><p class="actions"><button type="submit">'
            f"{words}</button></p>",
            attributes=' class="step-form"',
        )
        for name, label, words in (
            ("send_back", "Reasons for sending it back", "Send back"),
            ("dismiss", "Reasons", "Dismiss"),
        )
    }
    return (
        f'<section class="block decision" id="decision" aria-labelledby="decision-title"><h2 id="decision-title">Your '
        f'decision</h2><div class="notice" id="checks-warning"><p>Checklist: <a href="#checklist">{_open(kind, checks)}'
        f'</a>.</p>{missing}</div><p class="small muted">{escape(row[14])} asks you to check that the words are in the '
        f"sources, that the claim says no more than they do, and what you found about it.</p>{approve}<hr>"
        f'{steps["send_back"]}<details class="opens"><summary>Dismiss…</summary>{steps["dismiss"]}</details></section>'
    )


def _checklist(number: int, kind: str, checks: dict[str, Any], changed_at: Any, who: Person) -> str:
    listed = "".join(_line(number, line, checks.get(line[0]), changed_at, who) for line in _lines(kind))
    return (
        f'<section class="block" id="checklist" aria-labelledby="checklist-title"><div class="section-head"><h2 '
        f'id="checklist-title">Checklist for a claim of {kind}</h2><p class="small">{_open(kind, checks)}</p></div><ol '
        f'class="checks">{listed}</ol></section>'
    )


def _line(number: int, line: tuple[str, str, bool], check: Any, changed_at: Any, who: Person) -> str:
    item, asks, required = line
    state, note, at, by = check or ("", "", None, "")
    form = who.form(
        f"/desk/claims/{number}/checks/{item}/",
        f'<div class="field"><label for="note-{item}">Note, and why if the answer is not yes</label><input type="text" '
        f'id="note-{item}" name="note" maxlength="500" value="{escape(note)}"></div><p class="actions"><button '
        f'type="submit" name="state" value="met">Yes</button><button type="submit" name="state" value="not_met">No'
        f'</button><button type="submit" name="state" value="not_applicable">Does not apply</button></p>',
        attributes=' class="step-form"',
    )
    told = ""
    if check:
        mark = {"met": "✓ ", "not_met": "✕ "}.get(state, "– ")
        before = "<strong>before the words were last changed</strong>" if changed_at and at < changed_at else ""
        told = (
            f'<p class="dot-list"><strong><span aria-hidden="true">{mark}</span>{labels("CheckState")[state]}</strong>'
            f'{f"<span>{escape(note)}</span>" if note else ""}<span class="muted">{escape(by)}, {at:%-d %B %Y}</span>'
            f"{before}</p>"
        )
    return (
        f'<li id="check-{item}" class="check{f" is-{state}" if check else ""}"><details class="opens"><summary><span>'
        f'{escape(asks)}{" <span class=muted>required</span>" if required else ""}</span> <span class="check-does">'
        f"{'Answer again' if check else 'Answer'}</span></summary>{form}</details>{told}</li>"
    )


def _handling(
    connection: Any,
    row: Any,
    who: Person,
    *,
    number: int,
    people: list[Any],
    issue: int | None,
    colleagues: list[Any],
) -> str:
    things = [("claim", number, "this claim"), *([("issue", issue, f"the issue {row[12]}")] if issue else [])]
    things += [("actor", pk, name) for _, pk, name, _ in people]
    if connection.execute(_FOLLOWED, [who.pk, [pk for _, pk, _ in things]]).fetchone()[0]:
        raise SystemExit("The floor's reviewer follows nothing.")
    this, *others = (
        f"<li>{who.form(f'/desk/follow/{kind}/{pk}/', _follow(number, words))}</li>" for kind, pk, words in things
    )
    by_name = sorted(colleagues, key=lambda one: one[1])
    chosen = options([("", "nobody"), *((pk, name) for pk, _, name in by_name)], row[20])
    assign = who.form(
        f"/desk/claims/{number}/assign/",
        f'<div class="field"><label for="assign-to">To</label><select name="to" id="assign-to">{chosen}</select></div><div '
        f'class="field"><label for="assign-due_on">Due</label><input type="date" name="due_on" id="assign-due_on"></div><p '
        f'class="actions"><button type="submit">Assign</button></p>',
        attributes=' class="step-form"',
    )
    whose = f"<strong>{escape(row[21])}</strong>" if row[20] else '<span class="muted">Nobody in particular.</span>'
    return (
        f'<section class="block handling" id="handling" aria-labelledby="handling-title"><div class="section-head"><h2 '
        f'id="handling-title">Who works on it</h2></div><p class="small">{whose}</p><details class="opens"><summary>'
        f'Assign…</summary>{assign}</details><ul class="follows" aria-label="What you are told of">{this}</ul><details '
        f'class="opens"><summary>Follow its issue or people…</summary><ul class="follows" aria-label="What else can be '
        f'followed">{"".join(others)}</ul></details><p class="small"><a href="/desk/following/">All that you follow</a></p>'
        f"</section>"
    )


def _follow(number: int, words: str) -> str:
    return (
        f'<input type="hidden" name="claim" value="{number}"><button class="plain" type="submit">Follow {escape(words)}'
        f"</button>"
    )


def _published(connection: Any, number: int) -> str:
    if connection.execute(_LIVE, [number]).fetchone()[0]:
        raise SystemExit("The floor does not compare a claim with what readers see.")
    return (
        '<section class="block" aria-labelledby="live-title"><div class="section-head"><h2 id="live-title">Against what '
        'readers see</h2></div><p class="none">Readers see nothing of this claim yet.</p></section>'
    )


def _tools(connection: Any, number: int) -> str:
    if connection.execute(_MERGED, [number]).fetchone()[0]:
        raise SystemExit("The floor does not tell of claims that were merged into it.")
    address = f"/desk/claims/{number}"
    return (
        f'<section class="block" id="tools" aria-labelledby="tools-title"><div class="section-head"><h2 id="tools-title">'
        f'One claim or two</h2></div><p class="actions"><a class="button" href="{address}/merge/">Merge into another…</a><a '
        f'class="button" href="{address}/split/">Split…</a></p></section>'
    )


def _events(connection: Any, number: int, conflict: int, who: Person) -> str:
    rows = connection.execute(_EVENTS, {"claim": number, "conflict": conflict}).fetchall()
    own = "".join(
        f'<li><p class="row-title"><a href="/desk/events/{pk}/">{escape(title)}</a></p><p class="small muted">'
        f"{day(happened)}</p></li>"
        for pk, title, happened, its_own in rows
        if its_own
    )
    others = "".join(
        [
            f'<option value="{pk}">{cut(title, 80)} ({day(happened)})</option>'
            for pk, title, happened, its_own in rows
            if not its_own
        ]
    )
    tie = who.form(
        "/desk/events/tie/",
        f'<input type="hidden" name="claim" value="{number}"><input type="hidden" name="back" value="claim"><div '
        f'class="field grows"><label for="tie-event">Tie it to an event</label><select id="tie-event" name="event">{others}'
        f'</select></div><button type="submit">Tie</button>',
        attributes=' class="inline-form"',
    )
    listed = (
        f'<ul class="rows">{own}</ul>'
        if own
        else '<p class="none">It tells of no event yet, so readers cannot see it.</p>'
    )
    return (
        f'<section class="block" id="events" aria-labelledby="events-title"><div class="section-head"><h2 '
        f'id="events-title">Events</h2></div>{listed}{tie if others else ""}<p class="actions"><a class="button" '
        f'href="/desk/events/new/?claim={number}">Make an event from it</a></p></section>'
    )


def _discussion(number: int, remarks: list[Any], there: set[int], colleagues: list[Any], who: Person) -> str:
    answers: dict[int, list[Any]] = {}
    for one in remarks:
        answers.setdefault(one[1] or 0, []).append(one)
    threads = answers.get(0, [])
    opened = "".join(_thread(one, answers, there, number, who) for one in threads if one[5] is None)
    resolved = [one for one in threads if one[5] is not None]
    folded = ""
    if resolved:
        listed = "".join(_thread(one, answers, there, number, who) for one in resolved)
        words = counted(len(resolved), "resolved discussion", "resolved discussions")
        folded = f'<details class="opens"><summary>{words}</summary>{listed}</details>'
    waiting = len(threads) - len(resolved)
    people = options((username, name) for _, username, name in colleagues)
    head = f'<p class="small">{waiting} open</p>' if waiting else ""
    return (
        f'<section class="block" id="discussion" aria-labelledby="discussion-title"><div class="section-head"><h2 '
        f'id="discussion-title">Discussion</h2>{head}</div>{opened}{folded}<datalist id="desk-people">{people}</datalist>'
        f"{_comment_form(number, 'new', '', 'Comment', who)}</section>"
    )


def _thread(first: Any, answers: Any, there: set[int], number: int, who: Person) -> str:
    pk, by = first[0], escape(first[4])
    below = "".join(_comment(one, there) for one in answers.get(pk, ()))
    below = f'<div class="answers">{below}</div>' if below else ""
    begun = f'<span class="unseen"> the discussion begun by {by}</span>'
    if first[5]:
        reopen = who.form(
            f"/desk/comments/{pk}/reopen/", f'<button class="plain" type="submit">Re-open{begun}</button>'
        )
        acts = (
            f'<div class="actions"><p class="small muted">resolved by {escape(first[6])}, {moment(first[5])} UTC</p>{reopen}'
            f"</div>"
        )
    else:
        resolve = who.form(f"/desk/comments/{pk}/resolve/", f'<button type="submit">Resolve{begun}</button>')
        acts = (
            f'<div class="actions">{resolve}</div><details class="opens"><summary>Answer<span class="unseen"> {by}</span>'
            f"</summary>{_comment_form(number, pk, pk, 'Answer', who)}</details>"
        )
    return f'<article class="thread" aria-label="Discussion begun by {by}">{_comment(first, there)}{below}{acts}</article>'


def _comment(one: Any, there: set[int]) -> str:
    pk, _, text, at, by, _, _, names = one
    told, end = "", 0
    for found in _LINKED_TEXT.finditer(text):
        told, words = told + escape(text[end : found.start()]), escape(found[0])
        if found["claim"] and int(found["claim"]) in there:
            words = f'<a href="/desk/claims/{found["claim"]}/">{words}</a>'
        elif found["name"] in names:
            words = f'<strong class="mention">{words}</strong>'
        told, end = told + words, found.end()
    told = (told + escape(text[end:])).replace("\n", "<br>")
    return (
        f'<div class="comment" id="comment-{pk}"><p class="small"><strong>{escape(by)}</strong> <a class="muted" '
        f'href="#comment-{pk}"><time datetime="{at.isoformat()}">{moment(at)} UTC</time></a></p><p class="comment-text" '
        f'dir="auto">{told}</p></div>'
    )


def _comment_form(number: int, key: Any, reply_to: Any, button: str, who: Person) -> str:
    return who.form(
        f"/desk/claims/{number}/comments/",
        f'<input type="hidden" name="reply_to" value="{reply_to}"><div class="field"><label for="comment-text-{key}">'
        f'{button}</label><textarea id="comment-text-{key}" name="text" rows="3" maxlength="4000" required></textarea><p '
        f'class="hint">@name tells a colleague, #12 leads to a claim.</p></div><div class="inline-form"><div '
        f'class="field grows"><label for="comment-mention-{key}">Mention a colleague (optional)</label><input type="text" '
        f'id="comment-mention-{key}" name="mention" list="desk-people" maxlength="150" autocomplete="off"></div><button '
        f'type="submit">{button}</button></div>',
        attributes=' class="step-form"',
    )
