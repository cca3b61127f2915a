"""The floor of the workbench: an article's text with its passages, suggestions and claims."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import Any

from bench.desk_floor import common
from bench.desk_floor.common import RELIABILITY, Person, day, keys_of, labels, page, stage, verdict

_CAPTURE = """
    SELECT s.id, s.number, s.title, s.text, s.language, s.modified_edtf, a.title, a.byline, a.url, a.published_edtf,
        o.name, o.slug, o.reliability,
        (SELECT count(DISTINCT x.source_id) FROM articles_article x WHERE x.origin_group_id = a.origin_group_id),
        (SELECT count(*) FROM claims_suggestion g JOIN claims_suggestionrun r ON r.id = g.run_id
            WHERE g.decision = 'pending' AND g.mute_id IS NOT NULL AND r.snapshot_id = s.id),
        (SELECT count(*) FROM articles_snapshot x WHERE x.article_id = a.id),
        ARRAY(SELECT r.state FROM claims_suggestionrun r WHERE r.snapshot_id = s.id ORDER BY r.created_at),
        EXISTS (SELECT FROM claims_suggestionrun r WHERE r.engine = 'rules' AND r.snapshot_id = s.id
            AND r.engine_version <> %(version)s)
        AND NOT EXISTS (SELECT FROM claims_suggestionrun r WHERE r.engine = 'rules' AND r.snapshot_id = s.id
            AND r.dated = a.published_edtf AND r.engine_version = %(version)s)
    FROM articles_snapshot s JOIN articles_article a ON a.id = s.article_id JOIN articles_source o ON o.id = a.source_id
    WHERE s.article_id = %(article)s ORDER BY s.number DESC LIMIT 1
"""
_BEGUN = """
    SELECT count(*) FROM claims_formdraft WHERE user_id = %s AND form LIKE %s
"""
_CONFLICTS = "SELECT slug, name FROM actors_conflict ORDER BY name"
_ACTORS = "SELECT name FROM actors_actor ORDER BY name"
_PLACES = "SELECT name FROM actors_place ORDER BY name"
_CLAIM = """
    c.id, c.text, c.kind, c.directness, c.stage, c.verdict, c.version, c.said_edtf, c.happened_edtf, c.stance, ci.name,
    cp.name, ARRAY(SELECT n.name || chr(31) || x.office FROM claims_attribution x JOIN actors_actor n ON n.id = x.actor_id
        WHERE x.claim_id = c.id AND x.role = 'speaker' ORDER BY x.id),
    ARRAY(SELECT e.id || chr(31) || e.title FROM timeline_event e JOIN timeline_eventclaim t ON t.event_id = e.id
        WHERE t.claim_id = c.id ORDER BY e.id DESC)
"""
_OF_CLAIM = """
    LEFT JOIN claims_issue ci ON ci.id = c.issue_id LEFT JOIN actors_place cp ON cp.id = c.place_id
"""
_SUGGESTIONS = f"""
    SELECT g.id, x.start, x."end", x.exact, g.decision, g.kind, g.directness, g.score, g.text, g.act, g.negated, g.hedged,
        g.doubted, g.worth, g.worth_reasons, g.said_edtf, g.happened_edtf, g.date_phrase, g.rule, g.reason, g.stance,
        g.speaker_name, sp.name, relay.name, other.name, i.name, p.name,
        coalesce(nullif(u.display_name, ''), u.username), r.engine,
        (SELECT f.title FROM actors_office f WHERE f.actor_id = sp.id AND f.kind = 'office' AND (f.start_earliest IS NULL
            OR %(from)s::timestamptz >= f.start_earliest) AND (f.end_latest IS NULL OR %(from)s >= f.end_latest)
            ORDER BY f.start_earliest DESC NULLS LAST LIMIT 1),
        EXISTS (SELECT FROM actors_actorname n WHERE n.actor_id = sp.id AND n.kind = 'metonym' AND n.text = g.speaker_name),
        {_CLAIM}
    FROM claims_suggestion g JOIN claims_suggestionrun r ON r.id = g.run_id JOIN claims_excerpt x ON x.id = g.excerpt_id
    LEFT JOIN actors_actor sp ON sp.id = g.speaker_id LEFT JOIN actors_actor relay ON relay.id = g.relayed_by_id
    LEFT JOIN actors_actor other ON other.id = g.addressee_id LEFT JOIN claims_issue i ON i.id = g.issue_id
    LEFT JOIN actors_place p ON p.id = g.place_id LEFT JOIN accounts_user u ON u.id = g.decided_by_id
    LEFT JOIN claims_claim c ON c.id = g.claim_id {_OF_CLAIM}
    WHERE r.snapshot_id = %(capture)s AND NOT (g.decision = 'pending' AND g.mute_id IS NOT NULL)
    ORDER BY x.start, x."end", g.id
"""  # noqa: S608  # our own words
_MARKED = f"""
    SELECT v.id, x.start, x."end", v.relation, {_CLAIM}
    FROM claims_evidence v JOIN claims_excerpt x ON x.id = v.excerpt_id JOIN claims_claim c ON c.id = v.claim_id {_OF_CLAIM}
    WHERE x.snapshot_id = %s ORDER BY v.id
"""  # noqa: S608  # our own words
_OF_SUGGESTION = 31  # columns before those of its claim
_KEYS = (
    *(("<kbd>j</kbd> <kbd>k</kbd>", "next card, card before"), ("<kbd>a</kbd>", "accept")),
    ("<kbd>e</kbd>", "edit, then accept with <kbd>Ctrl</kbd> <kbd>⏎</kbd>"),
    ("<kbd>x</kbd> <kbd>r</kbd>", "reject, reject with a reason"),
    ("<kbd>s</kbd> <kbd>o</kbd> <kbd>v</kbd>", "on a claim: ask for review, open, make event"),
    ("<kbd>]</kbd> <kbd>[</kbd>", "select the next sentence, the one before"),
    *(("<kbd>}</kbd> <kbd>{</kbd>", "a word more, a word less"), ("<kbd>/</kbd>", "type words to find in the text")),
    *(("<kbd>n</kbd>", "new claim from the selection"), ("<kbd>Esc</kbd>", "leave a form")),
    ("<kbd>?</kbd>", "these keys"),
)


def workbench(connection: Any, session: str, article: int) -> str:
    """An article with what is suggested of it and what was made of it."""
    who = common.person(connection, session)
    capture = connection.execute(_CAPTURE, {"article": article, "version": _version()}).fetchone()
    pk, number, title, text, language, _, _, _, _, published, outlet, slug, _, _, muted, captures, states, behind = (
        capture
    )
    begun = connection.execute(_BEGUN, [who.pk, f"new:{article}:%"]).fetchone()[0]
    if begun or captures > 1 or behind or muted or not published or set(states) != {"done"}:
        raise SystemExit("The floor of the workbench tells of one capture that was read, without drafts.")
    suggestions = connection.execute(_SUGGESTIONS, {"capture": pk, "from": None}).fetchall()
    marked = connection.execute(_MARKED, [pk]).fetchall()
    cards = "".join(_cards(suggestions, marked, who, language=language, outlet=outlet, slug=slug))
    decided, suggested = sum(row[4] != "pending" for row in suggestions), len(suggestions)
    lines = "".join(
        f'<p data-start="{line.start()}" dir="auto">{escape(line[0])}</p>'
        for line in re.finditer(r"[^\r\n]+", text)
        if line[0].strip()
    )
    here = f"/desk/articles/{article}/?capture={number}"
    main = (
        f'<div id="progress" class="progress" data-left="{suggested - decided}"><progress max="{suggested or 1}" '
        f'value="{decided}" aria-label="Suggestions decided"></progress><p>{suggested} suggested, {decided} decided</p>'
        f'</div><p id="told" class="unseen" role="status" data-saved="Saved" data-accepted="accepted, # left" '
        f'data-rejected="rejected, # left" data-pending="waiting, # left" data-new-claim="New claim: a form with the '
        f'passage"></p>{_head(connection, who, article, capture, here)}<div class="bench-panes"><section '
        f'class="text-pane" aria-label="Text" tabindex="0"><div id="text" class="article-text" lang="{language}">{lines}'
        f'</div><form id="find" class="find-form" action="/desk/articles/{article}/claims/new/" '
        f'hx-get="/desk/articles/{article}/claims/new/" hx-target="#composer" hx-swap="outerHTML"><input type="hidden" '
        f'name="capture" value="{number}"><input type="hidden" name="start"><input type="hidden" name="end"><label '
        f'class="unseen" for="find-words">Words from the text</label><input type="search" id="find-words" name="words" '
        f'autocomplete="off" placeholder="Select in the text, or type its words here" aria-keyshortcuts="/"><button '
        f'class="primary" type="submit" data-bench-key="n" aria-keyshortcuts="n">New claim <kbd>n</kbd></button></form>'
        f'</section><section class="cards-pane" aria-labelledby="cards-title"><h2 class="unseen" id="cards-title">'
        f'Suggestions and claims</h2><div class="cards-tools"><details class="names-panel"><summary>Names in this text'
        f'</summary><div id="names" hx-get="/desk/articles/{article}/names/?capture={number}" hx-trigger="load" '
        f'hx-swap="outerHTML"><p class="hint"><a href="/desk/articles/{article}/names/?capture={number}">Who is named, '
        f'who is new</a></p></div></details><button type="button" id="show-keys" data-bench-key="?" '
        f'aria-keyshortcuts="?">Keys <kbd>?</kbd></button><nav class="card-order" aria-label="Order of the cards"><a '
        f'href="{here}" aria-current="true">In reading order</a><a href="{here}&amp;order=worth">Most worth checking</a>'
        f'</nav><a href="/desk/articles/{article}/events/?capture={number}">Events in this article</a></div><section '
        f'id="composer" class="composer" aria-label="New claim"></section><ol id="cards" class="cards">{cards}</ol>'
        f"</section></div>{_names(connection, _ACTORS, 'actor')}{_names(connection, _PLACES, 'place')}{keys_of(_KEYS)}"
    )
    return page(
        who,
        title=f"{escape(title)} · Workbench",
        address=f"/desk/articles/{article}/",
        main=main,
        styles=("desk", "bench", "together"),
        kind="bench",
    )


@lru_cache
def _version() -> str:
    from claims.suggest import ENGINE_VERSION

    return str(ENGINE_VERSION)


@lru_cache
def _rules() -> dict[str, str]:
    from claims.suggest.rules import RULES

    return {name: str(rule.reads) for name, rule in RULES.items()}


@lru_cache
def _worth() -> dict[str, str]:
    from claims.wording import WORTH_REASONS

    return {code: str(words) for code, words in WORTH_REASONS.items()}


def _head(connection: Any, who: Person, article: int, capture: Any, here: str) -> str:
    pk, _, title, _, language, modified, _, byline, url, published, outlet, _, letter, outlets, *_ = capture
    conflicts = connection.execute(_CONFLICTS).fetchall()
    chips = "".join(
        f'<a class="chip" href="{here}&amp;conflict={slug}"{" aria-current=page" if not number else ""}>{escape(name)}</a>'
        for number, (slug, name) in enumerate(conflicts)
    )
    same = f"the same report in {outlets} outlets" if outlets > 1 else "a report of its own"
    changed = f'<span class="muted">says that it was changed {day(modified)}</span>' if modified else ""
    original = (
        f'<a href="{escape(url)}" rel="noreferrer">original</a>' if url.startswith(("http://", "https://")) else ""
    )
    return (
        f'<header class="bench-head"><p class="eyebrow dot-list"><a href="/desk/">Desk</a><span><bdi>{escape(outlet)}'
        f'</bdi> <abbr class="reliability" title="{letter}: {RELIABILITY[letter]}">{letter}</abbr></span>'
        f"{f'<span><bdi>{escape(byline)}</bdi></span>' if byline else ''}<span>published {day(published)}</span><a "
        f'href="/desk/articles/{article}/origin/">{same}</a>{original}</p><h1 lang="{language}" dir="auto">'
        f'{escape(title)}</h1><div class="presence" role="status" hx-post="/desk/here/" hx-trigger="live from:body" '
        f'hx-target="this" hx-swap="outerHTML" hx-vals=\'{{"subject": "article:{article}", "edits": ""}}\' '
        f'hx-headers=\'{{"X-CSRFToken": "{who.token}"}}\'></div><div class="bench-tools"><p class="small dot-list"><a '
        f'href="/desk/snapshots/{pk}/">This capture as it came</a><a href="/desk/snapshots/{pk}.warc.gz">as WARC</a>'
        f'{changed}</p><nav class="captures" aria-label="Conflict of new claims">{chips}</nav></div></header>'
    )


def _names(connection: Any, asked: str, what: str) -> str:
    listed = "".join([f'<option value="{escape(name)}"></option>' for (name,) in connection.execute(asked)])
    return f'<datalist id="{what}-names">{listed}</datalist>'


def _cards(suggestions: list[Any], marked: list[Any], who: Person, **about: str) -> list[str]:
    """In reading order; a passage that an accepted suggestion's card stands for has none of its own."""
    placed = [(row[1], row[2], f"suggestion-{row[0]}", _suggestion(row, who, **about)) for row in suggestions]
    shown = [(row[_OF_SUGGESTION], row[1], row[2]) for row in suggestions if row[_OF_SUGGESTION]]
    for row in marked:
        pk, start, end, relation, claim, *_ = row
        if any(claim == other and start < its_end and end > its_start for other, its_start, its_end in shown):
            continue
        shown.append((claim, start, end))
        mark = "marked by hand" if relation == "supports" else labels("Relation")[relation]
        head = f'<span class="stage"><span class="mark" aria-hidden="true">✎</span>{mark}</span>'
        placed.append(
            (start, end, f"evidence-{pk}", _card(f"evidence-{pk}", row[1:3], "accepted", _claim(row[4:], head, who)))
        )
    return [card for *_, card in sorted(placed, key=lambda one: one[:3])]


def _card(key: str, span: Any, state: str, inside: str) -> str:
    return (
        f'<li id="{key}" class="passage is-{state}" tabindex="-1" data-start="{span[0]}" data-end="{span[1]}" '
        f'data-state="{state}" hx-target="this" hx-swap="outerHTML">{inside}</li>'
    )


def _suggestion(row: Any, who: Person, *, language: str, outlet: str, slug: str) -> str:
    pk, start, end, decision, text, rule, reason, by, engine = (
        row[0],
        *row[1:3],
        row[4],
        row[8],
        row[18],
        row[19],
        *row[27:29],
    )
    if decision == "pending":
        return _card(f"suggestion-{pk}", (start, end), "pending", _pending(row, who, language))
    mark, words = {"accepted": ("✓", "accepted as it stands"), "edited": ("✎", "accepted with changes")}.get(
        decision, ("✕", "rejected")
    )
    said = f'<span class="stage"><span class="mark" aria-hidden="true">{mark}</span>{words}</span>'
    if row[_OF_SUGGESTION]:
        head = f'{said}<span class="muted">{escape(by)}</span>'
        return _card(f"suggestion-{pk}", (start, end), "accepted", _claim(row[_OF_SUGGESTION:], head, who))
    why = f": {escape(reason)}" if reason else ""
    mute = (
        f'<p class="small"><a class="quiet" href="/desk/quality/mute/?engine={engine}&amp;rule={rule}&amp;source={slug}">'
        f"Mute {rule} for {escape(outlet)}</a></p>"
        if "claims.mute_suggestion" in who.may
        else ""
    )
    inside = (
        f'<p class="passage-head">{said} <span class="muted">by {escape(by)}{why}</span></p><p class="passage-gone" '
        f'dir="auto">{escape(text)}</p>{mute}'
    )
    return _card(f"suggestion-{pk}", (start, end), "rejected", inside)


def _pending(row: Any, who: Person, language: str) -> str:
    pk, _, _, exact, _, kind, directness, score, text, act, negated, hedged, doubted, worth, reasons, *more = row
    rule, address = more[3], f"/desk/suggestions/{pk}/"
    how = [
        *([labels("SpeechAct")[act]] if act else []),
        *(["says it is not so"] if negated else []),
        *(["left open by the speaker"] if hedged else []),
        *(["doubted by the article"] if doubted else []),
    ]
    marks = "".join(f"<li>{words}</li>" for words in how)
    level = "high" if worth >= 0.65 else "medium" if worth >= 0.4 else "low"
    why = "".join(f"<li>{_worth()[code]}</li>" for code in reasons)
    reads = _rules().get(rule, "")
    decide = ""
    if "claims.decide_suggestion" in who.may:
        accept = who.form(
            f"{address}accept/",
            f'<button class="primary" type="submit" data-key="a" data-decides aria-keyshortcuts="a" '
            f'hx-post="{address}accept/">Accept <kbd>a</kbd></button><a class="button" href="{address}edit/'
            f'#suggestion-{pk}" data-key="e" aria-keyshortcuts="e" hx-get="{address}edit/">Edit <kbd>e</kbd></a><button '
            f'type="submit" data-key="x" data-decides aria-keyshortcuts="x" formaction="{address}reject/" '
            f'hx-post="{address}reject/">Reject <kbd>x</kbd></button>',
            attributes=' class="actions"',
        )
        reject = who.form(
            f"{address}reject/",
            '<label class="grows"><span class="unseen">Reason</span><input name="reason" maxlength="300" required '
            'autocomplete="off" placeholder="Reason"></label><button type="submit">Put aside for this reason</button>',
            attributes=f' class="inline-form" hx-post="{address}reject/"',
        )
        decide = (
            f'{accept}<details class="reject-why"><summary data-key="r" aria-keyshortcuts="r">Reject with a reason '
            f"<kbd>r</kbd></summary>{reject}</details>"
        )
    worthy = (
        f'<details class="worth"><summary>Worth checking: <strong>{level}</strong> <meter min="0" max="1" '
        f'value="{worth}" aria-hidden="true"></meter> <span class="why">why</span></summary><ul>{why}</ul></details>'
        if reasons
        else ""
    )
    return (
        f'<p class="passage-head dot-list"><strong>{kind}</strong><span>{labels("Directness")[directness]}</span><span '
        f'class="muted" title="How sure the rule is, from 0 to 1">{score:.2f}</span></p><h3 class="passage-claim" '
        f'dir="auto">{escape(text)}</h3><blockquote class="passage-quote" lang="{language}" dir="auto">{escape(exact)}'
        f'</blockquote>{f"<ul class=marks>{marks}</ul>" if marks else ""}{worthy}{_facts(more)}<p class="rule-read small '
        f'muted" title="The rule that proposed it">{rule}{f": {escape(reads)}" if reads else ""}</p><p id="similar-'
        f'suggestion-{pk}" class="similar-link small" hx-get="{address}similar/" hx-trigger="focusin delay:250ms '
        f'from:closest .passage once, click from:find a once" hx-target="this" hx-swap="outerHTML"><a href="{address}'
        f'similar/">Recorded already?</a></p>{decide}'
    )


def _facts(more: Any) -> str:
    """Who says it, of what, when and where."""
    (
        said,
        happened,
        phrase,
        _,
        _,
        stance,
        called,
        speaker,
        relay,
        other,
        issue,
        place,
        _,
        _,
        office,
        is_metonym,
        *_,
    ) = more
    if speaker:
        before = f"“<bdi>{escape(called)}</bdi>” → " if is_metonym else ""
        after = ', <span class="muted">metonym</span>' if is_metonym else ""
        held = f", <bdi>{escape(office)}</bdi>" if office else ""
        speaks = f"{before}<bdi>{escape(speaker)}</bdi>{after}{held}"
    elif called:
        speaks = f'“<bdi>{escape(called)}</bdi>” <span class="muted">is not in the gazetteer: add under Names</span>'
    else:
        speaks = '<span class="muted">nobody: in the article’s own voice</span>'
    dates = [f"said {day(said)}"] if said else []
    dates += [f"happened {day(happened)}"] if happened else []
    when = (
        ", ".join(dates) or f'<span class="muted">{f"“<bdi>{escape(phrase)}</bdi>”" if phrase else "unknown"}</span>'
    )
    held = f": <strong>{labels('Stance')[stance]}</strong>" if stance else ""
    rows = (
        ("Speaker", speaks),
        ("Relayed by", f"<bdi>{escape(relay)}</bdi>" if relay else ""),
        ("To", f"<bdi>{escape(other)}</bdi>" if other else ""),
        ("Issue", f"{escape(issue)}{held}" if issue else ""),
        ("Date", when),
        ("Place", f"<bdi>{escape(place)}</bdi>" if place else ""),
    )
    told = "".join(f"<div><dt>{name}</dt><dd>{words}</dd></div>" for name, words in rows if words)
    return f'<dl class="facts">{told}</dl>'


def _claim(row: Any, head: str, who: Person) -> str:
    pk, text, kind, directness, at, found, version, said, happened, stance, issue, place, speakers, events = row
    people = ""
    for name, office in (one.split("\x1f") for one in speakers):
        people += f"<span><bdi>{escape(name)}</bdi>{f', <bdi>{escape(office)}</bdi>' if office else ''}</span>"
    held = f": {labels('Stance')[stance]}" if stance else ""
    about = f"<span>{escape(issue)}{held}</span>" if issue else ""
    about += f"<span>said {day(said)}</span>" if said else ""
    about += f"<span>happened {day(happened)}</span>" if happened else ""
    about += f"<span><bdi>{escape(place)}</bdi></span>" if place else ""
    told = "".join(
        f'<span>in <a href="/desk/events/{event}/">{escape(title)}</a></span>'
        for event, title in (one.split("\x1f") for one in events)
    )
    checked = f"<span>{verdict(found)}</span>" if at == "approved" else ""
    address = f"/desk/claims/{pk}/"
    ask = ""
    if at == "draft" and "claims.write_claim" in who.may:
        ask = who.form(
            f"{address}steps/submit/",
            f'<input type="hidden" name="version" value="{version}"><button type="submit" data-key="s" '
            f'aria-keyshortcuts="s">Ask for review <kbd>s</kbd></button>',
            attributes=f' hx-post="{address}steps/submit/" hx-target="closest .claim-state" hx-swap="none"',
        )
    make = (
        f'<a class="button" href="/desk/events/new/?claim={pk}" data-key="v" aria-keyshortcuts="v">Make event <kbd>v</kbd>'
        f"</a>"
        if "timeline.write_event" in who.may and not events
        else ""
    )
    return (
        f'<p class="passage-head dot-list">{head}<span>{kind}</span><span>{labels("Directness")[directness]}</span></p><h3 '
        f'class="passage-claim" dir="auto">{escape(text)}</h3><p class="small muted dot-list">{people}{about}</p><div '
        f'class="claim-state" data-claim="{pk}"><p class="dot-list">{stage(at)}{checked}{told}</p><div class="actions">'
        f'{ask}<a class="button" href="{address}" data-key="o" aria-keyshortcuts="o">Open claim <kbd>o</kbd></a>{make}'
        f"</div></div>"
    )
