"""What one person published alone: it waits first, then how long it waited."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.models import Claim, Review
from tests import factories
from timeline.models import Entry

pytestmark = pytest.mark.django_db


def alone(text, *, by, **age):
    """A claim that its author approved alone, so long ago."""
    claim = factories.draft_claim(text=text, by=by)
    at = timezone.now() - timedelta(**age)
    state = {"stage": "approved", "verdict": "verified", "rationale": "Seen.", "approved_at": at, "urgent_by": by}
    Claim.objects.filter(pk=claim.pk).update(**state)
    step = Review.objects.bulk_create([Review(claim=claim, outcome="urgent", reasons="Seen.", by=by)])[0]
    claim.refresh_from_db()
    return claim, step


def test_what_waits_stands_first_and_the_oldest_before_the_others(reports, editor, reviewer):
    done, _ = alone("Done.", by=editor, days=9)
    Claim.objects.filter(pk=done.pk).update(approver=reviewer)
    Review.objects.create(claim=done, outcome="confirmed", reasons="So it is.", by=reviewer)
    alone("Young.", by=editor, hours=1)
    alone("Old.", by=editor, days=2)
    rows = reports.file("alone")
    assert [(row["what"], row["state"]) for row in rows] == [
        ("Old.", "waits"),
        ("Young.", "waits"),
        ("Done.", "confirmed"),
    ]
    assert rows[2]["confirmed_by"] == "Reviewer"
    assert rows[2]["by"] == "Editor"
    assert [row["what"] for row in reports.file("alone", "?what=waiting")] == ["Old.", "Young."]
    assert [row["what"] for row in reports.file("alone", "?what=done")] == ["Done."]


def test_what_was_taken_back_before_it_was_confirmed(reports, editor):
    claim, _ = alone("Rash.", by=editor, days=1)
    Claim.objects.filter(pk=claim.pk).update(stage="draft", approved_at=None, verdict="unverified", rationale="")
    [row] = reports.file("alone")
    assert (row["state"], row["took_hours"]) == ("draft before it was confirmed", "")


def entry_alone(**content):
    """A revision that was published as urgent: public rows cannot be made so afterwards."""
    entry = factories.published(**content)
    kept = {field.attname: getattr(entry, field.attname) for field in Entry._meta.concrete_fields}
    first = entry.known_at + timedelta(seconds=1)
    Entry.objects.filter(pk=entry.pk).update(superseded_at=first)
    kept |= {"id": None, "revision": 2, "known_at": first, "superseded_at": None, "single_person": True}
    return Entry.objects.create(**kept)


def test_entries_wait_until_a_second_person_publishes(reports):
    entry = entry_alone(title="Explosion at the port")
    [row] = reports.file("alone")
    assert (row["kind"], row["number"], row["state"]) == ("event", str(entry.pk), "waits")
    Entry.objects.filter(pk=entry.pk).update(superseded_at=entry.known_at + timedelta(hours=2))
    kept = {field.attname: getattr(entry, field.attname) for field in Entry._meta.concrete_fields}
    kept |= {"id": None, "revision": 3, "known_at": entry.known_at + timedelta(hours=2), "single_person": False}
    Entry.objects.create(**kept)
    [row] = reports.file("alone")
    assert (row["state"], row["confirmed_by"], float(row["took_hours"])) == ("confirmed", "Reviewer", 2.0)


def test_claims_and_events_stand_in_one_order(reports, editor):
    alone("A claim.", by=editor, days=1)
    entry_alone(title="An event")
    assert [row["kind"] for row in reports.file("alone")] == ["claim", "event"]
