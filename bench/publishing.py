"""Publication, one event or a hundred at once, beside the least that it could be: saving the row through the ORM."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_ARTICLES_OF = 5  # events that rest on one article


def waiting_events(number: int) -> list[Any]:
    """So many events with two approved claims each, which no reader sees yet."""
    from tests import factories

    events = []
    for place in range(number):
        if place % _ARTICLES_OF == 0:
            passage = factories.passage(factories.article())
        speaker = factories.actor(f"bench-speaker-{place % 40}")
        claims = [
            factories.approved_claim(excerpt=passage, speaker=speaker, text=f"What was said, {place}, {part}.")
            for part in range(2)
        ]
        events.append(factories.event(claims=claims, title=f"Talks, part {place}", actors=[speaker]))
    return events


def costs(events: list[Any], cpu: Callable[[], float]) -> list[tuple[float, float]]:
    """In turn: what saving the row of one event costs, in a transaction of its own, and publishing the next one."""
    from django.db import transaction

    from tests import factories
    from timeline.actions import publish

    reviewer = factories.user("reviewer")
    found = []
    for other, event in zip(events[::2], events[1::2], strict=True):
        row = _row_of(other, reviewer)
        began = cpu()
        with transaction.atomic():
            row.save(force_insert=True)
        saved = cpu()
        publish(event=event, by=reviewer)
        found.append((saved - began, cpu() - saved))
    return found


def costs_of_many(events: list[Any], cpu: Callable[[], float], *, at_once: int) -> list[float]:
    """What publishing each of them costs where so many are published at once, as somebody has read them."""
    from tests import factories
    from timeline.actions import changes_of_all, publish_many

    reviewer = factories.user("reviewer")
    read = {frozen.entry.event_id: frozen.entry.digest for frozen, _live, _changes in changes_of_all(events)}
    found = []
    for start in range(0, len(events), at_once):
        seen = {event.pk: read[event.pk] for event in events[start : start + at_once]}
        began = cpu()
        outcomes = publish_many(seen=seen, by=reviewer)
        found.append((cpu() - began) / len(seen))
        if any(outcome.entry is None for outcome in outcomes):
            raise SystemExit("An event that was to be published was refused.")
    return found


def cost_of_handing_over(cpu: Callable[[], float], times: int = 100) -> float:
    """What it costs to have a worker take up the news of a publication once it is committed."""
    from timeline.tasks import queue_news

    queue_news(pk=0)  # no news has this number
    began = cpu()
    for _ in range(times):
        queue_news(pk=0)
    return (cpu() - began) / times


def _row_of(event: Any, reviewer: Any) -> Any:
    """The row of the timeline that publishing it writes, not saved."""
    from django.utils import timezone

    from timeline.freezing import freeze

    entry = freeze(event).entry
    entry.revision, entry.known_at, entry.published_by = 1, timezone.now(), reviewer
    return entry
