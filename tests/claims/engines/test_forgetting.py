"""What engines were asked and answered is kept for the days of the settings, and longer where it may be needed."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.utils import timezone

from claims import actions
from claims.actions import forgetting
from claims.models import EngineAnswer, EngineCall, SuggestionRun
from config.services import paths
from tests import factories
from tests.claims.engines.conftest import ARTICLE, found, read
from tests.claims.engines.model_server import Http, statement, statements

pytestmark = pytest.mark.django_db

PORT = "The port was closed for 3 days last week."


def grow_old(days):
    moment = timezone.now() - timedelta(days=days)
    EngineCall.objects.update(at=moment)
    EngineAnswer.objects.update(created_at=moment)


def kept():
    return EngineCall.objects.count(), EngineAnswer.objects.count()


@pytest.fixture
def decided(model, capture, editor):
    """A capture of which the model's only suggestion is decided."""
    model.answers = [statements(statement(PORT))]
    read(capture)
    actions.reject_suggestion(suggestion=found(capture)[0], by=editor)
    return capture


def test_what_is_old_and_decided_goes(decided):
    grow_old(91)
    assert actions.forget_old_engine_calls() == (1, 1)
    assert kept() == (0, 0)
    assert actions.forget_old_engine_calls() == (0, 0)


def test_the_days_are_those_of_the_settings(decided, settings):
    grow_old(89)
    assert actions.forget_old_engine_calls() == (0, 0)
    settings.ENGINE_CALLS_KEPT_DAYS = 30
    assert actions.forget_old_engine_calls() == (1, 1)


def test_what_an_undecided_suggestion_came_from_stays(model, capture):
    model.answers = [statements(statement(PORT))]
    read(capture)
    grow_old(4000)
    assert actions.forget_old_engine_calls() == (0, 0)
    assert kept() == (1, 1)


def test_an_undecided_suggestion_of_another_engine_keeps_nothing(decided, settings):
    settings.ATTESTED_SUGGESTERS = ["rules"]
    read(decided)
    assert found(decided, "rules")
    grow_old(91)
    assert actions.forget_old_engine_calls() == (1, 1)


def test_a_reading_that_is_not_done_finds_its_answers(model, newsroom):
    lines = [f"The mayor of town {number} said that the port was closed for {number} days." for number in range(200)]
    capture = factories.article("\n".join(lines))
    model.answers = [statements(), Http(503)]
    assert read(capture)["llm"].state == "waiting"
    grow_old(91)
    assert actions.forget_old_engine_calls() == (0, 0)


def test_a_question_on_its_way_stays(decided):
    EngineCall.objects.create(engine="llm", engine_version="1", snapshot=decided, key="on its way", cost=1)
    grow_old(91)
    actions.forget_old_engine_calls()
    assert EngineCall.objects.get().key == "on its way"


def test_an_answer_that_was_used_again_lately_stays(model, decided, newsroom, editor):
    grow_old(91)
    again = factories.article(ARTICLE, of=factories.source("other"), published="2025-03-14")
    read(again)
    assert EngineCall.objects.filter(outcome="kept").exists(), "the other outlet has the same words"
    for one in found(again):
        actions.reject_suggestion(suggestion=one, by=editor)
    assert actions.forget_old_engine_calls() == (1, 0)
    assert len(model.questions) == 1


def test_many_go_in_batches(decided, monkeypatch):
    monkeypatch.setattr(forgetting, "_BATCH", 2)
    EngineCall.objects.bulk_create(
        EngineCall(engine="llm", engine_version="1", snapshot=decided, key=str(number), outcome="answered")
        for number in range(6)
    )
    grow_old(91)
    assert actions.forget_old_engine_calls() == (7, 1)
    assert SuggestionRun.objects.get().state == "done"


@pytest.mark.parametrize("days", ["29", "40000"])
def test_days_that_would_empty_the_costs_are_refused(days):
    environment = os.environ | {"ATTESTED_ENGINE_CALLS_KEPT_DAYS": days}
    started = subprocess.run(
        [sys.executable, "-c", "import config.settings"],
        cwd=paths.REPOSITORY, env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert "ATTESTED_ENGINE_CALLS_KEPT_DAYS has to be between 30 and 36500" in started.stderr
