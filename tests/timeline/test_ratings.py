"""How credible a passage is, as readers see it and as a change of what they saw."""

import pytest

from claims import actions as claim_actions
from claims.models import Claim
from claims.templatetags.admiralty import admiralty
from tests import factories
from tests.pages import of_class, read, words
from timeline.actions import publish

pytestmark = pytest.mark.django_db


def rated(claim, credibility):
    """The claim with its only passage rated so, and approved again."""
    claim_actions.rate_evidence(evidence=claim.evidence.get(), credibility=credibility, by=factories.user())
    claim = Claim.objects.get(pk=claim.pk)
    if claim.stage == "draft":
        claim = claim_actions.submit(claim=claim, by=factories.user())
    return factories.approve(claim) if claim.stage == "in_review" else claim


@pytest.mark.parametrize(
    ("before", "after", "was", "now", "note"),
    [
        (6, 2, "", "2 · probably true", ""),
        (2, 4, "2 · probably true", "4 · doubtful", "The film is older."),
        (2, 6, "2 · probably true", "", "The film is older."),
    ],
)
def test_another_rating_is_a_change_and_a_first_one_takes_nothing_back(reviewer, before, after, was, now, note):
    claim = rated(factories.approved_claim(), before)
    event = factories.published(claims=[claim]).event
    rated(claim, after)
    entry = publish(event=event, by=reviewer, note="The film is older.")
    quoted = f"“{factories.QUOTE}”: "
    assert [change for change in entry.changes if change["what"] == "credibility"] == [
        {"what": "credibility", "before": was and quoted + was, "after": now and quoted + now}
    ]
    assert entry.correction_note == note


def test_readers_see_letter_and_number_with_their_words_and_the_letter_alone_of_what_nobody_judged(client):
    for credibility, expected in ((2, "Demo Wire B2 usually reliable, probably true"), (6, "Demo Wire B Kremlin")):
        entry = factories.published(claims=[rated(factories.approved_claim(), credibility)])
        root = read(client, f"/events/{entry.event_id}-{entry.slug}/")
        assert words(of_class(root, "citation")[0].find("figcaption")).startswith(expected)


def test_the_code_is_told_in_full_where_it_is_asked_for():
    assert "usually reliable, cannot be judged" in admiralty("B", 6, in_full=True)


def test_a_rating_sends_an_approved_claim_back_before_readers_see_it(editor):
    claim = factories.approved_claim()
    entry = factories.published(claims=[claim])
    claim_actions.rate_evidence(evidence=claim.evidence.get(), credibility=1, by=editor)
    claim.refresh_from_db()
    assert claim.stage != "approved"
    assert claim.reviews.last().reasons == "The credibility of a passage was rated anew."
    assert entry.statements.get().citations.get().credibility == 6
