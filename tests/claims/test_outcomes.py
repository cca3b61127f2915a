"""What was observed of a commitment rests on approved claims that report it so, wherever it is said."""

import pytest
from django.core.exceptions import ValidationError

from claims.actions import ClaimContent, edit_claim, link_claims, merge_claims, retract, unlink_claims, write_claim
from claims.models import Claim, ClaimLink
from tests import factories
from tests.pages import parse, the, words
from timeline import actions as event_actions

pytestmark = pytest.mark.django_db


@pytest.fixture
def promise():
    return factories.approved_claim(
        kind="commitment", text="Washington will resume its aid.", deadline_edtf="2025-03"
    )


def linked(other, kind, *, approved=True):
    make = factories.approved_claim if approved else factories.draft_claim
    claim = make(kind="fact", text=f"Somebody says that it {kind}.")
    link_claims(claim=claim, other=other, kind=kind, by=factories.user())
    return claim


def edited(claim, **content):
    claim.refresh_from_db()
    old = ClaimContent.of(claim)
    new = ClaimContent(**{name: getattr(old, name) for name in ClaimContent.__dataclass_fields__} | content)
    return edit_claim(claim=claim, content=new, version=claim.version, by=factories.user())


def refused(call, *args, **values):
    with pytest.raises(ValidationError) as caught:
        call(*args, **values)
    return caught.value.message_dict if hasattr(caught.value, "error_dict") else caught.value.messages


@pytest.mark.parametrize(
    ("outcome", "reports"),
    [
        ("kept", ["fulfils"]),
        ("kept", ["fulfils", "breaches"]),
        ("broken", ["breaches"]),
        ("contested", ["fulfils", "breaches"]),
        ("pending", []),
        ("", []),
    ],
)
def test_an_outcome_with_its_reports(promise, outcome, reports):
    for kind in reports:
        linked(promise, kind)
    assert edited(promise, outcome=outcome, text="Washington is to resume its aid.").stage == "in_review"
    approved = factories.approve(factories.to_review(promise))
    assert approved.outcome == outcome
    assert factories.published(claims=[approved]).statements.get().outcome == outcome


@pytest.mark.parametrize(
    ("outcome", "reports"),
    [
        ("kept", []),
        ("kept", ["breaches"]),
        ("kept", ["repeats"]),
        ("broken", ["fulfils"]),
        ("contested", ["fulfils"]),
        ("contested", ["breaches"]),
    ],
)
def test_an_outcome_without_its_reports(promise, outcome, reports):
    for kind in reports:
        linked(promise, kind)
    assert set(refused(edited, promise, outcome=outcome)) == {"outcome"}
    promise.refresh_from_db()
    assert (promise.outcome, promise.stage) == ("", "approved")


def test_a_denied_breach_is_contested(promise):
    breach = linked(promise, "breaches")
    linked(breach, "denies", approved=False)
    assert set(refused(edited, promise, outcome="contested")) == {"outcome"}
    linked(breach, "denies")
    assert edited(promise, outcome="contested").outcome == "contested"


def test_only_approved_reports_count(promise):
    report = linked(promise, "fulfils", approved=False)
    assert set(refused(edited, promise, outcome="kept")) == {"outcome"}
    factories.approve(factories.to_review(report))
    assert edited(promise, outcome="kept").outcome == "kept"


def test_a_report_that_fell_away_stands_in_the_way_of_approval_and_publication(promise):
    report = linked(promise, "fulfils")
    kept = factories.approve(edited(promise, outcome="kept"))
    event = factories.event(claims=[kept])
    retract(claim=report, reasons="It was another delivery.", by=factories.user("reviewer"))
    (problem,) = refused(event_actions.publish, event=event, by=factories.user("reviewer"))
    assert "Kept needs an approved claim" in problem
    again = edited(kept, text="Washington promised to resume its aid.")
    assert "Kept needs" in refused(factories.approve, again)[0]
    assert not event.entries.exists()


def test_a_typing_error_is_mended_while_a_report_waits(promise):
    report = linked(promise, "fulfils")
    kept = factories.approve(edited(promise, outcome="kept"))
    edited(report, text="Somebody says that it was kept.")
    assert edited(kept, text="Washington will resume aid.").text == "Washington will resume aid."


def test_a_link_that_is_taken_away_stands_in_the_way(promise):
    linked(promise, "fulfils")
    event = factories.event(claims=[factories.approve(edited(promise, outcome="kept"))])
    unlink_claims(link=ClaimLink.objects.get(), reason="Another delivery.", by=factories.user())
    assert "Kept needs" in refused(event_actions.publish, event=event, by=factories.user("reviewer"))[0]


@pytest.mark.parametrize("kind", ["fulfils", "breaches"])
def test_only_commitments_are_kept_or_broken(kind):
    fact, other = factories.draft_claim(kind="fact"), factories.draft_claim(kind="fact", text="Another.")
    assert set(refused(link_claims, claim=fact, other=other, kind=kind, by=factories.user())) == {"kind"}


def test_what_is_reported_on_stays_a_commitment(promise):
    report = linked(promise, "fulfils")
    assert set(refused(edited, promise, kind="fact", deadline_edtf="")) == {"kind"}
    unlink_claims(link=report.links.get(), reason="Not this one.", by=factories.user())
    assert edited(promise, kind="fact", deadline_edtf="").kind == "fact"


def test_what_is_reported_on_is_merged_into_commitments_only(promise):
    linked(promise, "fulfils")
    fact = factories.draft_claim(kind="fact", text="Aid.")
    merge = {"claim": promise, "reason": "The same.", "by": factories.user("reviewer")}
    assert set(refused(merge_claims, into=fact, **merge)) == {"into"}
    other = factories.draft_claim(kind="commitment", text="Aid is to be resumed.")
    merge_claims(into=other, **merge)
    assert [link.kind for link in other.linked_from.all()] == ["fulfils"]


def test_a_new_claim_has_no_outcome_that_rests_on_others():
    content = factories.claim_content(kind="commitment", outcome="kept")
    wanted = {"excerpt": factories.passage(), "by": factories.user()}
    assert set(refused(write_claim, content=content, **wanted)) == {"outcome"}
    pending = write_claim(content=factories.claim_content(kind="commitment", outcome="pending"), **wanted)
    assert pending.outcome == "pending"


def test_the_form_says_which_field_and_keeps_what_was_typed(promise, as_editor):
    url = f"/desk/claims/{promise.pk}/edit/"
    page = as_editor.get(url)
    form = page.context["form"]
    sent = {name: form[name].value() or "" for name in form.fields} | {
        "version": page.context["version"],
        "people-TOTAL_FORMS": 0,
        "people-INITIAL_FORMS": 0,
        "deadline_edtf": "20 March 2025",
        "outcome": "kept",
        "conditions": "Kyiv accepts.",
    }
    refusal = as_editor.post(url, sent)
    assert refusal.status_code == 422
    assert set(refusal.context["form"].errors) == {"outcome"}
    assert refusal.context["form"]["deadline_edtf"].value() == "20 March 2025"
    assert as_editor.post(url, sent | {"outcome": "pending"}).status_code == 302
    saved = Claim.objects.get(pk=promise.pk)
    assert (saved.deadline_edtf, saved.outcome, saved.conditions) == ("2025-03-20", "pending", "Kyiv accepts.")
    history = as_editor.get(f"/desk/claims/{promise.pk}/").content.decode()
    assert "the deadline" in history
    assert "the outcome" in history


def test_two_people_change_a_commitment(promise, as_editor):
    url = f"/desk/claims/{promise.pk}/edit/"
    page = as_editor.get(url)
    form = page.context["form"]
    sent = {name: form[name].value() or "" for name in form.fields} | {
        "version": page.context["version"],
        "people-TOTAL_FORMS": 0,
        "people-INITIAL_FORMS": 0,
        "deadline_edtf": "2025-03-21",
    }
    edited(promise, deadline_edtf="2025-03-20")
    overtaken = as_editor.post(url, sent)
    assert overtaken.status_code == 409
    asked = words(the(parse(overtaken), "merge-field"))
    assert "deadline" in asked
    assert "20 March 2025" in asked
    assert "21 March 2025" in asked
