"""What was done, by outlet and by person."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims import actions
from claims.models import Claim
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def worked(editor, editor2, reviewer):
    """Two outlets and two editors: one claim published, one sent back, one rejected suggestion."""
    wire, daily = factories.source("wire"), factories.source("daily")
    first = factories.approved_claim(excerpt=factories.passage(factories.article(of=wire)))
    factories.published(claims=[first])
    sent = factories.claim_in_review(excerpt=factories.passage(factories.article(of=daily)), by=editor2)
    actions.send_back(claim=sent, by=reviewer, reasons="Who says so?")
    suggestion = factories.suggestion(factories.article(of=daily))
    actions.reject_suggestion(suggestion=suggestion, by=editor, reason="Noise.")
    return first, sent


def figures(rows, key):
    names = ("decided", "written", "sent_back", "approved", "published")
    return {row[key]: tuple(int(row[name]) for name in names) for row in rows}


def test_by_outlet(reports, worked):
    assert figures(reports.file("sources"), "outlet") == {"Wire": (0, 1, 0, 1, 1), "Daily": (1, 1, 1, 0, 0)}


def test_by_person(reports, worked):
    rows = reports.file("editors")
    assert figures(rows, "person") == {
        "Editor": (1, 1, 0, 1, 1),
        "Editor2": (0, 1, 1, 0, 0),
        "Reviewer": (0, 0, 0, 0, 0),
    }
    [reviewer] = [row for row in rows if row["person"] == "Reviewer"]
    assert [int(reviewer[name]) for name in ("has_sent_back", "has_approved", "has_published")] == [1, 1, 1]


def test_a_claim_counts_once_for_an_outlet_however_many_passages_it_has(reports, editor):
    wire = factories.source("wire")
    claim = factories.draft_claim(excerpt=factories.passage(factories.article(of=wire)), by=editor)
    more = factories.passage(factories.article(of=wire))
    actions.add_evidence(claim=claim, excerpt=more, relation="supports", by=editor)
    factories.approve(actions.submit(claim=claim, by=editor))
    assert figures(reports.file("sources"), "outlet") == {"Wire": (0, 1, 0, 1, 0)}


def test_median_from_the_request_to_the_decision(reports, editor, reviewer, monkeypatch):
    began = timezone.now() - timedelta(days=2)
    for hours in (1, 2, 9):
        claim = factories.draft_claim(by=editor)
        monkeypatch.setattr(timezone, "now", lambda: began)
        actions.submit(claim=claim, by=editor)
        monkeypatch.setattr(timezone, "now", lambda hours=hours: began + timedelta(hours=hours))
        factories.approve(claim)
    monkeypatch.undo()
    [editors] = [row for row in reports.file("editors") if row["person"] == "Editor"]
    assert float(editors["to_decision"]) == pytest.approx(2, abs=0.01)
    [outlet] = reports.file("sources")
    assert float(outlet["to_decision"]) == pytest.approx(2, abs=0.01)


def test_the_period_leaves_out_what_was_before(reports, editor):
    claim = factories.draft_claim(by=editor)
    Claim.objects.filter(pk=claim.pk).update(created_at=timezone.now() - timedelta(days=8))
    assert reports.file("editors", "?days=7") == []
    assert figures(reports.file("editors", "?days=30"), "person") == {"Editor": (0, 1, 0, 0, 0)}
    assert len(reports.file("sources", "?days=all")) == 1
