"""`publish()`: the gate, the frozen rows, corrections, and one winner where two publish at once."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, transaction
from django.db.models import ProtectedError

from accounts.roles import Role
from actors.models import Actor, ActorName, Office
from articles.models import Article, OriginGroup
from claims import actions as claim_actions
from claims.actions import ClaimContent
from claims.enums import ExcerptState
from claims.models import Excerpt
from lib.edtf_dates import UNKNOWN_SORT
from tests import factories
from tests.claims.test_actions_at_once import Held, at_once
from timeline import actions
from timeline.actions import EventContent, changes_to_publish
from timeline.enums import overall_verdict
from timeline.models import Citation, Entry, EntryActor, EntrySearch, EntryTag, Event, News, Position, Statement
from timeline.search.query import Search

pytestmark = pytest.mark.django_db


def publish(event, note="", by=None):
    return actions.publish(event=event, by=by or factories.user(Role.REVIEWER), note=note)


def edit(event, **changed):
    event.refresh_from_db()
    content = replace(EventContent.of(event), **changed)
    return actions.edit_event(event=event, content=content, version=event.version, by=factories.user(Role.EDITOR))


def revise(claim, *, verdict="verified", rationale="Read in the original.", **changed):
    """The editor changes an approved claim, the reviewer approves it again."""
    claim.refresh_from_db()
    editor = factories.user(Role.EDITOR)
    if changed:
        content = replace(ClaimContent.of(claim), **changed)
        claim = claim_actions.edit_claim(claim=claim, content=content, version=claim.version, by=editor)
    else:
        claim = claim_actions.reopen(claim=claim, by=editor, reasons="Look again.")
    return factories.approve(factories.to_review(claim), verdict=verdict, rationale=rationale)


def public_rows():
    return {
        model.__name__: list(model.objects.order_by("pk").values())
        for model in (Entry, Statement, Citation, EntryActor, EntrySearch, EntryTag, Position, News)
    }


def refused(event, match, **how):
    before = public_rows()
    with pytest.raises(ValidationError) as caught:
        publish(event, **how)
    assert any(match in message for message in caught.value.messages), caught.value.messages
    assert public_rows() == before


# ---- the gate


def test_an_event_without_an_approved_claim_is_not_published(editor):
    refused(factories.event(), "None of its claims is approved yet")
    waiting = [factories.draft_claim(), factories.claim_in_review()]
    refused(factories.event(claims=waiting), "None of its claims is approved yet")


def test_only_approved_claims_are_published(reviewer):
    approved = factories.approved_claim(text="The approved one.")
    claims = [
        factories.draft_claim(text="CANARY draft"),
        approved,
        factories.claim_in_review(text="CANARY in review"),
        claim_actions.dismiss(claim=factories.draft_claim(text="CANARY dismissed"), by=reviewer, reasons="No."),
        claim_actions.retract(claim=factories.approved_claim(text="CANARY out"), by=reviewer, reasons="No."),
    ]
    entry = publish(factories.event(claims=claims))
    assert [statement.claim for statement in entry.statements.all()] == [approved]
    assert (entry.statement_count, entry.statements.get().position) == (1, 1)
    assert "CANARY" not in str(public_rows())


def test_a_statement_without_a_supporting_passage_is_not_published():
    claim = factories.approved_claim(text="The unsupported one.")
    event = factories.event(claims=[factories.approved_claim(), claim])
    claim.evidence.update(relation="disputes")  # past the actions, which would re-open it
    refused(event, "No archived passage supports “The unsupported one.”")
    claim.evidence.all().delete()
    refused(event, "No archived passage supports “The unsupported one.”")


def test_a_passage_that_is_no_longer_in_its_article_is_not_published():
    claim = factories.approved_claim()
    event = factories.event(claims=[claim])
    Excerpt.objects.update(state=ExcerptState.ORPHANED)
    refused(event, f"The passage “{factories.QUOTE}” is no longer in its article")
    Excerpt.objects.update(state=ExcerptState.MOVED)
    assert publish(event).revision == 1


def test_everything_in_the_way_is_said_at_once():
    claims = [factories.approved_claim(text="One."), factories.approved_claim(text="Two.")]
    event = factories.event(claims=claims)
    claims[0].evidence.update(relation="context")
    claims[1].evidence.update(relation="context")
    frozen, live, changes = changes_to_publish(event)
    assert frozen.problems == ["No archived passage supports “One.”.", "No archived passage supports “Two.”."]
    assert (live, changes) == (None, [])


# ---- two people


@pytest.mark.parametrize(
    "touch",
    {
        "edits": lambda event, claim, by: actions.edit_event(
            event=event,
            content=replace(EventContent.of(event), title="Mine"),
            version=event.version,
            by=by,
        ),
        "ties": lambda event, claim, by: actions.tie_claim(event=event, claim=factories.approved_claim(), by=by),
        "unties": lambda event, claim, by: actions.untie_claim(
            event=event, claim=event.claims.exclude(pk=claim.pk).get(), by=by
        ),
        "moves": lambda event, claim, by: actions.move_claim(event=event, claim=claim, places=1, by=by),
    }.values(),
    ids=["edits", "ties", "unties", "moves"],
)
def test_who_changed_the_event_does_not_publish_it(touch, editor, reviewer):
    claim = factories.approved_claim()
    event = factories.event(claims=[claim, factories.approved_claim()])
    touch(event, claim, reviewer)
    with pytest.raises(PermissionDenied, match="second person"):
        publish(event, by=reviewer)
    assert not Entry.objects.exists()
    entry = publish(event, by=factories.user(Role.REVIEWER, "reviewer2"))
    assert (entry.written_by, entry.published_by.username) == (reviewer, "reviewer2")


def test_the_author_does_not_publish_what_a_colleague_changed_last(editor, reviewer):
    event = factories.event(claims=[factories.approved_claim()], by=reviewer)
    edit(event, title="The editor's title")
    with pytest.raises(PermissionDenied, match="second person"):
        publish(event, by=reviewer)


@pytest.mark.parametrize("role", [Role.READER, Role.EDITOR, Role.ADMIN])
def test_only_a_reviewer_publishes(role):
    event = factories.event(claims=[factories.approved_claim()])
    with pytest.raises(PermissionDenied, match="Only a reviewer"):
        publish(event, by=factories.user(role, "somebody"))


def test_no_entry_is_published_by_who_wrote_it_not_even_by_sql(editor, reviewer):
    entry = factories.published()
    assert (entry.written_by, entry.published_by) == (editor, reviewer)
    copy = Entry.objects.filter(pk=entry.pk).values().get() | {"revision": 2, "published_by_id": editor.pk}
    del copy["id"]
    with pytest.raises(IntegrityError, match="timeline_entry_publisher_is_not_author"), transaction.atomic():
        Entry.objects.create(**copy)
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(published_by=editor)


# ---- what is frozen


def test_an_entry_is_complete_without_a_join(editor, reviewer):
    russia = factories.actor("russia", "Russia", kind="state")
    kremlin = factories.actor("kremlin", "Kremlin", kind="government", acts_for=russia)
    ushakov = factories.actor("ushakov", "Yuri Ushakov", office="foreign policy adviser", acts_for=kremlin)
    place = factories.place("moscow", "Moscow")
    claim = factories.approved_claim(
        excerpt=factories.passage(
            factories.article(title="Aide on television", of=factories.source(reliability="C"))
        ),
        speaker=ushakov,
        kind="position",
        directness="verbatim",
        quote=factories.QUOTE,
        quote_language="en",
        issue=factories.issue(),
        stance="rejects",
        happened_edtf="2025-03",
        attributions=[(russia, "spokesperson_for")],
        verdict="corroborated",
        rationale="Two agencies have it.",
    )
    event = factories.event(claims=[claim], place=place, happened_edtf="2025-03-13", actors=[russia])
    entry = Entry.objects.get(pk=publish(event).pk)
    assert (entry.revision, entry.slug, entry.title) == (1, "kremlin-aide-rejects-the-ceasefire", event.title)
    assert (entry.occurred_edtf, entry.occurred_precision, entry.occurred.day) == ("2025-03-13", "day", 13)
    assert (entry.place_slug, entry.place_name, entry.place_precision, entry.place_country) == (
        "moscow",
        "Moscow",
        "exact",
        "RUS",
    )
    assert entry.actors == [
        {"slug": "russia", "name": "Russia", "kind": "state", "role": "source"},
        {"slug": "ushakov", "name": "Yuri Ushakov", "kind": "person", "role": "speaker"},
    ]
    assert entry.actor_ids == [russia.pk, ushakov.pk]
    assert (entry.verdict, entry.verdict_counts, entry.origins) == ("corroborated", {"corroborated": 1}, 1)
    assert (entry.superseded_at, entry.changes, entry.correction_note) == (None, [], "")
    (line,) = entry.lines
    assert (line["speaker"], line["office"], line["on_behalf_of"], line["stance"], line["quote"]) == (
        "Yuri Ushakov",
        "foreign policy adviser",
        "Russia",
        "rejects",
        factories.QUOTE,
    )
    statement = entry.statements.get()
    assert statement.attributions == [
        {"slug": "ushakov", "name": "Yuri Ushakov", "role": "speaker", "office": "foreign policy adviser"},
        {"slug": "russia", "name": "Russia", "role": "spokesperson_for", "office": ""},
    ]
    assert statement.on_behalf_of == [{"slug": "kremlin", "name": "Kremlin"}, {"slug": "russia", "name": "Russia"}]
    assert (statement.speaker_ids, statement.rationale, statement.verdict) == (
        [ushakov.pk],
        "Two agencies have it.",
        "corroborated",
    )
    assert (statement.issue_slug, statement.issue_name) == ("ceasefire", "30-day ceasefire")
    citation = statement.citations.get()
    excerpt = claim.evidence.get().excerpt
    assert (citation.exact, citation.start, citation.end) == (factories.QUOTE, excerpt.start, excerpt.end)
    assert (citation.prefix, citation.suffix) == (excerpt.prefix, excerpt.suffix)
    assert (citation.source_name, citation.reliability, citation.article_title) == (
        "Demo Wire",
        "C",
        "Aide on television",
    )
    assert citation.sha256 == excerpt.snapshot.sha256
    listed = list(EntryActor.objects.filter(entry=entry).order_by("pk").values_list("slug", "name"))
    assert listed == [("russia", "Russia"), ("ushakov", "Yuri Ushakov")]


def test_the_words_of_an_entry_can_be_searched():
    claim = factories.approved_claim(
        text="Negotiators refused.",
        quote="передишка",
        directness="verbatim",
        translation="respite",
        speaker=factories.actor("ushakov", "Юрій Ушаков"),
        issue=factories.issue(name="Prisoner exchange"),
    )
    entry = publish(factories.event(claims=[claim], title="Talks in Moscow", place=factories.place("riyadh")))
    other = factories.published()
    for words in ("talks", "talk", "negotiator", "respite", "передишка", "Ушаков", "prisoner", "Riyadh", "aide"):
        assert entry in Entry.objects.matching(Search.parse(words).query), words
    assert list(Entry.objects.matching(Search.parse("Kellogg").query)) == []
    assert EntrySearch.objects.filter(entry__in=[entry, other]).count() == 2


def test_statements_stay_as_they_were_when_everything_under_them_changes(editor):
    russia = factories.actor("russia", "Russia", kind="state")
    claim = factories.approved_claim(issue=factories.issue(), place=factories.place())
    event = factories.event(claims=[claim], place=factories.place(), actors=[russia])
    publish(event)
    before = public_rows()
    revise(claim, text="Another text.", said_edtf="2024", verdict="false", rationale="A hoax.")
    edit(event, title="Another title", happened_edtf="2024", actors=())
    Actor.objects.update(name="Renamed")
    ActorName.objects.create(actor=russia, text="Russian Federation", kind="full")
    Office.objects.update(title="Another office")
    Article.objects.update(title="Renamed", published_edtf="2024")
    factories.source().__class__.objects.update(name="Renamed", reliability="F")
    factories.issue().__class__.objects.update(name="Renamed")
    factories.place().__class__.objects.update(name="Renamed", latitude=1.0, longitude=1.0)
    assert public_rows() == before


def test_a_claim_of_two_events_stands_in_each_in_that_events_order():
    first, second, third = (factories.approved_claim(text=text) for text in ("First.", "Second.", "Third."))
    one = publish(factories.event(claims=[first, second]))
    two = publish(factories.event(claims=[third, second, first]))
    assert [statement.text for statement in one.statements.all()] == ["First.", "Second."]
    assert [statement.text for statement in two.statements.all()] == ["Third.", "Second.", "First."]
    assert [line["text"] for line in two.lines] == ["Third.", "Second.", "First."]


def test_origins_are_counted_and_not_outlets(editor):
    capture = factories.article(of=factories.source("demo-wire"))
    group = capture.article.origin_group
    claim = factories.draft_claim(excerpt=factories.passage(capture))
    for slug in ("harbor-ledger", "gulf-morning", "albion-courier"):
        copy = factories.article(of=factories.source(slug), origin=group)
        claim_actions.add_evidence(claim=claim, excerpt=factories.passage(copy), relation="supports", by=editor)
    own = factories.passage(factories.article(of=factories.source("northern-post")))
    claim_actions.add_evidence(claim=claim, excerpt=own, relation="disputes", by=editor)
    claim = factories.approve(claim_actions.submit(claim=claim, by=editor))
    other = factories.approved_claim(excerpt=own)
    entry = publish(factories.event(claims=[claim, other]))
    assert [statement.origins for statement in entry.statements.all()] == [1, 1]
    assert [line["origins"] for line in entry.lines] == [1, 1]
    assert entry.origins == 2
    assert Citation.objects.filter(statement__entry=entry).count() == 6


@pytest.mark.parametrize(
    ("edtf", "precision", "sort"),
    [
        ("", "unknown", None),
        ("2024-22", "season", "2024-08-31"),
        ("2025-03", "month", "2025-03-31"),
        ("2025-03~", "approximate", "2025-03-31"),
        ("2025-03-10/2025-03-12", "range", "2025-03-12"),
        ("2025-03-13T12:30Z", "time", "2025-03-13"),
    ],
)
def test_a_fuzzy_date_is_frozen_as_it_is_known(edtf, precision, sort):
    entry = publish(factories.event(claims=[factories.approved_claim()], happened_edtf=edtf))
    assert (entry.occurred_edtf, entry.occurred_precision) == (edtf, precision)
    assert entry.occurred == UNKNOWN_SORT if sort is None else f"{entry.occurred:%Y-%m-%d}" == sort


@pytest.mark.parametrize(
    ("verdicts", "overall"),
    [
        (["verified", "verified"], "verified"),
        (["false"], "false"),
        (["misleading", "misleading"], "misleading"),
        (["verified", "corroborated"], "corroborated"),
        (["verified", "unverified", "corroborated"], "unverified"),
        (["verified", "unverifiable"], "unverifiable"),
        (["unverified", "unverifiable"], "unverifiable"),
        (["verified", "false"], "disputed"),
        (["misleading", "false"], "disputed"),
        (["disputed", "verified"], "disputed"),
    ],
)
def test_an_entry_is_as_sound_as_its_most_doubtful_statement(verdicts, overall):
    assert overall_verdict(verdicts) == overall_verdict(verdicts[::-1]) == overall


def test_an_entry_has_one_verdict_from_those_of_its_statements():
    claims = [factories.approved_claim(verdict=verdict) for verdict in ("verified", "false", "verified")]
    entry = publish(factories.event(claims=claims))
    assert (entry.verdict, entry.verdict_counts) == ("disputed", {"false": 1, "verified": 2})


@pytest.mark.parametrize(
    ("title", "slug"),
    [("Переговори", "event"), ("Talks — day 2", "talks-day-2"), ("x" * 200, "x" * 80), ("!!!", "event")],
)
def test_any_title_has_an_address(title, slug):
    assert publish(factories.event(claims=[factories.approved_claim()], title=title)).slug == slug


# ---- the next revision


def test_revision_2_begins_at_the_instant_when_revision_1_ends():
    first = factories.published()
    second = factories.republished(first, title="Another title", note=" We had the title wrong. ")
    first.refresh_from_db()
    assert (first.revision, second.revision) == (1, 2)
    assert first.superseded_at == second.known_at
    assert second.superseded_at is None
    assert second.correction_note == "We had the title wrong."
    assert second.changes == [{"what": "title", "before": first.title, "after": "Another title"}]
    assert (first.title, first.changes) == ("Kremlin aide rejects the ceasefire", [])
    assert list(first.event.entries.current()) == [second]
    assert list(Entry.objects.as_of(first.known_at)) == [first]
    assert list(Entry.objects.as_of(second.known_at)) == [second]
    third = factories.republished(second, title="A third title")
    assert [entry.revision for entry in Entry.objects.revisions_of(first.event_id)] == [3, 2, 1]
    assert third.event.live_entry == third


def test_an_entry_is_closed_once_and_never_opened_again():
    first = factories.published()
    factories.republished(first, title="Another title")
    for superseded_at in (None, first.known_at):
        with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
            Entry.objects.filter(pk=first.pk).update(superseded_at=superseded_at)
    assert Entry.objects.current().get().revision == 2


def test_two_entries_of_an_event_are_never_current_at_once():
    entry = factories.published()
    copy = Entry.objects.filter(pk=entry.pk).values().get() | {"revision": 2}
    del copy["id"]
    with pytest.raises(IntegrityError, match="timeline_entry_one_is_current"), transaction.atomic():
        Entry.objects.create(**copy)
    copy |= {"revision": 1, "superseded_at": copy["known_at"]}
    with pytest.raises(IntegrityError, match="timeline_entry_revision_is_used_once"), transaction.atomic():
        Entry.objects.create(**copy)


def test_publishing_what_readers_see_already_makes_nothing(editor):
    entry = factories.published()
    event, claim = entry.event, entry.statements.get().claim
    before = public_rows()
    assert publish(event) == entry
    revise(claim)  # looked at again, and found as it was
    edit(event, title="Another title")
    edit(event, title=entry.title)
    assert publish(event, note="Not needed.") == entry
    assert public_rows() == before


ADDED = {
    "a statement": lambda event, claim: actions.tie_claim(
        event=event, claim=factories.approved_claim(text="One more."), by=factories.user()
    ),
    "an actor": lambda event, claim: edit(event, actors=((factories.actor("nato", "NATO"), "target"),)),
    "a role for who speaks": lambda event, claim: edit(event, actors=((factories.actor("ushakov"), "source"),)),
    "a place": lambda event, claim: edit(event, place=factories.place()),
    "a date": lambda event, claim: edit(event, happened_edtf="2025-03-13"),
    "a summary": lambda event, claim: edit(event, summary="What happened."),
    "a quote": lambda event, claim: revise(claim, quote="breather", quote_language="en"),
    "a condition": lambda event, claim: revise(claim, conditions="if at all"),
    "an issue": lambda event, claim: revise(claim, issue=factories.issue()),
    "when it happened": lambda event, claim: revise(claim, happened_edtf="2025"),
    "an attribution": lambda event, claim: revise(
        claim, attributions=(*ClaimContent.of(claim).attributions, (factories.actor("nato", "NATO"), "subject"))
    ),
    "a passage": lambda event, claim: more_evidence(claim, "supports"),
    "a passage against it": lambda event, claim: more_evidence(claim, "disputes"),
}


def more_evidence(claim, relation):
    editor = factories.user()
    excerpt = factories.passage(factories.article(), "nothing more")
    claim_actions.add_evidence(claim=claim, excerpt=excerpt, relation=relation, by=editor)
    return factories.approve(factories.to_review(claim))


def bare_event():
    claim = factories.approved_claim()
    event = factories.event(claims=[claim], happened_edtf="", summary="")
    publish(event)
    return event, claim


@pytest.mark.parametrize("what", ADDED)
def test_what_is_only_added_needs_no_correction_note(what):
    event, claim = bare_event()
    ADDED[what](event, claim)
    entry = publish(event, note="Not asked for.")
    assert (entry.revision, entry.correction_note) == (2, "")
    assert entry.changes
    assert {change["before"] for change in entry.changes} == {""}
    assert all(change["after"] for change in entry.changes)


def full_event():
    """An event that says something in every field."""
    nato = factories.actor("nato", "NATO", kind="alliance")
    russia = factories.actor("russia", "Russia", kind="state")
    speaker = factories.actor("ushakov", "Yuri Ushakov", office="adviser", acts_for=russia)
    editor = factories.user()
    claim = factories.draft_claim(
        speaker=speaker,
        kind="position",
        directness="verbatim",
        quote="breather",
        quote_language="en",
        translation="respite",
        issue=factories.issue(),
        stance="rejects",
        conditions="if at all",
        happened_edtf="2025",
        attributions=[(nato, "subject")],
    )
    more = factories.passage(factories.article(), "nothing more")
    claim_actions.add_evidence(claim=claim, excerpt=more, relation="supports", by=editor)
    claim = factories.approve(claim_actions.submit(claim=claim, by=editor))
    event = factories.event(
        claims=[claim, factories.approved_claim(text="The other.")], place=factories.place(), actors=[nato]
    )
    publish(event)
    return event, claim


def without_last_passage(claim):
    editor = factories.user()
    claim_actions.remove_evidence(evidence=claim.evidence.last(), by=editor)
    return factories.approve(factories.to_review(claim))


def other_relation(claim):
    editor = factories.user()
    excerpt = claim.evidence.last().excerpt
    claim_actions.add_evidence(claim=claim, excerpt=excerpt, relation="disputes", by=editor)
    return factories.approve(factories.to_review(claim))


CHANGED = {
    "title": lambda event, claim: edit(event, title="Another"),
    "summary": lambda event, claim: edit(event, summary="Another"),
    "type": lambda event, claim: edit(event, type="consult"),
    "date": lambda event, claim: edit(event, happened_edtf="2025-03"),
    "place": lambda event, claim: edit(event, place=factories.place("riyadh"), place_precision="exact"),
    "place taken away": lambda event, claim: edit(event, place=None, place_precision=""),
    "precision of the place": lambda event, claim: edit(event, place_precision="near"),
    "actor": lambda event, claim: edit(event, actors=()),
    "role": lambda event, claim: edit(event, actors=((factories.actor("nato"), "target"),)),
    "statement": lambda event, claim: revise(claim, text="Another."),
    "quote": lambda event, claim: revise(claim, quote="breath"),
    "translation": lambda event, claim: revise(claim, translation="breath"),
    "kind": lambda event, claim: revise(claim, kind="opinion", stance=""),
    "directness": lambda event, claim: revise(claim, directness="relayed"),
    "issue": lambda event, claim: revise(claim, issue=factories.issue("nato", "NATO membership")),
    "stance": lambda event, claim: revise(claim, stance="accepts"),
    "conditions": lambda event, claim: revise(claim, conditions=""),
    "date said": lambda event, claim: revise(claim, said_edtf="2025-03-12"),
    "date it happened": lambda event, claim: revise(claim, happened_edtf="2024"),
    "verdict": lambda event, claim: revise(claim, verdict="false"),
    "rationale": lambda event, claim: revise(claim, rationale="Read again."),
    "speaker": lambda event, claim: revise(claim, attributions=((factories.actor("putin"), "speaker"),)),
    "attribution": lambda event, claim: revise(claim, attributions=ClaimContent.of(claim).attributions[:1]),
    "passage": lambda event, claim: without_last_passage(claim),
    "relation": lambda event, claim: other_relation(claim),
    "statement untied": lambda event, claim: actions.untie_claim(event=event, claim=claim, by=factories.user()),
    "statement retracted": lambda event, claim: claim_actions.retract(
        claim=claim, by=factories.user(Role.REVIEWER), reasons="A hoax."
    ),
    "statement re-opened": lambda event, claim: claim_actions.reopen(
        claim=claim, by=factories.user(), reasons="The ministry denied it."
    ),
    "office": lambda event, claim: (Office.objects.update(title="envoy"), revise(claim, conditions="if ever")),
    "name": lambda event, claim: Actor.objects.filter(slug="nato").update(name="North Atlantic Treaty Organization"),
    "on behalf of": lambda event, claim: Actor.objects.filter(slug="ushakov").update(acts_for=None),
    "origins": lambda event, claim: Article.objects.update(origin_group=OriginGroup.objects.create()),
}


@pytest.mark.parametrize("what", CHANGED)
def test_a_published_fact_changes_with_a_note_and_not_without(what):
    event, claim = full_event()
    CHANGED[what](event, claim)
    refused(event, "Published facts change")
    refused(event, "Published facts change", note="  \n ")
    entry = publish(event, note="We had it wrong.")
    assert (entry.revision, entry.correction_note) == (2, "We had it wrong.")
    assert any(change["before"] for change in entry.changes)
    assert all(change["before"] != change["after"] for change in entry.changes)


@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("role", ("role of NATO", "acting", "acted upon")),
        ("type", ("type", "statement", "talks")),
        ("date", ("date", "13 March 2025", "March 2025")),
        ("stance", ("stance", "rejects", "accepts")),
        ("office", ("office of Yuri Ushakov", "adviser", "envoy")),
        ("on behalf of", ("on behalf of", "Russia", "")),
        ("passage", ("passage", "“nothing more” (supports)", "")),
        ("relation", ("passage", "“nothing more” (supports)", "“nothing more” (disputes)")),
        ("attribution", ("attribution", "NATO (subject)", "")),
        ("statement retracted", ("statement", "Ushakov called the ceasefire a breather for Ukrainian troops.", "")),
        ("origins", ("number of origins", "2", "1")),
        ("verdict", ("verdict", "verified", "false")),
    ],
)
def test_a_correction_says_in_words_what_changed(what, change):
    event, claim = full_event()
    CHANGED[what](event, claim)
    changes = [tuple(one.values()) for one in publish(event, note="We had it wrong.").changes]
    assert change in changes


def test_a_retracted_claim_is_gone_from_the_next_revision_and_stands_in_the_last(reviewer):
    event, claim = full_event()
    claim_actions.retract(claim=claim, by=reviewer, reasons="A hoax.")
    second = publish(event, note="The interview never took place.")
    assert [statement.text for statement in second.statements.all()] == ["The other."]
    assert claim.statements.get().entry == event.entries.get(revision=1)


def test_another_order_is_a_revision_without_a_note(editor):
    first, second = factories.approved_claim(text="First."), factories.approved_claim(text="Second.")
    event = factories.event(claims=[first, second])
    publish(event)
    actions.move_claim(event=event, claim=second, places=-1, by=editor)
    entry = publish(event)
    assert (entry.revision, entry.changes) == (2, [])
    assert [statement.text for statement in entry.statements.all()] == ["Second.", "First."]


def test_what_the_preview_shows_is_what_is_published():
    event, claim = full_event()
    CHANGED["statement"](event, claim)
    frozen, live, changes = changes_to_publish(event)
    assert live == event.live_entry
    entry = publish(event, note="We had it wrong.")
    assert entry.digest == frozen.entry.digest
    assert entry.changes == changes
    assert public_rows()["Statement"][-1]["text"] == frozen.statements[-1][0].text


def test_the_history_of_the_event_does_not_move_when_it_is_published(editor):
    event = factories.event(claims=[factories.approved_claim()])
    before = Event.objects.filter(pk=event.pk).values().get()
    publish(event)
    assert Event.objects.filter(pk=event.pk).values().get() == before


# ---- all or nothing, and one at a time


@pytest.fixture
def full_disk(request):
    """Nothing more can be written into this model's table, which is not the first one; what it gives mends that."""
    table = request.param._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION pg_temp.fail() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the disk is full'; END $$"
        )

    def run(statement):
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table that has something to check cannot be changed
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            cursor.execute(statement)

    return (
        lambda: run(f"CREATE TRIGGER fail BEFORE INSERT ON {table} EXECUTE FUNCTION pg_temp.fail()"),
        lambda: run(f"DROP TRIGGER fail ON {table}"),
    )


@pytest.mark.parametrize(
    "full_disk", [EntryActor, EntrySearch, EntryTag, Statement, Citation, Position, News], indirect=True
)
def test_a_failure_in_the_middle_leaves_nothing(full_disk):
    event, claim = full_event()
    CHANGED["statement"](event, claim)
    before = public_rows()
    fill, empty = full_disk
    fill()
    with pytest.raises(DatabaseError, match="the disk is full"), transaction.atomic():
        publish(event, note="We had it wrong.")
    empty()
    assert public_rows() == before
    assert publish(event, note="We had it wrong.").revision == 2


@pytest.mark.django_db(transaction=True)
def test_published_at_once_is_one_revision():
    event = factories.event(claims=[factories.approved_claim()])
    reviewers = [factories.user(Role.REVIEWER, name) for name in ("reviewer", "reviewer2", "reviewer3")]
    outcomes = at_once(*[lambda by=by: publish(event, by=by) for by in reviewers])
    assert {outcome.pk for outcome in outcomes} == {Entry.objects.get().pk}
    assert (Statement.objects.count(), Citation.objects.count(), EntrySearch.objects.count()) == (1, 1, 1)
    edit(event, title="Another title")
    outcomes = at_once(*[lambda by=by: publish(event, note="Wrong.", by=by) for by in reviewers])
    assert {outcome.revision for outcome in outcomes} == {2}
    assert Entry.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_claim_that_is_being_changed_is_waited_for_and_not_published_by_halves(editor, reviewer):
    claim = factories.approved_claim()
    event = factories.event(claims=[claim])
    content = replace(ClaimContent.of(claim), text="Not approved.", attributions=())
    held = Held(lambda: claim_actions.edit_claim(claim=claim, content=content, version=claim.version, by=editor))
    outcome, waited = held.meanwhile(lambda: publish(event))
    assert waited
    assert isinstance(outcome, ValidationError)
    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_event_that_is_being_changed_by_the_publisher_is_waited_for(editor, reviewer):
    event = factories.event(claims=[factories.approved_claim()])
    content = replace(EventContent.of(event), title="The reviewer's own")
    held = Held(lambda: actions.edit_event(event=event, content=content, version=event.version, by=reviewer))
    outcome, waited = held.meanwhile(lambda: publish(event, by=reviewer))
    assert (type(outcome), waited) == (PermissionDenied, True)
    assert not Entry.objects.exists()


def test_an_event_and_a_claim_that_are_published_cannot_be_deleted():
    entry = factories.published()
    for row in (entry.event, entry.statements.get().claim, entry.statements.get().citations.get().snapshot):
        with pytest.raises((ProtectedError, ProgrammingError)), transaction.atomic():
            row.delete()
