"""A desk at work on the newest articles of `seed_scale`: suggestions, an inbox, a queue, a claim with all on it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

_READ, _ASKED, _OWN = 40, 30, 3  # captures that the engine reads; claims that wait; of them the reviewer's own
_REPORTS = """
    INSERT INTO claims_inboxitem (origin_group_id, article_id, urgency, reasons, pending, decided, lost, dismissal,
        facets, stale)
    SELECT origin_group_id, min(id), 0, '[]', 0, 0, 0, '', '{}', true FROM articles_article GROUP BY 1
    ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True)
class Desk:
    """Who asks for the pages, with which session, and what is on them."""

    person: int
    session: str
    article: int
    claim: int

    @property
    def pages(self) -> dict[str, str]:
        """The addresses, by what they show."""
        return {
            "inbox": "/desk/",
            "workbench": f"/desk/articles/{self.article}/",
            "claim": f"/desk/claims/{self.claim}/",
            "review queue": "/desk/review/",
        }


def furnish() -> Desk:
    """Put a desk's work on a database that `seed_scale` has filled, by the actions of the desk; a reviewer looks."""
    from django.contrib.auth.models import Group
    from django.db import connection
    from django.test import Client

    from accounts.models import User
    from articles.models import Snapshot
    from claims import actions

    people = {}
    for name, role in (("bench-reviewer", "reviewer"), ("bench-editor", "editor"), ("bench-colleague", "editor")):
        people[name] = User.objects.create(username=name, display_name=name.title().replace("-", " "))
        people[name].groups.add(Group.objects.get(name=role))
    reviewer, editor, colleague = (User.objects.get(pk=one.pk) for one in people.values())
    captures = list(Snapshot.objects.select_related("article__source").order_by("-pk")[:_READ])
    for capture in captures:
        actions.make_suggestions(run_id=actions.request_suggestions(snapshot=capture, announced=False).pk)
    article = _worked_on(captures, editor, colleague)
    for number, capture in enumerate(captures[-_ASKED:]):
        by = reviewer if number < _OWN else editor
        actions.submit(claim=_written(capture, number, by), by=by)
    claim = _discussed(captures, reviewer, editor, colleague)
    with connection.cursor() as cursor:
        cursor.execute(_REPORTS)
        while actions.refresh_inbox():
            pass
        cursor.execute("VACUUM ANALYZE")
    client = Client()
    client.force_login(reviewer)
    return Desk(reviewer.pk, client.cookies["sessionid"].value, article, claim)


def _passage(capture: Any, number: int, by: Any) -> Any:
    """One of the sentences of a capture, marked."""
    from claims import actions

    lines = [line for line in capture.text.splitlines() if len(line) > 20]
    exact = lines[number % len(lines)][:160].strip()
    start = capture.text.index(exact)
    return actions.mark_passage(snapshot=capture, start=start, end=start + len(exact), exact=exact, by=by)


def _written(capture: Any, number: int, by: Any, **content: Any) -> Any:
    """A claim by somebody on an issue, as drawn from the seed's own."""
    from actors.models import Actor, Conflict, Place
    from claims import actions
    from claims.enums import AttributionRole
    from claims.models import Issue

    actors, issues = Actor.objects.filter(merged_into=None).order_by("pk"), Issue.objects.order_by("pk")
    excerpt = _passage(capture, number, by)
    issue = issues[number % issues.count()]
    said = {
        "conflict": Conflict.objects.get(pk=issue.conflict_id),
        "text": f"What was said in passage {number}: {excerpt.exact[:120]}",
        "kind": "position",
        "directness": "paraphrase",
        "said_edtf": str(capture.article.published_edtf),
        "issue": issue,
        "stance": "rejects",
        "place": Place.objects.order_by("pk")[number % 7],
        "attributions": ((actors[number % 50], AttributionRole.SPEAKER),),
    } | content
    return actions.write_claim(excerpt=excerpt, content=actions.ClaimContent(**said), by=by)


def _worked_on(captures: list[Any], editor: Any, colleague: Any) -> int:
    """The article with most suggestions, of which some are decided; somebody marked passages of it by hand."""
    from actors.models import Conflict
    from claims import actions
    from claims.models import Suggestion

    capture = max(captures, key=lambda one: Suggestion.objects.filter(run__snapshot=one).count())
    waiting = list(Suggestion.objects.filter(run__snapshot=capture).order_by("pk"))
    for suggestion in waiting[:2]:
        actions.reject_suggestion(suggestion=suggestion, by=colleague, reason="Said elsewhere.")
    for suggestion in waiting[2:4]:
        conflict = suggestion.issue.conflict if suggestion.issue else Conflict.objects.all()[0]
        actions.accept_suggestion(suggestion=suggestion, by=editor, conflict=conflict)
    for number in (1, 2, 3):
        _written(capture, number, editor)
    return int(capture.article_id)


def _discussed(captures: list[Any], reviewer: Any, editor: Any, colleague: Any) -> int:
    """A claim that was sent back, changed and asked for again, with what colleagues did with it."""
    from claims import actions
    from claims.checklists import CHECKLISTS
    from claims.models import Claim, LinkProposal

    quote = {"quote": "Пауза не наступить", "quote_language": "uk", "translation": "No pause will come"}
    claim = _written(captures[0], 0, editor, **quote)
    for number, capture in enumerate(captures[1:4], 1):
        relation = "disputes" if number == 3 else "supports"
        excerpt = _passage(capture, number, colleague)
        added = actions.add_evidence(claim=claim, excerpt=excerpt, relation=relation, by=colleague)
        actions.rate_evidence(evidence=added, credibility=2, by=colleague, reason="Two saw it.")
    others = [_written(captures[5 + number], number, editor) for number in range(4)]
    actions.link_claims(claim=claim, other=others[0], kind="contradicts", by=editor)
    actions.link_claims(claim=others[1], other=claim, kind="denies", by=editor)
    for other in others[2:]:
        LinkProposal.objects.create(claim=claim, other=other, kind="repeats", score=0.5)
    for number in range(3):
        first = actions.comment(claim=claim, text=f"@{editor.username} see #{others[number].pk}", by=colleague)
        actions.comment(claim=claim, text="I have read it.", by=editor, reply_to=first)
    actions.resolve_thread(comment=first, by=colleague)
    for line in CHECKLISTS["position"][:2]:
        actions.answer_check(claim=claim, item=line.item, state="met", note="Yes.", by=colleague)
    claim.refresh_from_db()
    actions.assign_claim(claim=claim, to=colleague, due_on=None, by=editor)
    claim = actions.submit(claim=Claim.objects.get(pk=claim.pk), by=editor)
    claim = actions.send_back(claim=claim, by=reviewer, reasons="Not yet.")
    changed = replace(actions.ClaimContent.of(claim), text=f"{claim.text}, as he says")
    actions.edit_claim(claim=claim, content=changed, version=claim.version, by=editor)
    actions.submit(claim=Claim.objects.get(pk=claim.pk), by=editor)
    return int(claim.pk)
