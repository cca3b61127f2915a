"""The outbox, by the job that reads a snapshot."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.utils import timezone

from claims.models import SuggestionRun
from lib import outbox
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def job():
    return SuggestionRun.objects.create(snapshot=factories.article(), engine="test", engine_version="1")


def fails(_job):
    raise RuntimeError("the disk is full")


def test_work_is_done_once(job):
    done = []
    assert outbox.run(SuggestionRun, job.pk, done.append) is True
    assert outbox.run(SuggestionRun, job.pk, done.append) is False
    job.refresh_from_db()
    assert (len(done), job.state, job.attempts) == (1, "done", 1)


def test_a_failure_undoes_its_work_and_is_tried_again(job):
    def half_done(held):
        SuggestionRun.objects.create(snapshot=held.snapshot, engine="half", engine_version="1")
        raise RuntimeError("the disk is full")

    assert outbox.run(SuggestionRun, job.pk, half_done) is False
    job.refresh_from_db()
    assert (job.state, job.error) == ("waiting", "RuntimeError: the disk is full")
    assert not SuggestionRun.objects.filter(engine="half").exists()


def test_three_failures_are_enough_and_say_why(job):
    for _ in range(4):
        outbox.run(SuggestionRun, job.pk, fails)
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("failed", outbox.MAX_ATTEMPTS)
    assert job.error == "RuntimeError: the disk is full"


def test_what_cannot_succeed_is_not_tried_again(job):
    def hopeless(_job):
        raise outbox.PermanentError("This file is empty.")

    outbox.run(SuggestionRun, job.pk, hopeless)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == ("failed", 1, "This file is empty.")


def test_a_leased_job_is_left_to_its_worker_until_the_lease_runs_out(job):
    SuggestionRun.objects.filter(pk=job.pk).update(
        state="running", attempts=1, leased_until=timezone.now() + timedelta(minutes=1)
    )
    assert outbox.run(SuggestionRun, job.pk, fails) is False
    assert not SuggestionRun.objects.waiting().exists()
    SuggestionRun.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert outbox.run(SuggestionRun, job.pk, lambda held: None) is True


def test_a_job_that_kills_its_workers_is_parked(job):
    SuggestionRun.objects.filter(pk=job.pk).update(
        state="running", attempts=outbox.MAX_ATTEMPTS, leased_until=timezone.now() - timedelta(seconds=1)
    )
    assert outbox.run(SuggestionRun, job.pk, lambda held: None) is False
    job.refresh_from_db()
    assert job.state == "failed"
    assert "gave up after 3 attempts" in job.error


def test_an_unreachable_broker_loses_nothing(job, django_capture_on_commit_callbacks, monkeypatch):
    def unreachable(**_kwargs):
        raise ConnectionError("no broker")

    outbox.job_waiting.connect(unreachable, sender=SuggestionRun)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            outbox.announce(job)
    finally:
        outbox.job_waiting.disconnect(unreachable, sender=SuggestionRun)
    assert SuggestionRun.objects.waiting().filter(pk=job.pk).exists()


def test_whatever_process_announces_a_job_tells_the_broker():
    """Such as a web process, which has no use for tasks otherwise: news waited ten seconds for the clock there."""
    asked = """
import django
django.setup()
from django.apps import apps
from lib.outbox import Job, job_waiting
print([one.__name__ for one in apps.get_models() if issubclass(one, Job) and not job_waiting.has_listeners(one)])
"""
    told = subprocess.run(  # our own words
        [sys.executable, "-c", asked],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"},
    )
    assert told.stdout.strip() == "[]"
