"""How urgent reports are, and what has that worked out anew."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import actions as account_actions
from accounts.models import Follow
from articles import actions as article_actions
from articles.models import Article, OriginGroup, Source
from claims import actions, tasks
from claims.inbox_urgency import Facts, reasons, urgency
from claims.models import InboxItem, Placement, Suggestion
from tests import factories

NOON = datetime(2025, 3, 13, 12, tzinfo=UTC)


def points(**facts):
    return urgency(reasons(Facts(**({"reported": NOON, "reliability": "F"} | facts))))


# ---- points ---------------------------------------------------------------------------------------------------------


def test_reasons_are_named_and_make_up_the_whole():
    found = reasons(Facts(reported=NOON, reliability="B", pending=4, worth=1.5, worthy=2, followed=1, lost=2))
    assert [(code, number) for code, _, number in found] == [
        ("lost", 2),
        ("followed", 1),
        ("worth", 2),
        ("pending", 4),
        ("reliability", 1),
        ("freshness", 1),
    ]
    assert urgency(found) == round(sum(worth for _, worth, _ in found), 1)


@pytest.mark.parametrize(
    ("less", "more"),
    [
        ({}, {"reported": NOON + timedelta(hours=1)}),
        ({}, {"pending": 1}),
        ({"pending": 1}, {"pending": 2}),
        ({"pending": 2}, {"pending": 2, "worth": 0.4, "worthy": 1}),
        ({}, {"followed": 1}),
        ({"followed": 1}, {"followed": 2}),
        ({"followed": 2}, {"lost": 1}),
        ({"lost": 1}, {"lost": 2}),
        ({"reliability": "B"}, {"reliability": "A"}),
        ({"reliability": "D"}, {"reliability": "F"}),
        ({"reliability": "E"}, {"reliability": "D"}),
    ],
)
def test_more_is_more_urgent(less, more):
    assert points(**less) < points(**more)


@pytest.mark.parametrize(
    ("much", "more"),
    [({"pending": 40}, {"pending": 400}), ({"worth": 30.0}, {"worth": 300.0}), ({"followed": 5}, {"followed": 50})],
)
def test_no_single_reason_drowns_the_others(much, more):
    assert points(**much) == points(**more) < points(reported=NOON + timedelta(days=3))


# ---- working it out -------------------------------------------------------------------------------------------------


@pytest.fixture
def capture(db):
    made = factories.article()
    actions.refresh_inbox()
    return made


def item_of(capture):
    return InboxItem.objects.get(pk=Article.objects.get(pk=capture.article_id).origin_group_id)


def becomes_stale(capture):
    """Whether what was done since the inbox was last worked out has it worked out anew."""
    was = item_of(capture).stale
    actions.refresh_inbox()
    return was


def test_an_article_that_comes_in_has_an_item(db):
    made = factories.article(title="Came in")
    item = item_of(made)
    assert (item.stale, item.article_id) == (True, made.article_id)
    assert actions.refresh_inbox() == 1
    item.refresh_from_db()
    assert (item.stale, item.facets) == (False, [f"source:{made.article.source_id}", "reliability:B", "language:en"])
    assert actions.refresh_inbox() == 0


def loses_its_passages(capture):
    return actions.place_passages(snapshot=factories.snapshot(capture.article, "It reads otherwise now."))


@pytest.mark.parametrize(
    "happens",
    [
        factories.suggestion,
        lambda capture: factories.snapshot(capture.article, "x") and factories.suggestion(capture),
        lambda capture: Article.objects.filter(pk=capture.article_id).update(title="Another"),
        lambda capture: Source.objects.update(reliability="A"),
        lambda capture: article_actions.set_published(
            article=capture.article, edtf="2025-03-01", by=factories.user()
        ),
        lambda capture: factories.draft_claim(excerpt=factories.passage(capture)) and loses_its_passages(capture),
    ],
    ids=["suggested", "another capture", "renamed", "rated", "dated", "passage lost"],
)
def test_what_changes_about_a_report_has_it_worked_out_anew(capture, happens):
    before = InboxItem.objects.values("urgency", "pending", "facets", "titles", "lost").get()
    happens(capture)
    actions.refresh_inbox()
    assert InboxItem.objects.values("urgency", "pending", "facets", "titles", "lost").get() != before
    assert not item_of(capture).stale


def test_nothing_is_stale_that_has_not_changed(capture):
    other = factories.article()
    actions.refresh_inbox()
    factories.suggestion(other)
    assert not item_of(capture).stale
    Article.objects.filter(pk=capture.article_id).update(byline="Somebody", title=capture.title)
    assert not becomes_stale(capture)


def test_a_decision_is_seen_at_once(capture, editor):
    kept, refused = factories.suggestion(capture), factories.suggestion(capture, "Russia wants")
    actions.refresh_inbox()
    assert (item_of(capture).pending, item_of(capture).decided) == (2, 0)
    actions.reject_suggestion(suggestion=refused, by=editor)
    assert (item_of(capture).pending, item_of(capture).decided) == (1, 1)
    actions.accept_suggestion(suggestion=kept, by=editor, conflict=factories.conflict())
    assert (item_of(capture).pending, item_of(capture).decided) == (0, 2)
    assert "pending" not in item_of(capture).facets


def test_suggestions_that_are_taken_away_count_no_more(capture):
    factories.suggestion(capture)
    actions.refresh_inbox()
    Suggestion.objects.all().delete()
    assert becomes_stale(capture)
    assert item_of(capture).pending == 0


def test_a_lost_passage_counts_until_somebody_settles_it_or_the_claim_is_closed(capture, editor):
    claims = [
        factories.draft_claim(excerpt=factories.passage(capture, exact))
        for exact in (factories.QUOTE, "Russia wants")
    ]
    loses_its_passages(capture)
    actions.refresh_inbox()
    assert item_of(capture).lost == 2
    assert "lost" in item_of(capture).facets
    placement = Placement.objects.get(excerpt__evidence__claim=claims[0])
    actions.settle(placements=[placement], why="It was said.", by=editor)
    assert item_of(capture).lost == 1
    actions.dismiss(claim=claims[1], by=editor, reasons="Not ours.")
    assert becomes_stale(capture)
    assert item_of(capture).lost == 0


@pytest.mark.parametrize("role", ["speaker", "relayed_by", "addressee", "issue", "subjects"])
def test_what_anybody_follows_counts_while_they_follow_it(capture, editor, role):
    what = factories.issue() if role == "issue" else factories.actor()
    made = factories.suggestion(capture, **({role: what} if role != "subjects" else {}))
    if role == "subjects":
        made.subjects.add(what)
    actions.refresh_inbox()
    before = item_of(capture).urgency
    account_actions.follow(what=what, by=editor)
    account_actions.follow(what=what, by=factories.user("reviewer"))
    assert becomes_stale(capture)
    assert item_of(capture).urgency == before + 8
    assert "followed" in item_of(capture).facets
    Follow.objects.all().delete()
    assert becomes_stale(capture)
    assert item_of(capture).urgency == before


def test_refused_suggestions_and_people_who_left_do_not_count_as_followed(capture, editor):
    suggestion = factories.suggestion(capture, speaker=factories.actor())
    account_actions.follow(what=factories.actor(), by=factories.user("reviewer"))
    actions.reject_suggestion(suggestion=suggestion, by=editor)
    assert "followed" not in item_of(capture).facets


def test_an_article_from_the_future_is_not_taken_at_its_word(db):
    factories.article(published="2199-01-01")
    actions.refresh_inbox()
    made = InboxItem.objects.get().urgency
    assert made < points(reported=timezone.now() + timedelta(hours=1), reliability="A")


def test_undated_and_vague_dates_are_ranked_too(db):
    undated, vague = factories.article(published=""), factories.article(published="2025-03")
    actions.refresh_inbox()
    assert "undated" in item_of(undated).facets
    assert "undated" not in item_of(vague).facets
    assert item_of(undated).urgency > item_of(vague).urgency > 0


# ---- reports that are joined and split ------------------------------------------------------------------------------


def test_reports_that_are_joined_are_one_item_which_inherits_who_is_on_it(capture, editor):
    other = factories.article(title="The same")
    actions.refresh_inbox()
    gone = other.article.origin_group_id
    actions.assign_items(items=[gone], to=editor, by=editor)
    article_actions.join_origins(
        into=capture.article.origin_group, articles=[other.article], reason="The same.", by=editor
    )
    actions.refresh_inbox()
    assert list(InboxItem.objects.values_list("pk", "assignee")) == [(capture.article.origin_group_id, editor.pk)]


def test_an_article_that_is_split_off_has_an_item_of_its_own(capture, editor):
    copy = factories.article(origin=capture.article.origin_group)
    actions.refresh_inbox()
    assert InboxItem.objects.count() == 1
    article_actions.split_from_origin(article=copy.article, reason="Another.", by=editor)
    actions.refresh_inbox()
    assert InboxItem.objects.count() == 2
    assert not InboxItem.objects.to_refresh().exists()


def test_a_group_without_articles_is_in_nobodys_way(capture):
    OriginGroup.objects.create()
    assert actions.refresh_inbox() == 0


# ---- bounded, idempotent, without anybody's name --------------------------------------------------------------------


def test_it_is_done_in_batches_the_newest_first(db):
    captures = [factories.article() for _ in range(5)]
    assert actions.refresh_inbox(limit=2) == 2
    assert [item_of(capture).stale for capture in captures] == [True, True, True, False, False]
    assert actions.refresh_inbox(limit=2) == 2
    tasks.refresh_inbox()
    assert not InboxItem.objects.to_refresh().exists()


@pytest.mark.parametrize("number", [1, 6])
def test_a_batch_costs_the_same_few_statements(db, number):
    for n in range(number):
        factories.suggestion(factories.article(of=factories.source(f"outlet-{n}")))
    actions.refresh_inbox()
    InboxItem.objects.update(stale=True)
    with CaptureQueriesContext(connection) as queries:
        actions.refresh_inbox()
    assert len(queries) == 5  # two of them begin and end it


def test_the_command_works_out_whatever_is_left(capture, capsys):
    InboxItem.objects.update(urgency=0)
    call_command("refresh_inbox")
    assert capsys.readouterr().out == "0 reports worked out.\n"
    call_command("refresh_inbox", all=True)
    assert capsys.readouterr().out == "1 report worked out.\n"
    assert item_of(capture).urgency > 0


def test_working_it_out_leaves_what_people_did(capture, editor):
    actions.assign_items(items=[capture.article.origin_group_id], to=editor, by=editor)
    factories.suggestion(capture)
    actions.refresh_inbox()
    assert item_of(capture).assignee == editor


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_not_yet_committed_is_not_forgotten():
    """Whoever decides while the report is being worked out marks it again."""
    from threading import Event, Thread

    from django.db import transaction

    capture = factories.article()
    factories.suggestion(capture)
    written, go_on = Event(), Event()

    def decide():
        with transaction.atomic():
            factories.suggestion(capture, "Russia wants")
            written.set()
            go_on.wait(10)
        connection.close()

    other = Thread(target=decide)
    other.start()
    assert written.wait(10)
    assert actions.refresh_inbox() == 0  # somebody holds it: the next time
    go_on.set()
    other.join()
    assert actions.refresh_inbox() == 1
    assert item_of(capture).pending == 2
