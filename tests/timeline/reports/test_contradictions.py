"""Contradictions that nothing has settled."""

import pytest

from claims import actions
from claims.models import LinkProposal
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    return factories.approved_claim(text="Kursk is retaken."), factories.approved_claim(text="Fighting goes on.")


def linked(pair, kind, by):
    claim, other = pair
    actions.link_claims(claim=claim, other=other, kind=kind, by=by)
    # A link is a change of both, which takes their approval: they are approved again.
    for one in pair:
        one.refresh_from_db()
        if one.stage == "draft":
            factories.approve(actions.submit(claim=one, by=by))


def texts(rows):
    return [(row["claim"], row["how"], row["other"]) for row in rows]


@pytest.mark.parametrize("kind", ["contradicts", "denies"])
def test_two_that_stand(reports, pair, editor, kind):
    linked(pair, kind, editor)
    assert texts(reports.file("contradictions")) == [("Kursk is retaken.", kind, "Fighting goes on.")]


def test_where_they_stand(reports, pair, editor):
    linked(pair, "contradicts", editor)
    for one in pair:
        one.refresh_from_db()
    factories.published(title="How much of Kursk", claims=[pair[0]])
    [row] = reports.file("contradictions")
    assert (row["events"], row["published"], row["verdicts"], row["by"]) == (
        "How much of Kursk",
        "one",
        "verified / verified",
        "Editor",
    )


@pytest.mark.parametrize("kind", ["repeats", "supersedes", "walks_back"])
def test_other_links_are_none(reports, pair, editor, kind):
    linked(pair, kind, editor)
    assert reports.file("contradictions") == []


@pytest.mark.parametrize("kind", ["supersedes", "walks_back"])
def test_one_that_was_replaced_settles_it(reports, pair, editor, kind):
    linked(pair, "contradicts", editor)
    newer = factories.approved_claim(text="Kursk is not retaken.")
    linked((newer, pair[0]), kind, editor)
    assert reports.file("contradictions") == []


def test_a_draft_does_not_stand_unless_readers_see_it(reports, pair, editor):
    linked(pair, "contradicts", editor)
    pair[0].refresh_from_db()
    actions.reopen(claim=pair[0], by=editor, reasons="Look again.")
    assert reports.file("contradictions") == []


def test_what_readers_still_see_stands(reports, pair, editor):
    linked(pair, "contradicts", editor)
    pair[0].refresh_from_db()
    factories.published(claims=[pair[0]])
    actions.reopen(claim=pair[0], by=editor, reasons="Look again.")
    assert len(reports.file("contradictions")) == 1


def test_the_same_from_both_sides_is_one_line(reports, pair, editor):
    linked(pair, "contradicts", editor)
    linked(pair[::-1], "contradicts", editor)
    assert len(reports.file("contradictions")) == 1


def test_proposals_that_wait(reports, pair, reviewer):
    proposal = LinkProposal.objects.create(claim=pair[0], other=pair[1], kind="contradicts", score=0.71, why="not")
    assert reports.file("contradictions") == []
    [row] = reports.file("contradictions", "?what=proposed")
    assert (row["claim"], row["other"], row["score"], row["why"]) == (*(str(one) for one in pair), "0.71", "not")
    proposal.state, proposal.decided_by = "refused", reviewer
    proposal.save()
    assert reports.file("contradictions", "?what=proposed") == []
