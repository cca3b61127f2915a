"""What a reviewer is shown of a claim that was approved before: each change since then, words and passages."""

from dataclasses import replace

import pytest

from claims import actions
from claims.actions import ClaimContent
from claims.models import Claim
from claims.since_approval import since_approval
from tests import factories
from tests.pages import of_class, read, words

# The history goes by the time of the transaction, and a test would else be one.
pytestmark = pytest.mark.django_db(transaction=True)


def since(claim):
    return since_approval([Claim.objects.for_cards().get(pk=claim.pk)]).get(claim.pk)


def edit(claim, **changed):
    claim.refresh_from_db()
    content = replace(ClaimContent.of(claim), **changed)
    return actions.edit_claim(claim=claim, content=content, version=claim.version, by=factories.user())


def told(difference):
    return [(piece.op, piece.text.strip()) for piece in difference.pieces if piece.op != "same"]


def test_what_was_never_approved_and_what_is_approved_have_nothing():
    assert since(factories.claim_in_review()) is None
    assert since(factories.approved_claim()) is None


def test_each_field_that_changed_is_shown_word_by_word():
    claim = factories.approved_claim(text="Russia accepts it.", verdict="corroborated")
    putin = factories.actor("putin", "Vladimir Putin")
    edit(claim, text="Russia rejects it.")
    edit(claim, said_edtf="2025-03", attributions=((putin, "speaker"),))
    found = since(claim)
    assert {one.what for one in found.differences} == {"claim", "said", "people"}
    assert told(found.differences[0]) == [("del", "accepts"), ("ins", "rejects")]
    assert found.verdict == "corroborated"
    assert not found.passages


def test_it_is_the_last_approval_that_counts():
    claim = factories.approved_claim(text="One.")
    factories.approve(edit(claim, text="Two."))
    edit(claim, text="Three.")
    (change,) = since(claim).differences
    assert told(change) == [("del", "Two"), ("ins", "Three")]


def test_passages_that_were_added_removed_or_do_something_else_are_named(editor):
    claim = factories.draft_claim()
    for exact, relation in (("Russia wants", "supports"), ("Thursday", "context")):
        actions.add_evidence(claim=claim, excerpt=factories.passage(exact=exact), relation=relation, by=editor)
    actions.submit(claim=claim, by=editor)
    factories.approve(claim)
    kept, removed = claim.evidence.order_by("pk")[1:]
    actions.remove_evidence(evidence=removed, by=editor)
    actions.add_evidence(claim=claim, excerpt=kept.excerpt, relation="disputes", by=editor)
    actions.add_evidence(claim=claim, excerpt=factories.passage(exact="MOSCOW"), relation="supports", by=editor)
    assert [(one.did, one.relation, one.exact) for one in since(claim).passages] == [
        ("added", "supports", "MOSCOW"),
        ("changed", "supports → disputes", "Russia wants"),
        ("removed", "context", "Thursday"),
    ]


def test_a_claim_that_was_reopened_and_left_alone_says_so(editor):
    claim = factories.approved_claim()
    actions.reopen(claim=claim, by=editor, reasons="Look again.")
    assert since(claim).is_same


def test_the_queue_and_the_page_show_it_and_what_readers_see(as_reviewer):
    claim = factories.approved_claim(text="Russia accepts it.")
    factories.published(claims=[claim])
    edit(claim, text="Russia rejects it.")
    for url in ("/desk/review/", f"/desk/claims/{claim.pk}/"):
        blocks = [words(one) for one in read(as_reviewer, url).xpath("//section[.//dl[@class='diff']]")]
        assert any("Since it was last approved" in one and "acceptsrejects" in one for one in blocks), url
        assert any("readers see" in one and "acceptsrejects" in one for one in blocks), url


def test_the_cost_does_not_grow(django_assert_num_queries):
    claims = [factories.approved_claim(text=f"Claim {n}.") for n in range(4)]
    for claim in claims:
        edit(claim, text="Other.")
        actions.remove_evidence(evidence=claim.evidence.get(), by=factories.user())
    for number in (1, 4):
        found = list(Claim.objects.for_cards().filter(pk__in=[claim.pk for claim in claims[:number]]))
        with django_assert_num_queries(4):
            assert len(since_approval(found)) == number


def test_the_queue_has_what_one_person_approved_alone_first(as_reviewer):
    claim = factories.claim_approved_alone(text="Explosions in the port.")
    factories.claim_in_review(text="A usual claim.")
    page = read(as_reviewer, "/desk/review/")
    titles = [words(one) for one in of_class(page, "row-title")]
    assert titles[:2] == ["Explosions in the port.", "A usual claim."]
    actions.confirm(claim=claim, by=factories.user("reviewer"), verdict="verified", rationale="Seen.")
    assert "Explosions in the port." not in words(read(as_reviewer, "/desk/review/").get_element_by_id("main"))


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_it_is_compared_in_every_language_of_the_desk(as_reviewer, language):
    claim = factories.approved_claim(text="Russia accepts it.")
    factories.published(claims=[claim])
    edit(claim, text="Russia rejects it.")
    for url in ("/desk/review/", f"/desk/claims/{claim.pk}/"):
        english, own = (of_class(read(as_reviewer, f"{prefix}{url}"), "diff") for prefix in ("", f"/{language}"))
        assert len(own) == len(english) >= 2, url
        assert all("acceptsrejects" in words(one) for one in own), url
