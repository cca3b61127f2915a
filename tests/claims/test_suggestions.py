"""What engines propose: kept once, decided by people, and read again when an article gets its date."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.roles import Role
from actors.models import Actor
from articles.actions import set_published
from articles.models import Article
from claims import actions
from claims.actions import ClaimContent, place_passages
from claims.actions.deciding import proposed_content
from claims.actions.suggestions import request_suggestions
from claims.enums import Decision, Stage
from claims.models import Claim, Suggestion, SuggestionRun
from lib import outbox
from tests import factories

pytestmark = pytest.mark.django_db

ARTICLE = (
    "Yuri Ushakov said on Thursday that the ceasefire would be “a breather for Ukrainian troops” and nothing more. "
    "The plan was a start, said Marco Rubio, the Secretary of State. "
    "Russian forces advanced in the Kursk region last month."
)


@pytest.fixture
def russia():
    return factories.actor("russia", "Russia", kind="state")


@pytest.fixture
def ushakov(russia):
    factories.actor("russian-forces", "Russian forces", kind="armed_force", acts_for=russia)
    return factories.actor("ushakov", "Yuri Ushakov", office="foreign policy adviser", acts_for=russia)


def undated(text=ARTICLE):
    return factories.article(text, published="")


def read(capture):
    run = request_suggestions(snapshot=capture)
    assert actions.make_suggestions(run_id=run.pk) is True
    return list(Suggestion.objects.filter(run=run).order_by("excerpt__start", "pk"))


def date(capture, edtf, by):
    """As the date form does, with the worker's part done here."""
    set_published(article=capture.article, edtf=edtf, by=by)
    for run in SuggestionRun.objects.waiting():
        actions.make_suggestions(run_id=run.pk)


def accept(suggestion, by, **more):
    return actions.accept_suggestion(suggestion=suggestion, by=by, conflict=factories.conflict(), **more)


def decided(suggestion):
    suggestion.refresh_from_db()
    return suggestion.decision, suggestion.decided_by, suggestion.claim


# ---- deciding


def test_a_suggestion_accepted_as_it_stands_is_the_claim_that_it_proposes(editor, russia, ushakov):
    issue, place = factories.issue(), factories.place()
    tv = factories.actor("state-tv", "State television", kind="media")
    nato = factories.actor("nato", "NATO", kind="alliance")
    suggestion = factories.suggestion(
        kind="position",
        stance="rejects",
        issue=issue,
        place=place,
        said_edtf="2025-03-13",
        happened_edtf="2025-03",
        speaker=ushakov,
        relayed_by=tv,
        addressee=nato,
    )
    suggestion.subjects.set([nato, ushakov, factories.actor("ukraine", kind="state")])
    claim = accept(suggestion, editor)
    assert ClaimContent.of(claim) == replace(
        factories.claim_content(
            text=suggestion.text,
            quote=factories.QUOTE,
            quote_language="en",
            kind="position",
            directness="verbatim",
            stance="rejects",
            issue=issue,
            place=place,
            happened_edtf="2025-03",
        ),
        attributions=(
            (ushakov, "speaker"),
            (russia, "spokesperson_for"),
            (tv, "relayed_by"),
            (nato, "addressee"),
            (factories.actor("ukraine"), "subject"),
        ),
    )
    assert claim.evidence.get().excerpt == suggestion.excerpt
    assert (claim.author, claim.stage, claim.verdict) == (editor, Stage.DRAFT, "unverified")
    assert decided(suggestion) == (Decision.ACCEPTED, editor, claim)
    assert suggestion.decided_at


def test_a_suggestion_accepted_with_changes_says_so(editor):
    suggestion = factories.suggestion()
    claim = accept(suggestion, editor, content=factories.claim_content(text="What the editor made of it."))
    assert claim.text == "What the editor made of it."
    assert decided(suggestion) == (Decision.EDITED, editor, claim)
    assert suggestion.text == "Ushakov called the ceasefire a breather."


def test_the_same_people_in_another_order_are_no_change(editor, ushakov):
    suggestion = factories.suggestion(speaker=ushakov)
    proposed = proposed_content(suggestion, conflict=factories.conflict())
    accept(suggestion, editor, content=replace(proposed, attributions=proposed.attributions[::-1]))
    assert decided(suggestion)[0] == Decision.ACCEPTED


def test_a_suggestion_is_accepted_once(editor, editor2):
    suggestion = factories.suggestion()
    claim = accept(suggestion, editor)
    again = accept(suggestion, editor2, content=factories.claim_content(text="Another."))
    assert again == claim
    assert Claim.objects.get().text == suggestion.text
    assert decided(suggestion) == (Decision.ACCEPTED, editor, claim)


def test_a_rejected_suggestion_keeps_who_and_why(editor, editor2):
    suggestion = factories.suggestion()
    actions.reject_suggestion(suggestion=suggestion, by=editor, reason=" The outlet's own words. ")
    actions.reject_suggestion(suggestion=suggestion, by=editor2, reason="Another reason.")
    assert decided(suggestion) == (Decision.REJECTED, editor, None)
    assert suggestion.reason == "The outlet's own words."
    context = suggestion.versions.order_by("pgh_id").last().pgh_context
    assert context.metadata["user"] == editor.pk
    with pytest.raises(ValidationError, match="already rejected"):
        accept(suggestion, editor2)
    assert not Claim.objects.exists()


def test_an_accepted_suggestion_is_not_rejected_any_more(editor, editor2):
    suggestion = factories.suggestion()
    claim = accept(suggestion, editor)
    with pytest.raises(ValidationError, match="already accepted"):
        actions.reject_suggestion(suggestion=suggestion, by=editor2, reason="No.")
    assert decided(suggestion) == (Decision.ACCEPTED, editor, claim)


def test_a_suggestion_that_makes_no_fit_claim_stays_undecided(editor):
    suggestion = factories.suggestion()
    with pytest.raises(ValidationError):
        accept(suggestion, editor, content=factories.claim_content(text=" "))
    foreign = factories.suggestion(issue=factories.issue("water", of=factories.conflict("other", "Other")))
    with pytest.raises(ValidationError, match="another conflict"):
        accept(foreign, editor)
    assert not Claim.objects.exists()
    assert set(Suggestion.objects.values_list("decision", flat=True)) == {Decision.PENDING}


@pytest.mark.parametrize("role", [Role.READER, Role.ADMIN])
def test_only_people_of_the_desk_decide(role):
    suggestion, by = factories.suggestion(), factories.user(role)
    with pytest.raises(PermissionDenied):
        accept(suggestion, by)
    with pytest.raises(PermissionDenied):
        actions.reject_suggestion(suggestion=suggestion, by=by)
    assert decided(suggestion) == (Decision.PENDING, None, None)


def test_who_accepts_is_the_author_and_needs_a_second_person(reviewer):
    claim = actions.submit(claim=accept(factories.suggestion(), reviewer), by=reviewer)
    with pytest.raises(PermissionDenied, match="second person"):
        actions.approve(claim=claim, by=reviewer, verdict="verified", rationale="Mine.")


def test_a_speaker_who_was_added_since_is_found_by_name(editor, russia):
    suggestion = factories.suggestion(speaker_name="Marco Rubio")
    conflict = factories.conflict()
    assert proposed_content(suggestion, conflict=conflict).attributions == ()
    rubio = factories.actor("marco-rubio", "Marco Rubio", acts_for=russia)
    suggestion.subjects.set([rubio])
    assert proposed_content(suggestion, conflict=conflict).attributions == (
        (rubio, "speaker"),
        (russia, "spokesperson_for"),
    )
    accept(suggestion, editor)
    assert decided(suggestion)[0] == Decision.ACCEPTED
    Actor.objects.create(slug="another-rubio", name="Marco Rubio", kind="person")
    two = factories.suggestion(speaker_name="Marco Rubio")
    assert proposed_content(two, conflict=conflict).attributions == ()


# ---- reading


def test_every_suggestion_is_in_its_capture_to_the_character(ushakov):
    flags = "🇺🇦 Бо\u0301льшая часть. " + ARTICLE
    capture = undated(flags)
    made = read(capture)
    assert made
    for suggestion in made:
        excerpt = suggestion.excerpt
        assert excerpt.exact == flags[excerpt.start : excerpt.end]
        assert suggestion.quote in excerpt.exact
    (quote,) = [suggestion for suggestion in made if suggestion.quote]
    assert (quote.quote, quote.speaker, quote.directness) == ("a breather for Ukrainian troops", ushakov, "verbatim")


def test_names_come_as_rows_of_the_gazetteer_and_unknown_ones_as_text(ushakov):
    made = read(undated())
    assert {suggestion.speaker_name for suggestion in made if suggestion.speaker is None} >= {"Marco Rubio"}
    assert {suggestion.excerpt.created_by for suggestion in made} == {None}
    assert {suggestion.decision for suggestion in made} == {Decision.PENDING}


def test_a_machines_writing_is_kept_as_a_machines(ushakov):
    suggestion = read(undated())[0]
    metadata = suggestion.versions.get().pgh_context.metadata
    assert metadata["user"] is None
    assert metadata["reason"].startswith("suggested by rules")


def test_a_reading_is_asked_for_once():
    capture = undated()
    run = request_suggestions(snapshot=capture)
    assert request_suggestions(snapshot=capture) == run
    actions.make_suggestions(run_id=run.pk)
    before = set(Suggestion.objects.values_list("pk", flat=True))
    assert request_suggestions(snapshot=capture) == run
    assert actions.make_suggestions(run_id=run.pk) is False
    assert set(Suggestion.objects.values_list("pk", flat=True)) == before
    run.refresh_from_db()
    assert (run.state, run.attempts) == ("done", 1)


def test_a_worker_killed_in_the_middle_leaves_nothing_and_the_next_does_it_once(monkeypatch, ushakov):
    from claims.actions import suggestions as module

    capture = undated()
    run = request_suggestions(snapshot=capture)
    keep, kept = module._keep, []

    def killed(*args):
        keep(*args)
        kept.extend(Suggestion.objects.all())
        raise SystemExit  # what a worker that is shut down meets

    monkeypatch.setattr(module, "_keep", killed)
    with pytest.raises(SystemExit):
        actions.make_suggestions(run_id=run.pk)
    assert kept
    assert not Suggestion.objects.exists()
    monkeypatch.setattr(module, "_keep", keep)
    assert actions.make_suggestions(run_id=run.pk) is True
    once = list(Suggestion.objects.values_list("excerpt", "rule", "text"))
    assert len(once) == len(set(once)) > 1


def test_a_worker_that_is_gone_is_followed_by_another(ushakov):
    run = request_suggestions(snapshot=undated())
    SuggestionRun.objects.filter(pk=run.pk).update(
        state="running", attempts=1, leased_until=timezone.now() + outbox.usual_lease()
    )
    assert actions.make_suggestions(run_id=run.pk) is False
    SuggestionRun.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert actions.make_suggestions(run_id=run.pk) is True
    assert Suggestion.objects.exists()


# ---- dates


def test_relative_dates_wait_for_the_article_and_are_resolved_when_it_is_dated(editor, ushakov):
    capture = undated()
    before = read(capture)
    assert {suggestion.date_phrase for suggestion in before} == {"Thursday", "last month", ""}
    assert {(suggestion.said_edtf, suggestion.happened_edtf) for suggestion in before} == {("", "")}
    date(capture, "2025-03-14", editor)
    after = Suggestion.objects.filter(run__snapshot=capture)
    assert after.get(quote=factories.QUOTE).said_edtf == "2025-03-13"
    assert after.get(text__contains="Kursk").happened_edtf == "2025-02"
    assert set(after.values_list("run__dated", flat=True)) == {"2025-03-14"}


def test_what_is_decided_is_kept_and_not_proposed_again(editor, ushakov):
    capture = undated()
    first, *others = read(capture)
    claim = accept(first, editor)
    last = others[-1]
    actions.reject_suggestion(suggestion=last, by=editor, reason="No.")
    date(capture, "2025-03-14", editor)
    assert decided(first) == (Decision.ACCEPTED, editor, claim)
    assert decided(last)[0] == Decision.REJECTED
    passages = list(Suggestion.objects.values_list("excerpt__start", "excerpt__end", "rule", "kind"))
    assert len(passages) == len(set(passages)) == len(others) + 1
    assert Suggestion.objects.pending().count() == len(others) - 1
    assert not Suggestion.objects.filter(pk__in=[one.pk for one in others[:-1]]).exists()


def test_one_passage_may_hold_two_suggestions_and_deciding_one_keeps_the_other(editor, ushakov, russia):
    """Such as a fact and a position in the same words."""
    capture = undated()
    read(capture)
    made = Suggestion.objects.filter(speaker=ushakov).first()
    twin = Suggestion.objects.create(
        **{
            field.name: getattr(made, field.name)
            for field in Suggestion._meta.concrete_fields
            if field.name not in {"id", "rule"}
        },
        rule="another-rule",
    )
    accept(twin, editor)
    date(capture, "2025-03-14", editor)
    again = Suggestion.objects.pending().filter(excerpt=made.excerpt)
    assert [(one.rule, one.said_edtf) for one in again] == [(made.rule, "2025-03-13")]


def test_both_suggestions_of_one_passage_are_kept(ushakov):
    """The aide says what Russia wants, which is also what Russia demands: the same words twice."""
    factories.issue("settlement", "Settlement")
    wanted = "Russia wanted a settlement that took account of its interests."
    capture = undated(f"The aide, Yuri Ushakov, told reporters that {wanted}")
    made = [one for one in read(capture) if one.text == wanted]
    assert {(one.kind, one.speaker and one.speaker.slug) for one in made} == {
        ("fact", "ushakov"),
        ("position", "russia"),
    }


def test_an_article_that_gets_back_its_first_date_is_read_by_it_again(editor, ushakov):
    capture = undated()
    read(capture)
    for published, said in (
        ("2025-03-14", "2025-03-13"),
        ("2025-03-21", "2025-03-20"),
        ("2025-03-14", "2025-03-13"),
        ("2025-03-21", "2025-03-20"),
    ):
        date(capture, published, editor)
        assert Suggestion.objects.get(quote=factories.QUOTE).said_edtf == said
    assert SuggestionRun.objects.count() == 3
    assert not SuggestionRun.objects.exclude(state="done").exists()


def test_each_reading_is_handed_to_the_workers_once(editor, ushakov, django_capture_on_commit_callbacks, monkeypatch):
    from claims import tasks

    handed = []
    monkeypatch.setattr(tasks.make_suggestions, "delay", handed.append)
    capture = undated()
    for published in ("2025-03-14", "2025-03-21", "2025-03-14"):
        with django_capture_on_commit_callbacks(execute=True):
            set_published(article=capture.article, edtf=published, by=editor)
            request_suggestions(snapshot=capture.__class__.objects.get(pk=capture.pk))
        actions.make_suggestions(run_id=handed[-1])
    first, second = SuggestionRun.objects.order_by("pk").values_list("pk", flat=True)
    assert handed == [first, second, first]


def test_a_reading_that_the_article_has_outrun_makes_nothing(editor, ushakov):
    capture = undated()
    old = request_suggestions(snapshot=capture)
    set_published(article=capture.article, edtf="2025-03-14", by=editor)
    assert actions.make_suggestions(run_id=old.pk) is True
    assert not Suggestion.objects.exists()
    new = SuggestionRun.objects.get(dated="2025-03-14")
    assert actions.make_suggestions(run_id=new.pk) is True
    assert {one.run for one in Suggestion.objects.all()} == {new}


def test_another_capture_of_the_article_takes_the_place_of_what_nobody_has_decided(editor, ushakov):
    capture = undated()
    suggested = read(capture)
    decided = suggested[0]
    accept(decided, editor)
    later = factories.snapshot(Article.objects.get(pk=capture.article_id), "An hour later. " + ARTICLE)
    place_passages(snapshot=later)
    again = read(later)
    assert list(Suggestion.objects.filter(run__snapshot=capture)) == [decided]
    # What was decided about the first capture is not asked again, wherever it stands now.
    assert len(again) == len(suggested) - 1
    assert (decided.rule, decided.kind, decided.excerpt.exact) not in {
        (one.rule, one.kind, one.excerpt.exact) for one in again
    }


def test_a_capture_that_has_been_overtaken_is_not_read(ushakov):
    capture = undated()
    factories.snapshot(Article.objects.get(pk=capture.article_id), ARTICLE + " He added nothing.")
    assert not read(capture)
