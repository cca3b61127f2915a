"""No day costs more than its budget, whoever asks at the same time; what was answered is not asked again."""

import threading
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connections
from django.utils import timezone

from articles.actions import set_published
from claims import actions
from claims.engines.meter import spent_today, start_of_day
from claims.models import EngineAnswer, EngineCall, SuggestionRun
from tests import factories
from tests.claims.engines.conftest import ARTICLE, found, read, runs_of
from tests.claims.engines.model_server import Http, ModelServer, statement, statements

pytestmark = pytest.mark.django_db

PORT = "The port was closed for 3 days last week."
GOOD = statements(statement(PORT))  # 1000 tokens in, 200 out


@pytest.fixture
def paid(switch_on):
    """2 for a million tokens in, 10 out: each answer of the server costs 0.004."""
    with ModelServer() as server:
        server.answers = [GOOD]

        def on(budget):
            switch_on("llm", url=server.url, price_in="2", price_out="10", budget=budget)
            return server

        yield on


def test_what_an_answer_cost_is_kept(paid, capture):
    paid("5")
    read(capture)
    call = EngineCall.objects.get()
    assert (call.outcome, call.tokens_in, call.tokens_out, call.estimated) == ("answered", 1000, 200, False)
    assert call.cost == spent_today("llm") == Decimal("0.004")
    assert call.seconds > 0


def test_a_run_waits_for_tomorrow_when_the_budget_is_used_up(paid, newsroom):
    server = paid("0.03")
    captures = [factories.article(f"{ARTICLE} Piece {number}.") for number in range(8)]
    states = [read(capture)["llm"].state for capture in captures]
    asked = states.count("done")
    assert states == ["done"] * asked + ["waiting"] * (8 - asked)
    assert 0 < asked < 8
    assert len(server.questions) == asked
    assert spent_today("llm") <= Decimal("0.03")
    run = runs_of(captures[-1])["llm"]
    assert run.cause == "budget"
    assert "used up" in run.error
    assert run.retries == 0
    assert run.not_before.date() == (start_of_day() + timedelta(days=1)).date()
    # Tomorrow, when today's calls are yesterday's.
    EngineCall.objects.update(at=timezone.now() - timedelta(days=1))
    SuggestionRun.objects.update(not_before=timezone.now())
    assert actions.make_suggestions(run_id=run.pk)
    assert found(captures[-1])


def test_a_question_that_no_day_can_pay_says_so(paid, capture):
    server = paid("0.000001")
    run = read(capture)["llm"]
    assert "more than the budget" in run.error
    assert server.questions == []


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_do_not_overspend(paid, newsroom):
    server = paid("0.03")
    gate = threading.Barrier(6)

    def slow(question, connection):
        Http(body=GOOD)(question, connection)

    server.answers = [slow]
    runs = [
        actions.request_suggestions(snapshot=factories.article(f"{ARTICLE} Piece {number}.")) for number in range(6)
    ]

    def work(run):
        try:
            gate.wait()
            actions.make_suggestions(run_id=run.pk)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(run,)) for run in runs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # What can be set aside at once is what the budget reaches for at the most that each may cost.
    assert spent_today("llm") <= Decimal("0.03")
    assert 0 < len(server.questions) < 6
    assert set(SuggestionRun.objects.values_list("state", flat=True)) == {"done", "waiting"}


@pytest.mark.django_db(transaction=True)
def test_two_outlets_with_one_report_at_once_cost_one_call(paid, newsroom):
    server = paid("5")
    begun, go_on = threading.Event(), threading.Event()

    def slow(question, connection):
        begun.set()
        go_on.wait(10)
        Http(body=GOOD)(question, connection)

    server.answers = [slow]
    first, second = factories.article(ARTICLE), factories.article(ARTICLE, of=factories.source("other"))
    one, two = (actions.request_suggestions(snapshot=capture) for capture in (first, second))

    def work():
        try:
            actions.make_suggestions(run_id=one.pk)
        finally:
            connections.close_all()

    thread = threading.Thread(target=work)
    thread.start()
    assert begun.wait(10)
    assert actions.make_suggestions(run_id=two.pk) is False
    two.refresh_from_db()
    assert (two.state, two.cause, two.retries) == ("waiting", "asked_already", 0)
    go_on.set()
    thread.join()
    SuggestionRun.objects.update(not_before=None)
    assert actions.make_suggestions(run_id=two.pk)
    assert len(server.questions) == 1
    assert len(found(first)) == len(found(second)) == 1


def test_the_same_text_costs_one_call(paid, newsroom):
    server = paid("5")
    for source in ("one", "two", "three"):
        capture = factories.article(ARTICLE, of=factories.source(source))
        read(capture)
        assert len(found(capture)) == 1
    assert len(server.questions) == EngineAnswer.objects.count() == 1
    assert list(EngineCall.objects.values_list("outcome", flat=True)) == ["answered", "kept", "kept"]
    assert spent_today("llm") == Decimal("0.004")


def test_another_date_costs_nothing(paid, newsroom, editor):
    server = paid("5")
    server.answers = [statements(statement(PORT, happened="last week"))]
    capture = factories.article(ARTICLE, published="")
    read(capture)
    assert [one.happened_edtf for one in found(capture)] == [""]
    set_published(article=capture.article, edtf="2025-03-14", by=editor)
    for run in SuggestionRun.objects.waiting():
        actions.make_suggestions(run_id=run.pk)
    assert [one.happened_edtf for one in found(capture)] == ["2025-03-03/2025-03-09"]
    assert len(server.questions) == 1


@pytest.mark.parametrize("option", [{"model": "another"}, {"max_tokens": 700}])
def test_another_model_is_asked_anew(paid, capture, switch_on, option):
    server = paid("5")
    read(capture)
    switch_on("llm", url=server.url, **option)
    read(capture)
    assert len(server.questions) == 2
    assert len(found(capture)) == 1  # the earlier version's give way


def test_another_issue_of_the_newsroom_is_another_question(paid, capture):
    server = paid("5")
    read(capture)
    factories.issue("fishing", "Fishing")
    read(factories.article(ARTICLE))
    assert len(server.questions) == 2


def test_a_question_whose_worker_was_killed_is_lost_and_paid(paid, capture):
    server = paid("5")
    run = actions.request_suggestions(snapshot=capture)
    server.answers = [Http(503)]
    actions.make_suggestions(run_id=run.pk)
    # As if the worker had been killed while it waited.
    EngineCall.objects.update(outcome="pending", cost=Decimal("0.5"), estimated=True)
    server.answers = [GOOD]
    SuggestionRun.objects.update(not_before=None)
    assert actions.make_suggestions(run_id=run.pk) is False
    EngineCall.objects.update(at=timezone.now() - timedelta(minutes=6))
    SuggestionRun.objects.update(not_before=None)
    assert actions.make_suggestions(run_id=run.pk) is True
    assert list(EngineCall.objects.values_list("outcome", flat=True)) == ["lost", "answered"]
    assert EngineCall.objects.first().cost == Decimal("0.5")
