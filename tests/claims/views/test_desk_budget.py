"""The four pages that the desk works on ask the database a dozen times at most, with all on them that can be."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actions import follow
from accounts.roles import Role
from actors import actions as actors
from claims import actions, actor_list, issue_tree
from claims.checklists import CHECKLISTS
from claims.models import Attribution, Claim, InboxItem, LinkProposal
from tests import factories
from tests.claims.views.tab import Tab
from tests.conftest import logged_in
from tests.pages import words as words_of
from timeline import actions as timeline

pytestmark = pytest.mark.django_db

MOST = 12


@pytest.fixture
def capture(editor):
    """The second capture of an article, with suggestions of every state and claims on both."""
    text = "\n".join(f"Sentence {n} is here, and there." for n in range(20))
    first = factories.article(text, title="Rich")
    state = factories.actor("state", kind="state")
    person = factories.actor(
        "person", "Person Known", office="minister", acts_for=factories.actor("cabinet", acts_for=state)
    )
    actors.add_name(actor=person, text="Known", kind="metonym", by=editor)
    other = factories.actor("new", "Nadia New", office="minister")
    actors.merge_actors(gone=factories.actor("gone", "Olha Old"), kept=other, reason="One person.", by=editor)
    factories.suggestion(first, "Sentence 1 ")
    factories.draft_claim(excerpt=factories.passage(first, "Sentence 2 is here"), speaker=person, by=editor)
    capture = factories.snapshot(first.article, f"It begins.\n{text}\nIt ends.")
    actions.place_passages(snapshot=capture)
    common = {"speaker": person, "issue": factories.issue(), "kind": "position", "place": factories.place()}
    factories.suggestion(capture, "Sentence 3 ", text="Waits.", **common)
    for n, name in enumerate(("Minister Nadia New", "Olha Old", "the minister", "Nobody Known")):
        factories.suggestion(capture, f"Sentence {4 + n} ", text=f"Waits {n}.", speaker_name=name)
    rejected = factories.suggestion(capture, "Sentence 10 ", text="Not so.", **common)
    actions.reject_suggestion(suggestion=rejected, by=editor, reason="Not said.")
    accepted = factories.suggestion(capture, "Sentence 11 ", text="Said.", **common)
    claim = actions.accept_suggestion(suggestion=accepted, by=editor, conflict=factories.conflict())
    factories.event(claims=[claim], title="Told", by=editor)
    factories.mute(source=first.article.source, rule=factories.suggestion(capture, "Sentence 12 ", rule="muted").rule)
    factories.article(text, of=factories.source("other"), origin=first.article.origin_group)
    for one in Role.EDITOR, Role.REVIEWER:
        actions.keep_draft(
            form=f"new:{first.article_id}:2:0-5", version=0, fields={"text": ["Begun."]}, by=factories.user(one)
        )
    return capture


@pytest.fixture
def claim(capture, editor, reviewer):
    """A claim that was approved and changed since, with all that colleagues did with it; some of them have left."""
    claim = Claim.objects.get(text="Said.")
    colleague, gone = (factories.user(Role.EDITOR, name) for name in ("colleague", "left"))
    for name in ("outlet", "copy"):
        carried = factories.article("Pause.", of=factories.source(name), origin=capture.article.origin_group)
        excerpt = factories.passage(carried, "Pause")
        added = actions.add_evidence(claim=claim, excerpt=excerpt, relation="supports", by=gone)
        actions.rate_evidence(evidence=added, credibility=2, by=colleague, reason="Two saw it.")
    others = [factories.draft_claim(by=editor, text=f"Other {n}.") for n in range(4)]
    actions.link_claims(claim=claim, other=others[0], kind="contradicts", by=editor)
    actions.link_claims(claim=others[1], other=claim, kind="denies", by=gone)
    LinkProposal.objects.create(claim=claim, other=others[2], kind="repeats", score=0.5)
    first = actions.comment(claim=claim, text=f"@editor see #{others[0].pk} and #{others[3].pk}", by=gone)
    actions.comment(claim=claim, text="Read it @editor.", by=colleague, reply_to=first)
    actions.resolve_thread(comment=actions.comment(claim=claim, text="Settled.", by=colleague), by=colleague)
    actions.answer_check(claim=claim, item=CHECKLISTS["position"][0].item, state="met", note="Yes.", by=colleague)
    claim.refresh_from_db()
    actions.assign_claim(claim=claim, to=colleague, due_on=None, by=editor)
    factories.to_review(claim)
    claim.refresh_from_db()
    actions.send_back(claim=claim, by=reviewer, reasons="Not yet.")
    factories.approve(factories.to_review(Claim.objects.get(pk=claim.pk)))
    timeline.publish(event=claim.events.get(), by=reviewer)
    claim.refresh_from_db()
    place = factories.place("elsewhere")
    content = factories.claim_content(
        text="Said otherwise.", quote="Пауза", quote_language="ru", translation="A pause", place=place
    )
    actions.edit_claim(claim=claim, content=content, version=claim.version, by=gone)
    for one in editor, reviewer:
        follow(what=claim, by=one)
    gone.groups.clear()
    return claim


def asked(client, url):
    client.get(url)  # what is read once a process, such as content types
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    assert response.status_code == 200
    return len(queries), response.content.decode()


@pytest.fixture(params=[Role.EDITOR, Role.REVIEWER])
def client_of(request):
    return logged_in(factories.user(request.param))


def test_workbench(capture, client_of):
    number, shown = asked(client_of, f"/desk/articles/{capture.article_id}/")
    assert number == 11
    for words in ("Waits.", "Nadia New", "Not so.", "Told", "Sentence 2 is here", "1 muted", "Begun.", "2 outlets"):
        assert words in shown


def test_claim(claim, client_of):
    number, shown = asked(client_of, f"/desk/claims/{claim.pk}/")
    assert number == 11
    for words in (
        "Said otherwise.",
        "Left",
        "Other 0.",
        "Settled.",
        "Told",
        "Since it was last approved",
        "Not yet.",
    ):
        assert words in shown
    assert shown.count('class="cited"') == 3


def test_inbox_and_review_queue(claim, editor, client_of):
    actions.refresh_inbox()
    actions.save_filter(name="A view", query="show=mine", by=editor)
    actions.assign_items(items=InboxItem.objects.values_list("pk", flat=True), to=editor, by=editor)
    source = claim.evidence.all()[0].excerpt.snapshot.article.source
    assert asked(client_of, "/desk/")[0] == 10
    assert asked(client_of, f"/desk/?show=mine&q=rich&source={source.slug}&language=en")[0] <= MOST
    assert asked(client_of, "/desk/review/")[0] <= MOST


def test_claims_of_actors_and_issues_are_counted_so_far_and_no_further(as_editor, editor, monkeypatch):
    monkeypatch.setattr(actor_list, "_COUNTED", 2)
    monkeypatch.setattr(issue_tree, "_COUNTED", 2)
    for number in (1, 2, 3):
        speaker, issue = factories.actor(f"speaker-{number}"), factories.issue(f"issue-{number}")
        for n in range(number):
            claim = factories.draft_claim(speaker=speaker, issue=issue, by=editor, text=f"Claim {n}.")
            Attribution.objects.create(claim=claim, actor=speaker, role="subject")
    for page in "actors", "issues":
        counted = [
            words_of(one) for one in Tab(as_editor, f"/desk/{page}/").root.iter("span") if "claim" in words_of(one)
        ]
        assert counted == ["1 claim", "2 claims", "2+ claims"]
