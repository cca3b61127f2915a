"""Every version of every editorial row is kept, with who and why; and a claim's history reads as it happened."""

from dataclasses import replace

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction

from actors.actions import add_actor
from actors.models import ActorName, NotSame
from articles.actions import pause_feed, set_published
from claims import actions
from claims.actions import ClaimContent
from claims.history import history_of
from claims.models import Check, Claim, Comment, OfficeEvidence, Suggestion
from tests import factories
from timeline import actions as event_actions
from timeline.actions import EventContent
from timeline.models import Figure

# What people and engines work on. Entries, statements, citations, snapshots and reviews never change at all.
EDITORIAL = {
    "actors": ["Actor", "ActorName", "Office", "Place", "PlaceName", "Conflict", "NotSame"],
    "articles": ["Article", "Feed", "OriginGroup", "Source"],
    "claims": [
        *("Attribution", "Check", "Claim", "ClaimLink", "Comment", "Evidence", "Excerpt", "Issue", "Mute"),
        *("OfficeEvidence", "Suggestion"),
    ],
    "timeline": ["Event", "EventActor", "EventClaim", "EventLink", "Figure"],
}
TRACKED = [apps.get_model(app, name) for app, names in EDITORIAL.items() for name in names]


def versions_of(model):
    return model._meta.get_field("versions").related_model


def label(model):
    return model._meta.label


def office_with_evidence(editor):
    """A post with the passage that names it, and somebody else of nearly that name."""
    one, other = factories.actor("waltz", office="Adviser"), factories.actor("walz")
    NotSame.objects.create(
        one=min(one, other, key=lambda actor: actor.pk),
        other=max(one, other, key=lambda actor: actor.pk),
        said_by=editor,
    )
    OfficeEvidence.objects.create(office=one.offices.get(), excerpt=factories.passage(), added_by=editor)


def a_session(editor, reviewer):
    """Something of everything, done by the actions, changed, and partly taken away again."""
    capture = factories.article(published="")
    set_published(article=capture.article, edtf="2025-03-13", by=editor)
    add_actor(name="Keith Kellogg", kind="person", office="envoy", by=editor)
    suggestion = factories.suggestion(capture)
    actions.mute_pattern(engine="rules", rule="asked", source=capture.article.source, reason="Not here.", by=editor)
    pause_feed(feed=factories.feed(by=editor), by=editor)
    claim = actions.accept_suggestion(suggestion=suggestion, by=editor, conflict=factories.conflict())
    new = factories.claim_content(issue=factories.issue(), place=factories.place())
    actions.edit_claim(claim=claim, content=new, version=1, by=editor, reason="The speaker was missing.")
    other = factories.draft_claim(by=editor)
    actions.link_claims(claim=claim, other=other, kind="repeats", by=editor)
    actions.add_evidence(claim=claim, excerpt=factories.passage(capture, "Thursday"), relation="context", by=editor)
    actions.remove_evidence(evidence=claim.evidence.last(), by=editor)
    actions.submit(claim=claim, by=editor)
    actions.approve(claim=claim, by=reviewer, verdict="verified", rationale="Read.")
    event = factories.event(claims=[claim], by=editor, actors=[factories.actor("kremlin", kind="government")])
    event_actions.tie_claim(event=event, claim=other, by=editor)
    Comment.objects.create(claim=claim, text="Who was in the room?", by=editor)
    Check.objects.create(claim=claim, item="heard", state="met", by=editor)
    Figure.objects.create(event=event, claim=claim, kind="wounded", low=3)
    office_with_evidence(editor)
    factories.link(event, factories.event(title="Earlier"), by=editor)
    event_actions.move_claim(event=event, claim=other, places=-1, by=editor)
    event_actions.untie_claim(event=event, claim=other, by=editor)
    event.refresh_from_db()
    new = replace(EventContent.of(event), title="Another title", actors=())
    event_actions.edit_event(event=event, content=new, version=event.version, by=editor)
    return claim, event


@pytest.mark.django_db
def test_these_models_and_no_others_keep_their_versions():
    tracking = {
        model
        for app in EDITORIAL
        for model in apps.get_app_config(app).get_models()
        if any(field.name == "versions" for field in model._meta.get_fields())
    }
    assert tracking == set(TRACKED)


@pytest.mark.django_db
def test_the_last_version_of_every_row_is_what_stands_there(editor, reviewer):
    a_session(editor, reviewer)
    ActorName.objects.create(actor=factories.actor(), text="Ushakov", kind="short")
    factories.place().names.create(text="Москва")
    for model in TRACKED:
        versions = versions_of(model)
        assert model.objects.exists() or versions.objects.filter(pgh_label="delete").exists(), model
        for row in model.objects.all():
            last = versions.objects.filter(pgh_obj=row.pk).order_by("pgh_id").last()
            for field in model._meta.concrete_fields:
                if model._meta.app_label == "actors" and field.name == "keys":
                    continue  # made anew from the names, by `manage.py index_names`
                assert getattr(last, field.attname) == getattr(row, field.attname), (model, field.name)


# One change to each model by SQL, which no action, form or admin would make.
CHANGES = {
    "actors.Actor": "name = name || '!'",
    "claims.Attribution": "office = 'spy'",
    "claims.Claim": "text = 'Never said.'",
    "claims.ClaimLink": "kind = 'denies'",
    "claims.Evidence": "relation = 'disputes'",
    "claims.Excerpt": "state = 'orphaned'",
    "claims.Mute": "reason = 'Another'",
    "claims.Suggestion": "score = 0.1",
    "articles.Article": "title = 'Another'",
    "timeline.Event": "summary = 'Another'",
    "timeline.EventClaim": "position = 7",
}


@pytest.mark.django_db(transaction=True)
def test_changes_by_sql_are_kept_without_a_person(editor, reviewer):
    a_session(editor, reviewer)
    for name, change in CHANGES.items():
        model = apps.get_model(name)
        row = model.objects.first()
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE {model._meta.db_table} SET {change} WHERE id = %s", [row.pk])
        last = row.versions.order_by("pgh_id").last()
        column = change.split()[0]
        assert (last.pgh_label, last.pgh_context) == ("update", None), name
        assert getattr(last, column) == getattr(model.objects.get(pk=row.pk), column), name
    claim = Claim.objects.get(text="Never said.")
    assert ("The system", "changed the claim") in [(step.who, step.did) for step in history_of(claim)]


@pytest.mark.django_db
def test_every_version_of_the_session_says_who_and_why(editor, reviewer):
    a_session(editor, reviewer)
    people, reasons = {editor.pk, reviewer.pk, None}, set()
    for model in (model for model in TRACKED if model._meta.app_label in {"claims", "timeline"}):
        for version in versions_of(model).objects.select_related("pgh_context"):
            if version.pgh_context is not None:  # test data is made by nobody
                assert version.pgh_context.metadata["user"] in people
                reasons.add(version.pgh_context.metadata["reason"])
    assert {
        "accepted a suggestion",
        "The speaker was missing.",
        "added evidence: context",
        "removed evidence",
        "linked claims: repeats",
        "submit",
        "approve: Read.",
        "wrote an event",
        "tied a claim to the event",
        "put the claims in another order",
        "untied a claim from the event",
        "edited the event",
    } <= reasons


@pytest.mark.django_db
def test_the_versions_of_a_claim_tell_its_life(editor, reviewer):
    claim, _ = a_session(editor, reviewer)
    versions = list(claim.versions.order_by("pgh_id").select_related("pgh_context"))
    assert [version.pgh_label for version in versions] == ["insert"] + ["update"] * 5
    assert [version.version for version in versions] == [1, 2, 3, 4, 5, 6]  # a link is no change of a draft
    assert [version.stage for version in versions[-2:]] == ["in_review", "approved"]
    assert versions[-1].pgh_context.metadata == {"user": reviewer.pk, "reason": "approve: Read."}


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["UPDATE {} SET pgh_label = 'x'", "DELETE FROM {}"])
@pytest.mark.parametrize("model", TRACKED, ids=label)
def test_history_is_not_rewritten_by_sql(model, verb, editor, reviewer):
    a_row_of(model, editor)
    table = versions_of(model)._meta.db_table
    assert versions_of(model).objects.exists()
    with (
        pytest.raises(ProgrammingError, match="Cannot update or delete"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(verb.format(table))


def a_row_of(model, editor):
    """Cheaply, one row of this model."""
    actor, place = factories.actor(office="Adviser"), factories.place()
    if model in {NotSame, OfficeEvidence}:
        office_with_evidence(editor)
    ActorName.objects.create(actor=actor, text="Ushakov", kind="short")
    place.names.create(text="Москва")
    factories.issue()
    if model._meta.app_label == "actors" or model.__name__ == "Issue":
        return
    if model is Suggestion:
        factories.suggestion()
        return
    if model.__name__ == "Mute":
        actions.mute_pattern(engine="rules", rule="asked", source=factories.source(), reason="Not here.", by=editor)
        return
    if model.__name__ == "Feed":
        factories.feed(by=editor)
    claim = factories.draft_claim(by=editor)
    if model.__name__ == "ClaimLink":
        actions.link_claims(claim=claim, other=factories.draft_claim(), kind="repeats", by=editor)
    if model is Comment:
        Comment.objects.create(claim=claim, text="Who was in the room?", by=editor)
    if model is Check:
        Check.objects.create(claim=claim, item="heard", state="met", by=editor)
    if model._meta.app_label == "timeline":
        event = factories.event(claims=[claim], actors=[actor])
        Figure.objects.create(event=event, claim=claim, kind="wounded", low=3)
        factories.link(event, factories.event(title="Earlier"))


# ---- a claim's history in words


def told(claim):
    return [(step.who, step.did, step.reasons) for step in history_of(Claim.objects.get(pk=claim.pk))]


@pytest.mark.django_db(transaction=True)
def test_a_claims_history_reads_as_it_happened_newest_first(editor, editor2, reviewer):
    claim = factories.draft_claim(by=editor)
    actions.add_evidence(claim=claim, excerpt=factories.passage(exact="Russia wants"), relation="context", by=editor2)
    actions.add_evidence(claim=claim, excerpt=claim.evidence.last().excerpt, relation="disputes", by=editor)
    actions.remove_evidence(evidence=claim.evidence.last(), by=editor)
    actions.submit(claim=claim, by=editor)
    actions.send_back(claim=claim, by=reviewer, reasons="Who says so?")
    claim.refresh_from_db()
    new = factories.claim_content(text="Putin rejects it.", speaker=factories.actor("putin", "Putin"))
    actions.edit_claim(claim=claim, content=new, version=claim.version, by=editor)
    actions.submit(claim=claim, by=editor)
    actions.approve(claim=claim, by=reviewer, verdict="verified", rationale="Read.")
    actions.retract(claim=claim, by=reviewer, reasons="A hoax.")
    assert told(claim) == [
        ("Reviewer", "retracted", "A hoax."),
        ("Reviewer", "approved", "Read."),
        ("Editor", "asked for review", ""),
        ("Editor", "changed the claim and the people", ""),
        ("Reviewer", "sent back", "Who says so?"),
        ("Editor", "asked for review", ""),
        ("Editor", "removed a passage", ""),
        ("Editor", "changed what a passage does (disputes)", ""),
        ("Editor2", "added a passage (context)", ""),
        ("Editor", "wrote the claim", ""),
    ]


@pytest.mark.django_db(transaction=True)
def test_a_history_shows_the_words_that_changed(editor):
    claim = factories.draft_claim(by=editor, text="Russia accepts it.")
    new = replace(ClaimContent.of(claim), text="Russia rejects it.", said_edtf="2025-03")
    actions.edit_claim(claim=claim, content=new, version=1, by=editor)
    step = history_of(claim)[0]
    changes = {change.what: [tuple(piece) for piece in change.pieces] for change in step.changes}
    assert changes["claim"] == [("same", "Russia "), ("del", "accepts"), ("ins", "rejects"), ("same", " it.")]
    assert "".join(text for op, text in changes["said"] if op != "del") == "March 2025"


@pytest.mark.django_db(transaction=True)
def test_another_speaker_is_a_change_of_the_claim(editor):
    claim = factories.draft_claim(by=editor)
    putin = factories.actor("putin", "Vladimir Putin")
    content = replace(ClaimContent.of(claim), attributions=((putin, "speaker"),))
    actions.edit_claim(claim=claim, content=content, version=1, by=editor)
    step = history_of(claim)[0]
    assert step.did == "changed the people"
    (change,) = step.changes
    assert "".join(piece.text for piece in change.pieces if piece.op != "ins") == "Yuri Ushakov (speaker)"
    assert "".join(piece.text for piece in change.pieces if piece.op != "del") == "Vladimir Putin (speaker)"


@pytest.mark.django_db(transaction=True)
def test_an_edit_that_reopens_says_both(editor):
    claim = factories.approved_claim(by=editor)
    content = replace(ClaimContent.of(claim), text="Another.")
    actions.edit_claim(claim=claim, content=content, version=claim.version, by=editor, reason="The transcript.")
    assert told(claim)[:2] == [("Editor", "re-opened", "The transcript."), ("Editor", "changed the claim", "")]


@pytest.mark.django_db(transaction=True)
def test_a_history_costs_the_same_for_any_length(editor, django_assert_num_queries):
    claim = factories.draft_claim(by=editor)
    with django_assert_num_queries(2):
        history_of(claim)
    for number in range(4):
        claim.refresh_from_db()
        content = replace(ClaimContent.of(claim), text=f"Text {number}.", issue=factories.issue())
        actions.edit_claim(claim=claim, content=content, version=claim.version, by=editor)
        excerpt = factories.passage(exact="Russia wants"[: 6 + number])
        actions.add_evidence(claim=claim, excerpt=excerpt, relation="context", by=editor)
    with django_assert_num_queries(2):
        assert len(history_of(claim)) == 9
