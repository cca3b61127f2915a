"""Many at one claim in the same moment, through the real client: one wins, the others are told, nothing is lost."""

import threading
from uuid import uuid4

import pytest
from django.db import connections

from accounts.roles import Role
from claims.models import Claim, Evidence, SentForm
from tests import factories
from tests.conftest import logged_in
from timeline.models import Event

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 10  # connections that a small PostgreSQL has for us at a time; the others queue behind them


def sent_at_once(*posts):
    """The answer to each post, all of them started together, each on a connection of its own."""
    answers, room = {}, threading.Semaphore(AT_ONCE)
    barrier = threading.Barrier(len(posts))

    def send(number, post):
        barrier.wait(30)
        with room:
            try:
                answers[number] = post()
            finally:
                connections.close_all()

    threads = [threading.Thread(target=send, args=pair) for pair in enumerate(posts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert len(answers) == len(posts), "a post was not answered"
    return [answers[number] for number in range(len(posts))]


def claim_form(claim, **fields):
    """What the form of a claim by Ushakov sends."""
    rows = {"people-TOTAL_FORMS": "0", "people-INITIAL_FORMS": "0"}
    said = {"kind": claim.kind, "directness": claim.directness, "said_edtf": claim.said_edtf, "text": claim.text}
    return said | rows | {"speaker": "Yuri Ushakov", "version": str(claim.version)} | fields


def statuses(answers):
    return sorted(answer.status_code for answer in answers)


def test_of_fifty_who_save_one_version_one_wins_and_the_others_see_both_texts(editor, editor2):
    claim = factories.draft_claim(by=editor)
    url, before = f"/desk/claims/{claim.pk}/edit/", claim.text
    browsers = [logged_in((editor, editor2)[number % 2]) for number in range(50)]

    def post(number):
        return lambda: browsers[number].post(url, claim_form(claim, text=f"Text of number {number}."))

    answers = sent_at_once(*map(post, range(50)))
    assert statuses(answers) == [302] + [409] * 49
    claim.refresh_from_db()
    winner = next(number for number, answer in enumerate(answers) if answer.status_code == 302)
    assert (claim.text, claim.version) == (f"Text of number {winner}.", 2)
    assert list(claim.versions.order_by("pgh_id").values_list("text", flat=True)) == [before, claim.text]
    for number, answer in enumerate(answers):
        if number != winner:
            page = answer.content.decode()
            assert f"Text of number {number}." in page, "what was typed is lost"
            assert f'name="theirs-text" value="Text of number {winner}."' in page


def test_of_fifty_who_save_one_event_one_wins(editor):
    event = factories.event(by=editor)
    rows = {"people-TOTAL_FORMS": "0", "people-INITIAL_FORMS": "0", "version": "1", "type": event.type}
    browsers = [logged_in(editor) for _ in range(20)]

    def post(number):
        return lambda: browsers[number].post(event.get_absolute_url(), rows | {"title": f"Title {number}"})

    answers = sent_at_once(*map(post, range(20)))
    assert statuses(answers) == [302] + [409] * 19
    event.refresh_from_db()
    winner = next(number for number, answer in enumerate(answers) if answer.status_code == 302)
    assert (event.title, event.version) == (f"Title {winner}", 2)


@pytest.mark.parametrize("htmx", [False, True], ids=["a form", "htmx"])
def test_a_key_sent_twenty_times_at_once_writes_one_claim(editor, htmx):
    factories.conflict()
    capture = factories.article()
    claim = factories.draft_claim(by=editor)
    Claim.objects.exclude(pk=claim.pk).delete()
    start = capture.text.index(factories.QUOTE)
    passage = {"capture": "1", "start": start, "end": start + len(factories.QUOTE), "words": factories.QUOTE}
    sent = claim_form(claim, text="Written once.", once=str(uuid4())) | passage
    headers = {"HX-Request": "true"} if htmx else {}
    url = f"/desk/articles/{capture.article_id}/claims/new/"
    browsers = [logged_in(editor) for _ in range(20)]
    answers = sent_at_once(*[lambda one=one: one.post(url, sent, headers=headers) for one in browsers])
    written = Claim.objects.get(text="Written once.")
    assert (Evidence.objects.filter(claim=written).count(), SentForm.objects.count()) == (1, 1)
    if htmx:
        assert statuses(answers) == [200] * 20
        assert len({answer.content for answer in answers}) == 1
        assert "Written once." in answers[0].content.decode()
    else:
        assert statuses(answers) == [302] * 20
        assert {answer.url for answer in answers} == {
            f"/desk/articles/{capture.article_id}/?capture=1#evidence-{written.evidence.get().pk}"
        }


def test_a_key_sent_twenty_times_at_once_takes_one_step(editor):
    reviewers = [factories.user(Role.REVIEWER, f"reviewer{number}") for number in range(2)]
    claim = factories.claim_in_review(by=editor)
    sent = {"reasons": "The quote is cut.", "version": claim.version, "once": str(uuid4())}
    browsers = [logged_in(reviewers[0]) for _ in range(20)]
    url = f"/desk/claims/{claim.pk}/steps/send_back/"
    answers = sent_at_once(*[lambda one=one: one.post(url, sent) for one in browsers])
    assert {(answer.status_code, answer.url) for answer in answers} == {(302, "/desk/review/")}
    assert claim.reviews.filter(outcome="sent_back").count() == 1


def test_an_event_is_moved_once_by_a_double_click(editor):
    claims = [factories.draft_claim(text=f"Claim {number}.") for number in range(3)]
    event = factories.event(by=editor, claims=claims)
    url = f"/desk/events/{event.pk}/claims/{claims[0].pk}/move/"
    sent = {"to": "later", "once": str(uuid4())}  # without a version, which would stop the second as well
    browsers = [logged_in(editor) for _ in range(2)]
    answers = sent_at_once(*[lambda one=one: one.post(url, sent) for one in browsers])
    assert statuses(answers) == [302, 302]
    order = Event.objects.get().event_claims.order_by("position").values_list("claim__text", flat=True)
    assert list(order) == ["Claim 1.", "Claim 0.", "Claim 2."]
