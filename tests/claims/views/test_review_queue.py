"""What waits for a second person, and what is then to be published."""

import pytest

from claims import actions
from tests import factories
from tests.claims.views.tab import Tab
from tests.conftest import logged_in
from tests.pages import of_class, the, words

pytestmark = pytest.mark.django_db


def queue(tab):
    return [words(one) for one in of_class(tab.root, "queue")[0].iter("h2")]


def test_the_longest_waiting_stands_first_with_what_it_rests_on(as_reviewer, editor, editor2):
    factories.claim_in_review(by=editor, text="First.")
    factories.claim_in_review(by=editor2, text="Second.")
    tab = Tab(as_reviewer, "/desk/review/")
    assert queue(tab) == ["First.", "Second."]
    first = of_class(tab.root, "queue")[0][0]
    assert factories.QUOTE in words(first)
    assert "asked by Editor" in words(first)
    assert "1 origin" in words(first)


def test_what_was_asked_again_waits_from_then_on(as_reviewer, editor, reviewer):
    claim = factories.claim_in_review(by=editor, text="Sent back once.")
    factories.claim_in_review(by=editor, text="Written later.")
    actions.send_back(claim=claim, by=reviewer, reasons="Which talks?")
    actions.submit(claim=claim, by=editor)
    assert queue(Tab(as_reviewer, "/desk/review/")) == ["Written later.", "Sent back once."]


def test_an_item_leads_to_its_decision(as_reviewer, editor):
    claim = factories.claim_in_review(by=editor)
    tab = Tab(as_reviewer, "/desk/review/")
    tab.visit(tab.button("Review", of_class(tab.root, "queue")[0]).get("href"))
    assert tab.url == f"/desk/claims/{claim.pk}/#decision"
    assert "Your decision" in tab.says("decision")


def test_ones_own_claims_stand_apart(reviewer, editor):
    factories.claim_in_review(by=editor, text="Theirs.")
    factories.claim_in_review(by=reviewer, text="Mine.")
    tab = Tab(logged_in(reviewer), "/desk/review/")
    assert queue(tab) == ["Theirs."]
    assert "Yours, for somebody else to decide" in tab.says()
    assert "Mine." in tab.says()


def test_drafts_and_decided_claims_do_not_wait(as_reviewer, editor):
    factories.draft_claim(by=editor, text="A draft.")
    factories.approved_claim(text="Approved.")
    assert "No claim waits for you." in Tab(as_reviewer, "/desk/review/").says()


def test_an_editor_sees_the_queue_without_a_decision_to_make(as_editor, editor2):
    factories.claim_in_review(by=editor2)
    tab = Tab(as_editor, "/desk/review/")
    assert len(queue(tab)) == 1
    assert tab.root.xpath("//a[.='Review'][contains(@class, 'button')]") == []


def test_an_approved_claim_leaves_the_queue_and_its_event_waits_to_be_published(as_reviewer, editor):
    claim = factories.claim_in_review(by=editor)
    factories.event(claims=[claim], by=editor, title="An aide speaks")
    tab = Tab(as_reviewer, f"/desk/claims/{claim.pk}/")
    tab.send(tab.form_to(f"/desk/claims/{claim.pk}/approve/"), {"verdict": "verified", "rationale": "Heard it."})
    assert "No claim waits for you." in tab.says()
    (listed,) = tab.root.xpath("//section[@aria-labelledby='to-publish']//li")
    assert words(listed).startswith("An aide speaks")
    assert "not published yet" in words(listed)
    assert of_class(tab.root, "count") == []


def test_the_badge_counts_what_this_person_may_decide(reviewer, editor):
    factories.claim_in_review(by=editor)
    factories.claim_in_review(by=reviewer)
    (link,) = Tab(logged_in(reviewer), "/desk/review/").root.xpath(
        "//nav[@aria-label='Desk']//a[@href='/desk/review/']"
    )
    assert words(the(link, "count")) == "1 waits for you"
