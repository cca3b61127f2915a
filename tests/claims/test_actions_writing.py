"""Claims: what they say, what they rest on, and what the actions refuse."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.roles import Role
from actors.models import Office
from claims import actions
from claims.actions import ClaimContent
from claims.enums import AttributionRole, LinkKind, ReviewOutcome, Stage
from claims.models import Claim, ClaimLink, Evidence
from claims.policies import StaleVersionError
from tests import factories

pytestmark = pytest.mark.django_db


def content(**more):
    return factories.claim_content(**more)


def edit(claim, by, new=None, version=None, **more):
    new = new or replace(ClaimContent.of(claim), **more)
    return actions.edit_claim(claim=claim, content=new, version=version or claim.version, by=by)


def counted(claim):
    claim.refresh_from_db()
    return claim.version, claim.stage, claim.edited_by


# ---- writing


def test_a_claim_is_written_with_all_that_it_says(editor):
    issue, place = factories.issue(), factories.place()
    state = factories.actor("russia", "Russia", kind="state")
    excerpt = factories.passage()
    said = content(
        text="Ushakov rejects the ceasefire.",
        quote="a breather for Ukrainian troops",
        quote_language="en",
        translation="",
        kind="position",
        directness="verbatim",
        issue=issue,
        stance="rejects",
        conditions="",
        said_edtf="2025-03-13",
        happened_edtf="2025-03~",
        place=place,
        attributions=[(state, AttributionRole.SPOKESPERSON_FOR)],
    )
    claim = Claim.objects.get(pk=actions.write_claim(excerpt=excerpt, content=said, by=editor).pk)
    assert ClaimContent.of(claim) == said
    assert (claim.stage, claim.verdict, claim.version) == (Stage.DRAFT, "unverified", 1)
    assert (claim.author, claim.edited_by, claim.approver) == (editor, editor, None)
    assert (claim.said_earliest.day, claim.said_latest.day) == (13, 13)
    evidence = claim.evidence.get()
    assert (evidence.excerpt, evidence.relation, evidence.added_by) == (excerpt, "supports", editor)


def test_an_office_is_the_one_held_when_it_was_said(editor):
    speaker = factories.actor("kellogg")
    for title, start, end in [
        ("general", "1971", "2003"),
        ("special envoy", "2025-01-20", "2025-03-15"),
        ("envoy to Ukraine", "2025-03-16", ""),
    ]:
        Office.objects.create(actor=speaker, title=title, start_edtf=start, end_edtf=end)
    held = {}
    for said in ("1999", "2003~", "2010", "2025-03-13", "2025-03", "2025-03-16", "2025-04~", ""):
        claim = factories.draft_claim(speaker=speaker, said_edtf=said)
        held[said] = claim.attributions.get().office
    assert held == {
        "1999": "general",
        "2003~": "general",
        "2010": "",
        "2025-03-13": "special envoy",
        "2025-03": "",  # it was the one before the 16th, and the other from then on
        "2025-03-16": "envoy to Ukraine",
        "2025-04~": "envoy to Ukraine",
        "": "",  # it may have been said before
    }


def test_a_membership_is_no_office(editor):
    speaker = factories.actor("kellogg")
    Office.objects.create(actor=speaker, title="board of the institute", kind="membership", start_edtf="2021")
    Office.objects.create(actor=speaker, title="envoy", start_edtf="2020")
    assert factories.draft_claim(speaker=speaker, said_edtf="2025-03-13").attributions.get().office == "envoy"


def test_another_date_of_speech_is_another_office(editor):
    speaker = factories.actor("kellogg")
    Office.objects.create(actor=speaker, title="special envoy", start_edtf="2025-01-20")
    claim = factories.draft_claim(speaker=speaker, said_edtf="2025-03-13")
    edit(claim, editor, said_edtf="2024-03-13")
    assert claim.attributions.get().office == ""


def test_only_who_speaks_or_relays_is_shown_with_an_office(editor):
    speaker = factories.actor("ushakov", office="adviser")
    others = {role: factories.actor(role.replace("_", "-"), office="post") for role in AttributionRole.values}
    claim = factories.draft_claim(
        speaker=speaker, attributions=[(others[role], role) for role in AttributionRole.values]
    )
    offices = {(item.actor.slug, item.role): item.office for item in claim.attributions.all()}
    assert offices == {
        ("ushakov", "speaker"): "adviser",
        ("speaker", "speaker"): "post",
        ("relayed-by", "relayed_by"): "post",
        ("spokesperson-for", "spokesperson_for"): "",
        ("addressee", "addressee"): "",
        ("subject", "subject"): "",
    }


WRONG = {
    "text": {"text": " \n "},
    "kind": {"kind": "rumour"},
    "directness": {"directness": "telepathy"},
    "said_edtf": {"said_edtf": "last Thursday"},
    "happened_edtf": {"happened_edtf": "2025-02-30"},
    "quote": {"directness": "verbatim", "quote": "  "},
}


@pytest.mark.parametrize("field", WRONG)
def test_what_is_wrong_is_named(field, editor):
    excerpt, claim = factories.passage(), factories.draft_claim(by=editor)
    before = Claim.objects.filter(pk=claim.pk).values().get()
    with pytest.raises(ValidationError) as caught:
        actions.write_claim(excerpt=excerpt, content=content(**WRONG[field]), by=editor)
    assert list(caught.value.message_dict) == [field]
    with pytest.raises(ValidationError):
        edit(claim, editor, **WRONG[field])
    assert list(Claim.objects.values()) == [before]


def test_a_stance_is_a_position_on_an_issue_of_the_same_conflict(editor):
    excerpt = factories.passage()
    foreign = factories.issue("water", "Water", of=factories.conflict("other", "Other"))
    cases = {
        "stance": [content(stance="rejects", issue=factories.issue()), content(stance="nods", kind="position")],
        "issue": [content(stance="rejects", kind="position"), content(issue=foreign)],
    }
    for field, contents in cases.items():
        for wrong in contents:
            with pytest.raises(ValidationError) as caught:
                actions.write_claim(excerpt=excerpt, content=wrong, by=editor)
            assert field in caught.value.message_dict
    assert not Claim.objects.exists()


def test_roles_and_relations_are_of_the_list(editor):
    somebody = factories.actor("somebody")
    with pytest.raises(ValidationError) as caught:
        actions.write_claim(
            excerpt=factories.passage(), content=content(attributions=[(somebody, "friend")]), by=editor
        )
    assert list(caught.value.message_dict) == ["attributions"]
    with pytest.raises(ValidationError) as caught:
        actions.write_claim(excerpt=factories.passage(), content=content(), by=editor, relation="proves")
    assert list(caught.value.message_dict) == ["relation"]
    claim = factories.draft_claim(by=editor)
    with pytest.raises(ValidationError) as caught:
        actions.add_evidence(claim=claim, excerpt=factories.passage(), relation="proves", by=editor)
    assert list(caught.value.message_dict) == ["relation"]
    assert Evidence.objects.count() == 1


# ---- editing


def test_an_edit_changes_what_is_said_and_who_says_it(editor, editor2):
    claim = factories.draft_claim(by=editor)
    putin, nato = factories.actor("putin", office="president"), factories.actor("nato", kind="alliance")
    new = content(text="Putin rejects it.", speaker=putin, attributions=[(nato, "subject"), (putin, "addressee")])
    edit(claim, editor2, new)
    assert counted(claim) == (2, Stage.DRAFT, editor2)
    assert claim.author == editor
    assert ClaimContent.of(claim).says_the_same_as(new)
    assert {(item.actor.slug, item.role, item.office) for item in claim.attributions.all()} == {
        ("putin", "speaker", "president"),
        ("putin", "addressee", ""),
        ("nato", "subject", ""),
    }


def test_a_claim_in_review_that_is_edited_stays_there_in_a_new_version(editor, reviewer):
    claim = factories.claim_in_review(by=editor)
    read = claim.version
    edit(claim, editor, text="Another text.")
    assert counted(claim) == (read + 1, Stage.IN_REVIEW, editor)
    with pytest.raises(StaleVersionError) as caught:
        actions.approve(claim=claim, by=reviewer, verdict="verified", rationale="Read.", version=read)
    assert caught.value.current.text == "Another text."
    assert counted(claim)[1] == Stage.IN_REVIEW


def test_saving_what_stands_there_changes_nothing(editor, editor2):
    state, nato = factories.actor("russia", kind="state"), factories.actor("nato", kind="alliance")
    claim = factories.approved_claim(by=editor, attributions=[(nato, "subject"), (state, "spokesperson_for")])
    before = counted(claim)
    edit(claim, editor2)
    shown = ClaimContent.of(claim)
    edit(claim, editor2, attributions=tuple(reversed(shown.attributions)))
    assert counted(claim) == before
    assert claim.versions.filter(version=claim.version).count() == 1


def test_a_stale_edit_is_refused_and_nothing_changes(editor, editor2):
    claim = factories.draft_claim(by=editor)
    edit(claim, editor2, text="Theirs.")
    before = counted(claim)
    for version in (1, 3):
        with pytest.raises(StaleVersionError) as caught:
            edit(claim, editor, text="Mine.", version=version)
        assert caught.value.current.text == "Theirs."
    assert counted(claim) == before
    assert claim.text == "Theirs."


def test_an_edit_from_an_old_copy_in_memory_loses_nothing(editor, editor2):
    """The row is read again under a lock: what the caller holds may be old, its version decides."""
    old = factories.draft_claim(by=editor)
    fresh = Claim.objects.get(pk=old.pk)
    actions.submit(claim=fresh, by=editor)
    actions.add_evidence(claim=old, excerpt=factories.passage(exact="Russia wants"), relation="context", by=editor2)
    assert counted(old) == (3, Stage.IN_REVIEW, editor2)


@pytest.mark.parametrize("step", ["retract", "dismiss"])
def test_closed_work_is_reopened_before_it_is_edited(step, editor, reviewer):
    claim = factories.approved_claim(by=editor) if step == "retract" else factories.draft_claim(by=editor)
    getattr(actions, step)(claim=claim, by=reviewer, reasons="A hoax.")
    before = counted(claim)
    for change in (
        lambda: edit(claim, editor, text="Another."),
        lambda: actions.add_evidence(claim=claim, excerpt=factories.passage(), relation="supports", by=editor),
        lambda: actions.remove_evidence(evidence=claim.evidence.get(), by=editor),
    ):
        with pytest.raises(ValidationError, match="re-open it first"):
            change()
    assert counted(claim) == before
    assert claim.evidence.count() == 1
    reopened = actions.reopen(claim=claim, by=editor, reasons="It was none.")
    assert edit(reopened, editor, text="Another.").text == "Another."


def test_the_reason_of_an_edit_is_the_reason_of_the_reopening(editor):
    claim = factories.approved_claim(by=editor)
    new = replace(ClaimContent.of(claim), text="Another.")
    actions.edit_claim(claim=claim, content=new, version=claim.version, by=editor, reason="The transcript is out.")
    step = claim.reviews.last()
    assert (step.outcome, step.reasons) == (ReviewOutcome.REOPENED, "The transcript is out.")


# ---- evidence


def test_evidence_is_added_once_and_may_get_another_relation(editor, editor2):
    claim, excerpt = factories.draft_claim(by=editor), factories.passage(exact="Russia wants")
    first = actions.add_evidence(claim=claim, excerpt=excerpt, relation="supports", by=editor2)
    assert counted(claim) == (2, Stage.DRAFT, editor2)
    assert actions.add_evidence(claim=claim, excerpt=excerpt, relation="supports", by=editor) == first
    assert counted(claim) == (2, Stage.DRAFT, editor2)
    changed = actions.add_evidence(claim=claim, excerpt=excerpt, relation="disputes", by=editor)
    assert (changed.pk, changed.relation, changed.added_by) == (first.pk, "disputes", editor)
    assert counted(claim) == (3, Stage.DRAFT, editor)
    assert claim.evidence.count() == 2


def test_evidence_that_is_gone_is_not_removed_twice(editor, editor2):
    claim = factories.draft_claim(by=editor)
    evidence = claim.evidence.get()
    actions.remove_evidence(evidence=evidence, by=editor2)
    assert counted(claim) == (2, Stage.DRAFT, editor2)
    actions.remove_evidence(evidence=evidence, by=editor)
    assert counted(claim) == (2, Stage.DRAFT, editor2)
    assert not claim.evidence.exists()


def test_origins_are_counted_and_not_outlets(editor):
    first = factories.article(of=factories.source("demo-wire"))
    group = first.article.origin_group
    claim = factories.draft_claim(excerpt=factories.passage(first))
    for slug in ("harbor-ledger", "gulf-morning"):
        copy = factories.article(of=factories.source(slug), origin=group)
        actions.add_evidence(claim=claim, excerpt=factories.passage(copy), relation="supports", by=editor)
    own = factories.passage(factories.article(of=factories.source("albion-courier")))
    actions.add_evidence(claim=claim, excerpt=own, relation="disputes", by=editor)
    assert Claim.objects.for_cards().get().origin_count() == 1
    actions.add_evidence(claim=claim, excerpt=own, relation="supports", by=editor)
    assert Claim.objects.for_cards().get().origin_count() == 2


# ---- links


def test_claims_are_linked_once_in_each_way(editor, editor2):
    claim, other = factories.draft_claim(), factories.draft_claim()
    link = actions.link_claims(claim=claim, other=other, kind=LinkKind.CONTRADICTS, by=editor)
    assert actions.link_claims(claim=claim, other=other, kind=LinkKind.CONTRADICTS, by=editor2) == link
    actions.link_claims(claim=other, other=claim, kind=LinkKind.CONTRADICTS, by=editor2)
    actions.link_claims(claim=claim, other=other, kind=LinkKind.SUPERSEDES, by=editor2)
    assert ClaimLink.objects.count() == 3
    assert link.added_by == editor
    assert [str(one) for one in ClaimLink.objects.filter(pk=link.pk)] == [
        f"claim {claim.pk} contradicts claim {other.pk}"
    ]


def test_a_link_joins_two_claims_in_a_known_way(editor):
    claim = factories.draft_claim()
    with pytest.raises(ValidationError) as caught:
        actions.link_claims(claim=claim, other=claim, kind="repeats", by=editor)
    assert list(caught.value.message_dict) == ["other"]
    with pytest.raises(ValidationError) as caught:
        actions.link_claims(claim=claim, other=factories.draft_claim(), kind="likes", by=editor)
    assert list(caught.value.message_dict) == ["kind"]
    assert not ClaimLink.objects.exists()


@pytest.mark.parametrize("role", [Role.READER, Role.ADMIN])
def test_who_may_not_write_is_told_so_before_anything_else(role):
    by = factories.user(role)
    with pytest.raises(PermissionDenied):
        actions.write_claim(excerpt=factories.passage(), content=content(text=""), by=by)
    assert not Claim.objects.exists()
