"""A later version of the engine reads old articles: what was decided stays, and is not proposed again."""

import io

import pytest
from django.core.management import CommandError, call_command

from actors.models import Actor
from claims import actions
from claims.actions.suggestions import request_suggestions
from claims.engines import rules
from claims.enums import Decision
from claims.models import Claim, Suggestion, SuggestionRun
from claims.rereading import outdated_captures
from claims.suggest import suggest
from tests import factories

pytestmark = pytest.mark.django_db

ARTICLE = (
    "Yuri Ushakov said the bridge was open. Yuri Ushakov said that the road was closed. "
    "“We waited for an hour,” Yuri Ushakov said. Yuri Ushakov said the river was deep."
)


@pytest.fixture
def ushakov():
    return factories.actor("ushakov", "Yuri Ushakov")


def read(capture):
    run = request_suggestions(snapshot=capture)
    assert actions.make_suggestions(run_id=run.pk)
    return list(Suggestion.objects.filter(run=run).order_by("excerpt__start", "pk"))


@pytest.fixture
def later(monkeypatch):
    """The engine in its next version, which may read things otherwise."""

    def version(change=lambda one: one, number="next"):
        from claims import rereading
        from claims.management.commands import reread

        for place in (rereading, reread):
            monkeypatch.setattr(place, "ENGINE_VERSION", number)
        monkeypatch.setattr(rules.Rules, "version", number)
        monkeypatch.setattr(rules, "suggest", lambda *a, **k: [change(one) for one in suggest(*a, **k)])

    return version


def changed(one, **columns):
    from dataclasses import replace

    if "start" in columns or "end" in columns:
        raise AssertionError("a passage is changed by `wider`")
    return replace(one, **columns)


def wider(one, text=ARTICLE):
    """The same passage with the words before it, as where an excerpt takes in its source and verb."""
    from dataclasses import replace

    start = max(0, one.start - 15)
    return replace(one, start=start, exact=text[start : one.end], rule="renamed", text=f"Reworded: {one.text}")


def decide_three(found, editor):
    accepted, edited, rejected, *_ = found
    actions.accept_suggestion(suggestion=accepted, by=editor, conflict=factories.conflict())
    content = factories.claim_content(text="What the editor made of it.", speaker=Actor.objects.get(slug="ushakov"))
    actions.accept_suggestion(suggestion=edited, by=editor, conflict=factories.conflict(), content=content)
    actions.reject_suggestion(suggestion=rejected, by=editor, reason="No.")


def rows():
    return list(Suggestion.objects.exclude(decision=Decision.PENDING).order_by("pk").values())


@pytest.mark.parametrize("change", [lambda one: one, wider], ids=["the same", "renamed, reworded and wider"])
def test_what_is_decided_stays_byte_for_byte_and_is_not_proposed_again(editor, ushakov, later, change):
    capture = factories.article(ARTICLE)
    found = read(capture)
    assert len(found) == 4
    decide_three(found, editor)
    before, claims = rows(), list(Claim.objects.order_by("pk").values())
    later(change)
    (new,) = read(capture)
    assert rows() == before
    assert list(Claim.objects.order_by("pk").values()) == claims
    assert "river" in new.text
    assert new.run.engine_version == "next"
    assert not Suggestion.objects.filter(pk=found[-1].pk).exists(), "what waited gives way"
    assert read_twice(capture) == [new]


def read_twice(capture):
    """Asking again for the same version is the same run."""
    run = request_suggestions(snapshot=capture)
    assert actions.make_suggestions(run_id=run.pk) is False
    return list(Suggestion.objects.filter(run=run))


def test_another_kind_or_another_speaker_is_another_proposal(editor, ushakov, later):
    factories.actor("rubio", "Marco Rubio")
    capture = factories.article("Yuri Ushakov said the bridge was open.")
    (one,) = read(capture)
    actions.reject_suggestion(suggestion=one, by=editor)
    later(lambda one: changed(one, kind="prediction"), "kind")
    assert [new.kind for new in read(capture)] == ["prediction"]
    later(lambda one: changed(one, speaker="rubio", speaker_name="Marco Rubio", rule="renamed"), "speaker")
    assert [new.speaker.slug for new in read(capture)] == ["rubio"]


def test_what_the_editor_made_of_it_counts_as_well(editor, ushakov, later):
    rubio = factories.actor("rubio", "Marco Rubio")
    capture = factories.article("Yuri Ushakov said the bridge was open.")
    (one,) = read(capture)
    content = factories.claim_content(text="The bridge is open.", kind="prediction", speaker=rubio)
    actions.accept_suggestion(suggestion=one, by=editor, conflict=factories.conflict(), content=content)
    later(lambda one: changed(one, kind="prediction", speaker="rubio", speaker_name="Marco Rubio", rule="renamed"))
    assert read(capture) == []


def test_a_speaker_who_has_been_added_since_is_the_same_speaker(editor, later):
    capture = factories.article("The plan was a start, said Marco Rubio, the Secretary of State.")
    (one,) = read(capture)
    assert (one.speaker, one.speaker_name) == (None, "Marco Rubio")
    actions.reject_suggestion(suggestion=one, by=editor)
    factories.actor("rubio", "Marco Rubio")
    later(lambda one: changed(one, rule="renamed"))
    assert read(capture) == []


def test_a_long_quotation_is_not_the_few_words_of_it_that_were_rejected(editor, ushakov, later):
    text = "Yuri Ushakov said the bridge was open."
    capture = factories.article(text + " And so on, for a long while and at some length." * 4)
    (one,) = read(capture)
    actions.reject_suggestion(suggestion=one, by=editor)

    def longer(one):
        from dataclasses import replace

        return replace(one, end=len(capture.text), exact=capture.text[one.start :], rule="renamed")

    later(longer)
    assert len(read(capture)) == 1


def test_what_stood_undecided_beside_it_stands_again(editor, ushakov, later, monkeypatch):
    """Two suggestions of one passage, kind and speaker: one was rejected and the other left."""
    from dataclasses import replace

    capture = factories.article("Yuri Ushakov said the bridge was open.")
    twins = [suggest]

    def both(*args, **kwargs):
        (one,) = twins[0](*args, **kwargs)
        return [one, replace(one, rule="another", text="Otherwise worded.")]

    later()
    monkeypatch.setattr(rules, "suggest", both)
    first, _second = read(capture)
    actions.reject_suggestion(suggestion=first, by=editor)
    monkeypatch.setattr(rules.Rules, "version", "after next")
    assert [one.rule for one in read(capture)] == ["another"]


# ---- the command


def reread(*args):
    out = io.StringIO()
    call_command("reread", *args, stdout=out)
    return out.getvalue()


def test_the_command_reads_what_an_earlier_version_has_read_and_nothing_else(editor, ushakov, later):
    old, fresh = factories.article(ARTICLE), factories.article(ARTICLE)
    read(old)
    later()
    read(fresh)
    assert reread("--dry-run") == "1 to read by rules next\n"
    assert "1 read by rules next, 4 suggestions to decide" in reread()
    assert {one.run.engine_version for one in Suggestion.objects.all()} == {"next"}
    assert reread("--dry-run") == "0 to read by rules next\n", "it is done once"
    assert "0 read" in reread()


def test_the_command_is_narrowed_by_outlet_date_and_number(ushakov, later):
    other = factories.source("other")
    captures = [
        factories.article(ARTICLE, published="2025-03-10"),
        factories.article(ARTICLE, published="2025-03-20"),
        factories.article(ARTICLE, of=other, published=""),
    ]
    for capture in captures:
        read(capture)
    later()
    assert reread("--dry-run", "--source", "other").startswith("1 ")
    assert list(outdated_captures(since="2025-03-15")) == [captures[1]]
    assert "1 read" in reread("--limit", "1")
    assert set(outdated_captures()) == set(captures[:2]), "what came last is read first"


def test_only_the_newest_capture_is_read_again(ushakov, later):
    capture = factories.article(ARTICLE)
    read(capture)
    newer = factories.snapshot(capture.article, ARTICLE + " So it was.")
    assert list(outdated_captures()) == []
    read(newer)
    later()
    assert list(outdated_captures()) == [newer]


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--source", "nobody"], "--source: no outlet has the slug 'nobody'"),
        (["--since", "yesterday"], "--since: "),
        (["--engine", "oracle"], "--engine: no engine is called 'oracle'"),
        (["--limit", "0"], "--limit: a number from 1 up"),
    ],
)
def test_what_the_command_cannot_read_is_named(args, says):
    with pytest.raises(CommandError, match=says):
        reread(*args)


def test_stopped_half_way_it_goes_on_where_it_was(ushakov, later, monkeypatch):
    for _ in range(3):
        read(factories.article(ARTICLE))
    later()
    do, done = actions.make_suggestions, []

    def stopped(*, run_id):
        if len(done) == 1:
            raise KeyboardInterrupt
        done.append(run_id)
        return do(run_id=run_id)

    monkeypatch.setattr(actions, "make_suggestions", stopped)
    with pytest.raises(KeyboardInterrupt):
        reread()
    monkeypatch.setattr(actions, "make_suggestions", do)
    waiting = SuggestionRun.objects.waiting()
    assert len(waiting) == 1, "asked for and not read: the workers do it, or the next start of the command"
    for run in waiting:
        assert actions.make_suggestions(run_id=run.pk)
    assert "1 read" in reread()


def test_asking_for_a_reading_does_not_push_before_what_is_new(ushakov, later, django_capture_on_commit_callbacks):
    capture = factories.article(ARTICLE)
    read(capture)
    later()
    with django_capture_on_commit_callbacks() as announced:
        actions.request_rereading(snapshot=capture, by=None)
    assert announced == []
