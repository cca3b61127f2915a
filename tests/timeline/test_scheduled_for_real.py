"""Publications that come later, by the real clock: what `manage.py up` starts, with its beat, its worker and its pages."""

import random
import time
import urllib.error
import urllib.request
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Notification
from accounts.roles import Role
from tests import factories
from tests.articles.stack import stack  # noqa: F401  # a fixture
from timeline import actions
from timeline.actions import EventContent
from timeline.freezing import freeze
from timeline.models import Entry, Schedule

pytestmark = pytest.mark.slow
WITHIN = 120.0  # beat has to be started again, on a machine that may be busy


def scheduled(title, at):
    event = factories.event(title=title, claims=[factories.approved_claim()])
    seen = freeze(event).entry.digest
    return actions.schedule_publication(event=event, at=at, seen=seen, by=factories.user(Role.REVIEWER))


def status(stack, event):  # noqa: F811
    try:
        with urllib.request.urlopen(
            f"http://127.0.0.1:{stack.port}/events/{event.pk}/revisions/1/", timeout=30
        ) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def test_beat_and_a_worker_publish_what_is_due_though_beat_was_killed(stack):  # noqa: F811
    at = timezone.now() + timedelta(seconds=15)  # on a busy machine all of this takes a while
    seen, changed, later = (
        scheduled("As seen", at),
        scheduled("Changed", at),
        scheduled("Later", at + timedelta(days=1)),
    )
    editor, event = factories.user(Role.EDITOR), changed.event
    content = replace(EventContent.of(event), title="CHANGED SINCE")
    actions.edit_event(event=event, content=content, version=event.version, by=editor)
    stack.kill("beat", random.Random(1))
    assert status(stack, seen.event) == 404

    deadline = time.monotonic() + WITHIN
    while Schedule.objects.waiting().exclude(pk=later.pk).exists():
        assert time.monotonic() < deadline, stack.tails()
        time.sleep(0.2)

    entry = Entry.objects.get()
    assert (entry.title, entry.digest, entry.published_by) == ("As seen", seen.seen, seen.by)
    assert entry.known_at >= at
    assert status(stack, seen.event) == 200
    assert status(stack, event) == status(stack, later.event) == 404
    changed.refresh_from_db()
    assert (changed.state, changed.settled_at >= at) == ("failed", True)
    told = Notification.objects.filter(user=editor, key=f"schedule:{changed.pk}:failed")
    assert "was changed after it was scheduled" in told.get().text
