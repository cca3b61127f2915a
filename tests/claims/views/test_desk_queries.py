"""The desk's lists and pages ask the database as often for five things as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actions import follow
from accounts.roles import Role
from actors import actions as actors
from claims import actions
from claims.checklists import CHECKLISTS
from claims.models import InboxItem, LinkProposal, Suggestion
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[1, 5])
def number(request):
    return request.param


def asked(client, url, headers=None):
    client.get(url, headers=headers)  # what is read once a process, such as content types
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url, headers=headers).status_code == 200
    return len(queries)


def people(number):
    """Each speaks for a government of their own, and that for a state."""
    states = [factories.actor(f"state-{n}", kind="state") for n in range(number)]
    governments = [factories.actor(f"government-{n}", acts_for=state) for n, state in enumerate(states)]
    return [
        factories.actor(f"person-{n}", f"Person {n}", office="minister", acts_for=government)
        for n, government in enumerate(governments)
    ]


def test_inbox(as_editor, editor, number):
    for n, person in enumerate(people(number)):
        factories.suggestion(factories.article(title=f"Article {n}", of=factories.source(f"outlet-{n}")))
        factories.draft_claim(by=editor, speaker=person, issue=factories.issue(f"issue-{n}"))
        factories.event(title=f"Event {n}", by=editor)
        actions.save_filter(name=f"View {n}", query="show=mine", by=editor)
    actions.refresh_inbox()
    actions.assign_items(items=InboxItem.objects.values_list("pk", flat=True), to=editor, by=editor)
    assert asked(as_editor, "/desk/") == 10
    assert asked(as_editor, "/desk/?show=mine&q=article") == 10
    inbox = {"HX-Request": "true"}
    assert asked(as_editor, "/desk/", headers=inbox) == 7
    assert asked(as_editor, "/desk/?show=pending&source=outlet-0&language=en", headers=inbox) == 8
    assert asked(as_editor, "/desk/inbox/steps/") < 12


def test_review_queue(as_reviewer, editor, number):
    for n, person in enumerate(people(number)):
        excerpt = factories.passage(factories.article(of=factories.source(f"outlet-{n}")))
        claim = factories.claim_in_review(by=editor, excerpt=excerpt, speaker=person)
        factories.event(title=f"Event {n}", by=editor, claims=[claim])
    assert asked(as_reviewer, "/desk/review/") == 7


def test_events(as_editor, editor, number):
    for n, person in enumerate(people(number)):
        claims = [factories.draft_claim(by=editor, speaker=person)]
        factories.event(
            title=f"Event {n}", by=editor, claims=claims, actors=[person], place=factories.place(f"p-{n}")
        )
    assert asked(as_editor, "/desk/events/") == 8


def test_following(as_editor, editor, number):
    for n, person in enumerate(people(number)):
        claim = factories.draft_claim(by=editor, speaker=person, issue=factories.issue(f"issue-{n}"))
        for thing in (claim, claim.issue, person, factories.event(title=f"Event {n}", by=editor)):
            follow(what=thing, by=editor)
    assert asked(as_editor, "/desk/following/?q=person") == 13


def test_claim(as_reviewer, editor, number):
    claim = factories.claim_in_review(by=editor)
    for n, person in enumerate(people(number)):
        capture = factories.article(f"He spoke of a pause, {n}.", of=factories.source(f"outlet-{n}"))
        actions.add_evidence(
            claim=claim, excerpt=factories.passage(capture, "a pause"), relation="supports", by=editor
        )
        other = factories.draft_claim(by=editor, speaker=person, text=f"Other {n}.")
        actions.link_claims(claim=claim, other=other, kind="contradicts", by=editor)
        actions.link_claims(claim=other, other=claim, kind="repeats", by=editor)
        factories.event(title=f"Event {n}", by=editor, claims=[claim])
    assert asked(as_reviewer, f"/desk/claims/{claim.pk}/") == 10


def test_event(as_reviewer, number):
    claims = [factories.approved_claim(speaker=person) for person in people(number)]
    entry = factories.published(claims=claims, actors=people(number))
    assert asked(as_reviewer, f"/desk/events/{entry.event_id}/") == 28


def test_event_by_its_figures_and_contradictions(as_reviewer, editor, number):
    claims = [factories.approved_claim(speaker=person) for person in people(number + 1)]
    event = factories.event(claims=claims, by=editor, place=factories.place())
    for claim in claims[1:]:
        factories.figure(event=event, claim=claim)
        actions.link_claims(claim=claim, other=claims[0], kind="denies", by=editor)
    assert asked(as_reviewer, f"/desk/events/{event.pk}/") == 30


def test_event_by_what_it_followed_from_and_led_to(as_reviewer, number):
    event = factories.event()
    for n in range(number):
        factories.link(event, factories.event(title=f"Earlier {n}"))
        factories.link(factories.event(title=f"Later {n}"), event)
    assert asked(as_reviewer, f"/desk/events/{event.pk}/") == 29


def test_claim_by_its_history(as_reviewer, editor, reviewer, number):
    claim = factories.claim_in_review(by=editor)
    for n in range(number):
        person = factories.user(Role.EDITOR, f"editor-{n}")
        actions.send_back(claim=claim, by=reviewer, reasons=f"Reason {n}.")
        claim.refresh_from_db()
        content = factories.claim_content(text=f"Text {n}.", place=factories.place(f"p-{n}"))
        actions.edit_claim(claim=claim, content=content, version=claim.version, by=person)
        actions.submit(claim=claim, by=person)
    assert asked(as_reviewer, f"/desk/claims/{claim.pk}/") == 9


def test_claim_by_the_suggestions_that_it_was_accepted_from(as_editor, editor, number):
    capture = factories.article()
    suggestions = [factories.suggestion(capture, exact) for exact in factories.TEXT.split()[:number]]
    claim = actions.accept_suggestion(suggestion=suggestions[0], by=editor, conflict=factories.conflict())
    for one in suggestions[1:]:
        actions.add_evidence(claim=claim, excerpt=one.excerpt, relation="supports", by=editor)
        decided = {"decision": "accepted", "decided_by": editor, "decided_at": claim.created_at}
        Suggestion.objects.filter(pk=one.pk).update(claim=claim, **decided)
    assert asked(as_editor, f"/desk/claims/{claim.pk}/") == 9


def test_claim_by_what_colleagues_did_with_it(as_editor, editor, number):
    claim = factories.draft_claim(by=editor)
    for n, person in enumerate(people(number)):
        colleague = factories.user(Role.EDITOR, f"editor-{n}")
        group = factories.article(of=factories.source(f"first-{n}")).article.origin_group
        for name in ("outlet", "copy"):
            capture = factories.article(f"Pause {n}.", of=factories.source(f"{name}-{n}"), origin=group)
            excerpt = factories.passage(capture, "Pause")
            added = actions.add_evidence(claim=claim, excerpt=excerpt, relation="supports", by=colleague)
            actions.rate_evidence(evidence=added, credibility=2, by=colleague, reason="Two saw it.")
        other = factories.draft_claim(by=editor, speaker=person, text=f"Other {n}.")
        LinkProposal.objects.create(claim=claim, other=other, kind="repeats", score=0.5)
        LinkProposal.objects.create(
            claim=factories.draft_claim(text=f"Third {n}."), other=claim, kind="denies", score=0.4
        )
        first = actions.comment(claim=claim, text=f"@editor see #{other.pk}", by=colleague)
        actions.comment(claim=claim, text="Read it @editor.", by=colleague, reply_to=first)
        done = actions.comment(claim=claim, text="Settled.", by=colleague)
        actions.resolve_thread(comment=done, by=colleague)
        line = CHECKLISTS["opinion"][n % 4].item
        actions.answer_check(claim=claim, item=line, state="met", note=str(n), by=colleague)
    assert asked(as_editor, f"/desk/claims/{claim.pk}/") == 9


def test_claim_by_what_a_search_finds(as_editor, editor, number):
    claim = factories.draft_claim(by=editor)
    for n, person in enumerate(people(number)):
        capture = factories.article("He spoke of a pause.", of=factories.source(f"outlet-{n}"))
        excerpt = factories.passage(capture, "a pause")
        factories.draft_claim(by=editor, speaker=person, text=f"A pause, {n}.", excerpt=excerpt)
    assert asked(as_editor, f"/desk/claims/{claim.pk}/?q=pause&passages=pause") == 16


def test_event_by_what_the_next_publication_changes(as_reviewer, editor, number):
    claims = [factories.approved_claim(speaker=person) for person in people(number)]
    entry = factories.published(claims=claims)
    for n, claim in enumerate(claims):
        content = factories.claim_content(text=f"Other {n}.", speaker=claim.speakers[0].actor)
        changed = actions.edit_claim(claim=claim, content=content, version=claim.version, by=editor)
        factories.approve(changed)
    assert asked(as_reviewer, f"/desk/events/{entry.event_id}/") == 28


def test_quality(as_editor, editor, number):
    for n in range(number):
        capture = factories.article(of=factories.source(f"outlet-{n}"))
        waits, accepted, edited, rejected = (
            factories.suggestion(capture, word, rule=f"rule-{n}", score=n / 5)
            for word in ("Yuri", "Ushakov", "said", "Thursday")
        )
        actions.accept_suggestion(suggestion=accepted, by=editor, conflict=factories.conflict())
        content = factories.claim_content(text=f"Text {n}.")
        actions.accept_suggestion(suggestion=edited, by=editor, conflict=factories.conflict(), content=content)
        actions.reject_suggestion(suggestion=rejected, by=editor, reason=f"Reason {n}.")
        factories.mute(source=waits.run.snapshot.article.source, rule=waits.rule)
        actions.unmute_pattern(mute=factories.mute(rule=f"gone-{n}"), by=editor)
    assert asked(as_editor, "/desk/quality/?days=all") == 11
    assert asked(as_editor, "/desk/quality/?days=7&engine=tests&source=outlet-0") == 12
    assert asked(as_editor, "/desk/quality/rule/?engine=tests&rule=rule-0") == 4


def test_workbench_with_muted_suggestions(as_editor, number):
    factories.conflict()
    capture = factories.article()
    for word in factories.TEXT.split()[:number]:
        factories.suggestion(capture, word)
    factories.mute()
    assert asked(as_editor, f"/desk/articles/{capture.article_id}/?muted=shown") == 6


def test_actors(as_editor, editor, number):
    for person in people(number):
        factories.draft_claim(by=editor, speaker=person)
    expected = {"": 4, "?show=unfounded": 4, "?show=merged": 4}
    assert {query: asked(as_editor, f"/desk/actors/{query}") for query in expected} == expected


def test_actor(as_editor, editor, number):
    actor = factories.actor("envoy", "The envoy")
    for n in range(number):
        office = actors.add_office(
            actor=actor, title=f"Office {n}", organisation=factories.actor(f"body-{n}"), by=editor
        )
        actions.add_office_evidence(office=office, excerpt=factories.passage(factories.article()), by=editor)
        actors.add_name(actor=actor, text=f"Name {n}", kind="alias", by=editor)
        actors.merge_actors(gone=factories.actor(f"again-{n}"), kept=actor, reason="One.", by=editor)
        factories.draft_claim(speaker=actor)
    assert asked(as_editor, "/desk/actors/envoy/") == 28


def test_issues(as_editor, number):
    for n in range(number):
        factories.issue(f"issue-{n}", f"Issue {n}")
    assert asked(as_editor, "/desk/issues/") == 5
