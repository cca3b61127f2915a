"""The floor of a claim's history, told from the kept versions of its rows."""

from __future__ import annotations

from datetime import datetime
from html import escape
from typing import Any

from bench.desk_floor.common import cut, labels, moment

_WHO = "(m.metadata->>'user')::bigint"
_OF = "LEFT JOIN pghistory_context m ON m.id = v.pgh_context_id"
_REVIEWS = """
    SELECT r.at, coalesce(nullif(u.display_name, ''), u.username), r.outcome, r.reasons FROM claims_review r
    JOIN accounts_user u ON u.id = r.by_id WHERE r.claim_id = %s
"""
_VERSIONS = f"""
    SELECT v.pgh_created_at, {_WHO}, v.text, v.assignee_id, coalesce(nullif(u.display_name, ''), u.username), v.due_on,
        v.quote, v.translation, v.kind, v.directness, v.issue_id, v.stance, v.said_edtf, v.place_id
    FROM claims_claimversion v {_OF} LEFT JOIN accounts_user u ON u.id = v.assignee_id
    WHERE v.pgh_obj_id = %s ORDER BY v.pgh_id
"""  # noqa: S608  # our own words
_EVIDENCE = f"""
    SELECT v.pgh_created_at, {_WHO}, m.metadata->>'reason', v.id, v.relation, v.credibility, x.exact
    FROM claims_evidenceversion v {_OF} JOIN claims_excerpt x ON x.id = v.excerpt_id WHERE v.claim_id = %s ORDER BY v.pgh_id
"""  # noqa: S608  # our own words
_LINKS = f"""
    SELECT v.pgh_created_at, {_WHO}, v.kind, v.claim_id, c.text, v.other_id, o.text FROM claims_claimlinkversion v {_OF}
    JOIN claims_claim c ON c.id = v.claim_id JOIN claims_claim o ON o.id = v.other_id
    WHERE v.claim_id = %(claim)s OR v.other_id = %(claim)s ORDER BY v.pgh_id
"""  # noqa: S608  # our own words
_COMMENTS = f"""
    SELECT v.pgh_created_at, {_WHO}, v.id, v.text, v.resolved_at FROM claims_commentversion v {_OF}
    WHERE v.claim_id = %s ORDER BY v.pgh_id
"""  # noqa: S608  # our own words
_CHECKS = f"""
    SELECT v.pgh_created_at, {_WHO}, v.item, v.state, v.note FROM claims_checkversion v {_OF}
    WHERE v.claim_id = %s ORDER BY v.pgh_id
"""  # noqa: S608  # our own words
_SHOWN = 20


def history(connection: Any, number: int, colleagues: list[Any]) -> tuple[str, datetime | None]:
    """What happened to a claim, newest first, and when its words were last changed."""
    names = {pk: escape(name) for pk, _, name in colleagues}
    outcomes = labels("ReviewOutcome")
    steps = [
        (at, _step(escape(by), at, outcomes[outcome], why=reasons))
        for at, by, outcome, reasons in connection.execute(_REVIEWS, [number])
    ]
    first, changed_at = _words(connection, number, names, steps)
    _evidence(connection, number, names, steps, first)
    _links(connection, number, names, steps)
    resolved: dict[int, Any] = {}
    for at, who, pk, text, done in connection.execute(_COMMENTS, [number]):
        if pk in resolved and (resolved[pk] is None) != (done is None):
            did = "resolved a discussion" if done else "re-opened a discussion"
            steps.append((at, _step(names[who], at, did, about=text)))
        resolved[pk] = done
    for at, who, item, state, note in connection.execute(_CHECKS, [number]):
        did = f"answered “{_question(item)}”: {labels('CheckState')[state]}"
        steps.append((at, _step(names[who], at, did, why=note)))
    told = [step for _, step in sorted(steps, key=lambda one: one[0])[::-1]]
    if len(told) > _SHOWN:
        raise SystemExit("The floor folds no history.")
    return (
        f'<section class="block" id="history" aria-labelledby="history-title"><div class="section-head"><h2 '
        f'id="history-title">History</h2></div><ol class="told">{"".join(told)}</ol></section>'
    ), changed_at


def _words(connection: Any, number: int, names: Any, steps: Any) -> tuple[datetime | None, datetime | None]:
    from lib.word_diff import differences

    before, first, changed_at = None, None, None
    for row in connection.execute(_VERSIONS, [number]):
        at, who, text, assignee, name = row[:5]
        if before is None:
            first = at
            steps.append((at, _step(names[who], at, "wrote the claim")))
        else:
            if row[5:] != before[5:]:
                raise SystemExit("The floor tells of words that changed, and of nothing else.")
            if text != before[2]:
                changed_at = at
                (change,) = differences({"claim": before[2]}, {"claim": text})
                steps.append((at, _step(names[who], at, "changed the claim", pieces=change.pieces)))
            if assignee != before[3]:
                did = "took it on" if assignee == who else f"assigned it to {escape(name)}"
                steps.append((at, _step(names[who], at, did)))
        before = row
    return first, changed_at


def _evidence(connection: Any, number: int, names: Any, steps: Any, first: datetime | None) -> None:
    rated, kept = labels("Credibility"), {}
    for at, who, why, pk, relation, credibility, exact in connection.execute(_EVIDENCE, [number]):
        if pk not in kept:
            if at != first:
                did = f"added a passage ({labels('Relation')[relation]})"
                steps.append((at, _step(names[who], at, did, about=exact)))
        elif credibility != kept[pk]:
            did = f"rated a passage {rated[credibility]} (before: {rated[kept[pk]]})"
            steps.append((at, _step(names[who], at, did, about=exact, why=why)))
        kept[pk] = credibility


def _links(connection: Any, number: int, names: Any, steps: Any) -> None:
    from claims.wording import linked_from

    for at, who, kind, claim, text, other, its_text in connection.execute(_LINKS, {"claim": number}):
        stands = labels("LinkKind")[kind] if claim == number else linked_from(kind)
        pk, words = (other, its_text) if claim == number else (claim, text)
        did = f'noted that it {stands} <a href="/desk/claims/{pk}/">{cut(words, 120)}</a>'
        steps.append((at, _step(names[who], at, did)))


def _question(item: str) -> str:
    from claims.checklists import question

    return escape(question(item))


def _step(who: str, at: datetime, did: str, *, about: str = "", why: str = "", pieces: Any = ()) -> str:
    about = f'<p class="told-about"><q>{cut(about, 200)}</q></p>' if about else ""
    why = f'<p class="told-why">{escape(why)}</p>' if why else ""
    changed = "".join(map(_piece, pieces))
    changed = f'<dl class="diff"><div><dt>claim</dt><dd>{changed}</dd></div></dl>' if changed else ""
    return (
        f'<li><p><strong>{who}</strong> {did} <span class="muted"><time datetime="{at.isoformat()}">{moment(at)} UTC</time>'
        f"</span></p>{about}{why}{changed}</li>"
    )


def _piece(piece: Any) -> str:
    words = escape(piece.text)
    return {"ins": f"<ins>{words}</ins>", "del": f"<del>{words}</del>"}.get(piece.op, words)
