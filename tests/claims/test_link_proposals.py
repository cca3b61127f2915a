"""How a claim may stand to others is proposed once its words are written, and decided by people."""

import pytest
from django.core.exceptions import ValidationError

from claims import actions
from claims.models import Claim, ClaimLink, LinkProposal, LinkSearch
from lib.outbox import JobState
from tests import factories

pytestmark = pytest.mark.django_db

KILLED = "Russian drones killed 17 people in Kharkiv on Thursday night."


def search(claim):
    """What a worker does after the claim's last change."""
    job = claim.link_searches.last()
    assert actions.propose_links(search_id=job.pk)
    return proposed()


def proposed():
    return [
        (one.claim.text, one.kind, one.other.text, one.state) for one in LinkProposal.objects.order_by("-score", "pk")
    ]


def recorded(text, **content):
    claim = factories.draft_claim(text=text, kind="fact", **content)
    claim.link_searches.all().delete()
    return claim


def test_a_claim_that_says_the_same_is_proposed_as_one_that_it_repeats():
    recorded(KILLED)
    recorded("The Paris summit ended without a statement.", speaker=factories.actor("macron"))
    claim = factories.draft_claim(text="In Kharkiv, 17 people were killed by Russian drones on Thursday night.")
    assert search(claim) == [(claim.text, "repeats", KILLED, "open")]
    one = LinkProposal.objects.get()
    assert 0.6 <= one.score <= 1
    assert "same number" in one.why
    assert claim.link_searches.get().state == JobState.DONE


def test_the_later_claim_repeats_the_earlier_one_whichever_was_recorded_first():
    recorded(KILLED, said_edtf="2025-03-20")
    claim = factories.draft_claim(text=f"{KILLED[:-1]}, she said.", said_edtf="2025-03-13")
    assert search(claim)[0][:3] == (KILLED, "repeats", claim.text)


def test_a_denial_is_proposed_from_the_one_that_denies():
    recorded("Russian drones did not kill 17 people in Kharkiv on Thursday night.")
    claim = factories.draft_claim(text="Russian drones did kill 17 people in Kharkiv on Thursday night.")
    assert search(claim)[0][:2] == ("Russian drones did not kill 17 people in Kharkiv on Thursday night.", "denies")


@pytest.mark.parametrize(
    ("speaker", "said", "kind"),
    [
        ("ushakov", "2025-03-14", "supersedes"),
        ("ushakov", "2025-03-13", "contradicts"),
        ("peskov", "2025-03-14", "contradicts"),
    ],
)
def test_another_figure_supersedes_where_the_same_speaker_gives_it_later(speaker, said, kind):
    recorded(KILLED)
    who = factories.actor("ushakov", "Yuri Ushakov") if speaker == "ushakov" else factories.actor(speaker)
    claim = factories.draft_claim(text=KILLED.replace("17", "19"), said_edtf=said, speaker=who)
    assert search(claim)[0][:3] == (claim.text, kind, KILLED)
    assert LinkProposal.objects.get().why == "other figures: 17, then 19"


@pytest.mark.parametrize(("said", "kind"), [("2025-04-01", "walks_back"), ("2025-03-13", "contradicts")])
def test_the_opposite_stance_of_the_same_speaker_walks_back_what_was_said_before(said, kind):
    content = {"issue": factories.issue()}
    factories.draft_claim(text="Moscow takes the truce.", kind="position", stance="accepts", **content)
    claim = factories.draft_claim(
        text="A breather, he said.", kind="position", stance="rejects", said_edtf=said, **content
    )
    assert search(claim)[0][:3] == (claim.text, kind, "Moscow takes the truce.")
    assert LinkProposal.objects.get().why == "the same speaker on 30-day ceasefire: accepts, then rejects"


def test_what_was_refused_is_not_proposed_again_from_either_side(editor):
    before = recorded(KILLED)
    claim = factories.draft_claim(text=KILLED)
    search(claim)
    actions.refuse_proposal(proposal=LinkProposal.objects.get(), by=editor)
    for one in (before, claim):
        content = factories.claim_content(text=f"{KILLED} Again.", kind="fact")
        changed = actions.edit_claim(claim=one, content=content, version=one.version, by=editor)
        assert [row[3] for row in search(changed)] == ["refused"]


def test_what_is_linked_is_not_proposed(editor):
    before, claim = recorded(KILLED), factories.draft_claim(text=KILLED)
    actions.link_claims(claim=before, other=claim, kind="contradicts", by=editor)
    assert search(claim) == []


def test_what_was_proposed_before_it_was_linked_is_asked_no_more(editor):
    before, claim = recorded(KILLED), factories.draft_claim(text=KILLED)
    assert [row[3] for row in search(claim)] == ["open"]
    actions.link_claims(claim=before, other=claim, kind="contradicts", by=editor)
    assert [row[3] for row in proposed()] == ["confirmed"]
    assert not LinkProposal.objects.about(claim).open().exists()


def test_a_claim_that_was_changed_to_say_something_else_is_proposed_no_more(editor):
    recorded(KILLED)
    claim = factories.draft_claim(text=KILLED)
    assert len(search(claim)) == 1
    content = factories.claim_content(text="The Paris summit ended.", kind="fact", speaker=factories.actor("macron"))
    assert search(actions.edit_claim(claim=claim, content=content, version=1, by=editor)) == []


def test_an_older_version_is_not_looked_at_and_a_search_is_done_once(editor):
    recorded(KILLED)
    claim = factories.draft_claim(text=KILLED)
    first = claim.link_searches.get()
    content = factories.claim_content(text="Nothing of the kind.", kind="fact", speaker=factories.actor("macron"))
    actions.edit_claim(claim=claim, content=content, version=1, by=editor)
    assert actions.propose_links(search_id=first.pk)
    assert proposed() == []
    assert not actions.propose_links(search_id=first.pk)
    assert list(claim.link_searches.values_list("version", flat=True)) == [1, 2]


def test_a_change_of_evidence_or_stage_looks_for_nothing(editor):
    claim = factories.claim_in_review(by=editor)
    actions.add_evidence(claim=claim, excerpt=factories.passage(exact="Thursday"), relation="context", by=editor)
    assert LinkSearch.objects.count() == 1


def test_no_more_are_proposed_than_a_person_would_go_through():
    for n in range(9):
        recorded(f"{KILLED} Report {'abcdefghi'[n]}.")
    assert len(search(factories.draft_claim(text=KILLED))) == 6


def test_a_confirmed_proposal_makes_the_link_and_nobody_decides_it_twice(editor, editor2):
    recorded(KILLED)
    claim = factories.draft_claim(text=KILLED)
    search(claim)
    proposal = LinkProposal.objects.get()
    link = actions.confirm_proposal(proposal=proposal, kind="supersedes", by=editor)
    assert (link.claim, link.other, link.kind, link.added_by) == (
        proposal.claim,
        proposal.other,
        "supersedes",
        editor,
    )
    with pytest.raises(ValidationError, match="Editor has confirmed this already"):
        actions.refuse_proposal(proposal=proposal, by=editor2)
    with pytest.raises(ValidationError, match="not a kind of link"):
        actions.confirm_proposal(proposal=open_one(), kind="likes", by=editor)
    assert ClaimLink.objects.count() == 1


def open_one():
    one, other = factories.draft_claim(), factories.draft_claim()
    return LinkProposal.objects.create(claim=one, other=other, kind="repeats", score=0.5)


def test_a_proposal_that_a_change_took_away_cannot_be_confirmed(editor):
    proposal = open_one()
    LinkProposal.objects.all().delete()
    with pytest.raises(ValidationError, match="no longer proposed"):
        actions.confirm_proposal(proposal=proposal, by=editor)
    assert not ClaimLink.objects.exists()


def test_a_dismissed_claim_takes_its_proposals_off_the_page(editor):
    proposal = open_one()
    actions.dismiss(claim=proposal.other, by=editor, reasons="Twice.")
    assert list(LinkProposal.objects.about(Claim.objects.get(pk=proposal.claim_id)).open().for_page()) == []
