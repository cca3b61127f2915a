"""A changed article: what its claims rest on is found again, or the desk is told."""

import pytest
from django.core.exceptions import ValidationError
from django.db import ProgrammingError, transaction

from claims import actions, workbench
from claims.changed_sources import unsettled
from claims.models import Excerpt, Placement
from tests import factories
from timeline.freezing import freeze

pytestmark = pytest.mark.django_db
LOST = factories.TEXT.replace("a breather for Ukrainian troops", "a pause for everybody")


@pytest.fixture
def claim(editor):
    return factories.draft_claim(by=editor)


def changed(claim, text):
    """The article has another capture with this text."""
    article = claim.evidence.get().excerpt.snapshot.article
    capture = factories.snapshot(article, text)
    actions.place_passages(snapshot=capture)
    return capture


def excerpt_of(claim):
    return Excerpt.objects.get(evidence__claim=claim)


def test_a_passage_that_is_where_it_was_is_anchored(claim):
    changed(claim, factories.TEXT + "\n\nUpdated.")
    placement = Placement.objects.get()
    assert (placement.state, placement.start, placement.end) == (
        "anchored",
        excerpt_of(claim).start,
        excerpt_of(claim).end,
    )


def test_a_passage_that_moved_is_found_where_it_is_now(claim):
    capture = changed(claim, "Updated at noon.\n\n" + factories.TEXT)
    placement = Placement.objects.get()
    excerpt = excerpt_of(claim)
    assert (placement.state, excerpt.state) == ("moved", "moved")
    assert capture.text[placement.start : placement.end] == excerpt.exact == factories.QUOTE
    assert not unsettled()
    (card,) = workbench.cards_of(capture)
    assert (card.claim, card.excerpt.start, card.excerpt.exact) == (claim, placement.start, factories.QUOTE)


def test_a_passage_that_is_gone_puts_its_claim_on_the_list_and_stops_publication(claim, reviewer, editor):
    event = factories.event(claims=[factories.approve(actions.submit(claim=claim, by=editor))], by=editor)
    changed(claim, LOST)
    placement = Placement.objects.get()
    assert (placement.state, placement.start, excerpt_of(claim).state) == ("orphaned", None, "orphaned")
    assert list(unsettled()) == [placement]
    assert any("no longer in its article" in problem for problem in freeze(event).problems)
    with pytest.raises(ValidationError):
        actions.settle(placements=[placement], why=" ", by=editor)
    assert actions.settle(placements=[placement], why="It was said; the capture shows it.", by=editor) == 1
    assert not unsettled()
    assert freeze(event).problems == []


def test_what_was_settled_stays_settled_while_nothing_new_happens(claim, editor):
    changed(claim, LOST)
    actions.settle(placements=Placement.objects.all(), why="It was said.", by=editor)
    changed(claim, LOST + " And more.")
    assert not unsettled()
    assert not excerpt_of(claim).is_lost


def test_a_passage_that_comes_back_settles_itself(claim):
    changed(claim, LOST)
    changed(claim, factories.TEXT)
    assert not unsettled()
    assert excerpt_of(claim).state == "anchored"
    gone, back = Placement.objects.order_by("pk")
    assert (gone.settled_by, bool(gone.settled_at), back.state) == (None, True, "anchored")


def test_a_passage_of_an_old_capture_that_is_used_only_now_is_placed(editor):
    old = factories.article()
    factories.snapshot(old.article, LOST)
    claim = factories.draft_claim(by=editor, excerpt=factories.passage(old))
    assert list(unsettled()) == [Placement.objects.get(excerpt__evidence__claim=claim)]


def test_a_retracted_claim_troubles_nobody(claim, editor):
    changed(claim, LOST)
    actions.dismiss(claim=claim, by=editor, reasons="Double.")
    assert not unsettled()


def test_a_placement_is_kept_as_it_was_found(claim):
    changed(claim, LOST)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Placement.objects.update(score=1.0)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Placement.objects.all().delete()
