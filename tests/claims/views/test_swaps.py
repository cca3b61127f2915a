"""What htmx leaves on the page is what a fresh load of the page shows."""

import pytest

from claims.actions import add_evidence
from claims.enums import Relation
from claims.models import Claim
from tests import factories
from tests.claims.views.tab import Tab
from tests.pages import words

pytestmark = pytest.mark.django_db

SECOND = "Russia wants a long-term settlement"


@pytest.fixture
def capture(db):
    factories.conflict()
    factories.actor("ushakov", "Yuri Ushakov")
    return factories.article()


@pytest.fixture
def suggestions(capture):
    return factories.suggestion(capture), factories.suggestion(capture, SECOND, speaker_name="Mike Waltz")


def bench(client, capture):
    return Tab(client, f"/desk/articles/{capture.article_id}/")


def first(tab):
    return tab.by_id("cards")[0]


def claim_form(tab):
    return tab.root.xpath("//*[@id='composer']/form[@method='post']")[0]


def evidence_form(tab):
    return tab.root.xpath("//*[@id='composer']//details/form[@method='post']")[0]


def test_the_measure_itself_sees_a_difference(as_editor, capture, suggestions):
    tab = bench(as_editor, capture)
    tab.assert_same_as_reload()
    tab.press(tab.button("Edit", first(tab)))
    with pytest.raises(AssertionError):
        tab.assert_same_as_reload()


@pytest.mark.parametrize("text", ["Accept", "Reject"])
def test_after_a_suggestion_is_decided(as_editor, capture, suggestions, text):
    tab = bench(as_editor, capture)
    tab.press(tab.button(text, first(tab)))
    tab.assert_same_as_reload()
    tab.press(tab.button(text, tab.by_id("cards")[1]))
    tab.assert_same_as_reload()


def test_after_a_suggestion_is_edited_and_saved(as_editor, capture, suggestions):
    tab = bench(as_editor, capture)
    tab.press(tab.button("Edit", first(tab)))
    tab.press(first(tab).xpath(".//form")[0], {"text": "An aide called it a breather."})
    tab.assert_same_as_reload()


def test_after_the_form_of_a_suggestion_is_left(as_editor, capture, suggestions):
    tab = bench(as_editor, capture)
    tab.press(tab.button("Edit", first(tab)))
    tab.press(tab.button("Leave", first(tab)))
    tab.assert_same_as_reload()


def test_after_the_form_was_sent_with_a_mistake_and_then_without(as_editor, capture, suggestions):
    tab = bench(as_editor, capture)
    tab.press(tab.button("Edit", first(tab)))
    tab.press(first(tab).xpath(".//form")[0], {"place": "Atlantis"}, status=422)
    tab.press(first(tab).xpath(".//form")[0], {"place": ""})
    tab.assert_same_as_reload()


@pytest.mark.parametrize("exact", ["MOSCOW", "he added", factories.QUOTE])
def test_after_a_claim_is_made_between_cards_and_at_the_end(as_editor, capture, suggestions, exact):
    tab = bench(as_editor, capture)
    tab.press(tab.by_id("find"), {"words": exact})
    tab.press(claim_form(tab), {"text": "A claim by hand."})
    tab.assert_same_as_reload()


def test_after_the_first_claim_of_a_text(as_editor, capture):
    tab = bench(as_editor, capture)
    assert "Nothing is suggested" in tab.says()
    tab.press(tab.by_id("find"), {"words": factories.QUOTE})
    tab.press(claim_form(tab))
    tab.assert_same_as_reload()
    tab.press(tab.by_id("find"), {"words": SECOND})
    tab.press(claim_form(tab))
    tab.assert_same_as_reload()


def test_after_evidence_is_added_that_has_no_card_yet(as_editor, capture, suggestions):
    claim = factories.draft_claim()
    tab = bench(as_editor, capture)
    tab.press(tab.by_id("find"), {"words": "and nothing more"})
    tab.press(evidence_form(tab), {"claim": claim.pk, "relation": "disputes"})
    tab.assert_same_as_reload()


def test_after_evidence_changes_what_it_does(as_editor, capture, suggestions, editor):
    claim = factories.draft_claim()
    add_evidence(claim=claim, excerpt=factories.passage(capture, "he added"), relation=Relation.SUPPORTS, by=editor)
    tab = bench(as_editor, capture)
    tab.press(tab.by_id("find"), {"words": "he added"})
    tab.press(evidence_form(tab), {"claim": claim.pk, "relation": "context"})
    tab.assert_same_as_reload()


def test_after_evidence_takes_back_the_approval_that_other_cards_show(as_editor, capture, suggestions):
    claim = factories.approved_claim(excerpt=factories.passage(capture, "he added"))
    tab = bench(as_editor, capture)
    assert "approved" in tab.says(f"evidence-{claim.evidence.get().pk}")
    tab.press(tab.by_id("find"), {"words": "MOSCOW"})
    tab.press(evidence_form(tab), {"claim": claim.pk})
    assert "in review" in tab.says(f"evidence-{claim.evidence.first().pk}")
    tab.assert_same_as_reload()


def test_after_review_is_asked_for_from_a_card(as_editor, capture, suggestions):
    tab = bench(as_editor, capture)
    tab.press(tab.button("Accept", first(tab)))
    form = tab.form_to(f"/desk/claims/{Claim.objects.get().pk}/steps/submit/")
    tab.press(form)
    assert Claim.objects.get().stage == "in_review"
    tab.assert_same_as_reload()


def test_after_review_is_asked_for_a_claim_that_two_cards_show(as_editor, capture, suggestions, editor):
    claim = factories.draft_claim(excerpt=factories.passage(capture, "MOSCOW"))
    add_evidence(claim=claim, excerpt=factories.passage(capture, "he added"), relation=Relation.CONTEXT, by=editor)
    tab = bench(as_editor, capture)
    (form,) = first(tab).iter("form")
    tab.press(form)
    assert [words(one) for one in tab.root.xpath("//*[@class='claim-state']/p")] == ["◔in review"] * 2
    tab.assert_same_as_reload()


def test_after_a_name_is_added(as_editor, capture, suggestions):
    capture = factories.article("“We are ready,” said national security adviser Mike Waltz.")
    factories.suggestion(capture, "We are ready", speaker_name="Mike Waltz")
    fresh = bench(as_editor, capture)
    tab = bench(as_editor, capture)
    tab.press(tab.by_id("names"))
    (form,) = tab.by_id("names").iter("form")
    tab.press(form)
    fresh.visit("")
    fresh.press(fresh.by_id("names"))
    for name in ("cards", "progress", "actor-names"):
        assert tab.says(name) == fresh.says(name)
    assert tab.says("names").removeprefix("Added Mike Waltz.").strip() == fresh.says("names")


def test_after_the_inbox_is_narrowed(as_editor, capture, suggestions):
    factories.article(title="Undated", published="")
    tab = Tab(as_editor, "/desk/")
    for text in ("To decide", "Undated", "All"):
        tab.press(tab.root.xpath(f"//nav[@aria-label='Show']/a[.='{text}']")[0])
        tab.assert_same_as_reload()
    assert tab.url == "/desk/?show=all"
