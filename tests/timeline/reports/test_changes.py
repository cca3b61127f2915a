"""Verdicts that were changed or taken back, and corrections of what readers see."""

from datetime import timedelta

import pgtrigger
import pytest
from django.utils import timezone

from claims import actions
from claims.models import Claim
from tests import factories
from timeline.models import Entry

pytestmark = pytest.mark.django_db


def steps(rows):
    return [(row["did"], row["before"], row["after"], row["by"]) for row in rows]


@pytest.fixture
def changed(editor):
    """A claim that was verified and then found to be false."""
    claim = factories.approved_claim(text="It rained.", verdict="verified", rationale="Two witnesses.")
    claim = actions.reopen(claim=claim, by=editor, reasons="A third says otherwise.")
    return factories.approve(
        actions.submit(claim=claim, by=editor), verdict="false", rationale="No rain was measured."
    )


def test_a_verdict_is_taken_back_and_changed(reports, changed):
    rows = reports.file("verdicts")
    assert steps(rows) == [
        ("changed", "verified", "false", "Reviewer"),
        ("taken back", "verified", "", "Editor"),
    ]
    assert rows[0]["why"] == "No rain was measured."
    assert rows[1]["why"] == "A third says otherwise."
    assert {row["claim"] for row in rows} == {str(changed.pk)}


def test_first_verdicts_are_told_where_they_are_asked_for(reports, changed):
    assert steps(reports.file("verdicts", "?what=first")) == [("given", "", "verified", "Reviewer")]
    assert len(reports.file("verdicts", "?what=all")) == 3


def test_the_same_verdict_again_is_no_change_of_it(reports, editor):
    claim = actions.reopen(claim=factories.approved_claim(), by=editor, reasons="Typing error.")
    factories.approve(actions.submit(claim=claim, by=editor))
    assert [row["did"] for row in reports.file("verdicts")] == ["given again", "taken back"]


def test_a_change_past_the_actions_is_told_as_well(reports):
    claim = factories.approved_claim()
    Claim.objects.filter(pk=claim.pk).update(verdict="disputed")
    assert [step[:3] for step in steps(reports.file("verdicts"))] == [("changed", "verified", "disputed")]


def test_what_readers_see_is_marked(reports, editor):
    claim = factories.approved_claim()
    entry = factories.published(claims=[claim])
    actions.reopen(claim=claim, by=editor, reasons="Wait.")
    factories.draft_claim()
    [row] = reports.file("verdicts")
    assert (row["did"], row["published"], row["event"]) == ("taken back", "verified", entry.title)


def test_the_period_compares_with_versions_before_it(reports, changed):
    versions = Claim.versions.rel.related_model.objects.filter(pgh_obj=changed.pk)
    last = versions.latest("pgh_id")
    with pgtrigger.ignore("claims.ClaimVersion:append_only"):
        versions.exclude(pk=last.pk).update(pgh_created_at=timezone.now() - timedelta(days=20))
    assert steps(reports.file("verdicts", "?days=7")) == [("changed", "verified", "false", "Reviewer")]
    assert len(reports.file("verdicts", "?days=30")) == 2
    with pgtrigger.ignore("claims.ClaimVersion:append_only"):
        versions.update(pgh_created_at=timezone.now() - timedelta(days=400))
    assert reports.file("verdicts", "?days=90") == []
    assert len(reports.file("verdicts", "?days=all")) == 2


def test_corrections(reports):
    entry = factories.published(title="Talks in Riyadh")
    factories.published(title="Never corrected")
    corrected = factories.republished(entry, title="Talks in Jeddah", note="It was Jeddah.")
    [row] = reports.file("corrections")
    assert row["event"] == "Talks in Jeddah"
    assert (row["revision"], row["note"], row["by"], row["written_by"]) == (
        "2",
        "It was Jeddah.",
        "Reviewer",
        "Editor",
    )
    assert "title: Talks in Riyadh → Talks in Jeddah" in row["changes"]
    assert row["at"] == corrected.known_at.strftime("%Y-%m-%dT%H:%M:%SZ")


def test_corrections_by_period(reports):
    factories.republished(factories.published(), title="Other")
    assert len(reports.file("corrections", "?days=7")) == 1
    moment = timezone.now() - timedelta(days=8)
    # Public rows cannot be made older: look from later on instead.
    assert Entry.objects.corrections().filter(known_at__gte=moment).count() == 1
